import { Controller, Get, HttpCode, Param, Post, Redirect, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Access } from '../../platform/access/access.js';
import { Directory } from '../../platform/access/directory.js';
import { isUuid } from '../../platform/http/parameters.js';
import { Refusal } from '../../platform/http/refusal.js';
import { renderPage } from '../../platform/web/pages.js';
import { AlertHistories } from '../application/alert-histories.js';
import { AlertLists } from '../application/alert-lists.js';
import { AlertSettings } from '../application/alert-settings.js';
import { AcknowledgePages } from './acknowledge-pages.js';
import { alertHistoryPage } from './alert-history-page.js';
import { ALERTS_PATH } from './alerts-query.js';

const TEMPLATE = 'alerts/web/views/alert-history.njk';

/** The pages on which managers answer alerts, and see who knew what of one of them and when. */
@ApiExcludeController()
@Controller('alerts')
export class AlertController {
  constructor(
    private readonly lists: AlertLists,
    private readonly histories: AlertHistories,
    private readonly settings: AlertSettings,
    private readonly directory: Directory,
    private readonly pages: AcknowledgePages,
  ) {}

  /** Alerts are chosen in the list. */
  @Access('manage')
  @Get('acknowledge')
  @Redirect(ALERTS_PATH, 303)
  choose(): void {
    // The answer is the redirect alone.
  }

  @Access('manage')
  @Post('acknowledge')
  @HttpCode(200)
  acknowledge(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<string> {
    return this.pages.step({ request, response });
  }

  @Access('manage', 'alert')
  @Get(':id')
  async history(
    @Param('id') id: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const [alert] = isUuid(id) ? await this.lists.some([id]) : [];
    if (alert === undefined) throw new Refusal(404, 'There is no alert with this id.');
    const page = alertHistoryPage(alert, await this.histories.of(id), {
      today: this.lists.today(),
      directory: this.directory,
      reasonText: (reason) => this.settings.reasonText(reason),
    });
    return renderPage(request, response, TEMPLATE, page);
  }
}
