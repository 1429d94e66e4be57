import { Inject, Injectable } from '@nestjs/common';
import { deciderOf } from '../../cases/application/case-deciders.js';
import type { EventStore } from '../../event-store/event-store.js';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import { isHidden } from '../../platform/access/sight.js';
import { ReadModels } from '../../read-model/read-models.js';
import { oneAfterTheOther } from '../../streams/application/one-after-the-other.js';
import type { Outcome } from '../../streams/application/outcome.js';
import type { Refusal } from '../../streams/domain/decider.js';
import type { CaseEvent, PersonId } from '../../streams/domain/event.js';

/** The code of the warning that a child has an open request already. */
export const OPEN_ALREADY = 'open-request-already';

/** The stages at which a request for a needs assessment or a reassessment is still being answered. */
export const UNANSWERED: readonly string[] = ['requested', 'assessing', 'plan-agreed', 'draft-plan-sent'];

/** How many children are remembered for whom this process opened a request: the read models may not show it yet. */
const MOST_REMEMBERED = 1_000;

/** A request to open a needs assessment, as far as it is looked at here; its fields may be malformed. */
export interface Opening {
  readonly case: string;
  readonly person?: unknown;
  readonly confirm?: unknown;
}

/** The warning, for the person who asks. */
export const openAlready = (): Refusal => ({
  code: OPEN_ALREADY,
  message:
    'This child or young person has an open request for a needs assessment already. Record what happens on that one; open a second one only where there really are two.',
  field: 'person',
  confirmable: true,
});

const confirms = ({ confirm }: Opening): boolean => Array.isArray(confirm) && confirm.includes(OPEN_ALREADY);

/** The requests for needs assessments that are being answered: a child has one at a time, unless somebody confirms two. */
@Injectable()
export class OpenRequests {
  readonly #opened = new Map<string, readonly string[]>();

  constructor(
    private readonly models: ReadModels,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /**
   * The ids of the open requests of a child, as far as the read models and this process know of them; none of a child who
   * is kept from whoever asks.
   */
  async of(person: string): Promise<readonly string[]> {
    if (isHidden(person as PersonId)) return [];
    const shown = await this.models
      .live()
      .db.selectFrom('case_file')
      .select('id')
      .where('person', '=', person)
      .where('kind', '=', 'assessment')
      .where('stage', 'in', UNANSWERED)
      .orderBy('opened_on')
      .orderBy('id')
      .execute();
    const ids = [...new Set([...shown.map(({ id }) => id), ...(this.#opened.get(person) ?? [])])];
    const stages = await Promise.all(ids.map((id) => this.#stageOf(id)));
    return ids.filter((_, index) => UNANSWERED.includes(stages[index] ?? ''));
  }

  /**
   * Opens a needs assessment, or refuses with a warning where the child has an open request. Two that are asked for at
   * once for the same child are looked at one after the other.
   * @param open carries the request out
   */
  async opening(request: Opening, open: () => Promise<Outcome>): Promise<Outcome> {
    const { case: id, person } = request;
    // To those from whom a child is kept, they are not there: the request itself is refused as of nobody.
    if (typeof person !== 'string' || isHidden(person as PersonId)) return open();
    return oneAfterTheOther(`request-for/${person}`, async () => {
      const isNew = (await this.#stageOf(id)) === undefined;
      if (isNew && !confirms(request) && (await this.of(person)).length > 0) {
        return { outcome: 'refused', refused: [openAlready()] };
      }
      const outcome = await open();
      if (isNew && outcome.outcome === 'recorded') this.#remember(person, id);
      return outcome;
    });
  }

  /** The stage of a needs assessment; nothing where there is none. */
  async #stageOf(id: string): Promise<string | undefined> {
    const events = await this.store.readStream(`assessment-${id}`);
    const { stage } = deciderOf('assessment').replay(events as unknown as readonly CaseEvent[]);
    return stage === 'unopened' ? undefined : stage;
  }

  #remember(person: string, id: string): void {
    this.#opened.set(person, [...(this.#opened.get(person) ?? []), id]);
    const [oldest] = this.#opened.keys();
    if (this.#opened.size > MOST_REMEMBERED && oldest !== undefined) this.#opened.delete(oldest);
  }
}
