import type { Hideable } from '../domain/protected.js';
import { knownOf } from './figure-words.js';

/** A figure of a period, as it is told. */
export interface ToldPoint {
  readonly period: string;
  readonly value: Hideable | null;
}

/** A published figure to compare with. */
export interface ToldBeside {
  /** Whose it is, such as `England`. */
  readonly name: string;
  /** The period that it is of, as the points name it. */
  readonly period: string;
  readonly value: number;
}

/** How a number is written. */
type InWords = (value: number) => string;

interface Known {
  readonly period: string;
  readonly value: number;
}

function movement(first: Known, last: Known, inWords: InWords): string {
  if (first === last) return `was ${inWords(last.value)} in ${last.period}`;
  const [from, to] = [inWords(first.value), inWords(last.value)];
  if (from === to) return `was ${to} in ${last.period} as in ${first.period}`;
  return `${last.value > first.value ? 'rose' : 'fell'} from ${from} in ${first.period} to ${to} in ${last.period}`;
}

function comparison(known: readonly Known[], { name, period, value }: ToldBeside, inWords: InWords): string {
  const ours = known.find((point) => point.period === period);
  if (ours === undefined) return '';
  const [here, there] = [inWords(ours.value), inWords(value)];
  const stands = here === there ? 'the same as' : ours.value > value ? 'above' : 'below';
  const of = ours === known.at(-1) ? '' : ` in ${period}`;
  return `${of === '' ? ', ' : '; it was '}${stands} ${name}'s ${there}${of}`;
}

/**
 * What a chart over time shows, as a sentence: how the figure moved, and how it stands beside a published one.
 * @param subject what is measured, as the sentence begins
 */
export function findingOf(
  subject: string,
  points: readonly ToldPoint[],
  inWords: InWords,
  beside?: ToldBeside,
): string {
  const known = points.flatMap(({ period, value }) => {
    const number = knownOf(value);
    return number === null ? [] : [{ period, value: number }];
  });
  const [first] = known;
  const last = known.at(-1);
  if (first === undefined || last === undefined) return `${subject}: there is no figure that can be shown.`;
  const compared = beside === undefined ? '' : comparison(known, beside, inWords);
  return `${subject} ${movement(first, last, inWords)}${compared}.`;
}
