import { Inject, Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Request, Response } from 'express';
import { Caseload, type AsAt } from '../../caseload/application/caseload.js';
import type { AuditItem } from '../../caseload/application/audit-trail.js';
import type { CaseFile } from '../../caseload/application/case-file.js';
import type { CaseItem, CasePlace } from '../../caseload/application/list-cases.js';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import type { EventStore } from '../../event-store/event-store.js';
import { answerPage, placeIn, type AnsweredPage } from '../../platform/http/cursors.js';
import {
  choiceParameter,
  codeParameter,
  dayParameter,
  isUuid,
  listParameter,
  MOMENT,
  PAGING,
  readParameters,
  uuidParameter,
  wholeParameter,
  yesNoParameter,
} from '../../platform/http/parameters.js';
import { Refusal } from '../../platform/http/refusal.js';
import { tagRevision } from '../../platform/http/request-heads.js';
import { isRecord } from '../../platform/validation.js';
import { CASE_KINDS, type CaseKindName } from '../../streams/application/any-case.js';
import { isOpened } from '../../streams/domain/case-decider.js';
import type { FormerMilestone, History, HistoryEvent, MilestoneHistory } from '../../streams/domain/history.js';
import { CaseHistory } from '../application/case-history.js';
import { deciderOf } from '../application/case-deciders.js';
import { milestoneNameOf } from '../application/milestone-catalogue.js';
import type { CaseFace } from './case-faces.js';

const LONGEST_LEAD = 366;
const STAGE = codeParameter('The stages that a case can be at, such as draft-plan-sent');

/** What a list of cases of one kind is asked for by. */
export const CASES = {
  stage: listParameter(STAGE),
  officer: codeParameter('The id of the officer who has it'),
  team: codeParameter('The id of the team that has it'),
  open: yesNoParameter('Whether the council has still something to do'),
  person: uuidParameter('The child or young person'),
  origin: uuidParameter('For plans the assessment that led to them, for reviews the plan under review'),
  nextDueFrom: dayParameter('The first day on which it is due next'),
  nextDueTo: dayParameter('The last day on which it is due next'),
  ...MOMENT,
  ...PAGING,
} as const;

/** What a list of cases of every kind is asked for by. */
export const ALL_CASES = {
  kind: listParameter(choiceParameter<CaseKindName>('The kinds of case', CASE_KINDS)),
  ...CASES,
} as const;

/** What a case file is asked for by. */
export const CASE_FILE = {
  explain: yesNoParameter('Whether to tell how each clock was worked out, and of duties without a date'),
  leadDays: wholeParameter(
    'How many days before its due date a clock is due soon; 14 where nothing is said',
    0,
    LONGEST_LEAD,
  ),
  ...MOMENT,
} as const;

/** What a history is asked for by. */
export const HISTORY = { knownOn: MOMENT.knownOn } as const;

/** What an audit trail is asked for by. */
export const AUDIT = { knownOn: MOMENT.knownOn, ...PAGING } as const;

type Query = Request['query'];

/** A milestone with the name that it has outside. */
export interface NamedMilestone {
  readonly entry: number;
  readonly milestone: string;
  readonly attributes: MilestoneHistory['attributes'];
  readonly before: readonly FormerMilestone[];
  readonly gone?: 'retracted' | 'withdrawn';
}

/** The history of a case with the names of milestones outside. */
export interface NamedHistory extends Omit<History, 'milestones'> {
  readonly id: string;
  readonly milestones: readonly NamedMilestone[];
}

const isPlace = (value: unknown): value is CasePlace =>
  isRecord(value) && typeof value.id === 'string' && (value.nextDueOn === null || typeof value.nextDueOn === 'string');
const isRevision = (value: unknown): value is number => Number.isSafeInteger(value);

const named = ({ type, ...rest }: MilestoneHistory): NamedMilestone => ({ ...rest, milestone: milestoneNameOf(type) });
const namedEvent = ({ milestone, ...rest }: HistoryEvent): HistoryEvent => ({
  ...rest,
  ...(milestone === undefined ? {} : { milestone: milestoneNameOf(milestone) }),
});

