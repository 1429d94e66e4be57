import { FORCES_IN_WORDS, KINDS_IN_WORDS, STATUSES_IN_WORDS } from '../../cases/application/words.js';
import type { Directory } from '../../platform/access/directory.js';
import type { Viewer } from '../../platform/access/viewer.js';
import type { Rule } from '../../statute/rule.js';
import { longDate, type CalendarDate } from '../../statute/calendar.js';
import { CASE_KINDS } from '../../streams/application/any-case.js';
import { OPEN_STATUSES } from '../application/clock-status.js';
import {
  ADVISERS,
  beginsWithAll,
  EVERYBODY,
  NOBODY,
  SORTS,
  STAGES,
  worklistPath,
  type Chosen,
  type FilterField,
  type WorklistQuery,
} from './worklist-query.js';
import { groupNames, sortNames } from './worklist-words.js';

/** Everybody, and every team, who has an open case. */
export interface Holders {
  readonly officers: readonly string[];
  readonly teams: readonly string[];
}

/** What the filter is made of. */
export interface FilterParts {
  readonly query: WorklistQuery;
  readonly viewer: Viewer;
  readonly directory: Directory;
  readonly holders: Holders;
  readonly rules: readonly Rule[];
}

/** An option of a list to choose from, as the component takes it. */
interface Option {
  readonly value: string;
  readonly text: string;
  readonly selected?: boolean;
}

/** A list to choose from, with a name. */
interface Choice {
  readonly name: FilterField;
  readonly label: string;
  readonly items: readonly Option[];
}

interface Named {
  readonly id: string;
  readonly name: string;
}

const byName = (one: Named, other: Named): number => one.name.localeCompare(other.name, 'en-GB');

function withSelected(name: FilterField, label: string, chosen: Chosen, items: readonly Option[]): Choice {
  const value = chosen[name] ?? '';
  return { name, label, items: items.map((item) => ({ ...item, selected: item.value === value })) };
}

/** Those who can be chosen: everybody whom the directory names, who has a case, or who is chosen already. */
function officersOf({ directory, holders, query: { chosen } }: FilterParts): readonly Named[] {
  const ids = new Set([...directory.officers().map(({ id }) => id), ...holders.officers]);
  const { officer } = chosen;
  if (officer !== undefined && officer !== EVERYBODY && officer !== NOBODY) ids.add(officer);
  return [...ids].map((id) => ({ id, name: directory.nameOf(id) })).sort(byName);
}

function teamsOf({ directory, holders, query: { chosen } }: FilterParts): readonly Named[] {
  const ids = new Set([...directory.teams().map(({ id }) => id), ...holders.teams]);
  if (chosen.team !== undefined && chosen.team !== NOBODY) ids.add(chosen.team);
  return [...ids].map((id) => ({ id, name: directory.teamNameOf(id) })).sort(byName);
}

/** The rules of which a duty can be due: those with a day. */
function rulesOf(rules: readonly Rule[]): readonly Option[] {
  const dated = rules.filter(({ clocks, nature }) =>
    clocks.some((clock) => (clock.nature ?? nature) === 'duty' && clock.limit.count !== 'none'),
  );
  const known = new Map(dated.map((rule) => [rule.id, rule]));
  return [...known.values()].map(({ id, name, force }) => ({
    value: id,
    text: `${id} ${name}${force === 'statutory' ? '' : ` (${FORCES_IN_WORDS[force].toLowerCase()})`}`,
  }));
}

