import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Access } from '../../platform/access/access.js';
import { Refusal } from '../../platform/http/refusal.js';
import { Problems } from '../../platform/problem.js';
import { Form } from '../../platform/web/form.js';
import { renderPage } from '../../platform/web/pages.js';
import { WallClock } from '../../platform/wall-clock.js';
import { dayInLondon } from '../../statute/calendar.js';
import type { ClocksAnswer } from '../application/calculate-clocks.js';
import { Calculator } from '../application/calculator.js';
import { CALCULATORS } from './calculator-forms.js';
import { calculatorPage, calculatorsPage } from './calculator-page.js';
import { fieldOf, readAnswers, type Answers } from './read-answers.js';

const PER_REQUEST = { passthrough: true } as const;
const PLACE = /^milestones\[(?<index>\d+)\](?:\.(?<attribute>\w+))?$/;

/** The deadline calculators: anyone's, and nothing is kept. What was typed stands in the address, to be kept or sent on. */
@ApiExcludeController()
@Access('public')
@Controller('calculator')
export class CalculatorController {
  constructor(
    private readonly calculator: Calculator,
    private readonly clock: WallClock,
  ) {}

  @Get()
  choose(@Req() request: Request, @Res(PER_REQUEST) response: Response): string {
    return renderPage(request, response, 'calculator/web/views/calculators.njk', calculatorsPage());
  }

  @Get(':id')
  show(@Param('id') id: string, @Req() request: Request, @Res(PER_REQUEST) response: Response): string {
    const calculator = CALCULATORS.find((one) => one.id === id);
    if (calculator === undefined) throw new Refusal(404, 'There is no such calculator.');
    const today = dayInLondon(this.clock.now());
    const form = Form.ofQuery(request);
    const answers = readAnswers(calculator, form, today);
    const answer = answers.isGiven && answers.errors.isEmpty ? this.#answer(answers) : undefined;
    if (!answers.errors.isEmpty) response.status(400);
    return renderPage(
      request,
      response,
      'calculator/web/views/calculator.njk',
      calculatorPage(calculator, form, answers, today, answer),
    );
  }

  /** What is due; nothing where the law cannot be asked, which is then among the errors. */
  #answer({ milestones, errors }: Answers): ClocksAnswer | undefined {
    try {
      return this.calculator.clocks({ milestones: milestones.map(({ given }) => given) });
    } catch (error) {
      if (!(error instanceof Problems)) throw error;
      for (const { place, reason, accepted } of error.problems) {
        const { index, attribute } = PLACE.exec(place)?.groups ?? {};
        const block = milestones[Number(index ?? 0)]?.block;
        const question = block?.questions?.find((one) => one.attribute === attribute);
        const field = block === undefined ? '' : question === undefined ? block.name : fieldOf(block, question);
        errors.add(field, `${question?.label ?? block?.legend ?? 'The dates'}: ${reason}. Accepted: ${accepted}`);
      }
      return undefined;
    }
  }
}
