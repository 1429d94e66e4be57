import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Benchmarks } from '../../benchmarks/application/benchmarks.js';
import type { Beside } from '../../benchmarks/application/beside.js';
import { Access } from '../../platform/access/access.js';
import { Directory } from '../../platform/access/directory.js';
import { disclosedTo, mayBePlain, type Disclosed } from '../../platform/access/disclosed.js';
import { Refusal } from '../../platform/http/refusal.js';
import { Problems } from '../../platform/problem.js';
import { Form } from '../../platform/web/form.js';
import { renderPage, type PageView } from '../../platform/web/pages.js';
import { sendRowsAsCsv, sendRowsAsWorkbook } from '../../platform/web/row-export.js';
import { KeptAnswers } from '../../read-model/kept-answers.js';
import { ReadModels } from '../../read-model/read-models.js';
import { day, yearOf } from '../../statute/calendar.js';
import { ProtectedTimeliness, type ProtectedAnswer } from '../application/protected-timeliness.js';
import { Timeliness } from '../application/timeliness.js';
import { measureOf, type Measure } from '../domain/measures.js';
import { Board } from './board.js';
import { measureExport } from './measure-export.js';
import { measurePage, type MeasureParts } from './measure-page.js';
import { measurePath, readMeasureQuery, withoutPeriods, type MeasureQuery } from './measure-query.js';

const TEMPLATE = 'timeliness/web/views/measure.njk';

/** What an address asks for, and the figures that answer it. */
interface Answered {
  readonly query: MeasureQuery;
  readonly answer: ProtectedAnswer;
  readonly disclosed: Disclosed;
}

function measureAt(id: string): Measure {
  const measure = measureOf(id);
  if (measure === undefined)
    throw new Refusal(404, 'There is no such measure. Those there are, are on the page Timeliness.');
  return measure;
}

/** A measure with its definition, its figures of any periods, and what is published beside it. */
@ApiExcludeController()
@Access('figures')
@Controller('timeliness')
export class MeasureController {
  readonly #kept: KeptAnswers;

  constructor(
    private readonly figures: ProtectedTimeliness,
    private readonly timeliness: Timeliness,
    private readonly benchmarks: Benchmarks,
    private readonly board: Board,
    private readonly directory: Directory,
    models: ReadModels,
  ) {
    this.#kept = new KeptAnswers(models);
  }

  @Get(':measure')
  async show(
    @Param('measure') id: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string | undefined> {
    const measure = measureAt(id);
    const answered = await this.#answered(measure, request);
    const { query, disclosed } = answered;
    if (query.moment.isTyped) {
      const { chosen, moment } = query;
      response.redirect(
        303,
        measurePath(measure, { chosen, asked: moment.asked }, disclosed === 'plain' ? { plain: '1' } : {}),
      );
      return undefined;
    }
    if (!query.errors.isEmpty) response.status(400);
    const isPlainAllowed = mayBePlain(request);
    const make = async (): Promise<PageView> =>
      measurePage({
        ...answered,
        ...(await this.#published(answered)),
        cuts: this.timeliness.cuts(),
        mayBePlain: isPlainAllowed,
      });
    const { chosen, moment, errors } = query;
    const teams = query.request.cut === 'team' ? this.directory.teams() : [];
    const key = JSON.stringify([id, chosen, moment.asked, disclosed, isPlainAllowed, teams]);
    const view = errors.isEmpty ? await this.#kept.of(key, make) : await make();
    return renderPage(request, response, TEMPLATE, view);
  }

  @Get(':measure/export.csv')
  async csv(@Param('measure') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    return sendRowsAsCsv(response, await this.#exported(id, request));
  }

  @Get(':measure/export.xlsx')
  async workbook(@Param('measure') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    return sendRowsAsWorkbook(response, await this.#exported(id, request));
  }

  async #exported(id: string, request: Request) {
    const { query, answer, disclosed } = await this.#answered(measureAt(id), request);
    const cutName = this.timeliness.cuts().find((cut) => cut.id === answer.cut)?.name;
    return measureExport(answer, query, { cutName, disclosed });
  }

  async #answered(measure: Measure, request: Request): Promise<Answered> {
    const form = Form.ofQuery(request);
    const disclosed = disclosedTo(request, form.text('plain'));
    const query = readMeasureQuery(form, measure, this.board.today());
    try {
      return { query, disclosed, answer: await this.#figures(measure, query, disclosed) };
    } catch (error) {
      if (!(error instanceof Problems)) throw error;
      const instead = withoutPeriods(query, error);
      return { query: instead, disclosed, answer: await this.#figures(measure, instead, disclosed) };
    }
  }

  /** The figures, with teams by their names, which no event holds. */
  async #figures(measure: Measure, { request }: MeasureQuery, disclosed: Disclosed): Promise<ProtectedAnswer> {
    const answer = await this.figures.of(measure.id, request, disclosed);
    if (answer.cut !== 'team' || answer.cuts === undefined) return answer;
    const nameOf = ({ value, name }: { readonly value: string; readonly name: string }): string =>
      value === name ? this.directory.teamNameOf(value) : name;
    return { ...answer, cuts: answer.cuts.map((line) => ({ ...line, name: nameOf(line) })) };
  }

  /**
   * What is published of the years that are shown, and beside our figures the last of these years of which our
   * region's figure is known, or else England's.
   */
  async #published({ query, answer, disclosed }: Answered): Promise<Pick<MeasureParts, 'published' | 'compared'>> {
    const { measure, by, periods } = answer;
    const { asAt, knownOn } = query.request;
    const known = knownOn === undefined ? {} : { knownOn };
    const years = by === 'calendar-year' ? periods.map(({ from }) => yearOf(from)) : [];
    const found = await Promise.all(years.map((year) => this.benchmarks.beside(measure.id, { year, ...known })));
    const published = found.filter((one): one is Beside => one !== undefined);
    const last = published.findLast(({ region }) => region !== undefined) ?? published.at(-1);
    const year = last === undefined ? {} : { year: last.year };
    const [first, ...others] = await this.benchmarks.besideParts(measure.id, { ...year, ...known });
    if (first === undefined) return { published };
    const from = day(`${String(first.year)}-01-01`);
    const to = day(`${String(first.year)}-12-31`);
    if (from > (asAt ?? this.board.today())) return { published };
    const ours = await this.figures.of(measure.id, { by: 'calendar-year', from, to, asAt, knownOn }, disclosed);
    return { published, compared: { answer: ours, besides: [first, ...others] } };
  }
}
