import { OPEN_ALREADY, UNANSWERED, type OpenRequests } from '../../caseload/application/open-requests.js';
import { deciderOf } from '../../cases/application/case-deciders.js';
import type { RecordedEvent } from '../../event-store/event-store.js';
import type { CaseEvent, PersonId } from '../../streams/domain/event.js';
import type { Confirmed, ImportCase } from './case-player.js';
import type { RowProblem } from './format.js';

/** A request that a file opens, and that is still being answered at the end of the file. */
interface Opened {
  readonly line: number;
  readonly on: string;
}

/** What a file says of the requests of a child. */
interface OfChild {
  /** The requests that the file opens. */
  readonly opened: Opened[];
  /** How many of those it tells of were on record before, and are still being answered at its end. */
  known: number;
}

/**
 * Finds the children who would have more than one open request after a file. That is judged by where each case stands at
 * the end of the file, since the requests of years come in any order.
 */
export class SecondRequests {
  readonly #children = new Map<PersonId, OfChild>();
  readonly #inFile = new Set<string>();

  /**
   * Takes in a case of the file.
   * @param events the case with everything that the file says
   * @param wasOnRecord whether there was such a case before
   */
  add({ kind, id, person, rows }: ImportCase, events: readonly RecordedEvent[], wasOnRecord: boolean): void {
    if (kind !== 'assessment') return;
    this.#inFile.add(id);
    const { stage } = deciderOf('assessment').replay(events as unknown as readonly CaseEvent[]);
    if (!UNANSWERED.includes(stage)) return;
    const child = this.#children.get(person) ?? { opened: [], known: 0 };
    this.#children.set(person, child);
    const opening = rows.find(({ milestone }) => milestone.entry.opens);
    if (wasOnRecord || opening === undefined) child.known += 1;
    else child.opened.push({ line: opening.line, on: String(opening.fields.on) });
  }

  /** The rows that open a request beside another; none where that is confirmed. */
  async problems(onRecord: OpenRequests, confirmed: Confirmed): Promise<readonly RowProblem[]> {
    if (confirmed === 'all' || confirmed.includes(OPEN_ALREADY)) return [];
    const problems: RowProblem[] = [];
    for (const [person, { opened, known }] of this.#children) {
      if (opened.length === 0) continue;
      const others = (await onRecord.of(person)).filter((id) => !this.#inFile.has(id)).length + known;
      const first = others === 0 ? 1 : 0;
      const inOrder = opened.toSorted((one, other) =>
        one.on === other.on ? one.line - other.line : one.on < other.on ? -1 : 1,
      );
      problems.push(...inOrder.slice(first).map(({ line }) => problemAt(line)));
    }
    return problems;
  }
}

const problemAt = (line: number): RowProblem => ({
  line,
  column: 'child',
  reason:
    'the child would have two open requests for a needs assessment; record on the one that is open, or confirm that there really are two',
  confirm: OPEN_ALREADY,
});