/** The lists to choose from. */
function choicesOf(parts: FilterParts): readonly Choice[] {
  const { chosen } = parts.query;
  const officers: readonly Option[] = [
    ...(beginsWithAll(parts.viewer)
      ? [{ value: '', text: 'Everybody' }]
      : [
          { value: '', text: 'Me' },
          { value: EVERYBODY, text: 'Everybody' },
        ]),
    { value: NOBODY, text: 'Nobody: not assigned' },
    ...officersOf(parts)
      .filter(({ id }) => id !== parts.viewer.id || beginsWithAll(parts.viewer))
      .map(({ id, name }) => ({ value: id, text: name })),
  ];
  const stages = STAGES.map(({ value, kind, words }) => ({ value, text: `${KINDS_IN_WORDS[kind]}: ${words}` }));
  return [
    withSelected('officer', 'Officer', chosen, officers),
    withSelected('team', 'Team', chosen, [
      { value: '', text: 'All teams' },
      { value: NOBODY, text: 'No team' },
      ...teamsOf(parts).map(({ id, name }) => ({ value: id, text: name })),
    ]),
    withSelected('kind', 'Kind of case', chosen, [
      { value: '', text: 'All kinds' },
      ...CASE_KINDS.map((kind) => ({ value: kind, text: KINDS_IN_WORDS[kind] })),
    ]),
    withSelected('stage', 'Stage', chosen, [{ value: '', text: 'All stages' }, ...stages]),
    withSelected('rule', 'Duty that is open', chosen, [{ value: '', text: 'All duties' }, ...rulesOf(parts.rules)]),
    withSelected('status', 'Status of the duty', chosen, [
      { value: '', text: 'Any status' },
      ...OPEN_STATUSES.map((status) => ({ value: status, text: STATUSES_IN_WORDS[status] })),
    ]),
    withSelected('adviser', 'Advice awaited from', chosen, [
      { value: '', text: 'Any adviser, or none' },
      ...ADVISERS.map(({ adviser, words }) => ({ value: adviser, text: words })),
    ]),
  ];
}

/** What is said of each field before the value that was chosen. */
const TAGS: Readonly<Partial<Record<FilterField, string>>> = {
  officer: 'Officer',
  team: 'Team',
  kind: 'Kind',
  stage: 'Stage',
  rule: 'Duty',
  status: 'Status',
  setting: 'School or college',
  adviser: 'Advice awaited from',
  awaitedFrom: 'Advice asked for from',
  awaitedTo: 'Advice asked for by',
  group: 'Due',
  dueFrom: 'Due from',
  dueTo: 'Due by',
};

/** What is chosen by links alone: the form carries it on. */
const CARRIED = [
  'group',
  'awaitedFrom',
  'awaitedTo',
  'dueFrom',
  'dueTo',
  'asAt',
  'knownOn',
] as const satisfies readonly FilterField[];

const DAYS: ReadonlySet<FilterField> = new Set(['awaitedFrom', 'awaitedTo', 'dueFrom', 'dueTo']);

/** What is chosen by links of its own, beside the filter. */
const SHOWN_BESIDE: ReadonlySet<FilterField> = new Set<FilterField>(['officer', 'team', ...CARRIED]);

/** What the filter shows: its lists, and what is chosen in it, each with the list that it would be without. */
export function filterView(parts: FilterParts): object {
  const { chosen } = parts.query;
  const choices = choicesOf(parts);
  const wordsOf = (field: FilterField): string => {
    const value = chosen[field] ?? '';
    if (field === 'group') return groupNames[value as keyof typeof groupNames];
    if (DAYS.has(field)) return longDate(value as CalendarDate);
    return choices.find(({ name }) => name === field)?.items.find((item) => item.value === value)?.text ?? value;
  };
  const tags = Object.entries(TAGS) as [FilterField, string][];
  const chosenTags = tags
    .filter(([field]) => chosen[field] !== undefined)
    .map(([field, label]) => ({
      text: `${label}: ${wordsOf(field)}`,
      href: worklistPath(chosen, { [field]: undefined }),
    }));
  return {
    choices,
    setting: parts.query.typedSetting,
    carried: CARRIED.flatMap((name) => (chosen[name] === undefined ? [] : [{ name, value: chosen[name] }])),
    sorts: SORTS.map((sort) => ({ value: sort, text: sortNames[sort], selected: sort === parts.query.sort })),
    chosen: chosenTags,
    clearHref: '/worklist',
    isOpen:
      !parts.query.errors.isEmpty || tags.some(([field]) => chosen[field] !== undefined && !SHOWN_BESIDE.has(field)),
  };
}
