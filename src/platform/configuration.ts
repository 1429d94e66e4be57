import { ConfigModule, ConfigService } from '@nestjs/config';
import { plainToInstance } from 'class-transformer';
import { join } from 'node:path';
import { choice, echo, Problems } from './problem.js';
import { declaredProperties, Holds, MayBeMissing, problemsIn, type Test } from './validation.js';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i;
const HOST_NAME = /^[A-Za-z0-9.:_-]+$/;

const host: Test = {
  accepted: '127.0.0.1, ::1 or localhost, which this machine alone reaches; or another address of this machine',
  fault: (value) => (HOST_NAME.test(String(value)) ? undefined : `${echo(value)} is not a host`),
};

/** How people can sign in. */
export const SIGN_IN_MODES = ['demo', 'accounts'] as const;
export type SignInModeName = (typeof SIGN_IN_MODES)[number];

const signIn: Test = {
  accepted: `${choice(SIGN_IN_MODES)}; left out, a demo caseload is a demonstration, and everything else has accounts`,
  fault: (value) => ((SIGN_IN_MODES as readonly unknown[]).includes(value) ? undefined : `${echo(value)} is neither`),
};

const council: Test = {
  accepted: "the council's name, of 1 to 80 characters",
  fault: (value) => (/^[^\p{Cc}<>]{1,80}$/u.test(String(value).trim()) ? undefined : `${echo(value)} is no name`),
};

const authority: Test = {
  accepted:
    'the name or the code of three digits under which the Department for Education publishes the figures of the council',
  fault: (value) => (/^[^\p{Cc}<>]{1,80}$/u.test(String(value).trim()) ? undefined : `${echo(value)} is no name`),
};

const publicUrl: Test = {
  accepted: 'the address under which browsers reach the tracker, such as https://ehcp.example.gov.uk',
  fault: (value) =>
    /^https?:\/\/[A-Za-z0-9.:[\]-]+\/?$/.test(String(value)) && URL.canParse(String(value))
      ? undefined
      : `${echo(value)} is no address of a server`,
};

/** A test for a whole number within bounds. */
const whole = (least: number, most: number, of: string): Test => ({
  accepted: `a whole number from ${String(least)} to ${String(most)}${of}`,
  fault: (value) =>
    /^\d{1,5}$/.test(String(value)) && Number(value) >= least && Number(value) <= most
      ? undefined
      : `${echo(value)} cannot be used`,
});

const hostNames: Test = {
  accepted: 'the names under which a browser reaches the tracker, separated by commas, such as ehcp.example.gov.uk',
  fault: (value) =>
    String(value)
      .split(',')
      .every((name) => HOST_NAME.test(name.trim()))
      ? undefined
      : `${echo(value)} is no list of names`,
};

const port: Test = {
  accepted: 'a whole number from 0 to 65535 (0: any free port)',
  fault: (value) =>
    /^\d{1,5}$/.test(String(value)) && Number(value) <= 65535 ? undefined : `${echo(value)} is not a port`,
};

const file: Test = {
  accepted: 'the path of a JSON file',
  fault: (value) => (String(value).trim() === '' ? 'it names no file' : undefined),
};

/** A test for a setting that may hold a secret: what was given is never repeated. */
const secretive = (accepted: string, form: RegExp): Test => ({
  accepted,
  fault: (value) => (form.test(String(value)) ? undefined : 'what it is set to cannot be used'),
});

const directory: Test = {
  accepted: 'the path of a directory that this program may write to; it is made where it is missing',
  fault: (value) => (String(value).trim() === '' ? 'it names no directory' : undefined),
};

const eventStoreUrl = secretive(
  'sqlite: and the path of a file, such as sqlite:data/events.db; or the connection string of EventStoreDB or ' +
    'KurrentDB, which begins with esdb://, esdb+discover://, kurrentdb:// or kurrentdb+discover://',
  /^(?:sqlite:(?!\s*$)|(?:esdb|kurrentdb)(?:\+discover)?:\/\/\S+$)/,
);

const readModelUrl = secretive('sqlite: and the path of a file, such as sqlite:data/read-model.db', /^sqlite:(?!\s*$)/);

const accessUrl = secretive('sqlite: and the path of a file, such as sqlite:data/access.db', /^sqlite:(?!\s*$)/);

const masterKey = secretive(
  '32 random bytes in base64 (44 characters), as "openssl rand -base64 32" prints them',
  /^[A-Za-z0-9+/]{43}=$/,
);

const issuer = secretive(
  "the address of the council's identity provider, such as https://login.microsoftonline.com/<tenant>/v2.0",
  /^https?:\/\/[A-Za-z0-9.:[\]-]+(?:\/[\w.~/-]*)?$/,
);

const clientId: Test = {
  accepted: 'the id under which the identity provider knows the tracker',
  fault: (value) => (/^[\x21-\x7e]{1,200}$/.test(String(value)) ? undefined : `${echo(value)} is no such id`),
};

