import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Visits } from '../../access/application/visits.js';
import { Access, viewerOf } from '../../platform/access/access.js';
import { Directory } from '../../platform/access/directory.js';
import { OutgoingMail } from '../../platform/health/outgoing-mail.js';
import { isInstant } from '../../platform/instants.js';
import { WallClock } from '../../platform/wall-clock.js';
import { askInBackground, isInBackground } from '../../platform/web/background.js';
import { Form, readForm } from '../../platform/web/form.js';
import { leaveNotice } from '../../platform/web/notices.js';
import { renderPage } from '../../platform/web/pages.js';
import { sendRowsAsCsv, sendRowsAsWorkbook, type RowExport } from '../../platform/web/row-export.js';
import { addDays, dayInLondon, lastInstantOf } from '../../statute/calendar.js';
import { Rulebook } from '../../statute/rulebook.js';
import { AlertLists, type ListedAlert } from '../application/alert-lists.js';
import { AlertSettings } from '../application/alert-settings.js';
import { MorningMail } from '../application/morning-mail.js';
import { alertsExport } from './alerts-export.js';
import { alertsPage } from './alerts-page.js';
import { ALERTS_PATH, readAlertsQuery } from './alerts-query.js';
import { LiveAlerts } from './live-alerts.js';
import { morningMailInWords } from './morning-mail-words.js';
import { BACKGROUND_HEAD, returnPathIn } from './alerts-requests.js';

const TEMPLATE = 'alerts/web/views/alerts.njk';
const PAGE = 'alerts';
/** For how many days alerts that are resolved are shown to somebody who was never here before. */
const DAYS_OF_FIRST_VISIT = 14;

/** What managers have to know: limits that were missed, or are due soon, and what is done about each. */
@ApiExcludeController()
@Access('manage')
@Controller('alerts')
export class AlertsController {
  constructor(
    private readonly lists: AlertLists,
    private readonly settings: AlertSettings,
    private readonly visits: Visits,
    private readonly directory: Directory,
    private readonly rulebook: Rulebook,
    private readonly clock: WallClock,
    private readonly liveAlerts: LiveAlerts,
    private readonly mail: OutgoingMail,
    private readonly morningMail: MorningMail,
  ) {}

  @Get()
  async show(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<string> {
    if (request.get(BACKGROUND_HEAD) !== undefined) askInBackground(request);
    const viewer = viewerOf(request);
    const since = isInBackground(request)
      ? await this.visits.seenUntil(viewer.id, PAGE)
      : await this.visits.look(viewer.id, PAGE);
    const query = readAlertsQuery(Form.ofQuery(request), since ?? this.#before());
    const { filter } = query;
    const alerts = await this.lists.page(filter, query.page);
    const changes = since === undefined ? undefined : await this.lists.changesSince(since, filter);
    const page = alertsPage({
      query,
      alerts,
      viewer,
      directory: this.directory,
      rules: this.rulebook.rules,
      reasonText: (id) => this.settings.reasonText(id),
      mail: await this.mail.standing(),
      morningMail: morningMailInWords(await this.morningMail.of(viewer.id)),
      visited: { since, changes, upTo: alerts.upTo },
      summary: filter.summary === undefined ? undefined : await this.lists.summary(filter.summary),
    });
    return renderPage(request, response, TEMPLATE, page);
  }

  /** Tells an open page that it has to ask again. */
  @Get('live')
  live(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.liveAlerts.open(request, response);
  }

  /** Whoever has seen what changed says so. */
  @Post('seen')
  @HttpCode(303)
  async seen(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    const form = readForm(request);
    const upTo = form.text('upTo');
    await this.visits.seen(viewerOf(request).id, PAGE, isInstant(upTo) ? upTo : this.clock.now().toISOString());
    leaveNotice(request, { text: 'Everything that changed is marked as seen.' });
    response.redirect(303, returnPathIn(form));
  }

  @Get('seen')
  seenAlready(@Res() response: Response): void {
    response.redirect(303, ALERTS_PATH);
  }

  @Get('export.csv')
  async csv(@Req() request: Request, @Res() response: Response): Promise<void> {
    return sendRowsAsCsv(response, await this.#exported(request));
  }

  @Get('export.xlsx')
  async workbook(@Req() request: Request, @Res() response: Response): Promise<void> {
    return sendRowsAsWorkbook(response, await this.#exported(request));
  }

  async #exported(request: Request): Promise<RowExport<ListedAlert>> {
    const since = await this.visits.seenUntil(viewerOf(request).id, PAGE);
    const { filter } = readAlertsQuery(Form.ofQuery(request), since ?? this.#before());
    return alertsExport({
      today: this.lists.today(),
      directory: this.directory,
      reasonText: (id) => this.settings.reasonText(id),
      alerts: this.lists.all(filter),
    });
  }

  #before(): string {
    return lastInstantOf(addDays(dayInLondon(this.clock.now()), -DAYS_OF_FIRST_VISIT)).toISOString();
  }
}
