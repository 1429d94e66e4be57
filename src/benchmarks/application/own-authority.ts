import { Injectable } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { AccessSettings } from '../../access/application/access-settings.js';
import { settingsOf } from '../../platform/configuration.js';
import { Problems } from '../../platform/problem.js';
import type { Holdings } from '../domain/holdings.js';
import { authorityKey } from '../domain/authority-name.js';
import { authorityCalled, type Authority } from './authorities.js';

/** Which authority the council is among those that are published. */
export interface OwnAuthority {
  readonly authority?: Authority;
  /** Why nobody knows, and what to do about it, as a sentence. */
  readonly problem?: string;
}

const listed = new WeakMap<Holdings, readonly Authority[]>();

/** Every authority in what was imported, under the name that it had last. */
export function authoritiesIn(held: Holdings): readonly Authority[] {
  const authorities = listed.get(held) ?? listAuthorities(held);
  listed.set(held, authorities);
  return authorities;
}

function listAuthorities({ years }: Holdings): readonly Authority[] {
  const known = new Map<string, Authority>();
  for (const { rows } of years) {
    for (const { level, name, code = '' } of rows) if (level === 'local') known.set(authorityKey(name), { name, code });
  }
  return [...known.values()];
}

/** Knows which authority the council is: the setting EHCP_AUTHORITY says so, or else the council's name. */
@Injectable()
export class OwnAuthorityFinder {
  readonly #found = new WeakMap<Holdings, { readonly name: string; readonly own: OwnAuthority }>();

  constructor(
    private readonly config: ConfigService,
    private readonly settings: AccessSettings,
  ) {}

  /** Finds the council among the authorities of what was imported. */
  async find(held: Holdings): Promise<OwnAuthority> {
    const { authority, council } = settingsOf(this.config);
    const name = authority ?? council ?? (await this.settings.get('council'));
    if (name === undefined) {
      return {
        problem: 'Which authority is ours is not known. Set EHCP_AUTHORITY to its name or its code of three digits.',
      };
    }
    const before = this.#found.get(held);
    if (before?.name === name) return before.own;
    const own = ownAmong(authoritiesIn(held), name, authority === undefined ? "the council's name" : SETTING);
    this.#found.set(held, { name, own });
    return own;
  }
}

const SETTING = 'EHCP_AUTHORITY';

function ownAmong(known: readonly Authority[], name: string, said: string): OwnAuthority {
  if (known.length === 0) return {};
  try {
    return { authority: authorityCalled(name, known, said) };
  } catch (error) {
    if (!(error instanceof Problems)) throw error;
    const advice = said === SETTING ? '' : ` Set ${SETTING} to the name or the code under which it is published.`;
    return { problem: `Which authority is ours is not known: ${error.message}${advice}` };
  }
}
