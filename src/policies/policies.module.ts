import { Injectable, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { CasesModule } from '../cases/cases.module.js';
import { ReadModels } from '../read-model/read-models.js';
import { Policies } from './application/policies.js';
import { PolicyMemory } from './application/policy-memory.js';
import { KyselyPolicyMemory } from './memory/kysely-policy-memory.js';

/** What must follow on one stream from what happens on another, when it is asked for. */
@Module({
  imports: [CqrsModule, CasesModule],
  providers: [
    Policies,
    {
      provide: PolicyMemory,
      inject: [ReadModels],
      useFactory: ({ model }: ReadModels): PolicyMemory => new KyselyPolicyMemory(model.writing),
    },
  ],
  exports: [Policies, PolicyMemory],
})
export class PoliciesModule {}

@Injectable()
class PoliciesAtStart implements OnApplicationBootstrap {
  constructor(private readonly policies: Policies) {}

  onApplicationBootstrap(): void {
    this.policies.start();
  }
}

/** The same, while the program runs: for the server. A command asks for it when it has done its work. */
@Module({ imports: [PoliciesModule], providers: [PoliciesAtStart], exports: [PoliciesModule] })
export class RunningPoliciesModule {}
