import { adviserInWords, CHOICES_IN_WORDS } from '../../cases/application/attribute-words.js';
import { FORCES_IN_WORDS } from '../../cases/application/words.js';
import type { Directory } from '../../platform/access/directory.js';
import type { Rule } from '../../statute/rule.js';
import { AGE_BANDS, ALERT_STATES, type AlertFilter } from '../application/alert-filter.js';
import { countedFor, countsWithout, totalOf, type CountedAlerts, type CountedBy } from '../application/count-alerts.js';
import { ALERT_LEVELS } from '../domain/alert.events.js';
import { ALERTS_PATH, alertsPath, NOBODY, type AlertsQuery, type FilterField } from './alerts-query.js';
import { AGES_IN_WORDS, LEVELS_IN_WORDS, STATES_IN_WORDS } from './alerts-words.js';
import { numberInWords } from '../../platform/number-in-words.js';

/** What the filter is made of. */
export interface FilterParts {
  readonly query: AlertsQuery;
  readonly counted: readonly CountedAlerts[];
  /** How many are resolved, of those that the filter asks for otherwise. */
  readonly resolved: number;
  readonly directory: Pick<Directory, 'nameOf' | 'teamNameOf'>;
  readonly rules: readonly Rule[];
  /** What the summary that is chosen is called. */
  readonly summaryName: string | undefined;
}

/** An option of a list to choose from, as the component takes it. */
interface Option {
  readonly value: string;
  readonly text: string;
  readonly selected: boolean;
}

interface Counted {
  readonly value: string;
  readonly name: string;
  readonly count: number;
}

const inOrder = new Intl.Collator('en-GB', { numeric: true });
const byName = (one: Counted, other: Counted): number => inOrder.compare(one.name, other.name);

/** The alerts that would be shown if one field of the filter were not there. */
function without(counted: readonly CountedAlerts[], filter: AlertFilter, field: FilterField): readonly CountedAlerts[] {
  return countedFor(counted, { ...filter, [field]: undefined });
}

/** The counts that a list to choose from offers: of every value that has alerts, and of the one that is chosen. */
function countedIn(
  { query: { filter, chosen }, counted }: FilterParts,
  field: CountedBy & FilterField,
  nameOf: (value: string) => string,
): readonly Counted[] {
  const counts = countsWithout(counted, filter, field);
  const values = new Set([...counts.keys()].flatMap((value): string[] => (value === null ? [] : [value])));
  const { [field]: current } = chosen;
  if (current !== undefined && current !== NOBODY) values.add(current);
  return [...values]
    .map((value) => ({ value, name: nameOf(value), count: counts.get(value as never) ?? 0 }))
    .sort(byName);
}

function choiceOf(
  { query: { chosen, filter } }: FilterParts,
  field: FilterField,
  label: string,
  all: string,
  values: readonly Counted[],
): object {
  const value = chosen[field] ?? '';
  // What is resolved is not counted.
  const isCounted = filter.state !== 'resolved';
  const items: readonly Option[] = [
    { value: '', text: all, selected: value === '' },
    ...values.map((one) => ({
      value: one.value,
      text: isCounted ? `${one.name} (${numberInWords(one.count)})` : one.name,
      selected: one.value === value,
    })),
  ];
  return { name: field, label, items };
}

function officersOf(parts: FilterParts): readonly Counted[] {
  const nobodys = countsWithout(parts.counted, parts.query.filter, 'officer').get(null) ?? 0;
  const isChosen = parts.query.chosen.officer === NOBODY;
  return [
    ...(nobodys > 0 || isChosen ? [{ value: NOBODY, name: 'Nobody: not assigned', count: nobodys }] : []),
    ...countedIn(parts, 'officer', (id) => parts.directory.nameOf(id)),
  ];
}

function ruleName(rules: readonly Rule[], id: string): string {
  const rule = rules.find((one) => one.id === id);
  if (rule === undefined) return id;
  return `${id} ${rule.name}${rule.force === 'statutory' ? '' : ` (${FORCES_IN_WORDS[rule.force].toLowerCase()})`}`;
}

