import type { ConfigService } from '@nestjs/config';
import { readFileSync } from 'node:fs';
import { isLoopback, settingsOf } from '../../platform/configuration.js';
import { Problems, type Problem } from '../../platform/problem.js';
import type { ProviderSettings } from './identity-provider.js';
import { readRoleMapping, type RoleMapping } from './role-mapping.js';

/** How people sign in at the council's identity provider, and what its roles mean here. */
export interface ProviderConfiguration {
  readonly provider: ProviderSettings;
  readonly mapping: RoleMapping;
}

const ISSUER = 'OIDC_ISSUER';
const SECRET = 'OIDC_CLIENT_SECRET';
const SECRET_FILE = 'OIDC_CLIENT_SECRET_FILE';
const ROLES_FILE = 'OIDC_ROLES_FILE';
const OTHERS = ['OIDC_CLIENT_ID', SECRET, SECRET_FILE, ROLES_FILE];

const missing = (place: string, accepted: string): Problem => ({ place, reason: 'it is missing', accepted });

function contentOf(place: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const reason = `it cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`;
    throw new Problems([{ place, reason, accepted: 'the path of a file that this program may read' }]);
  }
}

function mappingIn(file: string): RoleMapping {
  try {
    return readRoleMapping(contentOf(ROLES_FILE, file));
  } catch (error) {
    if (!(error instanceof Problems)) throw error;
    throw new Problems(error.problems.map((one) => ({ ...one, place: placeIn(one.place) })));
  }
}

const placeIn = (place: string): string => (place === ROLES_FILE ? place : `${ROLES_FILE}, ${place}`);

function secretOf(config: ConfigService): string | undefined {
  const file = config.get<string>(SECRET_FILE);
  return config.get<string>(SECRET) ?? (file === undefined ? undefined : contentOf(SECRET_FILE, file).trim());
}

/**
 * The identity provider that the environment names; nothing where it names none.
 * @throws Problems where something is missing or cannot be used
 */
export function providerConfiguration(config: ConfigService): ProviderConfiguration | undefined {
  const issuer = config.get<string>(ISSUER);
  const accepted = 'the address of the identity provider, where people are to sign in there';
  if (issuer === undefined) {
    const set = OTHERS.filter((name) => config.get<string>(name) !== undefined);
    if (set.length === 0) return undefined;
    throw new Problems([missing(ISSUER, accepted)]);
  }
  const { protocol, hostname } = new URL(issuer);
  if (protocol !== 'https:' && !isLoopback(hostname.replace(/^\[(.*)\]$/, '$1'))) {
    throw new Problems([
      { place: ISSUER, reason: 'others could listen: it is not https', accepted: 'an https address' },
    ]);
  }
  const clientId = config.get<string>('OIDC_CLIENT_ID');
  const clientSecret = secretOf(config);
  const rolesFile = config.get<string>(ROLES_FILE);
  const { publicUrl } = settingsOf(config);
  if (clientId === undefined || clientSecret === undefined || rolesFile === undefined || publicUrl === undefined) {
    throw new Problems([
      ...(clientId === undefined
        ? [missing('OIDC_CLIENT_ID', 'the id under which the provider knows the tracker')]
        : []),
      ...(clientSecret === undefined
        ? [missing(SECRET, `the secret of the tracker; ${SECRET_FILE} names a file instead`)]
        : []),
      ...(rolesFile === undefined
        ? [missing(ROLES_FILE, 'the path of a JSON file that says what roles or groups mean')]
        : []),
      ...(publicUrl === undefined ? [missing('EHCP_URL', 'the address to which the provider leads people back')] : []),
    ]);
  }
  return { provider: { issuer, clientId, clientSecret, publicUrl }, mapping: mappingIn(rolesFile) };
}
