import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { stringify } from 'csv-stringify';
import type { Request, Response } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Access } from '../../platform/access/access.js';
import { Directory } from '../../platform/access/directory.js';
import { Refusal } from '../../platform/http/refusal.js';
import { WallClock } from '../../platform/wall-clock.js';
import { Form, readForm } from '../../platform/web/form.js';
import { renderPage } from '../../platform/web/pages.js';
import { dayInLondon } from '../../statute/calendar.js';
import { Accounts } from '../application/accounts.js';
import { RecordedPageViews, type PageViewFilter, type PageViewPlace } from '../application/recorded-page-views.js';
import { actorOf } from '../application/token.js';
import { Tokens } from '../application/tokens.js';
import { readPageViewsQuestion, type PageViewsQuestion } from './page-views-form.js';
import { pageViewsAddress, pageViewsPage, type Viewing } from './page-views-page.js';

const PER_REQUEST = { passthrough: true } as const;
const VIEW = 'access/web/views/page-views.njk';
const PAGE = 50;
/** How many views are read at once for a file. */
const BATCH = 500;

const COLUMNS = ['at', 'viewer', 'name', 'route', 'shows', 'subject', 'person', 'status'] as const;

/** Who looked at which case or child: for administrators, who see ids alone. */
@ApiExcludeController()
@Access('administer')
@Controller('administration/page-views')
export class PageViewsController {
  constructor(
    private readonly views: RecordedPageViews,
    private readonly accounts: Accounts,
    private readonly tokens: Tokens,
    private readonly directory: Directory,
    private readonly clock: WallClock,
  ) {}

  @Get()
  show(@Req() request: Request, @Res(PER_REQUEST) response: Response): Promise<string> {
    return this.#show(request, response, Form.ofQuery(request));
  }

  /** Leads to the address of what is asked for. A form is posted, since somebody can type a name into it. */
  @Post()
  async ask(@Req() request: Request, @Res(PER_REQUEST) response: Response): Promise<string | undefined> {
    const form = readForm(request);
    if (!this.#question(form).errors.isEmpty) return this.#show(request, response, form);
    response.redirect(303, pageViewsAddress(form));
    return undefined;
  }

  async #show(request: Request, response: Response, form: Form): Promise<string> {
    const question = this.#question(form);
    const { filter, after, errors } = question;
    if (!errors.isEmpty) response.status(400);
    const page = errors.isEmpty ? await this.views.list(filter, { limit: PAGE, after }) : { items: [] };
    const view = pageViewsPage(form, question, page, await this.#viewers(), this.directory);
    return renderPage(request, response, VIEW, view);
  }

  @Get('csv')
  async csv(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { filter, errors } = this.#question(Form.ofQuery(request));
    if (!errors.isEmpty) throw new Refusal(400, errors.list.map(({ text }) => `${text}.`).join(' '));
    response.type('text/csv; charset=utf-8');
    response.setHeader('Content-Disposition', 'attachment; filename="page-views.csv"');
    const rows = Readable.from(this.#rows(filter));
    // What a spreadsheet would take for a formula is marked as text.
    await pipeline(
      rows,
      stringify({ header: true, columns: [...COLUMNS], bom: true, escape_formulas: true }),
      response,
    );
  }

  async *#rows(filter: PageViewFilter): AsyncGenerator<Readonly<Record<(typeof COLUMNS)[number], string>>> {
    let after: PageViewPlace | undefined;
    do {
      const { items, next } = await this.views.list(filter, { limit: BATCH, after });
      for (const { at, viewer, route, shows, subject, person = '', status } of items) {
        yield {
          at,
          viewer,
          name: this.directory.nameOf(viewer),
          route,
          shows,
          subject,
          person,
          status: String(status),
        };
      }
      after = next;
    } while (after !== undefined);
  }

  #question(form: Form): PageViewsQuestion {
    return readPageViewsQuestion(form, dayInLondon(this.clock.now()));
  }

  async #viewers(): Promise<readonly Viewing[]> {
    const programs = await this.tokens.list();
    return [...(await this.accounts.list()), ...programs.map(({ id, name }) => ({ id: actorOf(id), name }))];
  }
}
