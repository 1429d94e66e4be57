/**
 * How long do people wait for a page in an authority with 25,000 open cases? The server runs by itself, as it is built;
 * pages are asked for at 20 requests a second, on the clock, whether or not those before are answered; something is recorded
 * each second meanwhile. The bars, for 99 of 100 pages: 50 ms for a worklist of about 250 open cases, 60 ms for a case file,
 * for the alerts and for the page of the board; 150 KiB for a first view with all that it loads. `EVENTS` asks for another number of events, `SECONDS` for how long each page is asked for, `BENCH_LOG` for a
 * folder that keeps the authority between runs.
 */
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { loadavg, tmpdir } from 'node:os';
import { ReadModels } from '../src/read-model/read-models.js';
import { SqliteEventStore } from '../src/event-store/sqlite/sqlite-event-store.js';
import { People } from '../src/people/application/people.js';
import { RegisterPerson } from '../src/people/application/register-person.js';
import type { PersonId } from '../src/streams/domain/event.js';
import { onBehalfOf } from '../src/streams/application/request-context.js';
import { AppModule } from '../src/app.module.js';
import { beginBrowser } from '../test/browsers.js';
import { makeLog, random, UNTIL } from './made-log.js';
import { asked, firstView, freePort, processorSeconds, settled } from './web-client.js';

const EVENTS = Number(process.env.EVENTS ?? 1_110_000);
const SECONDS = Number(process.env.SECONDS ?? 20);
const PER_SECOND = 20;
/** So that each has about 250 open cases in their list, where a review stands with its plan until its meeting. */
const OFFICERS = 62;
const KIBIBYTE = 1024;
const BARS = { worklist: 50, caseFile: 60, alerts: 60, board: 60, firstViewKibibytes: 150 };
const TOGETHER = 500;

const SURNAMES = ['Okonkwo', 'Larsen', 'Moss', 'Abara', 'Patel', 'Nowak', 'Evans', 'Khan', 'Silva', 'Byrne', 'Osei'];
const FORENAMES = ['Tamsin', 'Ida', 'Finn', 'Ben', 'Asha', 'Zofia', 'Owen', 'Sara', 'Luis', 'Niamh', 'Kofi', 'Ada'];

const kept = process.env.BENCH_LOG;
const directory = kept ?? mkdtempSync(join(process.env.BENCH_DIRECTORY ?? tmpdir(), 'web-bench-'));
process.env.DATA_DIRECTORY = directory;

/** Gives every child of the log a name. */
async function nameChildren(people: People, models: ReadModels): Promise<number> {
  const rows = await models.model.db.selectFrom('case_file').select('person').distinct().execute();
  const ids = rows.map(({ person }) => person as PersonId);
  const chance = random(11);
  const one = (of: readonly string[]): string => of[Math.floor(chance() * of.length)] ?? '';
  for (let first = 0; first < ids.length; first += TOGETHER) {
    const some = ids.slice(first, first + TOGETHER);
    await people.makeKeys(some);
    const requests = some.map((person) =>
      Object.assign(new RegisterPerson(), {
        person,
        surname: `${one(SURNAMES)}-${one(SURNAMES)}`,
        forename: one(FORENAMES),
        dateOfBirth: '2014-05-06',
      }),
    );
    await onBehalfOf({ actor: 'bench' }, () => Promise.all(requests.map((request) => people.register(request))));
  }
  return ids.length;
}

/** Makes the authority where there is none yet, and has somebody sign in. */
async function prepared() {
  const file = join(directory, 'events.db');
  const isThere = existsSync(file);
  if (!isThere) {
    const store = await SqliteEventStore.open({ file });
    await makeLog(store, { atLeast: EVENTS, years: 10, until: UNTIL, officers: OFFICERS, notes: false });
    await store.close();
  }
  const app = await NestFactory.createApplicationContext(AppModule.configured(), { logger: false });
  const models = app.get(ReadModels);
  await models.bringUpToDate();
  if (!isThere) {
    console.log(`${String(await nameChildren(app.get(People), models))} children`);
    await models.bringUpToDate();
  }
  const { db } = models.live();
  const counts = await db
    .selectFrom('case_file')
    .select((eb) => ['officer', eb.fn.countAll<number>().as('count')])
    .where('is_open', '=', 1)
    .where('first_due_on', 'is not', null)
    .where('officer', 'is not', null)
    .groupBy('officer')
    .execute();
  const { open } = await db
    .selectFrom('case_file')
    .select((eb) => eb.fn.countAll<number>().as('open'))
    .where('is_open', '=', 1)
    .executeTakeFirstOrThrow();
  const [officer] = counts.sort((a, b) => Math.abs(a.count - 250) - Math.abs(b.count - 250));
  const id = officer?.officer;
  if (officer === undefined || id === undefined || id === null) throw new Error('The log has no officer.');
  console.log(`${String(open)} open cases; ${String(officer.count)} in the list of ${id}`);
  const files = await db.selectFrom('case_file').select(['id', 'kind']).where('officer', '=', id).limit(200).execute();
  const browser = await beginBrowser(app as unknown as NestExpressApplication, ['caseworker', 'manager'], {});
  await app.close();
  const kinds = new Map(files.map(({ id, kind }) => [id, kind]));
  return { officer: id, files: [...kinds.keys()], kinds, cookie: browser.cookie };
}

