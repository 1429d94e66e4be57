import { plainToInstance } from 'class-transformer';
import { readJsonFile } from '../../calculator/application/read-file.js';
import { echo, Problems, type Problem } from '../../platform/problem.js';
import {
  Holds,
  isRecord,
  isTooDeep,
  MayBeMissing,
  NestedList,
  problemsIn,
  type Test,
} from '../../platform/validation.js';
import { wholeText } from '../../platform/whole-text.js';
import { AlertSettings } from './alert-settings.js';
import { isTimeOfDay, type TimeOfDay } from './time-of-day.js';

const MOST_DAYS = 365;
const MOST_REASONS = 50;
const CODE = /^[a-z0-9][a-z0-9-]{0,59}$/;
const RULE = /^[A-Za-z0-9][A-Za-z0-9-]{0,19}$/;

const timeTest: Test = {
  accepted: 'a time of the day in London, from "00:00" to "23:59"',
  fault: (value) => (isTimeOfDay(value) ? undefined : `${echo(value)} is no such time`),
};

const isDays = (value: unknown, least: number): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= MOST_DAYS;

const days = (least: number): Test => ({
  accepted: `a whole number of days from ${String(least)} to ${String(MOST_DAYS)}`,
  fault: (value) => (isDays(value, least) ? undefined : `${echo(value)} is not such a number`),
});

const daysByRule: Test = {
  accepted: 'an object of ids of rules and days, such as {"N7": 28}',
  fault: (value) => {
    if (!isRecord(value)) return `${echo(value)} is not an object`;
    const odd = Object.entries(value).find(([rule, lead]) => !RULE.test(rule) || !isDays(lead, 0));
    return odd === undefined ? undefined : `${echo(odd[0])} with ${echo(odd[1])} is no rule with its days`;
  },
};

const codeTest: Test = {
  accepted: 'a code of small letters, digits and hyphens, at most 60',
  fault: (value) => {
    if (value === undefined) return 'it is missing';
    return typeof value === 'string' && CODE.test(value) ? undefined : `${echo(value)} is no such code`;
  },
};

const LONGEST_TEXT = 200;

const textTest: Test = wholeText({
  accepted: `a text of 1 to ${String(LONGEST_TEXT)} characters`,
  fault: (value) => {
    if (value === undefined) return 'it is missing';
    if (typeof value !== 'string') return `${echo(value)} is not a text`;
    return value.trim() === '' || value.length > LONGEST_TEXT ? `${echo(value)} is empty or too long` : undefined;
  },
});

class ReasonDto {
  @Holds(codeTest)
  id!: string;

  @Holds(textTest)
  text!: string;
}

/** What a council decides about alerts, as its file states it. Every part can be left out. */
class AlertSettingsDto {
  @MayBeMissing()
  @Holds(timeTest)
  sweepAt?: TimeOfDay;

  @MayBeMissing()
  @Holds(timeTest)
  digestAt?: TimeOfDay;

  @MayBeMissing()
  @Holds(days(0))
  leadDays?: number;

  @MayBeMissing()
  @Holds(daysByRule)
  leadDaysByRule?: Record<string, number>;

  @MayBeMissing()
  @Holds(days(1))
  escalateAfterDays?: number;

  @MayBeMissing()
  @NestedList(() => ReasonDto, 'reasons such as {"id": "panel-date", "text": "Date of the panel"}', {
    most: MOST_REASONS,
  })
  reasons?: ReasonDto[];
}

function twins(reasons: readonly ReasonDto[]): readonly Problem[] {
  return reasons.flatMap(({ id }, index) =>
    reasons.slice(0, index).some((other) => other.id === id)
      ? [
          {
            place: `reasons[${String(index)}].id`,
            reason: `there already is a reason ${echo(id)}`,
            accepted: 'an id of its own',
          },
        ]
      : [],
  );
}

/** Rules that no clock of this council follows are a slip of the pen. */
function unknownRules(byRule: Readonly<Record<string, number>>, rules: readonly string[]): readonly Problem[] {
  return Object.keys(byRule)
    .filter((rule) => !rules.includes(rule))
    .map((rule) => ({
      place: `leadDaysByRule.${rule}`,
      reason: `there is no rule ${echo(rule)}`,
      accepted: 'an id that "ehcp rules" shows, such as N7',
    }));
}

/**
 * Reads what a council decides about alerts.
 * @param given a value that JSON gave
 * @param rules the ids of the rules of the council's rulebook
 * @throws Problems with everything that is wrong with it
 */
export function readAlertSettings(given: unknown, rules: readonly string[]): AlertSettings {
  if (!isRecord(given) || isTooDeep(given)) {
    const reason = isRecord(given) ? 'it is nested too deeply' : `${echo(given)} is not an object`;
    throw new Problems([{ place: 'alerts', reason, accepted: 'an object such as {"leadDays": 14}' }]);
  }
  const read = plainToInstance(AlertSettingsDto, given);
  const problems = problemsIn(read);
  const all =
    problems.length > 0 ? problems : [...unknownRules(read.leadDaysByRule ?? {}, rules), ...twins(read.reasons ?? [])];
  if (all.length > 0) throw new Problems(all);
  const said = Object.entries(read).filter(([, value]) => value !== undefined);
  return new AlertSettings(Object.fromEntries(said));
}

/**
 * Reads the file in which a council decides about alerts.
 * @throws Problems where the file cannot be read, or with everything that is wrong in it
 */
export async function readAlertSettingsFile(path: string, rules: readonly string[]): Promise<AlertSettings> {
  const given = await readJsonFile(path);
  try {
    return readAlertSettings(given, rules);
  } catch (error) {
    if (!(error instanceof Problems)) throw error;
    throw new Problems(error.problems.map((problem) => ({ ...problem, place: `${problem.place} in ${path}` })));
  }
}
