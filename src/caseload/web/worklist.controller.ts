import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Access, viewerOf } from '../../platform/access/access.js';
import { Directory } from '../../platform/access/directory.js';
import { Form } from '../../platform/web/form.js';
import { momentOf } from '../../platform/web/moment.js';
import { renderPage } from '../../platform/web/pages.js';
import { sendRowsAsCsv, sendRowsAsWorkbook, type RowExport } from '../../platform/web/row-export.js';
import type { Moment } from '../../read-model/read-models.js';
import { Rulebook } from '../../statute/rulebook.js';
import { Worklists, type WorkItem } from '../application/worklists.js';
import { worklistTable } from './worklist-export.js';
import { worklistPage } from './worklist-page.js';
import { readWorklistQuery, type WorklistQuery } from './worklist-query.js';

const TEMPLATE = 'caseload/web/views/worklist.njk';

/** What somebody has to do: their open cases by what is due next, or those of others. */
@ApiExcludeController()
@Access('cases')
@Controller('worklist')
export class WorklistController {
  constructor(
    private readonly worklists: Worklists,
    private readonly directory: Directory,
    private readonly rulebook: Rulebook,
  ) {}

  @Get()
  async show(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<string> {
    const viewer = viewerOf(request);
    const query = readWorklistQuery(Form.ofQuery(request), viewer);
    if (!query.errors.isEmpty) response.status(400);
    const work = await this.worklists.page(query.filter, query.sort, query.page, this.#momentOf(query));
    const page = worklistPage({
      query,
      work,
      viewer,
      directory: this.directory,
      holders: await this.worklists.holders(),
      rules: this.rulebook.rules,
      hasCases: work.total > 0 || (await this.worklists.hasCases()),
    });
    return renderPage(request, response, TEMPLATE, page);
  }

  @Get('export.csv')
  csv(@Req() request: Request, @Res() response: Response): Promise<void> {
    return sendRowsAsCsv(response, this.#exported(request));
  }

  @Get('export.xlsx')
  workbook(@Req() request: Request, @Res() response: Response): Promise<void> {
    return sendRowsAsWorkbook(response, this.#exported(request));
  }

  #exported(request: Request): RowExport<WorkItem> {
    const query = readWorklistQuery(Form.ofQuery(request), viewerOf(request));
    const { filter, sort, moment } = query;
    return worklistTable({
      today: moment.asAt ?? this.worklists.today(),
      names: this.directory,
      items: this.worklists.all(filter, sort, this.#momentOf(query)),
    });
  }

  #momentOf({ moment }: WorklistQuery): Moment {
    return momentOf(moment, this.worklists.today());
  }
}
