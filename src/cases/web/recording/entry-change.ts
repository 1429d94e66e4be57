import { FormErrors, type Form } from '../../../platform/web/form.js';
import { readDate } from '../../../platform/web/date-input.js';
import type { CaseRequest } from '../../../streams/application/case-request.js';
import type { Changes, SealedText } from '../../../streams/domain/event.js';
import type { AnyEntry } from '../../application/case-on-record.js';
import { CorrectMilestone } from '../../application/correct-milestone.js';
import type { CatalogueEntry } from '../../application/milestone-catalogue.js';
import type { AnyCommand } from '../../application/rehearse.js';
import { RetractMilestone } from '../../application/retract-milestone.js';
import { WithdrawException } from '../../application/withdraw-exception.js';
import type { FieldSpec } from './field-specs.js';
import { fieldSpecsOf } from './field-specs.js';
import { readFields } from './read-fields.js';
import type { CaseAtHand } from './recording-context.js';

/** What can be done about a milestone on record. */
export const CHANGES = ['correct', 'retract', 'withdraw'] as const;
export type ChangeName = (typeof CHANGES)[number];

/** The field that says why a milestone is changed. An attribute of some milestones is called `reason`. */
export const WHY = 'why-changed';
/** The longest reason that a form takes. */
const LONGEST_REASON = 10_000;

/** A milestone that is about to be changed. */
export interface EntryAtHand {
  readonly at: CaseAtHand;
  readonly entry: AnyEntry;
  readonly catalogued: CatalogueEntry;
  /** Its attributes with the free texts in plain words. */
  readonly attributes: Changes;
  /** The same as they were when the form was opened: what others corrected since is not undone by what was left alone. */
  readonly seen: Changes;
}

/** A change as a form says it. */
export interface ReadChange {
  readonly errors: FormErrors;
  /** The attributes that a correction changes. */
  readonly to: Changes;
  /** The command as far as a decision depends on it. */
  readonly command: AnyCommand;
  readonly request: (head: Head) => CaseRequest;
}

/** What a request carries beside the change. */
export interface Head {
  readonly expectedRevision?: number;
  readonly confirm?: readonly string[];
}

/** What stands for a reason that is not sealed yet, where nothing is recorded. */
const UNSEALED = '' as SealedText;

const written = (value: unknown): string => JSON.stringify(value ?? null).replaceAll('\\r\\n', '\\n');

/** The attributes that a form changes: `null` where it was left empty. */
function differences(
  specs: readonly FieldSpec[],
  before: Changes,
  after: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    specs
      .filter(({ name }) => written(before[name]) !== written(after[name]))
      .map(({ name }) => [name, after[name] ?? null]),
  );
}

function reasonIn(form: Form, errors: FormErrors): string {
  const reason = form.text(WHY);
  if (reason === '') errors.add(WHY, 'Enter why');
  if (reason.length > LONGEST_REASON) errors.add(WHY, 'The reason must have at most 10,000 characters');
  return reason;
}

function readCorrection(hand: EntryAtHand, form: Form): ReadChange {
  const { at, entry, catalogued, attributes, seen } = hand;
  const specs = fieldSpecsOf(catalogued);
  const { fields, errors } = readFields(catalogued, form, at.today, specs, attributes);
  const to = errors.isEmpty ? differences(specs, seen, fields) : {};
  if (errors.isEmpty && Object.keys(to).length === 0) errors.add('on', 'Change something, or go back to the case');
  const reason = reasonIn(form, errors);
  return {
    errors,
    to,
    command: { type: 'Correct', entry: entry.number, to, reason: UNSEALED },
    request: (head) =>
      Object.assign(new CorrectMilestone(), { ...head, ...caseOf(at), entry: entry.number, to, reason }),
  };
}

function readRetraction({ at, entry }: EntryAtHand, form: Form): ReadChange {
  const errors = new FormErrors();
  const reason = reasonIn(form, errors);
  return {
    errors,
    to: {},
    command: { type: 'Retract', entry: entry.number, reason: UNSEALED },
    request: (head) => Object.assign(new RetractMilestone(), { ...head, ...caseOf(at), entry: entry.number, reason }),
  };
}

function readWithdrawal({ at, entry }: EntryAtHand, form: Form): ReadChange {
  const errors = new FormErrors();
  const read = readDate(form, 'on', at.today);
  if ('fault' in read) errors.add('on', `The date ${read.fault}`);
  if ('isBlank' in read) errors.add('on', 'Enter the date');
  const on = 'day' in read ? read.day : at.today;
  const reason = reasonIn(form, errors);
  return {
    errors,
    to: {},
    command: { type: 'WithdrawException', entry: entry.number, on, reason: UNSEALED },
    request: (head) =>
      Object.assign(new WithdrawException(), { ...head, ...caseOf(at), entry: entry.number, on, reason }),
  };
}

const caseOf = ({ one }: CaseAtHand) => ({ case: one.id, kind: one.kind });

const READERS: Readonly<Record<ChangeName, (hand: EntryAtHand, form: Form) => ReadChange>> = {
  correct: readCorrection,
  retract: readRetraction,
  withdraw: readWithdrawal,
};

/** What a form says of a change. */
export function readChange(change: ChangeName, hand: EntryAtHand, form: Form): ReadChange {
  return READERS[change](hand, form);
}

/** The command with warnings confirmed. */
export function confirming(command: AnyCommand, confirm: readonly string[]): AnyCommand {
  return { ...command, confirm } as AnyCommand;
}
