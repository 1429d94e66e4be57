import { Injectable } from '@nestjs/common';
import { pageOf, sizeOf, type Page, type Part } from '../../caseload/application/page.js';
import { StoreUnavailable } from '../../event-store/event-store.js';
import { Names, type ChildName, type ToName } from '../../people/application/names.js';
import { hiddenChildren, keepingSight } from '../../platform/access/sight.js';
import { ReadModels, type Asked } from '../../read-model/read-models.js';
import type { CalendarDate } from '../../statute/calendar.js';
import { Rulebook } from '../../statute/rulebook.js';
import type { SummaryCause } from '../domain/sweep.events.js';
import { Alerts } from './alerts.js';
import { lastChange } from './alert-marks.js';
import { changedAlerts, type ChangedAlerts } from './changed-alerts.js';
import { alertsOf, type AlertFilter } from './alert-filter.js';
import { summariesOf, type AlertSummary } from './alert-summaries.js';
import { countedFor, countOpen, standsAlone, totalOf, type CountedAlerts } from './count-alerts.js';
import { OpenAlerts } from './open-alerts.js';
import { alertsById, listAlerts, placeOf, type AlertItem, type AlertPlace } from './list-alerts.js';

/** An alert with what its clock is called and who it is about. */
export interface ListedAlert extends AlertItem {
  /** What its clock is called. */
  readonly name: string;
  /** Nothing where they were erased or their key is not at hand. */
  readonly child: ChildName | undefined;
}

/** A page of alerts. */
export interface AlertsPage {
  readonly asAt: CalendarDate;
  readonly items: readonly ListedAlert[];
  /** The open alerts, whatever the filter asks for. */
  readonly counted: readonly CountedAlerts[];
  /** How many are resolved since the instant of the filter, of those that it asks for otherwise. */
  readonly resolved: number;
  /** How many of them the filter asks for, those that a summary tells of among them. */
  readonly total: number;
  /** How many are listed one by one. */
  readonly listed: number;
  /** The page that is shown, from 1; the last one where there are not so many. */
  readonly page: number;
  readonly pages: number;
  /** What summaries tell of, on the first page. */
  readonly summaries: readonly AlertSummary[];
  /** Up to when it tells what happened to alerts: the instant of the last event, ISO 8601 in UTC; nothing before the first. */
  readonly upTo: string | undefined;
}

/** What changed since an instant, the alerts with their names. */
export type ListedChanges = Omit<ChangedAlerts, 'items'> & { readonly items: readonly ListedAlert[] };

/** How many alerts stand on a page. */
export const ALERTS_ON_PAGE = 50;
/** How many alerts an export reads at once. */
const ALERTS_AT_ONCE = 500;

/** Answers which alerts there are, and what became of them. */
@Injectable()
export class AlertLists {
  readonly #open: OpenAlerts;
  #counted: { readonly key: string; readonly counted: readonly CountedAlerts[] } | undefined;
  readonly #ruleNames: ReadonlyMap<string, string>;

  constructor(
    private readonly models: ReadModels,
    private readonly names: Names,
    private readonly alerts: Alerts,
    rulebook: Rulebook,
  ) {
    this.#open = new OpenAlerts(models);
    this.#ruleNames = new Map(rulebook.rules.map(({ id, name }) => [id, name]));
  }

  /** The day that lists are as at. */
  today(): CalendarDate {
    return this.models.live().asAt;
  }

  /**
   * A page of the alerts that a filter asks for, as at today. What a summary tells of is left to it, unless the filter asks
   * for that summary, or the alert was escalated.
   */
  async page(filter: AlertFilter, wanted: number): Promise<AlertsPage> {
    const asked = this.models.live();
    const counted = await this.#count(asked);
    const isOfPast = filter.state === 'resolved';
    const folds = filter.summary === undefined && !isOfPast;
    const ofFilter = countedFor(counted, filter);
    const resolved = await countRows(asked, { ...filter, state: 'resolved' });
    const total = isOfPast ? resolved : totalOf(ofFilter);
    const listed = folds ? totalOf(ofFilter.filter(standsAlone)) : total;
    const pages = Math.max(1, Math.ceil(listed / ALERTS_ON_PAGE));
    const page = Math.min(Math.max(1, wanted), pages);
    const stretch = { limit: ALERTS_ON_PAGE, offset: (page - 1) * ALERTS_ON_PAGE };
    return {
      asAt: asked.asAt,
      items: listed === 0 ? [] : await this.#listed(asked, await listAlerts(asked, filter, stretch, folds)),
      counted,
      resolved,
      total,
      listed,
      page,
      pages,
      summaries: folds && page === 1 && total > listed ? await this.#summaries(ofFilter) : [],
      upTo: await lastChange(asked),
    };
  }

  /** All alerts that a filter asks for, as at today, some at a time. */
  all(filter: AlertFilter): AsyncGenerator<readonly ListedAlert[], void> {
    return keepingSight(this.#all(filter));
  }

  async *#all(filter: AlertFilter): AsyncGenerator<readonly ListedAlert[], void> {
    const asked = this.models.live();
    let after: AlertPlace | undefined;
    do {
      const items = await listAlerts(asked, filter, { limit: ALERTS_AT_ONCE, after });
      if (items.length > 0) yield await this.#listed(asked, items);
      const last = items.length < ALERTS_AT_ONCE ? undefined : items.at(-1);
      after = last && placeOf(filter, last);
    } while (after !== undefined);
  }