const { officer, files, kinds, cookie } = await prepared();
const port = await freePort();
const server = spawn(
  process.execPath,
  ['--enable-source-maps', fileURLToPath(new URL('../dist/main.js', import.meta.url))],
  {
    env: { ...process.env, PORT: String(port), DATA_DIRECTORY: directory, SIGN_IN: 'accounts' },
    stdio: ['ignore', 'pipe', 'inherit'],
  },
);
process.once('exit', () => server.kill());
await once(server.stdout, 'data');
const site = { url: `http://127.0.0.1:${String(port)}`, cookie };

await settled(site);

const chance = random(5);
const oneFile = (): string => files[Math.floor(chance() * files.length)] ?? '';
const PAGES: Readonly<Record<string, { readonly path: () => string; readonly bar?: number }>> = {
  'a worklist of 250 open cases': { path: () => `/worklist?officer=${officer}`, bar: BARS.worklist },
  'the same by name': { path: () => `/worklist?officer=${officer}&sort=name`, bar: BARS.worklist },
  'the same, overdue ones of a rule': {
    path: () => `/worklist?officer=${officer}&rule=R6&status=overdue`,
    bar: BARS.worklist,
  },
  "the whole council's": { path: () => '/worklist?officer=all' },
  'a case file': { path: () => `/cases/${oneFile()}`, bar: BARS.caseFile },
  'the alerts': { path: () => '/alerts', bar: BARS.alerts },
  'the page of the board': { path: () => '/timeliness', bar: BARS.board },
  "a measure's page": { path: () => '/timeliness/plans-within-20-weeks' },
  'the workload': { path: () => '/workload' },
};

/** Records something each second, as officers do all day. @returns ends it */
async function recordEachSecond(): Promise<() => Promise<void>> {
  const store = await SqliteEventStore.open({ file: join(directory, 'events.db') });
  const metadata = { actor: 'bench', correlationId: 'bench', causationId: 'bench', schemaVersion: 1 };
  const write = async (): Promise<void> => {
    const id = oneFile();
    const data = { officer, team: 'north', on: UNTIL };
    await store.append(
      `${kinds.get(id) ?? 'plan'}-${id}`,
      [{ id: randomUUID(), type: 'CaseAssigned', data, metadata }],
      'stream-exists',
    );
  };
  const timer = setInterval(() => void write(), 1_000);
  return async () => {
    clearInterval(timer);
    await store.close();
  };
}
const stopRecording = await recordEachSecond();

let isMet = true;
for (const [page, { path, bar }] of Object.entries(PAGES)) {
  const before = await processorSeconds(site);
  const { p50, p99, count, bytes } = await asked(site, path, PER_SECOND, SECONDS);
  const processor = ((await processorSeconds(site)) - before) / count;
  if (bar !== undefined) isMet &&= p99 <= bar;
  console.log(
    `${page.padEnd(36)} p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms${bar === undefined ? '' : ` (bar ${String(bar)})`}, ` +
      `processor ${(processor * 1000).toFixed(1)} ms a page, ${(bytes / KIBIBYTE).toFixed(0)} KiB`,
  );
}
const view = (await firstView(site, `/worklist?officer=${officer}`)) / KIBIBYTE;
isMet &&= view <= BARS.firstViewKibibytes;
console.log(`first view of the worklist, as sent ${view.toFixed(0)} KiB (bar ${String(BARS.firstViewKibibytes)} KiB)`);
console.log(
  `bars ${isMet ? 'met' : 'missed'}; load of the machine ${loadavg()
    .map((one) => one.toFixed(1))
    .join(', ')}`,
);
await stopRecording();
server.kill('SIGTERM');
await once(server, 'exit');
if (kept === undefined) rmSync(directory, { recursive: true });
process.exit(0);
