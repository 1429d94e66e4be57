import { capital } from '../../statute/sentence.js';
import { FORCES_IN_WORDS } from '../../cases/application/words.js';
import type { PageView } from '../../platform/web/pages.js';
import { longDate, type CalendarDate } from '../../statute/calendar.js';
import type { ClockRule, Confidence, Nature, Rule } from '../../statute/rule.js';
import type { ClockRuleView, RuleView } from '../application/rule-views.js';
import { metInWords, startsInWords, whenInWords } from '../application/rule-words.js';

/** The parts of the rulebook, by the letter that the ids of their rules begin with. */
const PARTS: readonly { readonly letter: string; readonly title: string }[] = [
  { letter: 'N', title: 'Needs assessment and the first plan' },
  { letter: 'X', title: 'Reassessment' },
  { letter: 'R', title: 'Annual review and amendment' },
  { letter: 'P', title: 'Phase transfer' },
  { letter: 'C', title: 'Ceasing to maintain a plan' },
  { letter: 'L', title: 'Moving to another area' },
  { letter: 'M', title: 'Mediation' },
  { letter: 'A', title: 'Appeals and agreements' },
  { letter: 'T', title: 'Orders of the tribunal' },
  { letter: 'U', title: 'Appeals that the council does not oppose' },
  { letter: 'S', title: 'Standards of the council' },
];
const OTHERS = 'Others';

const NATURE: Readonly<Record<Nature, string>> = {
  duty: 'A duty: it has to be done by the due date',
  period: 'A period that must be left to run',
  right: 'A right of the family, until the due date',
  option: 'Something that may be done, until the due date',
};
const CHECKED: Readonly<Record<Confidence, string>> = {
  V: 'against the words of the provision',
  'V-part': 'in part against the words of the provision; the rest awaits checking',
  'V/S': 'the provision against its words, the practice around it against a secondary source',
  S: 'against a secondary source, not yet against the words of the provision',
  M: 'not yet',
};

/** The rules in force on a day, part by part. */
export function rulebookPage(rules: readonly RuleView[], on: CalendarDate): PageView {
  const known = new Set(PARTS.map(({ letter }) => letter));
  const row = (rule: RuleView): object => ({
    id: rule.id,
    name: rule.name,
    duty: rule.duty,
    lengths: [...new Set(rule.clocks.map(({ length }) => length))].join('; '),
    force: FORCES_IN_WORDS[rule.force],
  });
  const parts = [
    ...PARTS.map(({ letter, title }) => ({ title, rules: rules.filter(({ id }) => id.startsWith(letter)) })),
    { title: OTHERS, rules: rules.filter(({ id }) => !known.has(id.charAt(0))) },
  ];
  return {
    title: 'Rulebook',
    on: longDate(on),
    parts: parts
      .filter((part) => part.rules.length > 0)
      .map((part) => ({
        title: part.title,
        id: part.title.toLowerCase().replace(/\W+/g, '-'),
        rules: part.rules.map(row),
      })),
  };
}

function clockView(clock: ClockRule, view: ClockRuleView, rule: Rule): object {
  const met = metInWords(clock.metBy);
  return {
    name: view.name,
    force: FORCES_IN_WORDS[view.force],
    nature: NATURE[view.nature],
    length: capital(view.length),
    why: clock.limit.count === 'none' ? clock.limit.why : null,
    duty: clock.duty ?? rule.duty,
    startedBy: startsInWords(clock.startedBy).map(capital),
    met: { allNeeded: met.allNeeded, lines: met.lines.map(capital) },
    endedBy: clock.endedBy.map(({ by, because }) => ({ when: capital(whenInWords(by)), because })),
    marks: view.marks ?? [],
    notes: view.notes ?? [],
    basis: view.basis,
  };
}

/** One rule, whole. */
export function rulePage(rule: Rule, view: RuleView, on: CalendarDate): PageView {
  const { from, to } = rule.inForce;
  return {
    title: `${rule.id}: ${rule.name}`,
    duty: rule.duty,
    dutyHolder: capital(rule.dutyHolder),
    force: FORCES_IN_WORDS[rule.force],
    nature: NATURE[rule.nature],
    asSoonAsPracticable: rule.asSoonAsPracticable,
    met: rule.met,
    basis: rule.basis,
    checked: capital(CHECKED[rule.confidence]),
    inForce: `${longDate(from)} ${to === undefined ? 'onwards' : `to ${longDate(to)}`}`,
    on: longDate(on),
    exceptions: view.exceptions ?? null,
    coronavirus: rule.coronavirus,
    clocks: rule.clocks.flatMap((clock, index) => {
      const shown = view.clocks[index];
      return shown === undefined ? [] : [clockView(clock, shown, rule)];
    }),
  };
}
