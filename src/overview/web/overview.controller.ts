import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Access } from '../../platform/access/access.js';
import { renderPage } from '../../platform/web/pages.js';
import { Overviews } from '../application/overview.js';
import { overviewPage } from './overview-page.js';

const TEMPLATE = 'overview/web/views/overview.njk';

/** The front door: the council's figures. */
@ApiExcludeController()
@Access('figures')
@Controller()
export class OverviewController {
  constructor(private readonly overviews: Overviews) {}

  @Get()
  async show(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<string> {
    return renderPage(request, response, TEMPLATE, overviewPage(await this.overviews.today()));
  }
}
