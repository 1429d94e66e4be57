import { Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Access } from '../../platform/access/access.js';
import { disclosedTo, mayBePlain } from '../../platform/access/disclosed.js';
import { Refusal } from '../../platform/http/refusal.js';
import { Form } from '../../platform/web/form.js';
import { momentAsked, momentOf, type ReadMoment } from '../../platform/web/moment.js';
import { renderPage } from '../../platform/web/pages.js';
import { sendRowsAsCsv, sendRowsAsWorkbook, type RowExport } from '../../platform/web/row-export.js';
import { Outcomes, type PlanStanding, type Standing } from '../application/outcomes.js';
import { shippedPlans } from '../application/plan-file.js';
import { MeasureForms } from './measure-forms.js';
import { planTable } from './plan-export.js';
import { isWanted, planPage, readPlanFilter } from './plan-page.js';
import { planPath } from './plan-path.js';

const PLAN = 'outcomes/web/views/plan.njk';
const NO_PLAN = 'outcomes/web/views/no-plan.njk';
const PER_REQUEST = { passthrough: true } as const;

/** What is asked for. */
interface Asked {
  readonly moment: ReadMoment;
  readonly standing: PlanStanding | undefined;
  /** Whether every number is asked for. */
  readonly isPlain: boolean;
}

/** How the council's SEND plan stands: all of it, and each measure by itself. */
@ApiExcludeController()
@Access('figures')
@Controller('plan')
export class PlanController {
  constructor(
    private readonly outcomes: Outcomes,
    private readonly measures: MeasureForms,
  ) {}

  @Get()
  async show(@Req() request: Request, @Res(PER_REQUEST) response: Response): Promise<string | undefined> {
    const { moment, standing, isPlain } = await this.#asked(request);
    if (standing === undefined) return noPlan(request, response);
    const filter = readPlanFilter(Form.ofQuery(request), standing.plan);
    if (moment.isTyped) {
      response.redirect(303, planPath({ filter, moment: moment.asked, isPlain }));
      return undefined;
    }
    if (!moment.errors.isEmpty) response.status(400);
    const page = planPage({ standing, filter, moment, isPlain, mayBePlain: mayBePlain(request) });
    return renderPage(request, response, PLAN, page);
  }

  @Get('export.csv')
  async csv(@Req() request: Request, @Res() response: Response): Promise<void> {
    return sendRowsAsCsv(response, await this.#exported(request));
  }

  @Get('export.xlsx')
  async workbook(@Req() request: Request, @Res() response: Response): Promise<void> {
    return sendRowsAsWorkbook(response, await this.#exported(request));
  }

  @Get(':measure')
  measure(
    @Param('measure') id: string,
    @Req() request: Request,
    @Res(PER_REQUEST) response: Response,
  ): Promise<string | undefined> {
    return this.measures.show(id, { request, response });
  }

  @Post(':measure/status')
  @HttpCode(200)
  @Access('manage')
  confirm(
    @Param('measure') id: string,
    @Req() request: Request,
    @Res(PER_REQUEST) response: Response,
  ): Promise<string | undefined> {
    return this.measures.confirm(id, { request, response });
  }

  @Post(':measure/values')
  @HttpCode(200)
  @Access('manage')
  record(
    @Param('measure') id: string,
    @Req() request: Request,
    @Res(PER_REQUEST) response: Response,
  ): Promise<string | undefined> {
    return this.measures.record(id, { request, response });
  }

  @Get(':measure/values/:entry')
  @Access('manage')
  value(
    @Param('measure') id: string,
    @Param('entry') entry: string,
    @Req() request: Request,
    @Res(PER_REQUEST) response: Response,
  ): Promise<string> {
    return this.measures.showValue(id, entry, { request, response });
  }

  @Post(':measure/values/:entry')
  @HttpCode(200)
  @Access('manage')
  change(
    @Param('measure') id: string,
    @Param('entry') entry: string,
    @Req() request: Request,
    @Res(PER_REQUEST) response: Response,
  ): Promise<string | undefined> {
    return this.measures.change(id, entry, { request, response });
  }

  async #asked(request: Request): Promise<Asked> {
    const isPlain = disclosedTo(request, Form.ofQuery(request).text('plain')) === 'plain';
    const today = this.outcomes.today();
    const moment = momentAsked(request, today);
    return { moment, isPlain, standing: await this.outcomes.atAGlance(momentOf(moment.asked, today)) };
  }

  async #exported(request: Request): Promise<RowExport<Standing>> {
    const { standing, isPlain } = await this.#asked(request);
    if (standing === undefined) throw new Refusal(404, 'The council has no SEND plan here.');
    const filter = readPlanFilter(Form.ofQuery(request), standing.plan);
    return planTable({
      asAt: standing.asAt,
      standings: standing.standings.filter(isWanted(filter)),
      seesAll: isPlain,
    });
  }
}

/** What is shown where the council has no plan: how to write one. */
async function noPlan(request: Request, response: Response): Promise<string> {
  const councils = (await shippedPlans()).map(({ council }) => council);
  return renderPage(request, response, NO_PLAN, {
    title: 'No SEND plan is known yet',
    shipped: `The plans of ${councils.slice(0, -1).join(', ')} and ${councils.at(-1) ?? ''}`,
  });
}
