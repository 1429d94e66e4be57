import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './run.js';

const NODES = ['node1', 'node2', 'node3'];
const composeText = readFileSync(join(root, 'docker-compose.yml'), 'utf8');
const folder = (): string => mkdtempSync(join(tmpdir(), 'containers-'));
const linesOf = (file: string): string[] => readFileSync(file, 'utf8').trim().split('\n');
const mode = (path: string): number => statSync(path).mode & 0o777;

function run(script: string, args: string[], env: NodeJS.ProcessEnv = {}): void {
  const { status, stderr } = spawnSync(join(root, script), args, { env: { ...process.env, ...env } });
  if (status !== 0) throw new Error(stderr.toString());
}

describe('docker/setup.sh', () => {
  it('makes a strong secret, each another, for every variable that docker-compose.yml requires, for its owner alone', () => {
    const file = join(folder(), '.env');
    run('docker/setup.sh', [file]);
    const made = new Map(linesOf(file).map((line) => line.split('=') as [string, string]));
    const required = new Set([...composeText.matchAll(/\$\{(\w+):\?/g)].map((match) => match[1] ?? ''));
    expect([...made.keys()].sort()).toEqual([...required].sort());
    expect([...made.values()].filter((value) => !/^[0-9a-f]{64}$/.test(value))).toEqual([]);
    expect(new Set(made.values()).size).toBe(made.size);
    expect(mode(file)).toBe(0o600);
  });

  it('changes no secret that is there, and adds those that are missing', () => {
    const file = join(folder(), '.env');
    writeFileSync(file, 'POSTGRES_PASSWORD=kept\n', { mode: 0o644 });
    run('docker/setup.sh', [file]);
    const once = linesOf(file);
    expect(once[0]).toBe('POSTGRES_PASSWORD=kept');
    expect(once).toHaveLength(4);
    run('docker/setup.sh', [file]);
    expect(linesOf(file)).toEqual(once);
    expect(mode(file)).toBe(0o600);
  });

  it('writes where git does not look', () => {
    expect(spawnSync('git', ['check-ignore', '.env'], { cwd: root }).status).toBe(0);
  });
});

/** Stands in for the certificate tool: writes the same files with the same modes, and like it overwrites none. */
const CERTIFICATE_TOOL = `#!/bin/sh
[ "$1" = create-ca ] && name=ca || name=node
said="$*"
while [ "$1" != -out ]; do shift; done
mkdir -p "$2"
[ ! -e "$2/$name.key" ] || exit 1
echo "$said" >"$2/$name.crt" && chmod 444 "$2/$name.crt"
od -An -N8 -tx1 /dev/urandom >"$2/$name.key" && chmod 400 "$2/$name.key"
`;

describe('docker/certificates.sh', () => {
  const DAY = 24 * 60 * 60;

  function certificates() {
    const tools = folder();
    writeFileSync(join(tools, 'es-gencert-cli'), CERTIFICATE_TOOL, { mode: 0o755 });
    const at = folder();
    for (const volume of ['authority', 'trusted', ...NODES]) mkdirSync(join(at, volume));
    const env = {
      PATH: `${tools}:${process.env.PATH ?? ''}`,
      CERTIFICATES: at,
      NODE_OWNER: `${process.getuid?.() ?? ''}:${process.getgid?.() ?? ''}`,
    };
    const everything = () =>
      [...NODES.map((node) => `${node}/node`), 'authority/ca'].map((name) => text(`${name}.key`));
    const text = (path: string) => readFileSync(join(at, path), 'utf8');
    const age = (path: string, days: number) =>
      utimesSync(join(at, path), Date.now() / 1000 - days * DAY, Date.now() / 1000 - days * DAY);
    return { at, text, age, everything, start: () => run('docker/certificates.sh', [], env) };
  }

  it('makes an authority and, for each node, a certificate in its name', () => {
    const { text, start } = certificates();
    start();
    expect(text('trusted/ca.crt')).toBe(text('authority/ca.crt'));
    for (const node of NODES) {
      expect(text(`${node}/node.crt`)).toContain(`-ip-addresses 127.0.0.1 -dns-names ${node},localhost`);
    }
  });

  it('leaves private keys to their owner, and none where others look', () => {
    const { at, start } = certificates();
    start();
    for (const node of NODES) expect(mode(join(at, node, 'node.key'))).toBe(0o400);
    expect(readdirSync(join(at, 'trusted'))).toEqual(['ca.crt']);
    for (const node of NODES) expect(readdirSync(join(at, node)).sort()).toEqual(['node.crt', 'node.key']);
  });

  it('changes nothing at the next start', () => {
    const { everything, start } = certificates();
    start();
    const first = everything();
    start();
    expect(everything()).toEqual(first);
  });

  it('renews the certificate of a node that nears its end, and no other', () => {
    const { everything, age, start } = certificates();
    start();
    const [one, two, three, authority] = everything();
    age('node1/node.crt', 299);
    age('node2/node.crt', 302);
    start();
    expect(everything()).toEqual([one, expect.not.stringContaining(two!), three, authority]);
  });

  it('makes a new authority known to every node at once when the old one was taken away', () => {
    const { at, text, everything, start } = certificates();
    start();
    const first = everything();
    for (const volume of ['authority', ...NODES]) rmSync(join(at, volume), { recursive: true });
    for (const volume of ['authority', ...NODES]) mkdirSync(join(at, volume));
    start();
    expect(everything().filter((key) => first.includes(key))).toEqual([]);
    expect(text('trusted/ca.crt')).toBe(text('authority/ca.crt'));
  });
});
