import { plainToInstance } from 'class-transformer';
import { choice, echo, problemText } from '../../platform/problem.js';
import { Holds, isRecord, MayBeMissing, Nested, NestedList, problemsIn, type Test } from '../../platform/validation.js';
import type { Count } from '../../statute/counting.js';
import { DUTY_HOLDERS, NATURES, type Limit, type Origin, type Start } from '../../statute/rule.js';
import { dayTest } from '../../platform/day-range.js';
import {
  conditionsTest,
  dayAttributeTest,
  milestoneTest,
  oneOfTest,
  statedTest,
  textTest,
  wholeNumberTest,
} from './local-tests.js';

const flagTest: Test = {
  accepted: 'true, or nothing',
  fault: (value) => (value === true ? undefined : `${echo(value)} is not true`),
};

/** Exactly one of some properties. */
const exactlyOne =
  (names: readonly string[]): Test['fault'] =>
  (value) => {
    const given = isRecord(value) ? names.filter((name) => value[name] !== undefined) : [];
    return given.length === 1 ? undefined : `it must have exactly one of ${choice(names)}`;
  };

const SELECTORS = 'selectors: objects with "milestone"';

class SelectorDto {
  @Holds(milestoneTest)
  milestone!: string;

  @MayBeMissing()
  @Holds(conditionsTest)
  where?: object;

  @MayBeMissing()
  @Holds(conditionsTest)
  unless?: object;

  @MayBeMissing()
  @Holds(statedTest)
  has?: string[];

  @MayBeMissing()
  @Holds(dayAttributeTest)
  day?: string;

  @MayBeMissing()
  @Nested(() => SelectorDto, 'a selector: an object with "milestone"')
  follows?: object;

  @MayBeMissing()
  @NestedList(() => SelectorDto, SELECTORS)
  unlessFollows?: object[];

  @MayBeMissing()
  @Holds(textTest(300))
  daySays?: string;

  @MayBeMissing()
  @Holds(textTest(60))
  as?: string;

  @MayBeMissing()
  @Holds(flagTest)
  evenBefore?: true;

  @MayBeMissing()
  @Holds(textTest(300))
  note?: string;
}

/** Which numbers each way of counting needs. */
const COUNT_NUMBERS = {
  'weeks-of': ['weeks'],
  'days-of': ['days'],
  'working-days-of': ['days'],
  'days-beginning-with': ['days'],
  'working-days-beginning-with': ['days'],
  'months-starting-with': ['months'],
  'months-after': ['months'],
  'weeks-before': ['weeks'],
  'before-date': ['month', 'day'],
  'months-before': ['months'],
  'at-once': [],
} as const satisfies Record<Exclude<Count['count'], 'on-day'>, readonly string[]>;

const COUNTS = Object.keys(COUNT_NUMBERS);

/** A number that some ways of counting need and the others do not have. */
function countNumber(name: string, most: number): Test {
  const number = wholeNumberTest(1, most);
  return {
    accepted: number.accepted,
    fault: (value, object) => {
      const needed = (COUNT_NUMBERS as Readonly<Record<string, readonly string[]>>)[String(object.count)];
      if (needed === undefined) return undefined;
      if (needed.includes(name)) return number.fault(value, object);
      return value === undefined ? undefined : `${String(object.count)} has no ${name}`;
    },
  };
}

/** 29 February is left out: the day must exist in every year. */
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const dayOfMonthTest: Test = {
  accepted: 'a day that the month has in every year',
  fault: (value, object) => {
    const most = DAYS_IN_MONTH[Number(object.month) - 1] ?? 31;
    return countNumber('day', most).fault(value, object);
  },
};

class CountDto {
  @Holds(oneOfTest(COUNTS))
  count!: string;

  @Holds(countNumber('weeks', 520))
  weeks?: number;

  @Holds(countNumber('days', 3650))
  days?: number;

  @Holds(countNumber('months', 120))
  months?: number;

  @Holds(countNumber('month', 12))
  month?: number;

  @Holds(dayOfMonthTest)
  day?: number;
}

class OriginDto {
  @MayBeMissing()
  @Holds(textTest(60))
  attribute?: string;

  @MayBeMissing()
  @NestedList(() => SelectorDto, SELECTORS)
  firstAfter?: object[];

  @MayBeMissing()
  @NestedList(() => SelectorDto, SELECTORS)
  lastBefore?: object[];
}

const ORIGINS = ['attribute', 'firstAfter', 'lastBefore'];

/** A day to count from: a word, or an object of one of {@link ORIGINS}. */
function originTest(words: readonly string[]): Test {
  return {
    accepted: `${choice(words.map((word) => `"${word}"`))}, or an object with one of ${choice(ORIGINS)}`,
    fault: (value) => {
      if (words.some((word) => word === value)) return undefined;
      if (!isRecord(value)) return value === undefined ? 'it is missing' : `${echo(value)} is not a day to count from`;
      const [first] = problemsIn(plainToInstance(OriginDto, value));
      return first === undefined ? exactlyOne(ORIGINS)(value, {}) : problemText(first).replace(/\.$/, '');
    },
  };
}

class PartDto extends CountDto {
  @Holds(originTest(['start']))
  of!: Origin;
}

class LimitDto extends CountDto {
  @Holds(oneOfTest([...COUNTS, 'later-of']))
  declare count: string;

  @MayBeMissing()
  @NestedList(() => PartDto, 'counts, each with the day "of" which it counts', { least: 2, most: 10 })
  parts?: PartDto[];
}

