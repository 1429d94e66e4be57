import { AnyCaseRequest } from '../../cases/application/any-case-request.js';
import { AssignCase } from '../../cases/application/assign-case.js';
import {
  catalogueEntry,
  catalogueOf,
  recordingRequest,
  type CatalogueEntry,
} from '../../cases/application/milestone-catalogue.js';
import type { Problem } from '../../platform/problem.js';
import { problemsIn } from '../../platform/validation.js';
import type { CalendarDate } from '../../statute/calendar.js';
import type { MilestoneOf } from '../../statute/milestones.js';
import type { CaseKindName } from '../../streams/application/any-case.js';
import { IsAttributeOf, IsDay, IsText, MayBeMissing } from '../../streams/application/fields.js';
import { ASSIGNED, DAY_ACCEPTED, isoDay, REFERENCES, WITHDRAWN } from './format.js';

/** What a file says of the end of an exception: which exception it was, by its ground and perhaps by its day. */
export class ExceptionWithdrawal extends AnyCaseRequest {
  /** The day it was withdrawn. */
  @IsDay()
  on!: CalendarDate;

  @IsAttributeOf('exception', 'ground')
  ground!: MilestoneOf<'exception'>['ground'];

  /** The day of the exception, where several have that ground. */
  @MayBeMissing()
  @IsDay()
  recordedOn?: CalendarDate;

  /** The first and the last day that the exception tells of, where several are of one day. */
  @MayBeMissing()
  @IsDay()
  from?: CalendarDate;

  @MayBeMissing()
  @IsDay()
  to?: CalendarDate;

  @MayBeMissing()
  @IsText()
  reason?: string;
}

const others = (kind: CaseKindName): Readonly<Record<string, CatalogueEntry>> => ({
  [ASSIGNED]: {
    kind,
    milestone: ASSIGNED,
    type: 'CaseAssigned',
    request: AssignCase,
    attributes: ['on', 'officer', 'team', 'note'],
    texts: ['note'],
    opens: false,
  },
  [WITHDRAWN]: {
    kind,
    milestone: WITHDRAWN,
    type: 'ExceptionWithdrawn',
    request: ExceptionWithdrawal,
    attributes: ['on', 'ground', 'recordedOn', 'from', 'to', 'reason'],
    texts: ['reason'],
    opens: false,
  },
});

const OTHERS: Readonly<Record<CaseKindName, Readonly<Record<string, CatalogueEntry>>>> = {
  assessment: others('assessment'),
  plan: others('plan'),
  review: others('review'),
};

const SOME_ID = '00000000-0000-4000-8000-000000000000';
const MOST_REMEMBERED = 20_000;
const LONGEST_REMEMBERED = 60;

/** A value as its attribute takes it, or what is wrong with it. */
type Taken = { readonly value: unknown } | { readonly problem: Problem };

const YES_NO: Readonly<Record<string, boolean>> = { yes: true, true: true, no: false, false: false };

/** What a text in a file can stand for, likeliest first. */
function* meanings(text: string): Generator {
  yield text;
  if (isoDay(text) !== text) yield isoDay(text);
  if (/^\d{1,6}$/.test(text)) yield Number(text);
  const answer = YES_NO[text.toLowerCase()];
  if (answer !== undefined) yield answer;
  yield text.split('|').map((one) => one.trim());
}

/** A milestone that can stand in a file, with what must and can be said of it. */
export class ImportableMilestone {
  /** What must be said of it, with the problem where it is not. */
  readonly needed: ReadonlyMap<string, Problem>;
  readonly #remembered = new Map<string, Taken>();

  constructor(readonly entry: CatalogueEntry) {
    this.needed = new Map(this.#problems({}).map((problem) => [problem.place, problem]));
  }

  /** The attributes that stand in the column of attributes. */
  get attributes(): readonly string[] {
    return this.entry.attributes.filter((name) => !['on', 'outcome', 'person'].includes(name));
  }

  /** What is accepted as the value of an attribute, in words. */
  accepted(name: string): string {
    if (this.isReference(name)) return 'a case key, or the id of a case';
    // A value of no type that anything can have.
    const problem = this.#problems({ [name]: Symbol.iterator }).find(({ place }) => place === name);
    return inWordsOfFiles(problem?.accepted ?? '');
  }

  /** Whether an attribute names another case. */
  isReference(name: string): boolean {
    return REFERENCES[name] !== undefined && this.attributes.includes(name);
  }

  /** What a text stands for as the value of an attribute. */
  take(name: string, text: string): Taken {
    if (this.entry.texts.includes(name)) return this.#as(name, text);
    const key = `${name}=${text}`;
    const known = this.#remembered.get(key);
    if (known !== undefined) return known;
    const taken = this.#firstThatFits(name, text);
    if (this.#remembered.size < MOST_REMEMBERED && text.length <= LONGEST_REMEMBERED) this.#remembered.set(key, taken);
    return taken;
  }

  #firstThatFits(name: string, text: string): Taken {
    for (const value of meanings(text)) {
      const taken = this.#as(name, value);
      if ('value' in taken) return taken;
    }
    return this.#as(name, isoDay(text));
  }

  #as(name: string, value: unknown): Taken {
    const problem = this.#problems({ [name]: value }).find(({ place }) => place === name);
    return problem === undefined ? { value } : { problem };
  }

  #problems(fields: Readonly<Record<string, unknown>>): readonly Problem[] {
    return problemsIn(recordingRequest(this.entry, SOME_ID, fields), '', { discreet: true });
  }
}

/** What is accepted, as files write it. */
export const inWordsOfFiles = (accepted: string): string =>
  accepted
    .replace('a day written YYYY-MM-DD', DAY_ACCEPTED)
    .replace('true or false', 'yes or no')
    .replace(/an array of (.*), such as \["N1", "N7"\]/, '$1 with | between them, such as N1|N7');

const MADE = new Map<string, ImportableMilestone>();

/** A milestone by its name in a file; nothing where a case of that kind has none of that name. */
export function importable(kind: CaseKindName, name: string): ImportableMilestone | undefined {
  const made = MADE.get(`${kind}/${name}`);
  if (made !== undefined) return made;
  const other = Object.hasOwn(OTHERS[kind], name) ? OTHERS[kind][name] : undefined;
  const entry = other ?? catalogueEntry(kind, name);
  if (entry === undefined) return undefined;
  const fresh = new ImportableMilestone(entry);
  MADE.set(`${kind}/${name}`, fresh);
  return fresh;
}

/** The names of the milestones that a file can hold of a kind of case; or only of those that open it. */
export function importableNames(kind: CaseKindName, opening = false): readonly string[] {
  const names = catalogueOf(kind).filter(({ opens }) => opens || !opening);
  return [...names.map(({ milestone }) => milestone), ...(opening ? [] : Object.keys(OTHERS[kind]))];
}
