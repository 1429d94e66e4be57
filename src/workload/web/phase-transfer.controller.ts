import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Access } from '../../platform/access/access.js';
import { Directory } from '../../platform/access/directory.js';
import { WallClock } from '../../platform/wall-clock.js';
import { momentOf } from '../../platform/web/moment.js';
import { renderPage } from '../../platform/web/pages.js';
import { sendRowsAsCsv, sendRowsAsWorkbook, type RowExport } from '../../platform/web/row-export.js';
import { dayInLondon, type CalendarDate } from '../../statute/calendar.js';
import { NamedChildren } from '../application/named-children.js';
import { PhaseTransfers, type TransferCohort } from '../application/phase-transfers.js';
import type { PhaseTransfer } from '../domain/transfer-risk.js';
import { phaseTransferExport } from './phase-transfer-export.js';
import { listedTransfers, pageOfTransfers, phaseTransferPage } from './phase-transfer-page.js';
import { chosenTransfers, readPhaseTransfer, type PhaseTransferQuery } from './phase-transfer-query.js';
import { queried } from './workload-query.js';

const TEMPLATE = 'workload/web/views/phase-transfer.njk';

/** The children who move to another phase of education, and whose plan will not be ready. */
@ApiExcludeController()
@Access('manage')
@Controller('phase-transfer')
export class PhaseTransferController {
  constructor(
    private readonly transfers: PhaseTransfers,
    private readonly children: NamedChildren,
    private readonly directory: Directory,
    private readonly clock: WallClock,
  ) {}

  @Get()
  async show(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<string | undefined> {
    const query = readPhaseTransfer(request, this.#today());
    if (query.moment.isTyped) {
      response.redirect(303, queried('/phase-transfer', chosenTransfers(query)));
      return undefined;
    }
    if (!query.moment.errors.isEmpty) response.status(400);
    const cohort = await this.#cohort(query);
    const shown = pageOfTransfers(listedTransfers(cohort.transfers, query), query.page);
    const children = await this.children.of(shown.some.map(({ person }) => person));
    const page = phaseTransferPage({ query, cohort, shown, children, directory: this.directory });
    return renderPage(request, response, TEMPLATE, page);
  }

  @Get('export.csv')
  async csv(@Req() request: Request, @Res() response: Response): Promise<void> {
    await sendRowsAsCsv(response, await this.#exported(request));
  }

  @Get('export.xlsx')
  async workbook(@Req() request: Request, @Res() response: Response): Promise<void> {
    await sendRowsAsWorkbook(response, await this.#exported(request));
  }

  async #exported(request: Request): Promise<RowExport<PhaseTransfer>> {
    const query = readPhaseTransfer(request, this.#today());
    const cohort = await this.#cohort(query);
    const listed = listedTransfers(cohort.transfers, query);
    const children = await this.children.of(listed.map(({ person }) => person));
    return phaseTransferExport(cohort, listed, children, this.directory);
  }

  #cohort({ moment, year, team }: PhaseTransferQuery): Promise<TransferCohort> {
    return this.transfers.of(momentOf(moment.asked, this.#today()), year, team);
  }

  #today(): CalendarDate {
    return dayInLondon(this.clock.now());
  }
}
