import { lowered } from '../../statute/sentence.js';
import { CUT_DEFINITIONS } from '../application/cut-definitions.js';
import { CUTS } from '../domain/cuts.js';
import type { Basis, Direction, Measure, ShareMeasure, WaitMeasure } from '../domain/measures.js';
import { MEASURES } from '../domain/measures.js';

const GROUPS: Readonly<Record<'assessments' | 'plans' | 'waits', string>> = {
  assessments: 'Needs assessments',
  plans: 'Plans and their reviews',
  waits: 'Those who wait',
};

const groupOf = ({ kind, of }: Measure): keyof typeof GROUPS =>
  kind === 'wait' ? 'waits' : of === 'assessment' ? 'assessments' : 'plans';

const KIND: Readonly<Record<Measure['kind'], string>> = {
  share: 'a share',
  count: 'a number',
  split: 'a number and its parts',
  wait: 'a number of cases and how long they wait',
};

const DIRECTION: Readonly<Record<Direction, string>> = {
  up: 'more is better',
  down: 'less is better',
  neither: 'neither more nor less is better',
};

const BASIS: Readonly<Record<Basis, string>> = { issued: 'issued basis', due: 'due basis' };

type Line = readonly [name: string, text: string];

const limitLine = ({ limit, rules, ref }: ShareMeasure | WaitMeasure): Line => [
  'Limit',
  `${limit}; ${rules.length === 1 ? 'rule' : 'rules'} ${rules.join(', ')}${ref === undefined ? '' : ` (${ref})`}`,
];

function countedLines(measure: Measure): readonly Line[] {
  switch (measure.kind) {
    case 'share':
      return [
        limitLine(measure),
        ['Numerator', measure.numerator],
        ...measure.bases.map((basis): Line => [`Denominator, ${BASIS[basis]}`, measure.denominator[basis] ?? '']),
      ];
    case 'split':
      return [
        ['All', measure.denominator.issued],
        ['Parts', measure.parts.map(({ name }) => lowered(name)).join('; ')],
      ];
    case 'wait':
      return [limitLine(measure)];
    case 'count':
      return [];
  }
}

function measureLines(measure: Measure): readonly string[] {
  const { id, name, kind, direction, definition, differs, source } = measure;
  const lines: readonly Line[] = [
    ...countedLines(measure),
    ['Definition', definition],
    ...(differs === undefined ? [] : [['Against the published figure', differs] as const]),
    ['Source', source],
  ];
  return [
    `### ${name}`,
    '',
    `\`${id}\`: ${KIND[kind]}; ${DIRECTION[direction]}.`,
    '',
    ...lines.map(([what, text]) => `- **${what}**: ${text}${text.endsWith('.') ? '' : '.'}`),
    '',
  ];
}

/** Every measure and everything that figures can be cut by, with definition and source, as Markdown. */
export function definitionsText(): string {
  const groups = [...Map.groupBy(MEASURES, groupOf)];
  return [
    ...groups.flatMap(([group, measures]) => [`## ${GROUPS[group]}`, '', ...measures.flatMap(measureLines)]),
    '## What figures can be cut by',
    '',
    ...CUTS.map((cut) => CUT_DEFINITIONS[cut]).map(
      ({ id, name, definition, source }) => `- **${name}** (\`${id}\`): ${definition} Source: ${source}.`,
    ),
  ].join('\n');
}
