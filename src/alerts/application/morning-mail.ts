import { Injectable } from '@nestjs/common';
import { Accounts } from '../../access/application/accounts.js';
import { DigestWishes } from '../../access/application/digest-wishes.js';
import { SharedDatabase } from '../../access/application/shared-database.js';
import { MailPost } from '../../mail/application/mail-post.js';
import { hasMail } from '../../mail/application/mail-sender.js';
import { Outbox } from '../../mail/application/outbox.js';
import { WallClock } from '../../platform/wall-clock.js';
import { AlertSettings } from './alert-settings.js';
import { DigestMemory, type KeptDigest } from './digest-memory.js';
import { isManager } from './digests.js';
import { inLondon, type TimeOfDay } from './time-of-day.js';

/**
 * How somebody's mail of this morning stands. `not-configured`: no mail server is; `turned-off`: they want none;
 * `no-address`: their account has none; `not-theirs`: they are no manager; `expected`: it was not made yet;
 * `nothing-to-tell`: nothing happened; `waiting`: it is on its way; `sent`; `failed`: it waits after an attempt in vain, or
 * was given up.
 */
export type MorningMailStanding =
  | { readonly is: 'not-configured' | 'turned-off' | 'no-address' | 'not-theirs' | 'nothing-to-tell' | 'waiting' }
  | { readonly is: 'expected'; readonly at: TimeOfDay }
  | { readonly is: 'sent'; readonly at: TimeOfDay }
  | { readonly is: 'failed'; readonly isGivenUp: boolean };

/** Answers how somebody's mail of this morning stands. */
@Injectable()
export class MorningMail {
  readonly #memory: DigestMemory;

  constructor(
    private readonly post: MailPost,
    private readonly accounts: Accounts,
    private readonly wishes: DigestWishes,
    private readonly settings: AlertSettings,
    private readonly clock: WallClock,
    database: SharedDatabase,
    outbox: Outbox,
  ) {
    this.#memory = new DigestMemory(database, outbox, clock);
  }

  /** @param account the id of theirs */
  async of(account: string): Promise<MorningMailStanding> {
    const known = await this.accounts.find(account);
    if (known === undefined || !isManager(known)) return { is: 'not-theirs' };
    if (!this.post.isOn) return { is: 'not-configured' };
    const digest = await this.#memory.find(account, inLondon(this.clock.now()).day);
    if (digest !== undefined && digest.mail !== null) return standingOf(digest);
    if (!hasMail(known)) return { is: 'no-address' };
    if (!(await this.wishes.wants(account))) return { is: 'turned-off' };
    return digest === undefined ? { is: 'expected', at: this.settings.digestAt } : { is: 'nothing-to-tell' };
  }
}

function standingOf({ state, failure, ended_at: endedAt }: KeptDigest): MorningMailStanding {
  if (state === 'sent' && endedAt !== null) return { is: 'sent', at: inLondon(new Date(endedAt)).time };
  if (state === 'given-up') return { is: 'failed', isGivenUp: true };
  if (state === 'withdrawn') return { is: 'nothing-to-tell' };
  return failure === null ? { is: 'waiting' } : { is: 'failed', isGivenUp: false };
}
