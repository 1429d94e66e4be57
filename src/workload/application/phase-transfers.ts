import { Injectable } from '@nestjs/common';
import { isHidden } from '../../platform/access/sight.js';
import { ReadModels, type Moment } from '../../read-model/read-models.js';
import { yearOf, type CalendarDate } from '../../statute/calendar.js';
import { Rulebook } from '../../statute/rulebook.js';
import type { PersonId } from '../../streams/domain/event.js';
import { transferAsAt, worstFirst, type PhaseTransfer } from '../domain/transfer-risk.js';
import { findPhaseTransfers } from './find-phase-transfers.js';
import { Remembered } from './remembered.js';

/** The children who move to another phase in a year, as at a day. */
export interface TransferCohort {
  readonly asAt: CalendarDate;
  readonly year: number;
  /** The worst first. */
  readonly transfers: readonly PhaseTransfer[];
}

/** The year of the transfers that come next, as seen from a day: in the September that has not come. */
export const comingYear = (on: CalendarDate): number => yearOf(on) + (on.slice('YYYY-'.length) >= '09-01' ? 1 : 0);

/** Answers who moves to another phase of education, and whose plan will not be ready. */
@Injectable()
export class PhaseTransfers {
  readonly #remembered = new Remembered<TransferCohort>();

  constructor(
    private readonly models: ReadModels,
    private readonly rulebook: Rulebook,
  ) {}

  /**
   * The children who move in a year.
   * @param team of plans of one team alone; `null` for those of no team
   */
  async of(moment: Moment, year: number, team?: string | null): Promise<TransferCohort> {
    const cohort = await this.#all(moment, year);
    const transfers = cohort.transfers.filter(
      (one) => (team === undefined || one.team === team) && !isHidden(one.person as PersonId),
    );
    return { ...cohort, transfers };
  }

  async #all(moment: Moment, year: number): Promise<TransferCohort> {
    const { asAt } = this.models.live();
    const question = JSON.stringify([moment.asAt ?? asAt, moment.knownOn, year]);
    const upTo = (await this.models.projector.checkpoint()) ?? '';
    return this.#remembered.of(question, upTo, () =>
      this.models.asking(moment, async (asked) => {
        const found = await findPhaseTransfers(asked, year, this.rulebook.rules);
        const transfers = found.map((one) => transferAsAt(one, asked.asAt)).sort(worstFirst);
        return { asAt: asked.asAt, year, transfers };
      }),
    );
  }
}
