import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { renderPage } from '../../platform/web/templates.js';
import { Overviews } from '../application/overview.js';
import { overviewPage } from './overview-page.js';

const TEMPLATE = 'overview/web/views/overview.njk';

/** The front door: the council's figures. */
@ApiExcludeController()
@Controller()
export class OverviewController {
  constructor(private readonly overviews: Overviews) {}

  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  async show(): Promise<string> {
    return renderPage(TEMPLATE, overviewPage(await this.overviews.today()));
  }
}
