import { ConfigModule, ConfigService } from '@nestjs/config';
import { plainToInstance } from 'class-transformer';
import { echo, Problems } from './problem.js';
import { declaredProperties, Holds, MayBeMissing, problemsIn, type Test } from './validation.js';

const host: Test = {
  accepted: 'a host name or address to listen on, such as 127.0.0.1 or 0.0.0.0',
  fault: (value) => (/^[A-Za-z0-9.:_-]+$/.test(String(value)) ? undefined : `${echo(value)} is not a host`),
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

/** What every program reads from the environment. */
export class CouncilEnvironment {
  @MayBeMissing()
  @Holds(file)
  EHCP_LOCAL_STANDARDS?: string;
}

/** What the server reads from the environment. */
export class ServerEnvironment extends CouncilEnvironment {
  @MayBeMissing()
  @Holds(host)
  HOST?: string;

  @MayBeMissing()
  @Holds(port)
  PORT?: string;
}

type Environment = typeof CouncilEnvironment;

const read =
  (Known: Environment) =>
  (environment: Readonly<Record<string, unknown>>): Record<string, unknown> => {
    const known = declaredProperties(new Known()).filter((name) => environment[name] !== undefined);
    const set = Object.fromEntries(known.map((name) => [name, environment[name]]));
    const problems = problemsIn(plainToInstance(Known, set));
    if (problems.length > 0) throw new Problems(problems);
    return set;
  };

/**
 * Reads and checks the environment.
 * @param known the variables that the program reads
 * @throws Problems (by rejection) where a value cannot be used
 */
export function configuration(known: Environment): ReturnType<typeof ConfigModule.forRoot> {
  return ConfigModule.forRoot({ isGlobal: true, cache: true, ignoreEnvFile: true, validate: read(known) });
}

/** What the operator decides. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  /** The path of the file of local standards, if there is one. */
  readonly localStandards?: string;
}

/** The settings, with their defaults. */
export function settingsOf(config: ConfigService): Settings {
  const localStandards = config.get<string>('EHCP_LOCAL_STANDARDS');
  return {
    host: config.get<string>('HOST', '127.0.0.1'),
    port: Number(config.get<string>('PORT', '3000')),
    ...(localStandards === undefined ? {} : { localStandards }),
  };
}
