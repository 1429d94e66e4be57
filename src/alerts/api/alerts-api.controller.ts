import { Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { CHOICES_IN_WORDS } from '../../cases/application/attribute-words.js';
import { Access } from '../../platform/access/access.js';
import { ApiWrites, type Written } from '../../platform/http/api-writes.js';
import { bodyFields } from '../../platform/http/body-fields.js';
import { answerPage, placeIn, type AnsweredPage } from '../../platform/http/cursors.js';
import { Documents } from '../../platform/http/documented.js';
import { invalidRequest } from '../../platform/http/invalid-request.js';
import { jsonBody } from '../../platform/http/json-body.js';
import {
  ApiParameters,
  choiceParameter,
  codeParameter,
  instantParameter,
  isUuid,
  PAGING,
  readParameters,
  ruleParameter,
  uuidParameter,
} from '../../platform/http/parameters.js';
import { Refusal } from '../../platform/http/refusal.js';
import { uuid } from '../../platform/http/schemas.js';
import { WRITTEN_ANSWER } from '../../platform/http/written-schema.js';
import type { Problem } from '../../platform/problem.js';
import { isRecord } from '../../platform/validation.js';
import { daysBetween, type CalendarDate } from '../../statute/calendar.js';
import { AcknowledgeAlerts } from '../application/acknowledge-alerts.js';
import { AGE_BANDS, ALERT_STATES } from '../application/alert-filter.js';
import { AlertLists, type ListedAlert } from '../application/alert-lists.js';
import { Alerts } from '../application/alerts.js';
import type { AlertPlace } from '../application/list-alerts.js';
import { ALERT_LEVELS } from '../domain/alert.events.js';
import { ACKNOWLEDGEMENT, ACKNOWLEDGEMENT_EXAMPLE, ALERT_EXAMPLE, ALERT_PAGE } from './alert-schemas.js';

/** An alert as it is answered. Who the child is, is asked for with the case. */
type AnsweredAlert = Omit<ListedAlert, 'child' | 'isOpen' | 'stage' | 'openedAs'> & { readonly overdueDays: number };

const ADVISERS = Object.keys(CHOICES_IN_WORDS.adviser);

/** What a list of alerts is asked for by. */
const ALERTS = {
  team: codeParameter('The id of the team that has the case'),
  officer: codeParameter('The id of the officer who has the case'),
  rule: ruleParameter('The rule of the clock'),
  adviser: choiceParameter('Whose advice is late or due soon', ADVISERS),
  level: choiceParameter('How far it has come', ALERT_LEVELS),
  state: choiceParameter('How it stands; those that are not resolved where nothing is said', ALERT_STATES),
  resolvedSince: instantParameter('Of those that are resolved: recorded after this instant'),
  age: choiceParameter('For how many days it is overdue', AGE_BANDS),
  summary: uuidParameter('What was found at once with others'),
  ...PAGING,
} as const;

const isPlace = (value: unknown): value is AlertPlace =>
  isRecord(value) && typeof value.at === 'string' && typeof value.id === 'string';

const NOT_REVISED: Problem = {
  place: 'If-Match',
  reason: 'an acknowledgement takes the place of the one before and is based on no revision',
  accepted: 'nothing: leave it out',
};
const NO_ALERT = 'There is no alert with this id';

function answered(
  { child: _, isOpen, stage: __, openedAs: ___, ...alert }: ListedAlert,
  asAt: CalendarDate,
): AnsweredAlert {
  return { ...alert, overdueDays: isOpen ? Math.max(0, daysBetween(alert.dueOn, asAt)) : 0 };
}

/** Answers which limits were missed or are due soon, and takes what managers say to them. */
@ApiTags('alerts')
@Controller('api/v1/alerts')
export class AlertsApiController {
  constructor(
    private readonly lists: AlertLists,
    private readonly alerts: Alerts,
    private readonly writes: ApiWrites,
  ) {}

  @Access('manage')
  @Get()
  @ApiParameters(ALERTS)
  @Documents({
    summary: 'The alerts: what is overdue longest first; of those that are resolved the last first',
    description:
      'An alert stands for one clock of one case that is due soon or was missed. What an import found late at once is listed with a `summary` of its own.',
    answer: {
      says: 'A page of them; `Link` leads to the next',
      schema: ALERT_PAGE,
      example: { asAt: '2025-01-29', items: [ALERT_EXAMPLE], next: null },
    },
  })
  async list(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AnsweredPage<AnsweredAlert> & { readonly asAt: CalendarDate }> {
    const given = readParameters(request.query, ALERTS);
    const { limit, cursor: _, resolvedSince, ...filter } = given;
    const after = placeIn(request.path, given, isPlace);
    const since = resolvedSince === undefined ? undefined : new Date(resolvedSince).toISOString();
    const { asAt, items, next } = await this.lists.part({ ...filter, resolvedSince: since }, { limit, after });
    const page = { items: items.map((item) => answered(item, asAt)), ...(next === undefined ? {} : { next }) };
    return { asAt, ...answerPage(request, response, given, page) };
  }

  @Access('manage', 'alert')
  @Post(':id/acknowledge')
  @HttpCode(200)
  @Documents({
    summary: 'Acknowledges an alert: why it is late, and by when it will be done',
    description: 'An alert that was acknowledged can be acknowledged anew: the last answer counts.',
    path: { id: uuid('the alert') },
    body: { schema: ACKNOWLEDGEMENT, example: ACKNOWLEDGEMENT_EXAMPLE },
    answer: {
      says: 'It is acknowledged',
      schema: WRITTEN_ANSWER,
      example: { id: ALERT_EXAMPLE.id, outcome: 'recorded', revision: 1, position: '1042', shown: true },
    },
    problems: { 404: NO_ALERT },
    writes: true,
  })
  async acknowledge(
    @Param('id') id: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Written> {
    if (!isUuid(id)) throw new Refusal(404, `${NO_ALERT}.`);
    if (request.get('if-match') !== undefined) throw invalidRequest([NOT_REVISED]);
    const fields = bodyFields(jsonBody(request), ['reason', 'recoveryOn', 'note']);
    const command = Object.assign(new AcknowledgeAlerts(), { ...fields, alerts: [id] });
    return this.writes.carryOut(request, response, { stream: `alert-${id}`, inPath: 'alert' }, async () => {
      const [acknowledged] = await this.alerts.acknowledge(command);
      if (acknowledged === undefined) throw new Error('Nothing came of acknowledging an alert.');
      return acknowledged.outcome;
    });
  }
}
