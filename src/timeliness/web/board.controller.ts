import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Access } from '../../platform/access/access.js';
import { disclosedTo, mayBePlain, type Disclosed } from '../../platform/access/disclosed.js';
import { invalidRequest } from '../../platform/http/invalid-request.js';
import { Form } from '../../platform/web/form.js';
import { momentOf, readMoment, type ReadMoment } from '../../platform/web/moment.js';
import { renderPage, type PageView } from '../../platform/web/pages.js';
import { sendRowsAsCsv, sendRowsAsWorkbook } from '../../platform/web/row-export.js';
import { KeptAnswers } from '../../read-model/kept-answers.js';
import { ReadModels } from '../../read-model/read-models.js';
import { yearOf, type CalendarDate } from '../../statute/calendar.js';
import { boardExport } from './board-export.js';
import { boardPage, boardQuery } from './board-page.js';
import { Board, type BoardRequest } from './board.js';

const TEMPLATE = 'timeliness/web/views/board.njk';
const FIRST_YEAR = 2014;

/** What an address of the board asks for. */
interface Asked {
  readonly request: BoardRequest;
  readonly moment: ReadMoment;
  readonly disclosed: Disclosed;
}

/** The calendar year that is asked for, nothing where none is. */
function yearIn(form: Form, asAt: CalendarDate): number | undefined {
  const text = form.text('year');
  const last = yearOf(asAt) - 1;
  if (text === '') return undefined;
  const year = /^\d{4}$/.test(text) ? Number(text) : 0;
  if (year >= FIRST_YEAR && year <= last) return year;
  throw invalidRequest([
    {
      place: 'year',
      reason: 'it is not acceptable',
      accepted: `a calendar year from ${String(FIRST_YEAR)} to ${String(last)}`,
    },
  ]);
}

/** The page that a board and the public read: whether the council keeps its word. */
@ApiExcludeController()
@Access('figures')
@Controller('timeliness')
export class BoardController {
  readonly #kept: KeptAnswers;

  constructor(
    private readonly board: Board,
    models: ReadModels,
  ) {
    this.#kept = new KeptAnswers(models);
  }

  @Get()
  async show(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<string | undefined> {
    const { request: asked, moment, disclosed } = this.#asked(request);
    if (moment.isTyped) {
      const year = asked.year === undefined ? {} : { year: String(asked.year) };
      const plain = disclosed === 'plain' ? { plain: '1' } : {};
      response.redirect(303, `/timeliness${boardQuery(moment, { ...year, ...plain })}`);
      return undefined;
    }
    if (!moment.errors.isEmpty) response.status(400);
    const isPlainAllowed = mayBePlain(request);
    const make = async (): Promise<PageView> =>
      boardPage({ figures: await this.board.of(asked), moment, disclosed, mayBePlain: isPlainAllowed });
    const key = JSON.stringify([asked, moment.asked, isPlainAllowed]);
    const view = moment.errors.isEmpty ? await this.#kept.of(key, make) : await make();
    return renderPage(request, response, TEMPLATE, view);
  }

  @Get('export.csv')
  async csv(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { request: asked, disclosed } = this.#asked(request);
    return sendRowsAsCsv(response, boardExport(await this.board.of(asked), disclosed));
  }

  @Get('export.xlsx')
  async workbook(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { request: asked, disclosed } = this.#asked(request);
    return sendRowsAsWorkbook(response, boardExport(await this.board.of(asked), disclosed));
  }

  #asked(request: Request): Asked {
    const form = Form.ofQuery(request);
    const today = this.board.today();
    const moment = readMoment(form, today);
    const asAt = moment.asked.asAt;
    if (asAt !== undefined && asAt > today)
      moment.errors.add('asAt', 'The day of which it is shown cannot be after today');
    // Where something is wrong with what was typed, the page is that of now, and says what is wrong.
    const asked = moment.errors.isEmpty ? momentOf(moment.asked, today) : {};
    const disclosed = disclosedTo(request, form.text('plain'));
    const year = yearIn(form, asked.asAt ?? today);
    const sound = moment.errors.isEmpty ? moment : { ...moment, asked: {}, isTyped: false };
    return { request: { ...asked, year, disclosed }, moment: sound, disclosed };
  }
}
