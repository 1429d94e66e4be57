import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeDfeRelease, type DfeRow } from '../../testing/dfe-release.js';
import { contradictionsIn } from '../domain/published-counts.js';
import { countsOf, DfeFiles } from './dfe-files.js';
import { publishedCounts } from './find-counts.js';

let directory: string;
const HERE: DfeRow = { name: 'Anywhere, County of', code: '999' };

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'dfe-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const write = (...rows: readonly DfeRow[]): void => writeDfeRelease(directory, rows);
const read = (): DfeFiles => DfeFiles.read(directory);
const change = (file: string, from: string | RegExp, to: string): void => {
  const path = join(directory, file);
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
};

describe('The files of the Department for Education', () => {
  it('are read as they are downloaded: byte-order mark, misspelt and mixed-case columns, a negative count that is not needed', () => {
    write(HERE);
    const { entries } = read();
    expect(entries).toHaveLength(1);
    const counts = countsOf(entries[0] as never);
    expect(counts).toEqual({
      authority: 'Anywhere, County of',
      code: '999',
      year: 2024,
      requests: {
        received: 31,
        toAssess: 20,
        notToAssess: 7,
        notMade: 3,
        withdrawn: 1,
        decidedWithin6Weeks: 24,
        decidedLater: 5,
      },
      plans: {
        issued: { all: 18, withoutExceptions: 14 },
        within20Weeks: { all: 9, withoutExceptions: 7 },
        withinAYear: { all: 7, withoutExceptions: 5 },
        overAYear: { all: 2, withoutExceptions: 2 },
      },
      reviews: {
        plans: 110,
        expected: 90,
        notExpected: 20,
        metInCensusYear: 2,
        metInYear: 50,
        metBefore: 20,
        met: 72,
        notMet: 18,
        decidedWithin4Weeks: 15,
        decidedLater: 30,
      },
    });
    expect(contradictionsIn(counts)).toEqual([]);
  });

  it('are read also once the spelling of their columns is right', () => {
    write(HERE);
    change('dfe_annual_reviews.csv', 'number_decsion_4weeks', 'number_decision_4weeks');
    expect(read().entries[0]?.figures['reviews.decidedWithin4Weeks']).toBe(15);
  });

  it('have counts that are not published, which are named with the reason', () => {
    write({ ...HERE, cells: { plans_issued_den: 'x', review_meeting_25: 'z', requests_withdrawn: 'c' } });
    expect(read().entries[0]?.missing).toEqual([
      'reviews.metInCensusYear (not applicable)',
      'requests.withdrawn (withheld to protect people)',
      'plans.issued.all (not available)',
    ]);
    expect(() => publishedCounts('Anywhere', 2024, directory)).toThrow(
      'Anywhere, County of, 2024: some counts were not published: reviews.metInCensusYear (not applicable)',
    );
  });

  it('have councils that are not in every file', () => {
    write(HERE);
    change('dfe_annual_reviews.csv', /\r\n2024,Calendar year,Local.*\r\n/, '\r\n');
    expect(read().entries[0]?.missing).toEqual(['everything about annual reviews']);
  });

  it('can have a negative count that is needed, with which nothing can be made', () => {
    write({ ...HERE, cells: { requests_decision_not_made: '-4' } });
    const [entry] = read().entries;
    expect(contradictionsIn(countsOf(entry as never))).toEqual([
      { leftOut: [], reason: 'requests.notMade is published as -4, which is no count.', isFatal: true },
    ]);
  });

  it('tell of all children and of some; the latter are left out', () => {
    write(HERE, { ...HERE, breakdown: 'Boys', cells: { requests_received_in_year: '20' } });
    expect(read().entries.map(({ figures }) => figures['requests.received'])).toEqual([31]);
  });

  it('may have thousands separated', () => {
    write(HERE);
    change('dfe_requests.csv', /,31,20,/g, ',"1,031",20,');
    expect(read().entries[0]?.figures['requests.received']).toBe(1031);
  });

  it('lie beside others, which are left alone', () => {
    write(HERE);
    writeFileSync(join(directory, 'neighbours.csv'), 'a,b\n1,2\n');
    writeFileSync(join(directory, 'empty.csv'), '');
    writeFileSync(join(directory, 'notes.txt'), 'x');
    expect(read().entries).toHaveLength(1);
  });
});

describe('Files that cannot be used', () => {
  it('are not there', () => {
    expect(() => DfeFiles.read(join(directory, 'none'))).toThrow('is not a directory that can be read');
    expect(read).toThrow('--from: there are no CSV files in ');
  });

  it('lack one of those that are needed, or are there twice', () => {
    write(HERE);
    const requests = readFileSync(join(directory, 'dfe_requests.csv'));
    rmSync(join(directory, 'dfe_requests.csv'));
    expect(read).toThrow(
      '--from: there is no file about requests for a needs assessment, which has a column requests_received_in_year.',
    );
    for (const name of ['one.csv', 'two.csv']) writeFileSync(join(directory, name), requests);
    expect(read).toThrow('--from: one.csv and two.csv are both about requests for a needs assessment.');
  });

  it('lack a column', () => {
    write(HERE);
    change('dfe_timeliness.csv', 'plans_issued_gt_1_year,', 'plans_issued_after_1_year,');
    expect(read).toThrow('dfe_timeliness.csv: it has no column plans_issued_gt_1_year.');
  });

  it.each([
    ['many', 'dfe_requests.csv, line 3, requests_withdrawn: many is not a count.'],
    ['1.5', 'dfe_requests.csv, line 3, requests_withdrawn: 1.5 is not a count.'],
    ['=1+1', 'dfe_requests.csv, line 3, requests_withdrawn: "=1+1" is not a count.'],
  ])('have %p in place of a count', (cell, message) => {
    write({ ...HERE, cells: { requests_withdrawn: cell } });
    expect(read).toThrow(message);
  });

  it('have two rows of one council and year', () => {
    write(HERE, HERE);
    expect(read).toThrow('line 4: there is another row of Anywhere, County of and 2024.');
  });

  it('have a row without a year', () => {
    write({ ...HERE, year: 24 });
    expect(read).toThrow('line 3: it has no calendar year or no council.');
  });

  it('have a row of another length', () => {
    write(HERE);
    appendFileSync(join(directory, 'dfe_requests.csv'), '2024,too short\r\n');
    expect(read).toThrow('dfe_requests.csv, line 4: it cannot be read as comma-separated values.');
  });

  it('are written in another encoding', () => {
    write(HERE);
    writeFileSync(join(directory, 'dfe_requests.csv'), Buffer.from('time_period,\xe9\n', 'latin1'));
    expect(read).toThrow('dfe_requests.csv: it is not written in UTF-8.');
  });

  it('have nothing of the year that is asked for', () => {
    write(HERE);
    expect(() => publishedCounts('Anywhere', 2023, directory)).toThrow(
      '--year: the files have nothing of 2023. Accepted: 2024.',
    );
  });
});

describe('The counts that are built in', () => {
  it('are those of four councils for 2024', () => {
    expect(publishedCounts('Herefordshire', 2024, undefined).plans.within20Weeks.all).toBe(225);
    expect(() => publishedCounts('Leeds', 2024, undefined)).toThrow(
      '--authority: no council is called Leeds among those whose counts are built in. Accepted: Hackney; Herefordshire, County of; Tower Hamlets; Kingston upon Hull, City of; or any other council with --from <directory>.',
    );
    expect(() => publishedCounts('Hackney', 2023, undefined)).toThrow(
      '--year: no counts of 2023 are built in. Accepted: 2024, or --from <directory> with the files of other years.',
    );
  });
});
