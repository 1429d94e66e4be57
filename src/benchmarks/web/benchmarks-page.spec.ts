import { describe, expect, it } from '@jest/globals';
import type { ImportPlan, PlannedFile } from '../application/import-benchmarks.js';
import type { BenchmarkUpload } from './benchmark-uploads.js';
import { benchmarkUploadPage, findingRows, readingShown } from './benchmarks-page.js';

const NOTHING = { count: 0, first: [] };
const file = (over: Partial<PlannedFile> = {}): PlannedFile => ({
  name: 'plans.csv',
  dataset: 'plans',
  rows: 970,
  breakdowns: 0,
  years: [],
  problems: NOTHING,
  doubts: NOTHING,
  ...over,
});
const plan = (over: Partial<ImportPlan> = {}): ImportPlan => ({ files: [file()], problems: 0, hasNews: true, ...over });
const upload = (over: Partial<BenchmarkUpload> = {}): BenchmarkUpload => ({
  id: '1',
  owner: 'admin-1',
  state: 'read',
  done: 1,
  files: [],
  ...over,
});

describe('The page of files that were uploaded', () => {
  it('says how far they are read, while they are', () => {
    const reading = upload({ state: 'reading', done: 0.429 });
    expect(readingShown(reading)).toEqual({ isBusy: true, text: 'Reading the files: 42%', percent: 42 });
    const page = benchmarkUploadPage(reading, plan({ files: [], hasNews: false }));
    expect(page).toMatchObject({ title: 'The files are being read', hasNews: false });
  });

  it.each([
    [upload(), plan(), 'What is to be imported'],
    [upload(), plan({ hasNews: false }), 'There is nothing new in these files'],
    [upload(), plan({ problems: 2 }), 'The files have 2 problems'],
    [upload({ state: 'failed' }), plan({ hasNews: false }), 'The files could not be read'],
  ])('is called by what comes of them', (uploaded, planned, title) => {
    expect(benchmarkUploadPage(uploaded, planned).title).toBe(title);
  });

  it('names what a corrected file lacks, and how many rows are left out', () => {
    const lost = ['Ashford', 'Birchley', 'Coombe', 'Dunmoor', 'Elmstead', 'Fenwick', 'Garth'];
    const year = {
      year: 2024,
      england: true,
      regions: 1,
      authorities: 2,
      effect: 'corrected',
      changed: 1,
      lost,
    } as const;
    const { files } = benchmarkUploadPage(upload(), plan({ files: [file({ years: [year], breakdowns: 1 })] }));
    expect(files).toMatchObject([
      {
        subject: 'Plans issued within 20 weeks',
        size: '970 rows',
        leftOut: '1 row of a part of the children is left out.',
        years: [
          {
            areas: 'England, 1 region and 2 authorities',
            effect:
              'Corrected: 1 figure differs from what is held; it lacks Ashford, Birchley, Coombe, Dunmoor, Elmstead and 2 more, which are held now',
          },
        ],
      },
    ]);
  });

  it('gives everything that was found as rows, problems first', () => {
    const found = (reason: string) => ({ count: 1, first: [{ line: 3, column: 'a', reason }] });
    const files = [file({ problems: found('wrong'), doubts: found('odd') })];
    expect(findingRows(plan({ files }))).toEqual([
      ['plans.csv', 'problem', '3', 'a', 'wrong', ''],
      ['plans.csv', 'doubt', '3', 'a', 'odd', ''],
    ]);
  });
});
