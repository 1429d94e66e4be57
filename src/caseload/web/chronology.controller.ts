import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Access, viewerOf } from '../../platform/access/access.js';
import { Directory } from '../../platform/access/directory.js';
import { isUuid } from '../../platform/http/parameters.js';
import { Refusal } from '../../platform/http/refusal.js';
import { WallClock } from '../../platform/wall-clock.js';
import { Form } from '../../platform/web/form.js';
import { renderPage } from '../../platform/web/pages.js';
import { dayInLondon } from '../../statute/calendar.js';
import { Chronologies } from '../application/chronologies.js';
import type { WholeCase } from '../application/whole-case.js';
import { noSuchCase } from './case-file.controller.js';
import { momentOf, momentQuery, readMoment, type AskedMoment } from '../../platform/web/moment.js';
import { chronologyOf, chronologyPage, type Chronology, type ChronologyOptions } from './chronology-page.js';
import { chronologyTable } from './chronology-table.js';

const TEMPLATE = 'caseload/web/views/chronology.njk';
const PER_REQUEST = { passthrough: true } as const;

/** What a query asks for. */
interface Asked {
  readonly options: ChronologyOptions;
  readonly moment: AskedMoment;
}

/** The chronology of a case or of all cases of a child, for a complaint, a tribunal or a subject access request. */
@ApiExcludeController()
@Access('cases', 'case')
@Controller('cases/:id')
export class ChronologyController {
  constructor(
    private readonly chronologies: Chronologies,
    private readonly directory: Directory,
    private readonly clock: WallClock,
  ) {}

  @Get('chronology')
  async show(@Param('id') id: string, @Req() request: Request, @Res(PER_REQUEST) response: Response): Promise<string> {
    const { options, moment } = this.#asked(request);
    const chronology = await this.#chronology(id, { options, moment });
    const madeAt = this.clock.now().toISOString();
    const madeBy = viewerOf(request).name;
    return renderPage(request, response, TEMPLATE, chronologyPage(chronology, { id, options, moment, madeAt, madeBy }));
  }

  @Get('chronology.csv')
  async table(@Param('id') id: string, @Req() request: Request, @Res(PER_REQUEST) response: Response): Promise<string> {
    const chronology = await this.#chronology(id, this.#asked(request));
    response.type('text/csv; charset=utf-8');
    response.setHeader('Content-Disposition', `attachment; filename="chronology-${id}.csv"`);
    return chronologyTable(chronology, this.clock.now().toISOString());
  }

  #asked(request: Request): Asked {
    const form = Form.ofQuery(request);
    const { asked, errors } = readMoment(form, dayInLondon(this.clock.now()));
    const [error] = errors.list;
    if (error !== undefined) throw new Refusal(400, `${error.text}.`);
    const leftOut = form.all('leaveOut');
    return {
      moment: asked,
      options: {
        all: form.text('cases') !== 'one',
        withoutStaff: leftOut.includes('staff'),
        withoutTexts: leftOut.includes('texts'),
      },
    };
  }

  async #chronology(id: string, { options, moment }: Asked): Promise<Chronology> {
    const today = dayInLondon(this.clock.now());
    const found = isUuid(id) ? await this.chronologies.of(momentOf(moment, today), id, options.all) : [];
    const [first, ...others]: readonly (WholeCase | undefined)[] = found;
    if (first === undefined) throw noSuchCase(momentQuery(moment) !== '');
    const cases = [first, ...(others as readonly WholeCase[])] as const;
    return chronologyOf([...cases], this.directory, options);
  }
}
