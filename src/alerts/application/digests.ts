import { Inject, Injectable } from '@nestjs/common';
import { v5 } from 'uuid';
import type { Account } from '../../access/application/account.js';
import { Accounts } from '../../access/application/accounts.js';
import { DigestWishes } from '../../access/application/digest-wishes.js';
import { viewerWith } from '../../access/application/viewers.js';
import { SharedDatabase } from '../../access/application/shared-database.js';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import type { EventStore, Position } from '../../event-store/event-store.js';
import { hasMail } from '../../mail/application/mail-sender.js';
import { Outbox } from '../../mail/application/outbox.js';
import { Restrictions } from '../../platform/access/restrictions.js';
import { withoutSightOf } from '../../platform/access/sight.js';
import { WallClock } from '../../platform/wall-clock.js';
import { ReadModels } from '../../read-model/read-models.js';
import type { CalendarDate } from '../../statute/calendar.js';
import { AlertSettings } from './alert-settings.js';
import { Alerts } from './alerts.js';
import { isWorthSending, type DigestContent } from './digest-content.js';
import { DigestMemory, type Told } from './digest-memory.js';
import { newsBetween, type AlertNews } from './digest-news.js';
import { digestOf } from './digest-of.js';
import type { AlertSummary } from './sweep-log.js';
import { inLondon } from './time-of-day.js';

/** What the outbox calls a digest. */
export const DIGEST = 'digest';

const NAMESPACE = '0b0c6f6e-2c64-5e2c-9d7a-7a2b0f6f3c11';
/** The id of the mail of a day to an account: whoever makes it makes the same. */
export const digestIdOf = (account: string, day: CalendarDate): string => v5(`${account}/${day}`, NAMESPACE);

/** Whether somebody is told each morning what happened. */
export const isManager = ({ roles, isActive }: Account): boolean => isActive && roles.includes('manager');

/** Up to where the tables have come when digests are made, and what is new up to there. */
interface Round {
  readonly day: CalendarDate;
  /** Up to where each of them was told; of nobody where that was on another log. */
  readonly told: ReadonlyMap<string, Told>;
  readonly until: Position | '';
  readonly news: readonly AlertNews[];
  readonly summaries: readonly AlertSummary[];
}

/** Makes the digests of a day, each once however many processes do so. */
@Injectable()
export class Digests {
  readonly #memory: DigestMemory;
  #madeOn: CalendarDate | undefined;

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly models: ReadModels,
    private readonly alerts: Alerts,
    private readonly settings: AlertSettings,
    private readonly accounts: Accounts,
    private readonly wishes: DigestWishes,
    private readonly restrictions: Restrictions,
    database: SharedDatabase,
    outbox: Outbox,
    private readonly clock: WallClock,
  ) {
    this.#memory = new DigestMemory(database, outbox, clock);
  }

  /**
   * Makes today's digests once it is time and today was swept; those that are made already are left as they are.
   * @throws StoreUnavailable
   */
  async makeDue(): Promise<void> {
    const { day, time } = inLondon(this.clock.now());
    if (time < this.settings.digestAt || this.#madeOn === day) return;
    const until = await this.#shownUntil(day);
    if (until === undefined) return;
    const managers = (await this.accounts.list()).filter(isManager);
    const unwilling = await this.wishes.unwilling();
    const told = await this.#memory.lastTold(managers.map(({ id }) => id));
    const waiting = managers.filter(({ id }) => told.get(id)?.day !== day);
    const round = await this.#roundOf(day, until, waiting, told);
    let all = true;
    for (const manager of waiting) {
      const isSent = hasMail(manager) && !unwilling.has(manager.id);
      all = (await this.#make(manager, round, isSent)) && all;
    }
    if (all) this.#madeOn = day;
  }

  /** Up to where the tables show what is on record, once they show today's sweep. */
  async #shownUntil(day: CalendarDate): Promise<Position | '' | undefined> {
    const sweep = await this.alerts.lastSweep();
    if (sweep === undefined || sweep.on < day) return undefined;
    const shown = await this.models.projector.checkpoint();
    const [next] = await this.store.readAll(shown, 1);
    return next !== undefined && next.recordedAt <= sweep.at ? undefined : (shown ?? '');
  }

  async #roundOf(
    day: CalendarDate,
    until: Position | '',
    managers: readonly Account[],
    told: ReadonlyMap<string, Told>,
  ): Promise<Round> {
    const summaries = await this.alerts.summaries();
    const [first] = managers.flatMap(({ id }) => afterOf(told.get(id), until) ?? []).sort();
    if (first === undefined || until === '') return { day, told, until, news: [], summaries };
    try {
      return { day, told, until, news: await newsBetween(this.store, first, until), summaries };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return { day, told: new Map(), until, news: [], summaries };
    }
  }

  /** @returns whether it is made: while an older one is being sent it waits, so that nothing is told twice */
  async #make(account: Account, round: Round, isSent: boolean): Promise<boolean> {
    const { day, until } = round;
    const after = afterOf(round.told.get(account.id), until);
    const content = isSent ? await this.#contentFor(account, round, after) : undefined;
    const isWorth = content !== undefined && isWorthSending(content);
    const mail = isWorth ? { id: digestIdOf(account.id, day), kind: DIGEST, account: account.id, content } : undefined;
    return this.#memory.keep({ account: account.id, day, after: after ?? '', until, mail });
  }

  async #contentFor(account: Account, { news, summaries }: Round, after: Position | undefined): Promise<DigestContent> {
    const hidden = new Set(await this.restrictions.hiddenFrom(viewerWith(account)));
    const question = { teams: account.teams, news, summaries, after };
    return withoutSightOf(hidden, () => digestOf(this.models.live(), question));
  }
}

/** After which event somebody was told nothing; nothing where they never were, or not of this log. */
function afterOf(told: Told | undefined, until: Position | ''): Position | undefined {
  if (told === undefined || told.until === '' || told.until > until) return undefined;
  return told.until;
}
