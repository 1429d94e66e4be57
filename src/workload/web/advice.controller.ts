import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Access } from '../../platform/access/access.js';
import { Directory } from '../../platform/access/directory.js';
import { WallClock } from '../../platform/wall-clock.js';
import { momentOf } from '../../platform/web/moment.js';
import { renderPage } from '../../platform/web/pages.js';
import { sendTableAsCsv, sendTablesAsWorkbook } from '../../platform/web/table-export.js';
import { dayInLondon } from '../../statute/calendar.js';
import { AdviceReports, type AdviceReport } from '../application/advice-reports.js';
import { adviceTable } from './advice-export.js';
import { advicePage, chosenIn } from './advice-page.js';
import { periodAt, readAdviceQuery, type AdviceQuery } from './advice-query.js';
import { queried } from './workload-query.js';

const TEMPLATE = 'workload/web/views/advice.njk';

/** How long those who advise on needs assessments take, and whose advice is awaited. */
@ApiExcludeController()
@Access('manage')
@Controller('advice')
export class AdviceController {
  constructor(
    private readonly reports: AdviceReports,
    private readonly directory: Directory,
    private readonly clock: WallClock,
  ) {}

  @Get()
  async show(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<string | undefined> {
    const { query, report } = await this.#asked(request);
    if (query.moment.isTyped) {
      response.redirect(303, queried('/advice', chosenIn(query)));
      return undefined;
    }
    if (!query.moment.errors.isEmpty) response.status(400);
    return renderPage(request, response, TEMPLATE, advicePage({ query, report, directory: this.directory }));
  }

  @Get('export.csv')
  async csv(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { report } = await this.#asked(request);
    sendTableAsCsv(response, `advice-${report.asAt}`, adviceTable(report));
  }

  @Get('export.xlsx')
  async workbook(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { report } = await this.#asked(request);
    await sendTablesAsWorkbook(response, `advice-${report.asAt}`, [adviceTable(report)]);
  }

  async #asked(request: Request): Promise<{ readonly query: AdviceQuery; readonly report: AdviceReport }> {
    const today = dayInLondon(this.clock.now());
    const query = readAdviceQuery(request, today);
    const report = await this.reports.of(momentOf(query.moment.asked, today), periodAt(query), query.team);
    return { query, report };
  }
}