/** What is chosen, field by field, in words. */
function wordsOf({ query: { chosen }, directory, rules, summaryName }: FilterParts): readonly [FilterField, string][] {
  const words: Readonly<Record<FilterField, (value: string) => string>> = {
    team: (value) => `Team: ${directory.teamNameOf(value)}`,
    officer: (value) => `Officer: ${value === NOBODY ? 'nobody' : directory.nameOf(value)}`,
    rule: (value) => `Duty: ${ruleName(rules, value)}`,
    adviser: (value) => `Advice of: ${adviserInWords(value)}`,
    level: (value) => LEVELS_IN_WORDS[value as keyof typeof LEVELS_IN_WORDS],
    state: (value) => STATES_IN_WORDS[value as keyof typeof STATES_IN_WORDS],
    age: (value) => `Overdue: ${AGES_IN_WORDS[value as keyof typeof AGES_IN_WORDS].toLowerCase()}`,
    summary: () => summaryName ?? 'Found at once',
  };
  return (Object.entries(chosen) as [FilterField, string][]).map(([field, value]) => [field, words[field](value)]);
}

/** What the filter shows: its lists, with how many alerts each choice would show, and what is chosen. */
export function filterView(parts: FilterParts): object {
  const { chosen } = parts.query;
  const { directory, rules } = parts;
  const advisers = Object.keys(CHOICES_IN_WORDS.adviser);
  return {
    choices: [
      choiceOf(
        parts,
        'team',
        'Team',
        'All teams',
        countedIn(parts, 'team', (id) => directory.teamNameOf(id)),
      ),
      choiceOf(parts, 'officer', 'Officer', 'All officers', officersOf(parts)),
      choiceOf(
        parts,
        'rule',
        'Duty',
        'All duties',
        countedIn(parts, 'rule', (id) => ruleName(rules, id)),
      ),
      choiceOf(
        parts,
        'adviser',
        'Adviser whose advice is late or due',
        'Any adviser, or none',
        countedIn(parts, 'adviser', adviserInWords).filter(({ value }) => advisers.includes(value)),
      ),
    ],
    hidden: (['level', 'state', 'age', 'summary'] as const).flatMap((name) =>
      chosen[name] === undefined ? [] : [{ name, value: chosen[name] }],
    ),
    chosen: wordsOf(parts).map(([field, text]) => ({ text, href: alertsPath(chosen, { [field]: undefined }) })),
    clearHref: ALERTS_PATH,
    isOpen: (['officer', 'rule', 'adviser'] as const).some((field) => chosen[field] !== undefined),
  };
}

/** A count with a link to what it counts; chosen again, it shows all. */
export interface CountLink {
  readonly text: string;
  readonly count: string;
  readonly href: string;
  readonly isCurrent: boolean;
}

/** How many alerts there are of each level, state and age, each a link to them alone. */
export function countLinks({
  query: { chosen, filter },
  counted,
  resolved,
}: Omit<FilterParts, 'rules' | 'directory'>): {
  readonly standing: readonly CountLink[];
  readonly ages: readonly CountLink[];
} {
  const link = (field: FilterField, value: string, text: string, count: number): CountLink => ({
    text,
    count: numberInWords(count),
    isCurrent: chosen[field] === value,
    href: alertsPath(chosen, { [field]: chosen[field] === value ? undefined : value }),
  });
  const ofState = without(counted, filter, 'state');
  const levels = countsWithout(counted, filter, 'level');
  const ages = countsWithout(counted, filter, 'age');
  return {
    standing: [
      ...ALERT_LEVELS.toReversed().map((level) => link('level', level, LEVELS_IN_WORDS[level], levels.get(level) ?? 0)),
      ...ALERT_STATES.map((state) =>
        link(
          'state',
          state,
          STATES_IN_WORDS[state],
          state === 'resolved' ? resolved : totalOf(countedFor(ofState, { state })),
        ),
      ),
    ],
    ages: AGE_BANDS.toReversed().map((age) => link('age', age, AGES_IN_WORDS[age], ages.get(age) ?? 0)),
  };
}
