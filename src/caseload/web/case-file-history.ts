import { capital } from '../../statute/sentence.js';
import { actorInWords } from '../../cases/application/actor-words.js';
import { attributeInWords, valueInWords } from '../../cases/application/attribute-words.js';
import { textAttributesOfCase } from '../../cases/application/recordings.js';
import { milestoneInWords } from '../../cases/application/words.js';
import type { Directory } from '../../platform/access/directory.js';
import { instantInWords } from '../../platform/instants.js';
import { longDate } from '../../statute/calendar.js';
import type { CaseKindName } from '../../streams/application/any-case.js';
import type { Changes } from '../../streams/domain/event.js';
import type { History, HistoryEvent, MilestoneHistory } from '../../streams/domain/history.js';

/** Something that was said of a milestone: as it was recorded, and as it is where it was corrected since. */
export interface ToldValue {
  readonly name: string;
  readonly value: string;
  /** What it was corrected to. */
  readonly corrected?: string;
  /** Free text keeps its lines. */
  readonly isText?: true;
  /** It names somebody of the council. */
  readonly isStaff?: true;
}

/** One thing that was recorded, as a page tells it. */
export interface ToldEvent {
  /** Its place in the record, from 0. */
  readonly revision: number;
  /** The number of the milestone that it records, corrects or takes back. */
  readonly entry?: number;
  readonly title: string;
  /** The day that it tells of. */
  readonly on?: string;
  readonly values: readonly ToldValue[];
  readonly reason?: string;
  readonly recordedAt: string;
  readonly recordedInWords: string;
  readonly by: string;
  /** Why it no longer counts. */
  readonly gone?: 'retracted' | 'withdrawn';
  /** Whether it records a milestone that can be corrected, retracted or withdrawn now. */
  readonly canCorrect: boolean;
  readonly canRetract: boolean;
  readonly canWithdraw: boolean;
}

/** What is no news to whoever reads: whose case it is, ids of other cases, and what has a place of its own. */
const NOT_TOLD: ReadonlySet<string> = new Set(['person', 'assessment', 'plan', 'review', 'on', 'reason', 'confirmed']);
const ERASED = 'Erased';
const NONE = 'Not stated';

/** The names of officers and teams. */
export type Names = Pick<Directory, 'nameOf' | 'teamNameOf'>;

/** How a history is told. */
export interface Telling {
  readonly kind: CaseKindName;
  /** Where the names of officers and teams are found. */
  readonly names: Names;
}

function codeInWords(code: string): string {
  const words = code.replaceAll('-', ' ');
  return capital(words);
}

/** The attributes that hold the id of an officer. */
const STAFF: ReadonlySet<string> = new Set(['approvedBy']);

/** A value in words, also where it was erased or there was none. */
export const told = (name: string, value: unknown): string =>
  value === undefined ? ERASED : value === null ? NONE : valueInWords(name, value);

/** The texts of a kind of milestone; `reason` is one of them only where it explains a correction. */
function isTextOf(kind: CaseKindName, type: string): (name: string) => boolean {
  const texts = new Set(textAttributesOfCase(kind, type));
  return (name) => texts.has(name);
}

function confirmedIn({ confirmed }: Changes): readonly ToldValue[] {
  if (!Array.isArray(confirmed) || confirmed.length === 0) return [];
  return [{ name: 'Warnings confirmed', value: confirmed.map((code) => codeInWords(String(code))).join(', ') }];
}

