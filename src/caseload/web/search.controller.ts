import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Access, viewerOf } from '../../platform/access/access.js';
import { Directory } from '../../platform/access/directory.js';
import { BROKEN_TEXT } from '../../platform/whole-text.js';
import { FormErrors, readForm } from '../../platform/web/form.js';
import { renderPage } from '../../platform/web/pages.js';
import { Worklists } from '../application/worklists.js';
import { searchPage, type SearchParts } from './search-page.js';
import { searchesIn } from './search-terms.js';

const TEMPLATE = 'caseload/web/views/search.njk';
const FIELD = 'search';
const LONGEST = 200;

/** Finds a child. What is searched for is sent as a form, so that nobody's name stands in an address. */
@ApiExcludeController()
@Access('cases')
@Controller('search')
export class SearchController {
  constructor(
    private readonly worklists: Worklists,
    private readonly directory: Directory,
  ) {}

  @Get()
  form(@Req() request: Request, @Res({ passthrough: true }) response: Response): string {
    return this.#page(request, response, { typed: '' });
  }

  @Post()
  @HttpCode(200)
  async search(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<string> {
    const typed = readForm(request).text(FIELD);
    const fault = faultIn(typed);
    if (fault !== undefined) {
      response.status(400);
      return this.#page(request, response, { typed, errors: new FormErrors().add(FIELD, fault) });
    }
    const found = await this.worklists.find(searchesIn(typed, this.worklists.today()));
    return this.#page(request, response, { typed, found });
  }

  #page(request: Request, response: Response, parts: Omit<SearchParts, 'viewer' | 'names'>): string {
    return renderPage(
      request,
      response,
      TEMPLATE,
      searchPage({ ...parts, viewer: viewerOf(request), names: this.directory }),
    );
  }
}

/** What is wrong with what was typed; nothing of it is repeated. */
function faultIn(typed: string): string | undefined {
  if (typed === '') return 'Enter a name, a reference, a UPN or a date of birth';
  if (typed.length > LONGEST) return `What you search for must be ${String(LONGEST)} characters or fewer`;
  return typed.isWellFormed() ? undefined : `What you search for cannot be read: ${BROKEN_TEXT}`;
}
