import { longDate } from '../../statute/calendar.js';
import type { ClockRuleView, RulesAnswer, RuleView } from '../application/rule-views.js';
import { table } from '../../platform/cli/table.js';
import { wrap, type Paint } from '../../platform/cli/terminal.js';

/** How rules are shown. */
export interface RulesTextOptions {
  readonly paint: Paint;
  readonly width?: number | undefined;
}

const CONFIDENCE: Readonly<Record<RuleView['confidence'], string>> = {
  V: 'checked against the text',
  'V-part': 'checked against the text in part',
  'V/S': 'checked against the text, and the practice around it against a secondary source',
  S: 'checked against a secondary source',
  M: 'awaits checking',
};

/** The rules in force on a day as a table. */
export function rulesText({ on, rules }: RulesAnswer, { paint, width }: RulesTextOptions): string {
  const rows = rules.map(({ id, name, force, dutyHolder, clocks }) => [
    id,
    name,
    [...new Set(clocks.map(({ length }) => length))].join('; '),
    force,
    dutyHolder,
  ]);
  return [
    paint('bold', `Rules in force on ${longDate(on)}`),
    '',
    table(
      ['Rule', 'Name', 'Length', 'Force', 'Who'],
      rows.map(([id = '', name = '', length = '', ...rest]) => [id, name, shortened(length, width), ...rest]),
      width === undefined ? undefined : { column: 1, width, least: 20 },
    ),
    '',
    'One rule in full: ehcp rules N7',
  ].join('\n');
}

function shortened(length: string, width: number | undefined): string {
  return width === undefined || length.length <= 28 ? length : `${length.slice(0, 25)}...`;
}

function clockLines(clock: ClockRuleView, { paint, width }: RulesTextOptions): string[] {
  const bullets = (heading: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [`  ${heading}`, ...lines.map((line) => wrap(line, width, '    '))];
  return [
    '',
    paint('bold', clock.ref === undefined ? clock.name : `${clock.name} (${clock.ref})`),
    wrap(`Length: ${clock.length}`, width, '  '),
    wrap(`Force: ${clock.force}, ${clock.nature}`, width, '  '),
    ...bullets('Started by', clock.startedBy),
    ...bullets('Starts again after', clock.startsAgainAfter ?? []),
    ...bullets('A later start ends it', clock.restarts === undefined ? [] : [`because ${clock.restarts}`]),
    ...bullets('Met by', clock.metBy),
    ...bullets(
      'Ended by',
      clock.endedBy.map(({ by, because }) => `${by}. It ends because ${because}.`),
    ),
    ...bullets(
      'Other dates',
      (clock.marks ?? []).map(({ name, length, why }) => `${name}: ${length}. ${why}`),
    ),
    ...bullets('Notes', clock.notes ?? []),
  ];
}

/** One rule in full. */
export function ruleText(rule: RuleView, options: RulesTextOptions): string {
  const { paint, width } = options;
  const { from, to } = rule.inForce;
  return [
    paint('bold', `${rule.id} ${rule.name}`),
    wrap(`${rule.duty}.`, width),
    '',
    wrap(`Who: ${rule.dutyHolder}`, width),
    wrap(`Force: ${rule.force} (${rule.nature})`, width),
    wrap(`In force: from ${longDate(from)}${to === undefined ? '' : ` to ${longDate(to)}`}`, width),
    wrap(`Met when: ${rule.met}`, width),
    ...(rule.asSoonAsPracticable
      ? [wrap('As soon as practicable: the length is the outer edge, not a target', width)]
      : []),
    `Citation: ${CONFIDENCE[rule.confidence]}`,
    'Basis:',
    ...rule.basis.map(({ citation, url }) => wrap(url === undefined ? citation : `${citation}: ${url}`, width, '  ')),
    ...(rule.exceptions === undefined
      ? ['Exceptions: none']
      : [
          `Exceptions (${rule.exceptions.regulation}):`,
          ...rule.exceptions.grounds.map(({ ground, says }) => wrap(`${ground}: ${says}`, width, '  ')),
        ]),
    ...rule.clocks.flatMap((clock) => clockLines(clock, options)),
  ].join('\n');
}
