import { plainToInstance } from 'class-transformer';
import { echo, Problems, type Problem } from '../../platform/problem.js';
import { isRecord, isTooDeep, problemsIn } from '../../platform/validation.js';
import type { Rule } from '../../statute/rule.js';
import { rulebookWith, type Rulebook } from '../../statute/rulebook.js';
import {
  amendmentNoticeStandard,
  draftPlanStandard,
  earlyAdviceStandard,
  feedbackStandard,
} from '../../statute/rules/local-standards.js';
import type { LocalRuleDto } from './local-rule.dto.js';
import { LocalStandardsDto } from './local-standards.dto.js';

const DEFAULT_ADVISERS = ['educational-psychologist'];

function ownRule({ source, nature = 'duty', clocks, ...rule }: LocalRuleDto): Rule {
  // Every part was checked against the form of a rule; the cast says so to the compiler.
  return {
    ...rule,
    basis: [{ citation: source }],
    force: 'local',
    nature,
    confidence: 'V',
    asSoonAsPracticable: false,
    coronavirus: false,
    clocks: clocks.map(({ metBy, ...clock }) => ({
      ...clock,
      metBy: 'elapses' in metBy ? { orSooner: [], ...metBy } : metBy,
      endedBy: clock.endedBy ?? [],
    })),
  } as unknown as Rule;
}

function rulesOf({ S1, S2, S3, S4, own = [] }: LocalStandardsDto): Rule[] {
  return [
    ...((S1?.on ?? true) ? [draftPlanStandard(S1?.weeks ?? 16)] : []),
    ...(S2?.on ? [amendmentNoticeStandard(S2.weeks ?? 4)] : []),
    ...(S3?.on ? [earlyAdviceStandard(S3.weeks ?? 4, S3.advisers ?? DEFAULT_ADVISERS)] : []),
    ...(S4?.on ? [feedbackStandard(S4.weeks ?? [6, 16, 20])] : []),
    ...own.map(ownRule),
  ];
}

function duplicateIds(own: readonly LocalRuleDto[]): Problem[] {
  return own.flatMap(({ id }, index) =>
    own.slice(0, index).some((other) => other.id === id)
      ? [
          {
            place: `own[${String(index)}].id`,
            reason: `there already is a rule ${echo(id)}`,
            accepted: 'an id of its own',
          },
        ]
      : [],
  );
}

/**
 * Makes the rulebook of a council from its file of local standards.
 * @param given a value that JSON gave
 * @throws Problems with everything that is wrong with it
 */
export function readLocalStandards(given: unknown): Rulebook {
  if (!isRecord(given) || isTooDeep(given)) {
    const reason = isRecord(given) ? 'it is nested too deeply' : `${echo(given)} is not an object`;
    throw new Problems([
      { place: 'local standards', reason, accepted: 'an object such as {"S1": {"on": true, "weeks": 16}}' },
    ]);
  }
  const standards = plainToInstance(LocalStandardsDto, given);
  const problems = problemsIn(standards);
  const all = problems.length > 0 ? problems : duplicateIds(standards.own ?? []);
  if (all.length > 0) throw new Problems(all);
  return rulebookWith(rulesOf(standards));
}