const clientSecret = secretive('the secret that the identity provider gave the tracker', /^[\x21-\x7e]{1,1000}$/);

const secretFile: Test = {
  accepted: 'the path of the file that holds the secret',
  fault: (value) => (String(value).trim() === '' ? 'it names no file' : undefined),
};

const smtpUrl = secretive(
  "the address of the council's mail server: smtps://user@mail.example.gov.uk, or smtp:// where it begins without TLS",
  /^smtps?:\/\/\S+$/,
);

const smtpPassword = secretive('the password of the user that EHCP_SMTP_URL names', /^[^\p{Cc}]{1,1000}$/u);

const sender: Test = {
  accepted: 'the address that mails come from, such as ehcp@example.gov.uk or EHCP tracker <ehcp@example.gov.uk>',
  fault: (value) =>
    /^(?:[^\p{Cc}<>"]{1,80} <[^\s<>@"]{1,64}@[\w.-]{1,253}>|[^\s<>@"]{1,64}@[\w.-]{1,253})$/u.test(String(value))
      ? undefined
      : `${echo(value)} is no such address`,
};

const masterKeyFile: Test = {
  accepted: 'the path of the file that holds the master key',
  fault: (value) => (String(value).trim() === '' ? 'it names no file' : undefined),
};

/** What every program reads from the environment. */
export class CouncilEnvironment {
  @MayBeMissing()
  @Holds(file)
  EHCP_LOCAL_STANDARDS?: string;

  @MayBeMissing()
  @Holds(file)
  EHCP_ALERTS?: string;

  @MayBeMissing()
  @Holds(file)
  EHCP_SEND_PLAN?: string;

  @MayBeMissing()
  @Holds(directory)
  DATA_DIRECTORY?: string;

  @MayBeMissing()
  @Holds(eventStoreUrl)
  EVENT_STORE_URL?: string;

  @MayBeMissing()
  @Holds(readModelUrl)
  READ_MODEL_URL?: string;

  @MayBeMissing()
  @Holds(accessUrl)
  ACCESS_URL?: string;

  @MayBeMissing()
  @Holds(authority)
  EHCP_AUTHORITY?: string;

  @MayBeMissing()
  @Holds(masterKey)
  EHCP_MASTER_KEY?: string;

  @MayBeMissing()
  @Holds(masterKeyFile)
  EHCP_MASTER_KEY_FILE?: string;

  @MayBeMissing()
  @Holds(smtpUrl)
  EHCP_SMTP_URL?: string;

  @MayBeMissing()
  @Holds(smtpPassword)
  EHCP_SMTP_PASSWORD?: string;

  @MayBeMissing()
  @Holds(secretFile)
  EHCP_SMTP_PASSWORD_FILE?: string;

  @MayBeMissing()
  @Holds(sender)
  EHCP_SMTP_FROM?: string;

  @MayBeMissing()
  @Holds(publicUrl)
  EHCP_URL?: string;
}

/** What the server reads from the environment. */
export class ServerEnvironment extends CouncilEnvironment {
  @MayBeMissing()
  @Holds(host)
  HOST?: string;

  @MayBeMissing()
  @Holds(port)
  PORT?: string;

  @MayBeMissing()
  @Holds(hostNames)
  EHCP_HOSTS?: string;

  @MayBeMissing()
  @Holds(whole(0, 9, ': how many proxies in front of the tracker say in X-Forwarded-For where a request comes from'))
  EHCP_PROXIES?: string;

  @MayBeMissing()
  @Holds(signIn)
  EHCP_SIGN_IN?: string;

  @MayBeMissing()
  @Holds(council)
  EHCP_COUNCIL?: string;

  @MayBeMissing()
  @Holds(issuer)
  OIDC_ISSUER?: string;

  @MayBeMissing()
  @Holds(clientId)
  OIDC_CLIENT_ID?: string;

  @MayBeMissing()
  @Holds(clientSecret)
  OIDC_CLIENT_SECRET?: string;

  @MayBeMissing()
  @Holds(secretFile)
  OIDC_CLIENT_SECRET_FILE?: string;

  @MayBeMissing()
  @Holds(file)
  OIDC_ROLES_FILE?: string;

  @MayBeMissing()
  @Holds(whole(1, 480, ' minutes'))
  EHCP_SESSION_IDLE_MINUTES?: string;

  @MayBeMissing()
  @Holds(whole(1, 24, ' hours'))
  EHCP_SESSION_HOURS?: string;
}

type Variables = typeof CouncilEnvironment;

/** Environment variables and what they are set to. */
export type Environment = Readonly<Record<string, string>>;

const read =
  (Known: Variables, over: Environment) =>
  (given: Readonly<Record<string, unknown>>): Record<string, unknown> => {
    const environment: Readonly<Record<string, unknown>> = { ...given, ...over };
    const known = declaredProperties(new Known()).filter((name) => environment[name] !== undefined);
    const set = Object.fromEntries(known.map((name) => [name, environment[name]]));
    const problems = problemsIn(plainToInstance(Known, set));
    if (problems.length > 0) throw new Problems(problems);
    return set;
  };

/**
 * Reads and checks the environment.
 * @param known the variables that the program reads
 * @param over takes the place of what the environment says
 * @throws Problems (by rejection) where a value cannot be used
 */
export function configuration(known: Variables, over: Environment = {}): ReturnType<typeof ConfigModule.forRoot> {
  return ConfigModule.forRoot({ isGlobal: true, cache: true, ignoreEnvFile: true, validate: read(known, over) });
}

/** What the operator decides. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  /** Names under which the server is reached beside those of the machine itself. */
  readonly hostNames: readonly string[];
  /** The address under which browsers reach the server, without a slash at its end, where the operator says it. */
  readonly publicUrl?: string;
  /** How many proxies in front of the server tell where a request comes from. */
  readonly proxies: number;
  /** How people sign in, where the operator says it. */
  readonly signIn?: SignInModeName;
  readonly council?: string;
  /** The authority that the council is among those that are published, where the operator says it. */
  readonly authority?: string;
  /** After how long a session ends: when it is not used, and however much it is used. */
  readonly session: { readonly idleMinutes: number; readonly hours: number };
  /** Where the tracker keeps its files. */
  readonly dataDirectory: string;
  /** `sqlite:<file>` or a connection string; it may hold credentials, so it is never shown. */
  readonly eventStoreUrl: string;
  /** `sqlite:<file>`: where the read models are kept, which follow from the events. */
  readonly readModelUrl: string;
  /** `sqlite:<file>`: where accounts, sessions and who looked at what are kept. */
  readonly accessUrl: string;
  /** The path of the file of local standards, if there is one. */
  readonly localStandards?: string;
  /** The path of the file in which the council decides about alerts, if there is one. */
  readonly alerts?: string;
  /** The path of the file of the council's SEND plan, if the operator names one. */
  readonly sendPlan?: string;
}

/** The settings, with their defaults. */
export function settingsOf(config: ConfigService): Settings {
  const localStandards = config.get<string>('EHCP_LOCAL_STANDARDS');
  const alerts = config.get<string>('EHCP_ALERTS');
  const sendPlan = config.get<string>('EHCP_SEND_PLAN');
  const dataDirectory = config.get<string>('DATA_DIRECTORY', 'data');
  const url = config.get<string>('EHCP_URL')?.replace(/\/$/, '');
  const signInMode = config.get<SignInModeName>('EHCP_SIGN_IN');
  const authorityName = config.get<string>('EHCP_AUTHORITY')?.trim();
  const councilName = config.get<string>('EHCP_COUNCIL')?.trim();
  return {
    host: config.get<string>('HOST', '127.0.0.1'),
    port: Number(config.get<string>('PORT', '3000')),
    hostNames: [...config.get<string>('EHCP_HOSTS', '').split(','), url === undefined ? '' : new URL(url).hostname]
      .map((name) => name.trim().toLowerCase())
      .filter((name) => name !== ''),
    ...(url === undefined ? {} : { publicUrl: url }),
    proxies: Number(config.get<string>('EHCP_PROXIES', '0')),
    ...(signInMode === undefined ? {} : { signIn: signInMode }),
    ...(councilName === undefined ? {} : { council: councilName }),
    ...(authorityName === undefined ? {} : { authority: authorityName }),
    session: {
      idleMinutes: Number(config.get<string>('EHCP_SESSION_IDLE_MINUTES', '60')),
      hours: Number(config.get<string>('EHCP_SESSION_HOURS', '10')),
    },
    dataDirectory,
    eventStoreUrl: config.get<string>('EVENT_STORE_URL', `sqlite:${join(dataDirectory, 'events.db')}`),
    readModelUrl: config.get<string>('READ_MODEL_URL', `sqlite:${join(dataDirectory, 'read-model.db')}`),
    accessUrl: config.get<string>('ACCESS_URL', `sqlite:${join(dataDirectory, 'access.db')}`),
    ...(localStandards === undefined ? {} : { localStandards }),
    ...(alerts === undefined ? {} : { alerts }),
    ...(sendPlan === undefined ? {} : { sendPlan }),
  };
}

/** Whether an address is reached from this machine alone. */
export function isLoopback(address: string): boolean {
  return LOOPBACK.test(address);
}

/** Where the key is that wraps the children's keys: its text in base64, or the file that holds it. */
export type MasterKeySetting = { readonly key: string } | { readonly file: string };

/** The setting of the master key, of which EHCP_MASTER_KEY counts where both are set; apart from the others, so that nobody shows it by mistake. */
export function masterKeySetting(config: ConfigService): MasterKeySetting {
  const key = config.get<string>('EHCP_MASTER_KEY');
  if (key !== undefined) return { key };
  return {
    file: config.get<string>('EHCP_MASTER_KEY_FILE', join(settingsOf(config).dataDirectory, 'master.key')),
  };
}
