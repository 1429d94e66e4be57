import type { Refusal } from '../../streams/domain/decider.js';
import type { Played } from './case-player.js';
import type { RowProblem } from './format.js';
import { importableNames } from './importable.js';
import type { ImportRow } from './row.js';

const COLUMN_OF: Readonly<Record<string, string>> = {
  on: 'date',
  outcome: 'outcome',
  person: 'child',
  case: 'case',
  kind: 'milestone',
};

const withoutFullStop = (text: string): string => text.replace(/\.$/, '');

function asProblem({ line, kind }: ImportRow, { code, message, field, confirmable }: Refusal): RowProblem {
  const column = COLUMN_OF[field] ?? 'attributes';
  switch (code) {
    case 'unknown-case':
      return {
        line,
        column: 'case',
        reason: `no ${kind} of this key is on record, and no row of the file opens it`,
        accepted: `a row of the case with the milestone ${importableNames(kind, true).join(' or ')}`,
      };
    case 'opened-already':
      return {
        line,
        column: 'case',
        reason: 'the case is open already, and its opening on record says something else than this row',
        accepted: 'the day and the attributes that are on record; correct those in the tracker where they are wrong',
      };
    case 'unknown-person':
      return {
        line,
        column: 'child',
        reason: 'no child of this key is registered, and no row of the file says who the child is',
        accepted: 'surname, forename and date_of_birth on a row of this child',
      };
    default:
      return { line, column, reason: withoutFullStop(message), ...(confirmable === true ? { confirm: code } : {}) };
  }
}

/** What is wrong with the rows of a case that were refused. Where its opening is, the others are not judged. */
export function refusalProblems({ refused }: Pick<Played, 'refused'>): readonly RowProblem[] {
  const opening = refused.filter(({ row }) => row.milestone.entry.opens);
  const isUnopened = opening.length > 0 && refused.some(({ refusals }) => refusals.some(isUnknownCase));
  return (isUnopened ? opening : refused).flatMap(({ row, refusals }) =>
    refusals.map((refusal) => asProblem(row, refusal)),
  );
}

const isUnknownCase = ({ code }: Refusal): boolean => code === 'unknown-case';
