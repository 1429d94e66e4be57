import type { CalendarDate } from '../../statute/calendar.js';
import type { CaseKindName } from '../../streams/application/any-case.js';
import { isRefused, type Refusal } from '../../streams/domain/decider.js';
import type { AnyState } from './case-on-record.js';
import { deciderOf, type AnyCaseDecider } from './case-deciders.js';
import type { CatalogueEntry } from './milestone-catalogue.js';

/** What can be asked of a case of any kind. */
export type AnyCommand = Parameters<AnyCaseDecider['decide']>[0];

/** What a command would come to. */
export type Rehearsed =
  | { readonly refused: readonly Refusal[] }
  /** The case as it would be; `isNew` says whether anything would be recorded at all. */
  | { readonly refused?: never; readonly after: AnyState; readonly isNew: boolean };

/** What a command would come to, without recording anything. */
export function rehearse(kind: CaseKindName, state: AnyState, command: AnyCommand, today: CalendarDate): Rehearsed {
  const { decide, evolve } = deciderOf(kind);
  const decision = decide(command, state, { today });
  if (isRefused(decision)) return decision;
  return { after: decision.reduce<AnyState>((one, event) => evolve(one, event), state), isNew: decision.length > 0 };
}

/**
 * The command that records a milestone, as far as a decision depends on it: free texts are left out.
 * @param fields the attributes of the milestone, well-formed
 */
export function recordingCommand(
  { type, attributes, texts }: CatalogueEntry,
  fields: Readonly<Record<string, unknown>>,
  confirm: readonly string[] = [],
): AnyCommand {
  const told = attributes.filter((name) => fields[name] !== undefined && !texts.includes(name));
  const data = Object.fromEntries(told.map((name) => [name, fields[name]]));
  return { type: 'Record', milestone: { type, data }, confirm } as unknown as AnyCommand;
}