/** Answers what the API is asked of cases. */
@Injectable()
export class CaseReads {
  constructor(
    private readonly caseload: Caseload,
    private readonly queries: QueryBus,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /** The cases of one kind, or of every kind. */
  async list(face: CaseFace | undefined, request: Request, response: Response): Promise<AsAt<AnsweredPage<CaseItem>>> {
    const given = readParameters(request.query, face === undefined ? ALL_CASES : CASES);
    const { asAt, knownOn, limit, cursor: _, ...filter } = given;
    const after = placeIn(request.path, given, isPlace);
    const page = await this.caseload.cases(
      { asAt, knownOn },
      face === undefined ? filter : { ...filter, kind: [face.kind] },
      { limit, after },
    );
    return { asAt: page.asAt, ...answerPage(request, response, given, page) };
  }

  /** A case, of one kind or of any. */
  async file(face: CaseFace | undefined, id: string, { query }: Request, response: Response): Promise<AsAt<CaseFile>> {
    const { explain, leadDays, ...moment } = readParameters(query, CASE_FILE);
    this.assertId(face, id);
    const found = await this.caseload.caseFile(moment, id, { explain, leadDays });
    if (found === undefined || (face !== undefined && found.kind !== face.kind)) throw this.#notFound(face);
    tagRevision(response, found.revision);
    return found;
  }

  /** Everything that was recorded on a case. */
  async history(face: CaseFace | undefined, id: string, query: Query): Promise<NamedHistory> {
    const { knownOn } = readParameters(query, HISTORY);
    this.assertId(face, id);
    const kind = face?.kind ?? (await this.#kindOf(id));
    const history =
      kind &&
      (await this.queries.execute(
        CaseHistory.of({ kind, case: id, ...(knownOn === undefined ? {} : { asKnownOn: knownOn }) }),
      ));
    if (history === undefined) throw this.#notFound(face);
    return { id, ...history, events: history.events.map(namedEvent), milestones: history.milestones.map(named) };
  }

  /** The milestones of a case, those that no longer count too. */
  async milestones(face: CaseFace, id: string, query: Query): Promise<{ readonly items: readonly NamedMilestone[] }> {
    return { items: (await this.history(face, id, query)).milestones };
  }

  /** One milestone of a case. */
  async milestone(face: CaseFace, id: string, entry: string, query: Query): Promise<NamedMilestone> {
    const number = this.entryNumber(face, entry);
    const found = (await this.history(face, id, query)).milestones[number - 1];
    if (found === undefined) throw new Refusal(404, `The ${face.called} has no milestone with this number.`);
    return found;
  }

  /** Who recorded what on a case, and when. */
  async audit(
    face: CaseFace | undefined,
    id: string,
    request: Request,
    response: Response,
  ): Promise<AnsweredPage<AuditItem>> {
    const given = readParameters(request.query, AUDIT);
    this.assertId(face, id);
    const after = placeIn(request.path, given, isRevision);
    const moment = { knownOn: given.knownOn };
    const kind = await this.#kindOf(id);
    if (kind === undefined || (face !== undefined && kind !== face.kind)) throw this.#notFound(face);
    return answerPage(request, response, given, await this.caseload.audit(moment, id, { limit: given.limit, after }));
  }

  /** The number of the milestone that was recorded by the event at a revision. */
  async entryAt({ kind }: CaseFace, id: string, revision: number): Promise<number> {
    const recorded = (await this.store.readStream(`${kind}-${id}`)).slice(0, revision + 1);
    const { replay } = deciderOf(kind);
    const state = replay(recorded as unknown as Parameters<typeof replay>[0]);
    return isOpened(state) ? state.entries.length : 0;
  }

  /** The number of a milestone, from a path. */
  entryNumber({ called }: CaseFace, text: string): number {
    if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
    throw new Refusal(404, `The ${called} has no milestone with this number.`);
  }

  /** @throws Refusal (404) where a path names no case */
  assertId(face: CaseFace | undefined, id: string): void {
    if (!isUuid(id)) throw this.#notFound(face);
  }

  async #kindOf(id: string): Promise<CaseKindName | undefined> {
    return (await this.caseload.caseFile({}, id))?.kind;
  }

  #notFound(face: CaseFace | undefined): Refusal {
    return new Refusal(404, `There is no ${face?.called ?? 'case'} with this id, or there was none then.`);
  }
}
