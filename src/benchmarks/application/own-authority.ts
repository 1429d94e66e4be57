import { Injectable } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { AccessSettings } from '../../access/application/access-settings.js';
import { settingsOf } from '../../platform/configuration.js';
import { choice, Problems } from '../../platform/problem.js';
import type { Holdings } from '../domain/holdings.js';
import { authorityKey } from '../domain/authority-name.js';
import { authorityCalled, type Authority } from './authorities.js';

/** Which authority the council is among those that are published. */
export interface OwnAuthority {
  readonly authority?: Authority;
  /** Why nobody knows, and what to do about it, as a sentence. */
  readonly problem?: string;
}

/** Every authority in what was imported, under the name that it had last. */
export function authoritiesIn({ years }: Holdings): readonly Authority[] {
  const known = new Map<string, Authority>();
  for (const { rows } of years) {
    for (const { level, name, code = '' } of rows) if (level === 'local') known.set(authorityKey(name), { name, code });
  }
  return [...known.values()];
}

/** Knows which authority the council is: the setting EHCP_AUTHORITY says so, or else the council's name. */
@Injectable()
export class OwnAuthorityFinder {
  constructor(
    private readonly config: ConfigService,
    private readonly settings: AccessSettings,
  ) {}

  /** Finds the council among the authorities of what was imported. */
  async find(held: Holdings): Promise<OwnAuthority> {
    const known = authoritiesIn(held);
    const { authority, council } = settingsOf(this.config);
    const name = authority ?? council ?? (await this.settings.get('council'));
    if (name === undefined) {
      return {
        problem: 'Which authority is ours is not known. Set EHCP_AUTHORITY to its name or its code of three digits.',
      };
    }
    if (known.length === 0) return {};
    const setting = authority === undefined ? "the council's name" : 'EHCP_AUTHORITY';
    try {
      return { authority: authorityCalled(name, known, setting) };
    } catch (error) {
      if (!(error instanceof Problems)) throw error;
      const [first] = error.problems;
      const advice =
        authority === undefined ? ' Set EHCP_AUTHORITY to the name or the code under which it is published.' : '';
      return {
        problem: `Which authority is ours is not known: ${setting}: ${first?.reason ?? ''}. Accepted: ${first?.accepted ?? choice(known.map((one) => one.name))}.${advice}`,
      };
    }
  }
}
