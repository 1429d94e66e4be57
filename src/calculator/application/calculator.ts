import { Injectable } from '@nestjs/common';
import { Problems, choice, echo } from '../../platform/problem.js';
import { WallClock } from '../../platform/wall-clock.js';
import { dayInLondon, longDate, type CalendarDate } from '../../statute/calendar.js';
import type { Rule } from '../../statute/rule.js';
import { Rulebook } from '../../statute/rulebook.js';
import { calculateClocks, type CalculationOptions, type ClocksAnswer } from './calculate-clocks.js';
import { readFacts } from './read-facts.js';
import { viewRule, type RulesAnswer, type RuleView } from './rule-views.js';

/** Answers what the public calculator and the command line ask. */
@Injectable()
export class Calculator {
  constructor(
    private readonly rulebook: Rulebook,
    private readonly clock: WallClock,
  ) {}

  /** The same calculator with another rulebook. */
  with(rulebook: Rulebook): Calculator {
    return new Calculator(rulebook, this.clock);
  }

  /**
   * The clocks that facts start.
   * @param given a value that JSON gave
   * @param options what differs from the usual; `asAt` comes before the day that the facts name
   * @throws Problems with everything that is wrong with the facts
   */
  clocks(
    given: unknown,
    { asAt, ...options }: Omit<CalculationOptions, 'now' | 'rulebook'> & { readonly asAt?: CalendarDate } = {},
  ): ClocksAnswer {
    const facts = readFacts(given);
    return calculateClocks(asAt === undefined ? facts : { ...facts, asAt }, {
      ...options,
      now: this.clock.now(),
      rulebook: this.rulebook,
    });
  }

  /** The rules in force on a day, today unless another day is named. */
  rules(on: CalendarDate = this.today()): RulesAnswer {
    return { on, rules: this.rulebook.inForceOn(on).map(viewRule) };
  }

  /**
   * One rule as it is in force on a day, today unless another day is named.
   * @throws Problems where there is no such rule, or it is not in force on that day
   */
  rule(id: string, on: CalendarDate = this.today()): RuleView {
    const versions = this.rulebook.rules.filter((rule) => rule.id === id.toUpperCase());
    const found = this.rulebook.inForceOn(on).find((rule) => versions.includes(rule));
    if (found === undefined) throw new Problems([this.noSuchRule(id, on, versions)]);
    return viewRule(found);
  }

  private today(): CalendarDate {
    return dayInLondon(this.clock.now());
  }

  private noSuchRule(id: string, on: CalendarDate, versions: readonly Rule[]) {
    const [first] = versions;
    if (first !== undefined) {
      const periods = versions.map(
        ({ inForce: { from, to } }) => `from ${longDate(from)}${to === undefined ? '' : ` to ${longDate(to)}`}`,
      );
      return {
        place: 'rule',
        reason: `the rule ${first.id} was not in force on ${longDate(on)}`,
        accepted: `a day ${choice(periods)}`,
      };
    }
    const ids = [...new Set(this.rulebook.rules.map((rule) => rule.id))];
    const near = ids.filter((one) => id !== '' && one.startsWith(id.charAt(0).toUpperCase()));
    return { place: 'rule', reason: `${echo(id)} is not a rule`, accepted: choice(near.length > 0 ? near : ids) };
  }
}
