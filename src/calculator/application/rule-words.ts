import { startSelectors } from '../../statute/rulebook.js';
import { milestoneKind, type Attribute } from '../../statute/milestones.js';
import type { AttributeValue, Met, Selector, Start } from '../../statute/rule.js';

const listed = (values: AttributeValue | readonly AttributeValue[]): readonly AttributeValue[] =>
  Array.isArray(values) ? (values as readonly AttributeValue[]) : [values as AttributeValue];

/** A code as a person reads it. */
const plain = (value: AttributeValue): string => {
  if (value === null) return 'not stated';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value).replaceAll('-', ' ');
};

function asked(selector: Selector, attribute: string): string {
  const attributes: Readonly<Record<string, (Attribute & { readonly about: string }) | undefined>> =
    milestoneKind(selector.milestone).attributes ?? {};
  return attributes[attribute]?.about ?? attribute;
}

/** What happened, for those of the outcomes that are meant. */
function happened(selector: Selector): string {
  const { says, saysOf } = milestoneKind(selector.milestone);
  const outcomes = listed(selector.where?.outcome ?? []).map((outcome) => saysOf?.[String(outcome)]);
  const known = outcomes.filter((one): one is string => one !== undefined);
  return known.length === 0 || known.length < outcomes.length ? says : known.join(', or ');
}

function conditions(selector: Selector): readonly string[] {
  const { where = {}, unless = {}, has = [] } = selector;
  const isSaid = (attribute: string): boolean =>
    attribute === 'outcome' && milestoneKind(selector.milestone).saysOf !== undefined;
  const words = (values: AttributeValue | readonly AttributeValue[]): string => listed(values).map(plain).join(' or ');
  return [
    ...Object.entries(where)
      .filter(([attribute]) => !isSaid(attribute))
      .map(([attribute, values]) => `${asked(selector, attribute)}: ${words(values)}`),
    ...Object.entries(unless).map(([attribute, values]) => `${asked(selector, attribute)}: not ${words(values)}`),
    ...has.map((attribute) => `${asked(selector, attribute)}: stated`),
  ];
}

/** What a selector picks, as the end of a sentence that says when. */
export function whenInWords(selector: Selector): string {
  const { follows, unlessFollows = [] } = selector;
  const known = conditions(selector);
  return [
    happened(selector),
    ...(known.length === 0 ? [] : [` (${known.join('; ')})`]),
    ...(follows === undefined ? [] : [`, after ${whenInWords(follows)}`]),
    ...(unlessFollows.length === 0 ? [] : [`, unless before it ${unlessFollows.map(whenInWords).join(', or ')}`]),
  ].join('');
}

/** What starts a clock: one line for each thing that can. */
export function startsInWords(startedBy: Start): readonly string[] {
  return startSelectors({ startedBy }).map(whenInWords);
}

/** What meets a clock: one line for each thing that is enough, or of which all are needed. */
export function metInWords(met: Met): { readonly allNeeded: boolean; readonly lines: readonly string[] } {
  if ('allOf' in met) {
    return { allNeeded: true, lines: met.allOf.map((group) => group.map(whenInWords).join(', or ')) };
  }
  if ('anyOf' in met) return { allNeeded: false, lines: met.anyOf.map(whenInWords) };
  return { allNeeded: false, lines: ['the time has run to its end', ...met.orSooner.map(whenInWords)] };
}