class StartDto {
  @MayBeMissing()
  @NestedList(() => SelectorDto, SELECTORS)
  first?: object[];

  @MayBeMissing()
  @NestedList(() => SelectorDto, SELECTORS)
  each?: object[];

  @MayBeMissing()
  @Holds(flagTest)
  paired?: true;

  @MayBeMissing()
  @Holds(textTest(300))
  restarts?: string;

  @MayBeMissing()
  @Holds(wholeNumberTest(0, 366))
  rounds?: number;

  @MayBeMissing()
  @NestedList(() => SelectorDto, SELECTORS)
  again?: object[];
}

const groupsTest: Test = {
  accepted: `an array of arrays of ${SELECTORS}`,
  fault: (value) => {
    if (!Array.isArray(value) || value.length < 1 || value.length > 20) return `${echo(value)} is not such an array`;
    return value
      .map((group: unknown, index) => {
        const [first] = problemsIn(plainToInstance(OriginDto, { firstAfter: group }));
        return (
          first &&
          `${String(index)}${problemText(first)
            .replace(/^firstAfter/, '')
            .replace(/\.$/, '')}`
        );
      })
      .find(Boolean);
  },
};

class MetDto {
  @MayBeMissing()
  @NestedList(() => SelectorDto, SELECTORS)
  anyOf?: object[];

  @MayBeMissing()
  @Holds(groupsTest)
  allOf?: object[][];

  @MayBeMissing()
  @Holds(flagTest)
  elapses?: true;

  @MayBeMissing()
  @NestedList(() => SelectorDto, SELECTORS)
  orSooner?: object[];
}

class EndingDto {
  @Nested(() => SelectorDto, 'a selector: an object with "milestone"')
  by!: object;

  @Holds(textTest(300))
  because!: string;

  @MayBeMissing()
  @Holds(flagTest)
  thisRoundOnly?: true;

  @MayBeMissing()
  @Holds(flagTest)
  laterOnly?: true;
}

class MarkDto {
  @Holds(textTest(120))
  name!: string;

  @Holds(originTest(['start', 'due']))
  of!: Origin;

  @Nested(() => CountDto, 'a count such as {"count": "weeks-of", "weeks": 2}')
  count!: CountDto;

  @Holds(textTest(300))
  why!: string;

  @MayBeMissing()
  @Holds(flagTest)
  cautious?: true;
}

const metForm: Test['fault'] = (value, object) => {
  if (isRecord(value) && value.orSooner !== undefined && value.elapses !== true)
    return '"orSooner" belongs to "elapses"';
  return exactlyOne(['anyOf', 'allOf', 'elapses'])(value, object);
};

class LocalClockDto {
  @MayBeMissing()
  @Holds(textTest(60))
  ref?: string;

  @MayBeMissing()
  @Holds(textTest(120))
  name?: string;

  @MayBeMissing()
  @Holds(textTest(300))
  duty?: string;

  @MayBeMissing()
  @Holds(textTest(300))
  met?: string;

  @MayBeMissing()
  @Holds(oneOfTest(NATURES))
  nature?: string;

  @Nested(() => StartDto, 'an object with "first" or "each"', exactlyOne(['first', 'each']))
  startedBy!: Start;

  @Nested(() => LimitDto, 'a count such as {"count": "weeks-of", "weeks": 2}, or "later-of" with "parts"', (value) => {
    if (!isRecord(value) || (value.count === 'later-of') === (value.parts !== undefined)) return undefined;
    return '"parts" belong to "later-of", and it needs them';
  })
  limit!: Limit;

  @Nested(() => MetDto, 'an object with "anyOf", "allOf", or "elapses" and perhaps "orSooner"', metForm)
  metBy!: object;

  @MayBeMissing()
  @NestedList(() => EndingDto, 'objects with "by" and "because"', { least: 0 })
  endedBy?: EndingDto[];

  @MayBeMissing()
  @NestedList(() => MarkDto, 'objects with "name", "of", "count" and "why"', { least: 0 })
  marks?: MarkDto[];
}

class InForceDto {
  @Holds({
    ...dayTest,
    fault: (value, object) => (value === undefined ? 'it is missing' : dayTest.fault(value, object)),
  })
  from!: string;

  @MayBeMissing()
  @Holds({
    ...dayTest,
    fault: (value, object) =>
      dayTest.fault(value, object) ?? (String(value) < String(object.from) ? 'it is before "from"' : undefined),
  })
  to?: string;
}

const idTest: Test = {
  accepted: 'S and a number from 5, such as S5',
  fault: (value) => {
    if (value === undefined) return 'it is missing';
    return typeof value === 'string' && /^S(?:[5-9]|[1-9]\d{1,2})$/.test(value)
      ? undefined
      : `${echo(value)} is not such an id`;
  },
};

/** A council's own rule, in the form of a rule of law. */
export class LocalRuleDto {
  @Holds(idTest)
  id!: string;

  @Holds(textTest(120))
  name!: string;

  @Holds(textTest(300))
  duty!: string;

  @Holds(oneOfTest(DUTY_HOLDERS))
  dutyHolder!: string;

  @Holds(textTest(300))
  source!: string;

  @Holds(textTest(300))
  met!: string;

  @MayBeMissing()
  @Holds(oneOfTest(NATURES))
  nature?: string;

  @Nested(() => InForceDto, 'an object with "from" and perhaps "to"')
  inForce!: InForceDto;

  @NestedList(() => LocalClockDto, 'clocks', { most: 20 })
  clocks!: LocalClockDto[];
}
