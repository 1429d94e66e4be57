import { ConfigService } from '@nestjs/config';
import type { FactoryProvider } from '@nestjs/common';
import { AccessSettings } from '../../access/application/access-settings.js';
import { settingsOf } from '../../platform/configuration.js';
import type { SendPlan } from '../domain/send-plan.js';
import { planOf, readSendPlanFile, shippedPlans } from './plan-file.js';

/** The SEND plan of the council whose tracker this is. */
export class CouncilPlan {
  constructor(
    /** Nothing where the operator named no file, and no plan of the council comes with the program. */
    readonly plan?: SendPlan,
  ) {}
}

/**
 * Reads the council's plan: from the file that the operator named, or else the one that comes with the program for a
 * council of this name. A file that cannot be used rejects the start.
 */
export const COUNCIL_PLAN: FactoryProvider<CouncilPlan> = {
  provide: CouncilPlan,
  inject: [ConfigService, AccessSettings],
  useFactory: async (config: ConfigService, access: AccessSettings): Promise<CouncilPlan> => {
    const { sendPlan, council = await access.get('council') } = settingsOf(config);
    if (sendPlan !== undefined) return new CouncilPlan(await readSendPlanFile(sendPlan));
    return new CouncilPlan(council === undefined ? undefined : planOf(council, await shippedPlans()));
  },
};
