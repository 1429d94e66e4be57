import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { viewerOf } from '../../platform/access/access.js';
import { Directory } from '../../platform/access/directory.js';
import { isUuid } from '../../platform/http/parameters.js';
import { FormErrors, readForm, type Form } from '../../platform/web/form.js';
import { FORM_ID, newFormId, PageWrites } from '../../platform/web/page-writes.js';
import { renderPage } from '../../platform/web/pages.js';
import { MOST_ALERTS, AcknowledgeAlerts } from '../application/acknowledge-alerts.js';
import { AlertLists } from '../application/alert-lists.js';
import { AlertSettings } from '../application/alert-settings.js';
import { Alerts } from '../application/alerts.js';
import {
  alertsIn,
  readAnswer,
  resultOf,
  summariesIn,
  type AlertResult,
  type Answer,
  type Result,
} from './acknowledge.js';
import { acknowledgedPage, acknowledgePage, acknowledgeProgressPage, type Acknowledging } from './acknowledge-page.js';
import type { Wording } from './alert-row.js';
import { returnPathIn } from './alerts-requests.js';

const VIEWS = 'alerts/web/views';

/** How long a browser waits before it is told how far the work has come. */
@Injectable()
export class AcknowledgePace {
  /** Milliseconds. */
  patience = 1_000;
  /** How many alerts of a summary are acknowledged in one go. */
  atOnce = 100;
}

interface Exchange {
  readonly request: Request;
  readonly response: Response;
}

/** How far the work on summaries has come, as the form carries it. */
interface Progress {
  /** The summaries that are left, the first of them begun. */
  readonly summaries: readonly string[];
  /** The last alert of the first summary that was looked at. */
  readonly after: string;
  readonly acknowledged: number;
  /** Those of summaries that were not acknowledged. */
  readonly others: readonly AlertResult[];
}

/** The pages on which managers answer one alert or many. */
@Injectable()
export class AcknowledgePages {
  constructor(
    private readonly lists: AlertLists,
    private readonly alerts: Alerts,
    private readonly settings: AlertSettings,
    private readonly directory: Directory,
    private readonly writes: PageWrites,
    private readonly pace: AcknowledgePace,
  ) {}

  /** One step after the other: what is said of the alerts that were chosen, and what came of each. */
  async step(exchange: Exchange): Promise<string> {
    const { request, response } = exchange;
    const form = readForm(request);
    const errors = new FormErrors();
    const acknowledging = await this.#chosenIn(form);
    if (alertsIn(form).length > MOST_ALERTS) {
      errors.add('chosen', `Choose at most ${String(MOST_ALERTS)} alerts at once`);
    }
    const isNothingChosen = alertsIn(form).length + summariesIn(form).length === 0;
    if (form.text('step') !== 'acknowledge' || isNothingChosen || !errors.isEmpty) {
      if (!errors.isEmpty) response.status(400);
      return this.#form(acknowledging, errors, exchange);
    }
    const answer = readAnswer(form, this.settings.reasons, this.lists.today(), errors);
    if (answer !== undefined) return this.#acknowledge(form, answer, exchange);
    response.status(400);
    return this.#form(acknowledging, errors, exchange);
  }