  /** A part of the alerts that a filter asks for, as at today. */
  async part(
    filter: AlertFilter,
    part: Part<AlertPlace>,
  ): Promise<Page<ListedAlert, AlertPlace> & { readonly asAt: CalendarDate }> {
    const asked = this.models.live();
    const size = sizeOf(part);
    const found = await listAlerts(asked, filter, { limit: size + 1, after: part.after });
    const { items, next } = pageOf(
      found,
      size,
      (item) => item,
      (item) => placeOf(filter, item),
    );
    return { asAt: asked.asAt, items: await this.#listed(asked, items), ...(next === undefined ? {} : { next }) };
  }

  /** Some alerts by their ids, in their order; those that are not there, or are kept from whoever asks, are left out. */
  async some(ids: readonly string[]): Promise<readonly ListedAlert[]> {
    const asked = this.models.live();
    return this.#listed(asked, await alertsById(asked, ids));
  }

  /** What a summary tells of, of all that is open; nothing where it tells of nothing, or of no child who may be seen. */
  async summary(id: string): Promise<AlertSummary | undefined> {
    const counted = await this.#count(this.models.live());
    const [found] = await this.#summaries(countedFor(counted, { summary: id }));
    return found;
  }

  /**
   * The ids of the open alerts that a summary tells of and nobody has acknowledged but with this very answer, those after
   * one of them, in the order of their ids.
   * @param answer who answers, and with which reason: what they have answered so is answered again as it was
   */
  async idsToAnswer(
    summary: string,
    answer: { readonly by: string; readonly reason: string },
    after: string,
    limit: number,
  ): Promise<readonly string[]> {
    const rows = await alertsOf(this.models.live(), { summary })
      .select('alert.id')
      .where('alert.id', '>', after)
      .where((eb) =>
        eb.or([
          eb('alert.acknowledged_on', 'is', null),
          eb.and([eb('alert.acknowledged_by', '=', answer.by), eb('alert.reason', '=', answer.reason)]),
        ]),
      )
      .orderBy('alert.id')
      .limit(limit)
      .execute();
    return rows.map(({ id }) => id);
  }

  /**
   * What changed since an instant, ISO 8601 in UTC: which alerts are new, resolved and escalated.
   * @param filter its team and officer are heeded, nothing else
   */
  async changesSince(instant: string, { team, officer }: AlertFilter): Promise<ListedChanges> {
    const asked = this.models.live();
    const { items, ...counts } = await changedAlerts(asked, instant, { team, officer });
    return { ...counts, items: await this.#listed(asked, items) };
  }

  async #summaries(counted: readonly CountedAlerts[]): Promise<readonly AlertSummary[]> {
    const found = summariesOf(counted);
    if (found.length === 0) return [];
    const causes = await this.alerts.summaries().then(
      (all) => new Map(all.map(({ id, because }) => [id, because])),
      (error: unknown) => {
        // What there is to be told is told without it.
        if (error instanceof StoreUnavailable) return new Map<string, SummaryCause>();
        throw error;
      },
    );
    return found.map((summary) => {
      const because = causes.get(summary.id);
      return because === undefined ? summary : { ...summary, because };
    });
  }

  /** The open alerts, counted anew only when something was recorded since, on another day, or for others. */
  async #count({ asAt }: Asked): Promise<readonly CountedAlerts[]> {
    const hidden = new Set<string>(hiddenChildren());
    const { position, alerts } = await this.#open.current();
    const key = [position, asAt, ...[...hidden].toSorted()].join(' ');
    if (this.#counted?.key !== key) this.#counted = { key, counted: countOpen(alerts.values(), asAt, hidden) };
    return this.#counted.counted;
  }

  async #listed(asked: Asked, items: readonly AlertItem[]): Promise<readonly ListedAlert[]> {
    const children = await this.#childrenOf(asked, items);
    const names = await clockNames(asked, items);
    return items.map((item) => ({
      ...item,
      name: names.get(keyOf(item)) ?? this.#ruleNames.get(item.rule) ?? item.rule,
      child: children.get(item.person),
    }));
  }

  async #childrenOf({ db }: Asked, items: readonly AlertItem[]): Promise<ReadonlyMap<string, ChildName>> {
    const ids = [...new Set(items.map(({ person }) => person))];
    if (ids.length === 0) return new Map();
    const people = await db.selectFrom('person').selectAll().where('id', 'in', ids).execute();
    return this.names.of(people as readonly unknown[] as readonly ToName[]);
  }
}

async function countRows(asked: Asked, filter: AlertFilter): Promise<number> {
  const row = await alertsOf(asked, filter)
    .select((eb) => eb.fn.countAll<number | string | bigint>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

const keyOf = ({ case: id, rule, ref = '' }: Pick<AlertItem, 'case' | 'rule' | 'ref'>): string =>
  `${id} ${rule} ${ref}`;

/** What the clocks of alerts are called; one that there is no more has no name here. */
async function clockNames({ db }: Asked, items: readonly AlertItem[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(items.map((item) => item.case))];
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('clock')
    .select(['case_id', 'rule', 'ref', 'name'])
    .where('case_id', 'in', ids)
    .execute();
  return new Map(
    rows.map(({ case_id, rule, ref, name }) => [
      keyOf({ case: case_id, rule, ...(ref === null ? {} : { ref }) }),
      name,
    ]),
  );
}
