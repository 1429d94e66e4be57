import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Access } from '../../platform/access/access.js';
import { Directory } from '../../platform/access/directory.js';
import { WallClock } from '../../platform/wall-clock.js';
import { momentOf } from '../../platform/web/moment.js';
import { renderPage } from '../../platform/web/pages.js';
import { sendRowsAsCsv, sendRowsAsWorkbook, type RowExport } from '../../platform/web/row-export.js';
import { sendTableAsCsv, sendTablesAsWorkbook } from '../../platform/web/table-export.js';
import { dayInLondon, type CalendarDate } from '../../statute/calendar.js';
import { AnnualReviews, type AnnualReviewsDue } from '../application/annual-reviews.js';
import { NamedChildren } from '../application/named-children.js';
import type { DueReview } from '../domain/due-reviews.js';
import { annualReviewsTable } from './annual-reviews-export.js';
import { annualReviewsPage } from './annual-reviews-page.js';
import { chosenReviews, readAnnualReviews, readReviewList, type AnnualReviewsQuery } from './annual-reviews-query.js';
import { listedReviews, pageOfReviews, reviewListExport, reviewListPage } from './review-list-page.js';
import { queried } from './workload-query.js';

const PAGE = 'workload/web/views/annual-reviews.njk';
const LIST = 'workload/web/views/review-list.njk';

/** The annual reviews by the month in which they were due, and what became of them. */
@ApiExcludeController()
@Access('manage')
@Controller('annual-reviews')
export class AnnualReviewsController {
  constructor(
    private readonly annualReviews: AnnualReviews,
    private readonly children: NamedChildren,
    private readonly directory: Directory,
    private readonly clock: WallClock,
  ) {}

  @Get()
  async show(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<string | undefined> {
    const query = readAnnualReviews(request, this.#today());
    if (query.moment.isTyped) {
      response.redirect(303, queried('/annual-reviews', chosenReviews(query)));
      return undefined;
    }
    if (!query.moment.errors.isEmpty) response.status(400);
    const due = await this.#due(query);
    return renderPage(request, response, PAGE, annualReviewsPage({ query, due, directory: this.directory }));
  }

  @Get('export.csv')
  async csv(@Req() request: Request, @Res() response: Response): Promise<void> {
    const query = readAnnualReviews(request, this.#today());
    const due = await this.#due(query);
    sendTableAsCsv(response, `annual-reviews-${due.asAt}`, annualReviewsTable(due, query.year));
  }

  @Get('export.xlsx')
  async workbook(@Req() request: Request, @Res() response: Response): Promise<void> {
    const query = readAnnualReviews(request, this.#today());
    const due = await this.#due(query);
    await sendTablesAsWorkbook(response, `annual-reviews-${due.asAt}`, [annualReviewsTable(due, query.year)]);
  }

  @Get('list')
  async list(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<string> {
    const query = readReviewList(request, this.#today());
    const due = await this.#due(query);
    const listed = listedReviews(due, query);
    const shown = pageOfReviews(listed, query.page);
    const children = await this.children.of(shown.reviews.map(({ person }) => person));
    const { asAt } = due;
    const parts = { query, asAt, total: listed.length, shown, children, directory: this.directory };
    return renderPage(request, response, LIST, reviewListPage(parts));
  }

  @Get('list.csv')
  async listCsv(@Req() request: Request, @Res() response: Response): Promise<void> {
    await sendRowsAsCsv(response, await this.#listed(request));
  }

  @Get('list.xlsx')
  async listWorkbook(@Req() request: Request, @Res() response: Response): Promise<void> {
    await sendRowsAsWorkbook(response, await this.#listed(request));
  }

  async #listed(request: Request): Promise<RowExport<DueReview>> {
    const query = readReviewList(request, this.#today());
    const due = await this.#due(query);
    const listed = listedReviews(due, query);
    const children = await this.children.of(listed.map(({ person }) => person));
    return reviewListExport(listed, due.asAt, children, this.directory);
  }

  #due({ moment, year, team }: AnnualReviewsQuery): Promise<AnnualReviewsDue> {
    return this.annualReviews.dueIn(momentOf(moment.asked, this.#today()), year, team);
  }

  #today(): CalendarDate {
    return dayInLondon(this.clock.now());
  }
}
