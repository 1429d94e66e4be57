import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Access } from '../../platform/access/access.js';
import { Directory } from '../../platform/access/directory.js';
import { WallClock } from '../../platform/wall-clock.js';
import { momentOf } from '../../platform/web/moment.js';
import { renderPage } from '../../platform/web/pages.js';
import { sendTableAsCsv, sendTablesAsWorkbook } from '../../platform/web/table-export.js';
import type { Moment } from '../../read-model/read-models.js';
import { dayInLondon } from '../../statute/calendar.js';
import { ExceptionReports, type ExceptionReport } from '../application/exception-reports.js';
import { exceptionsTable, plansTable } from './exceptions-export.js';
import { chosenIn, exceptionsPage } from './exceptions-page.js';
import { readExceptionsQuery, type ExceptionsQuery } from './exceptions-query.js';
import { queried } from './workload-query.js';

const TEMPLATE = 'workload/web/views/exceptions.njk';

/** How often exceptions of the regulations applied to new plans, and which plans were issued although advice was missing. */
@ApiExcludeController()
@Access('manage')
@Controller('exceptions')
export class ExceptionsController {
  constructor(
    private readonly reports: ExceptionReports,
    private readonly directory: Directory,
    private readonly clock: WallClock,
  ) {}

  @Get()
  async show(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<string | undefined> {
    const { query, report } = await this.#asked(request);
    if (query.moment.isTyped) {
      response.redirect(303, queried('/exceptions', chosenIn(query)));
      return undefined;
    }
    if (!query.moment.errors.isEmpty) response.status(400);
    return renderPage(request, response, TEMPLATE, exceptionsPage({ query, report, directory: this.directory }));
  }

  @Get('export.csv')
  async csv(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { report } = await this.#asked(request);
    sendTableAsCsv(response, `exceptions-${report.asAt}`, exceptionsTable(report));
  }

  @Get('export.xlsx')
  async workbook(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { query, report, moment } = await this.#asked(request);
    const plans = await this.reports.plans(moment, query);
    await sendTablesAsWorkbook(response, `exceptions-${report.asAt}`, [
      exceptionsTable(report),
      plansTable(plans, this.directory),
    ]);
  }

  async #asked(
    request: Request,
  ): Promise<{ readonly query: ExceptionsQuery; readonly report: ExceptionReport; readonly moment: Moment }> {
    const today = dayInLondon(this.clock.now());
    const query = readExceptionsQuery(request, today);
    const moment = momentOf(query.moment.asked, today);
    return { query, moment, report: await this.reports.of(moment, query) };
  }
}
