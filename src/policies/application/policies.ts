import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import type { EventStore } from '../../event-store/event-store.js';
import { WallClock } from '../../platform/wall-clock.js';
import type { CaseRequest } from '../../streams/application/case-request.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { policiesOver } from './all-policies.js';
import { CaseReader } from './case-on-record.js';
import { PolicyMemory } from './policy-memory.js';
import { PolicyRunner, type PolicyStatus } from './policy-runner.js';

/** What must follow on one stream from what happens on another. */
@Injectable()
export class Policies implements OnModuleDestroy {
  readonly #logger = new Logger('Policies');
  readonly #ending = new AbortController();
  readonly #runner: PolicyRunner;
  #running: Promise<void> = Promise.resolve();

  constructor(
    @Inject(EVENT_STORE) store: EventStore,
    clock: WallClock,
    commands: CommandBus,
    private readonly memory: PolicyMemory,
  ) {
    this.#runner = new PolicyRunner(store, policiesOver(new CaseReader(store)), memory, clock, (request) =>
      commands.execute<CaseRequest, Outcome>(request),
    );
  }

  /** Begins to follow what is recorded, until the program ends. */
  start(): void {
    this.#running = this.#runner.run(this.#ending.signal).catch((error: unknown) => {
      // The message of an unforeseen error could repeat anything.
      const name = error instanceof Error ? error.name : 'an unknown error';
      this.#logger.error(`The policies ended with ${name}. Restart the program: they go on where they were.`);
    });
  }

  /** Ends, after the batch at hand. */
  async stop(): Promise<void> {
    this.#ending.abort();
    await this.#running;
  }

  /**
   * Does everything that follows from what is on record by now.
   * @param progress called with the number of events that were looked at
   * @throws PolicyStopped where a policy cannot go on; the others have done their work
   * @throws StoreUnavailable
   * @throws PolicyMemoryUnavailable
   */
  catchUp(progress?: (done: number) => void): Promise<void> {
    return this.#runner.catchUp(progress);
  }

  /**
   * How each policy stands: how far it has come, what it was refused, and where it stopped, if it did.
   * @throws StoreUnavailable
   * @throws PolicyMemoryUnavailable
   */
  status(): Promise<readonly PolicyStatus[]> {
    return this.#runner.status();
  }

  /**
   * Forgets how far the policies have come, such as after another event log was put in place by a restore: they begin
   * at its first event at the next start, and find nothing missing that is there.
   * @throws PolicyMemoryUnavailable
   */
  forget(): Promise<void> {
    return this.memory.forget();
  }

  onModuleDestroy(): Promise<void> {
    return this.stop();
  }
}
