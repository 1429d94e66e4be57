import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImportBenchmarks } from '../src/benchmarks/application/import-benchmarks.js';
import { onBehalfOf } from '../src/streams/application/request-context.js';
import {
  authority,
  england,
  neighboursCsv,
  readAsFile,
  region,
  releaseCsv,
  within20Weeks,
} from '../src/testing/benchmark-files.js';
import { build, ehcp, type Ended } from './run.js';
import { startServer, type TestServer } from './server.js';

jest.setTimeout(120_000);

const PLANS = [
  england(2024, within20Weeks([460, 1000], [400, 800])),
  region(2024, 'East', within20Weeks([120, 300])),
  authority(2024, 'Ashford, County of', 'East', within20Weeks([30, 100])),
  authority(2024, 'Birchley', 'East', within20Weeks([40, 50])),
  authority(2024, 'Coombe', 'East', within20Weeks([10, 150])),
  authority(2024, 'Dunmoor', 'East', within20Weeks([20, 100])),
];
const MATRIX = neighboursCsv({ Ashford: ['Birchley'], Birchley: ['Ashford'], Coombe: ['Ashford'] });

describe('GET /api/v1/benchmarks/:measure', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer([], { settings: { EHCP_AUTHORITY: 'Ashford' } });
    const files = await Promise.all([releaseCsv('plans', PLANS), MATRIX].map((text) => readAsFile(text)));
    await onBehalfOf({ actor: 'admin-1' }, () => server.app.get(ImportBenchmarks).record(files));
  });
  afterAll(() => server.app.close());

  const get = (path: string) => server.program.get(`/api/v1/benchmarks/${path}`);

  it('answers England, the region, the neighbours and the quartiles of the council', async () => {
    const { body } = await get('plans-within-20-weeks').expect(200);
    expect(body.beside).toHaveLength(1);
    expect(body.beside[0]).toMatchObject({
      year: 2024,
      authority: { name: 'Ashford, County of' },
      own: { including: { value: 30 } },
      england: { including: { value: 46 }, excluding: { value: 50 } },
      region: { name: 'East', including: { value: 40 } },
      neighbours: { mean: { including: { value: 80 } }, each: [{ name: 'Birchley' }] },
      quartile: { including: { lower: 13.35, median: 25, upper: 55, ours: 3 } },
    });
  });

  it('answers of another authority and year, and of England alone where nothing was imported', async () => {
    const other = (await get('plans-within-20-weeks?authority=Coombe&year=2024').expect(200)).body.beside[0];
    expect(other).toMatchObject({ own: { including: { value: 6.7 } }, quartile: { including: { ours: 1 } } });
    const later = (await get('plans-within-20-weeks?year=2025').expect(200)).body.beside[0];
    expect(later).toMatchObject({ england: { excluding: { value: 46.1 } } });
    expect(later.own).toBeUndefined();
    const before = (await get('plans-within-20-weeks?knownOn=2020-01-01T00:00:00Z&year=2024').expect(200)).body
      .beside[0];
    expect(before.england.excluding).toEqual({ value: 46.4 });
  });

  it('refuses what cannot be asked', async () => {
    expect((await get('plans-within-20-weeks?authority=Nowhere').expect(400)).body.problems).toEqual([
      expect.objectContaining({ place: 'authority', reason: 'no council is called Nowhere' }),
    ]);
    const { body } = await get('plans-within-20-weeks?year=24&authority=%00&colour=red').expect(400);
    const { problems } = body as { readonly problems: readonly { readonly place: string }[] };
    expect(problems.map(({ place }) => place)).toEqual(['year', 'authority', 'a parameter']);
    expect((await get('late-plans-waiting').expect(404)).body.detail).toContain('plans-within-20-weeks');
    await get('plans-within-20-weeks?year=2001').expect(404);
  });
});

describe('ehcp benchmarks', () => {
  let folder: string;
  beforeAll(() => {
    build();
    folder = mkdtempSync(join(tmpdir(), 'ehcp-benchmarks-'));
    writeFileSync(join(folder, 'plans.csv'), releaseCsv('plans', PLANS));
    writeFileSync(join(folder, 'matrix.csv'), MATRIX);
    writeFileSync(join(folder, 'bad.csv'), releaseCsv('requests', [england(2024, { requests_withdrawn: 'many' })]));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const run = (...args: readonly string[]): Promise<Ended> =>
    ehcp(['benchmarks', ...args], '', { DATA_DIRECTORY: join(folder, 'data'), EHCP_AUTHORITY: '965' });
  const file = (name: string): string => join(folder, name);

  it('says what would be taken in, takes it in, and has nothing new a second time', async () => {
    const dry = await run('import', file('plans.csv'), file('matrix.csv'), '--dry-run');
    expect(dry).toMatchObject({ code: 0, err: '' });
    expect(dry.out).toContain(
      ': plans issued within 20 weeks, 6 rows.\n  2024: England, 1 region and 4 authorities: new.\n',
    );
    expect(dry.out).toContain('3 doubts:\n    line 1, Ashford: it has 1 neighbour, not 10.');
    expect(dry.out).toContain('Nothing was recorded.');
    expect((await run('list')).out).toContain('Nothing was imported.');
    expect((await run('import', file('plans.csv'), file('matrix.csv'))).out).toContain('was recorded.');
    expect((await run('import', file('plans.csv'), file('matrix.csv'))).out).toContain('There is nothing new');
    const { out } = await run('list');
    expect(out).toMatch(/Plans issued within 20 weeks +2024 +England, 1 region and 4 authorities +2025 release/);
    expect(out).toContain('Our own authority: Ashford, County of (965).');
    expect(JSON.parse((await run('list', '--json')).out)).toMatchObject({
      years: [{ file: 'plans', year: 2024, upTo: 2024, authorities: 4 }],
      authority: { name: 'Ashford, County of' },
    });
  });

  it('takes in nothing where a file has a problem, and says which', async () => {
    const { code, out, err } = await run('import', file('bad.csv'), file('plans.csv'));
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('bad.csv: requests for a needs assessment, 1 row.');
    expect(err).toContain('line 2, requests_withdrawn: many is not a count.');
    expect(err).toContain('Nothing was recorded.');
    const missing = await run('import', file('none.csv'));
    expect([missing.code, missing.err]).toEqual([2, expect.stringContaining('there is no such file')]);
    expect((await run('import')).code).toBe(2);
  });
});
