import { Injectable } from '@nestjs/common';
import type { Account } from './account.js';
import { Accounts } from './accounts.js';
import { Passwords } from './passwords.js';
import { Tries, type Trying } from './tries.js';

/** What came of a try to sign in. Of a failure nobody learns why: whether there is such an account is nobody's business. */
export type SignInResult =
  | { readonly outcome: 'signed-in'; readonly account: Account; readonly mustChoosePassword: boolean }
  | { readonly outcome: 'refused' }
  /** @property wait milliseconds until the next try */
  | { readonly outcome: 'too-soon'; readonly wait: number };

/** Lets people in who know the password of their account. */
@Injectable()
export class PasswordSignIn {
  constructor(
    private readonly accounts: Accounts,
    private readonly passwords: Passwords,
    private readonly tries: Tries,
  ) {}

  async try(trying: Trying, password: string): Promise<SignInResult> {
    const wait = await this.tries.begin(trying);
    if (wait > 0) return { outcome: 'too-soon', wait };
    const account = await this.accounts.findByEmail(trying.email);
    const standing = await this.passwords.check(account, password);
    if (account === undefined || standing === 'wrong' || !account.isActive) return { outcome: 'refused' };
    await this.tries.succeeded(trying);
    return { outcome: 'signed-in', account, mustChoosePassword: standing === 'right-once' };
  }
}