  async #chosenIn(form: Form): Promise<Acknowledging> {
    const ids = alertsIn(form);
    const summaries = await Promise.all(summariesIn(form).map((id) => this.lists.summary(id)));
    return {
      form,
      formId: form.optional(FORM_ID) ?? newFormId(),
      alerts: ids.length > MOST_ALERTS ? [] : await this.lists.some(ids),
      summaries: summaries.filter((summary) => summary !== undefined),
      wording: this.#wording(),
      returnTo: returnPathIn(form),
    };
  }

  #wording(): Wording {
    return {
      today: this.lists.today(),
      directory: this.directory,
      reasonText: (id) => this.settings.reasonText(id),
    };
  }

  #form(acknowledging: Acknowledging, errors: FormErrors, { request, response }: Exchange): string {
    const view = acknowledgePage(acknowledging, this.settings.reasons, errors);
    return renderPage(request, response, `${VIEWS}/acknowledge.njk`, view);
  }

  /** Those that were chosen one by one first; then as many of the summaries as there is time for, and the rest after. */
  async #acknowledge(form: Form, answer: Answer, exchange: Exchange): Promise<string> {
    const { request, response } = exchange;
    const own = await this.#answer(form, answer, alertsIn(form), request);
    const progress = await this.#answerSummaries(form, answer, request);
    if (progress.summaries.length > 0) {
      const left = await Promise.all(progress.summaries.map((id) => this.lists.summary(id)));
      const rest = left.reduce((sum, summary) => sum + (summary?.unacknowledged ?? 0), 0);
      const view = acknowledgeProgressPage(progress.acknowledged, rest, sentAgain(form, progress));
      return renderPage(request, response, `${VIEWS}/acknowledge-progress.njk`, view);
    }
    const results = [...own, ...progress.others];
    const found = await this.lists.some(results.map(({ alert }) => alert));
    const alerts = new Map(found.map((alert) => [alert.id, alert]));
    const acknowledgement = { answer, results, more: progress.acknowledged, alerts };
    const view = acknowledgedPage(acknowledgement, this.#wording(), returnPathIn(form));
    return renderPage(request, response, `${VIEWS}/acknowledged.njk`, view);
  }

  async #answer(form: Form, answer: Answer, ids: readonly string[], request: Request): Promise<readonly AlertResult[]> {
    if (ids.length === 0) return [];
    const command = AcknowledgeAlerts.of({ ...answer, alerts: ids });
    const done = await this.writes.carryOutOnMany(request, form, () => this.alerts.acknowledge(command));
    return done.map(resultOf);
  }

  async #answerSummaries(form: Form, answer: Answer, request: Request): Promise<Progress> {
    const { patience, atOnce } = this.pace;
    const until = performance.now() + patience;
    let { summaries, after, acknowledged, others } = progressIn(form);
    const given = { by: viewerOf(request).id, reason: answer.reason };
    for (;;) {
      const [summary] = summaries;
      if (summary === undefined) return { summaries, after, acknowledged, others };
      const ids = await this.lists.idsToAnswer(summary, given, after, atOnce);
      const results = await this.#answer(form, answer, ids, request);
      const failed = results.filter(({ result }) => result !== 'acknowledged' && result !== 'unchanged');
      acknowledged += results.length - failed.length;
      others = [...others, ...failed];
      after = ids.at(-1) ?? '';
      if (ids.length < atOnce) {
        summaries = summaries.slice(1);
        after = '';
      }
      if (performance.now() > until) return { summaries, after, acknowledged, others };
    }
  }
}

const NOT_DONE: readonly Result[] = ['failed', 'gone', 'resolved'];

function progressIn(form: Form): Progress {
  const others = form.all('other').flatMap((text): AlertResult[] => {
    const [alert = '', kind = '', ...why] = text.split(':');
    const result = NOT_DONE.find((one) => one === kind);
    return result === undefined ? [] : [{ alert, result, ...(why.length === 0 ? {} : { why: why.join(':') }) }];
  });
  const done = form.text('done');
  return {
    summaries: form.optional('left') === undefined ? summariesIn(form) : form.all('left').filter(isUuid),
    after: form.text('after'),
    acknowledged: /^\d{1,9}$/.test(done) ? Number(done) : 0,
    others,
  };
}

const OF_PROGRESS: ReadonlySet<string> = new Set(['left', 'after', 'done', 'other', '_csrf']);

/** What the form sends again to go on; what was chosen one by one is answered as it was before. */
function sentAgain(form: Form, { summaries, after, acknowledged, others }: Progress) {
  return [
    ...form.entries.filter(({ name }) => !OF_PROGRESS.has(name)),
    ...summaries.map((value) => ({ name: 'left', value })),
    { name: 'after', value: after },
    { name: 'done', value: String(acknowledged) },
    ...others.map(({ alert, result, why }) => ({
      name: 'other',
      value: [alert, result, ...(why === undefined ? [] : [why])].join(':'),
    })),
  ];
}