/** What a milestone said when it was recorded, beside how it has been corrected since. */
function recordedValues(now: MilestoneHistory, { kind, names }: Telling): readonly ToldValue[] {
  const isText = isTextOf(kind, now.type);
  const before: Changes = now.before[0]?.attributes ?? now.attributes;
  const after: Changes = now.attributes;
  const valueIn = (attributes: Changes, name: string): string => {
    const value = Object.hasOwn(attributes, name) ? attributes[name] : null;
    return STAFF.has(name) && typeof value === 'string' ? names.nameOf(value) : told(name, value);
  };
  const said = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => !NOT_TOLD.has(name) || (name === 'reason' && !isText(name)),
  );
  const days = before.on === after.on ? [] : ['on'];
  return [...days, ...said].map((name): ToldValue => {
    const was = valueIn(before, name);
    const is = valueIn(after, name);
    return {
      name: attributeInWords(name),
      value: was,
      ...(was === is ? {} : { corrected: is }),
      ...(isText(name) ? { isText: true as const } : {}),
      ...(STAFF.has(name) ? { isStaff: true as const } : {}),
    };
  });
}

function correctedValues({ from = {}, to = {} }: HistoryEvent): readonly ToldValue[] {
  return Object.keys(to).map((name) => ({
    name: attributeInWords(name),
    value: told(name, Object.hasOwn(from, name) ? from[name] : null),
    corrected: told(name, to[name]),
  }));
}

interface Told {
  readonly title: string;
  readonly values: readonly ToldValue[];
}

function tellCaseEvent(event: HistoryEvent, about: string, { names }: Telling): Told {
  const { type, attributes } = event;
  switch (type) {
    case 'MilestoneCorrected':
      return { title: `Correction: ${about}`, values: correctedValues(event) };
    case 'MilestoneRetracted':
      return { title: `Retraction: ${about}`, values: [] };
    case 'ExceptionWithdrawn':
      return { title: `Exception withdrawn`, values: [] };
    case 'CaseAssigned': {
      const { officer, team } = attributes as { readonly officer?: string; readonly team?: string };
      return {
        title: 'Case assigned',
        values: [
          { name: 'Officer', value: names.nameOf(officer ?? '') },
          ...(team === undefined ? [] : [{ name: 'Team', value: names.teamNameOf(team) }]),
          ...(Object.hasOwn(attributes, 'note')
            ? [{ name: 'Note', value: told('note', attributes.note), isText: true as const }]
            : []),
        ],
      };
    }
    case 'NoteAdded':
      return { title: 'Note', values: [{ name: 'Note', value: told('text', attributes.text), isText: true }] };
    default:
      return { title: type, values: [] };
  }
}

const REASONED: ReadonlySet<string> = new Set(['MilestoneCorrected', 'MilestoneRetracted', 'ExceptionWithdrawn']);

function tell(event: HistoryEvent, history: History, telling: Telling): ToldEvent {
  const { type, entry, on, attributes, revision, recordedAt, actor } = event;
  const milestone = entry === undefined ? undefined : history.milestones[entry - 1];
  const records = milestone !== undefined && !REASONED.has(type) ? milestone : undefined;
  const now = milestone?.attributes ?? {};
  const about =
    milestone === undefined ? '' : `${milestoneInWords(milestone.type, now.outcome)}, ${longDate(now.on as never)}`;
  const { title, values } =
    records === undefined
      ? tellCaseEvent(event, about, telling)
      : {
          title: milestoneInWords(records.type, attributes.outcome),
          values: recordedValues(records, telling),
        };
  const isLive = records !== undefined && records.gone === undefined;
  return {
    revision,
    ...(entry === undefined ? {} : { entry }),
    title,
    ...(on === undefined ? {} : { on: longDate(on) }),
    values: [...values, ...confirmedIn(attributes)],
    ...(REASONED.has(type) ? { reason: told('reason', attributes.reason) } : {}),
    recordedAt,
    recordedInWords: instantInWords(recordedAt),
    by: actorInWords(actor, (officer) => telling.names.nameOf(officer)),
    ...(records?.gone === undefined ? {} : { gone: records.gone }),
    canCorrect: isLive,
    canRetract: isLive && !Object.hasOwn(records.attributes, 'person'),
    canWithdraw: isLive && records.type === 'ExceptionRecorded',
  };
}

/** Everything that was recorded on a case, oldest first. */
export function toldEvents(history: History, telling: Telling): readonly ToldEvent[] {
  return history.events.map((event) => tell(event, history, telling));
}
