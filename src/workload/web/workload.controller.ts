import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Access } from '../../platform/access/access.js';
import { Directory } from '../../platform/access/directory.js';
import { WallClock } from '../../platform/wall-clock.js';
import { momentInWords, momentOf } from '../../platform/web/moment.js';
import { renderPage } from '../../platform/web/pages.js';
import { sendTableAsCsv, sendTablesAsWorkbook } from '../../platform/web/table-export.js';
import { dayInLondon } from '../../statute/calendar.js';
import { Workloads, type Workload } from '../application/workloads.js';
import { officersTable, teamsTable } from './workload-export.js';
import { chosenIn, workloadPage } from './workload-page.js';
import { queried, readWorkloadQuery, type WorkloadQuery } from './workload-query.js';

const TEMPLATE = 'workload/web/views/workload.njk';

/** Who has how much to do: the open cases by officer and team. */
@ApiExcludeController()
@Access('manage')
@Controller('workload')
export class WorkloadController {
  constructor(
    private readonly workloads: Workloads,
    private readonly directory: Directory,
    private readonly clock: WallClock,
  ) {}

  @Get()
  async show(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<string | undefined> {
    const { query, workload } = await this.#asked(request);
    if (query.moment.isTyped) {
      response.redirect(303, queried('/workload', chosenIn(query)));
      return undefined;
    }
    if (!query.moment.errors.isEmpty) response.status(400);
    const isNow = momentInWords(query.moment.asked) === undefined;
    const page = workloadPage({ query, workload, directory: this.directory, isNow });
    return renderPage(request, response, TEMPLATE, page);
  }

  @Get('export.csv')
  async csv(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { query, workload } = await this.#asked(request);
    sendTableAsCsv(response, `workload-${workload.asAt}`, officersTable(workload, query.sort, this.directory));
  }

  @Get('export.xlsx')
  async workbook(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { query, workload } = await this.#asked(request);
    await sendTablesAsWorkbook(response, `workload-${workload.asAt}`, [
      officersTable(workload, query.sort, this.directory),
      teamsTable(workload, this.directory),
    ]);
  }

  async #asked(request: Request): Promise<{ readonly query: WorkloadQuery; readonly workload: Workload }> {
    const today = dayInLondon(this.clock.now());
    const query = readWorkloadQuery(request, today);
    const workload = await this.workloads.of(momentOf(query.moment.asked, today), query.team);
    return { query, workload };
  }
}
