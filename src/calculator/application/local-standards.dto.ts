import { echo } from '../../platform/problem.js';
import { Holds, MayBeMissing, Nested, NestedList, type Test } from '../../platform/validation.js';
import { LocalRuleDto } from './local-rule.dto.js';
import { textTest, wholeNumberTest } from './local-tests.js';

const onTest: Test = {
  accepted: 'true or false',
  fault: (value) => (typeof value === 'boolean' ? undefined : `${echo(value)} is not true or false`),
};

function listTest(of: Test, accepted: string): Test {
  return {
    accepted,
    fault: (value, object) => {
      if (!Array.isArray(value)) return `${echo(value)} is not an array`;
      if (value.length < 1 || value.length > 20) return `the array has ${String(value.length)} elements`;
      if (new Set(value).size < value.length) return 'it names something twice';
      return value.map((one: unknown) => of.fault(one, object)).find((fault) => fault !== undefined);
    },
  };
}

const weeksTest = wholeNumberTest(1, 520);

class SwitchDto {
  @MayBeMissing()
  @Holds(onTest)
  on?: boolean;
}

class WeeksDto extends SwitchDto {
  @MayBeMissing()
  @Holds(weeksTest)
  weeks?: number;
}

class AdviceDto extends WeeksDto {
  @MayBeMissing()
  @Holds(listTest(textTest(60), 'an array of 1 to 20 advisers, such as ["educational-psychologist"]'))
  advisers?: string[];
}

class FeedbackDto extends SwitchDto {
  @MayBeMissing()
  @Holds(
    listTest(
      {
        accepted: '6, 16 or 20',
        fault: (value) => ([6, 16, 20].includes(Number(value)) ? undefined : `${echo(value)} is not one of the weeks`),
      },
      'an array of 6, 16 or 20',
    ),
  )
  weeks?: number[];
}

/** A council's own standards, as its file states them. Every part can be left out. */
export class LocalStandardsDto {
  @MayBeMissing()
  @Nested(() => WeeksDto, 'an object such as {"on": true, "weeks": 16}')
  S1?: WeeksDto;

  @MayBeMissing()
  @Nested(() => WeeksDto, 'an object such as {"on": true, "weeks": 4}')
  S2?: WeeksDto;

  @MayBeMissing()
  @Nested(() => AdviceDto, 'an object such as {"on": true, "weeks": 4, "advisers": ["educational-psychologist"]}')
  S3?: AdviceDto;

  @MayBeMissing()
  @Nested(() => FeedbackDto, 'an object such as {"on": true, "weeks": [6, 16, 20]}')
  S4?: FeedbackDto;

  @MayBeMissing()
  @NestedList(() => LocalRuleDto, 'rules', { least: 0 })
  own?: LocalRuleDto[];
}
