import { describe, expect, it } from '@jest/globals';
import {
  authority,
  csvOf,
  doubtsIn,
  england,
  figure,
  problemsIn,
  readAsFile,
  region,
  releaseCsv,
  rowsOf,
  within20Weeks,
  yearsOf,
  type PublishedCells,
  type PublishedFile,
} from '../../testing/benchmark-files.js';
import { MOST_FINDINGS } from './findings.js';

const PLANS = [
  england(2024, within20Weeks([60, 150], [55, 120])),
  region(2024, 'East', within20Weeks([40, 100])),
  authority(2024, 'Ashford, County of', 'East', within20Weeks([30, 60], [28, 50])),
  authority(2024, 'Birchley', 'East', within20Weeks([10, 40])),
  authority(2023, 'Ashford, County of', 'East', within20Weeks([5, 50])),
  authority(2023, 'Birchley', 'East'),
];

describe('A file of the release', () => {
  it('is read as it was downloaded: its years, England, regions and authorities', async () => {
    const read = await readAsFile(releaseCsv('plans', PLANS));
    expect([...problemsIn(read), ...doubtsIn(read)]).toEqual([]);
    expect(yearsOf(read).map(({ file, year, upTo, rows }) => [file, year, upTo, rows.length])).toEqual([
      ['plans', 2023, 2024, 2],
      ['plans', 2024, 2024, 4],
    ]);
    expect(figure(read, 2024, 'England', 'plans.within20Weeks.all')).toBe(60);
    expect(figure(read, 2024, 'Ashford, County of', 'plans.issued.withoutExceptions')).toBe(50);
    expect(figure(read, 2024, 'Ashford, County of', 'plans.percentWithin20Weeks.withoutExceptions')).toBe(56);
    expect(figure(read, 2023, 'Birchley', 'plans.issued.all')).toBe('x');
    expect(yearsOf(read)[1]?.rows[2]).toMatchObject({ level: 'local', code: '965', region: 'East' });
  });

  it.each(['requests', 'assessments', 'plans', 'reviews'] as const)(
    'about %s is known by its columns',
    async (file) => {
      const read = await readAsFile(releaseCsv(file, [england(2024), authority(2024, 'Birchley', 'East')]));
      expect([...problemsIn(read), ...doubtsIn(read)]).toEqual([]);
      expect(yearsOf(read)[0]?.file).toBe(file);
    },
  );

  it('has columns that name a year, which move on', async () => {
    const cells = {
      review_meeting_24: 7,
      review_meeting_25: 2,
      number_decsion_4weeks: 4,
      number_decision_gt_4weeks: 4,
    };
    const text = releaseCsv('reviews', [england(2024, cells)]);
    expect(figure(await readAsFile(text), 2024, 'England', 'reviews.metInYear')).toBe(7);
    const later = text
      .replaceAll(/(meeting_|decision|prior_|prior)24/g, '$1DD25')
      .replaceAll(/(meeting_|decision)25/g, '$1DD26')
      .replaceAll('DD', '')
      .replace('\r\n2024,', '\r\n2025,')
      .replace('number_decsion_4weeks', 'number_decision_4weeks')
      .replace('outcome_maintan', 'outcome_maintain');
    const read = await readAsFile(later);
    expect([...problemsIn(read), ...doubtsIn(read)]).toEqual([]);
    expect(figure(read, 2025, 'England', 'reviews.metInYear')).toBe(7);
    expect(figure(read, 2025, 'England', 'reviews.metInCensusYear')).toBe(2);
    expect(figure(read, 2025, 'England', 'reviews.decidedWithin4Weeks')).toBe(4);
  });

  it.each(['x', 'z', 'c', 'k', 'low', ':', '', 'LOW', ' x '])('may have %p in place of a figure', async (symbol) => {
    const read = await readAsFile(releaseCsv('plans', [england(2024, { plans_issued_den: symbol })]));
    expect([...problemsIn(read), ...doubtsIn(read)]).toEqual([]);
    expect(figure(read, 2024, 'England', 'plans.issued.all')).toBe(symbol.trim().toLowerCase());
  });

  it.each([
    ['1,234', 1234],
    [' 7 ', 7],
    ['0', 0],
  ])('may have a count written as %p', async (written, count) => {
    const read = await readAsFile(releaseCsv('plans', [england(2024, { plans_issued_den: written })]));
    expect(figure(read, 2024, 'England', 'plans.issued.all')).toBe(count);
  });

  it.each([
    ['45.94', 45.94],
    ['46 %', 46],
    ['100%', 100],
  ])('may have a share written as %p', async (written, percent) => {
    const read = await readAsFile(releaseCsv('plans', [england(2024, { pc_plans_issued_within_20_weeks: written })]));
    expect(figure(read, 2024, 'England', 'plans.percentWithin20Weeks.all')).toBe(percent);
  });

  it('has a count below zero, which is told and kept as it was published', async () => {
    const read = await readAsFile(
      releaseCsv('reviews', [england(2024), authority(2024, 'Birchley', 'East', { no_outcome: -153 })]),
    );
    expect(doubtsIn(read)).toEqual(['line 3, no_outcome: -153 is below zero and is not used as a count.']);
    expect(problemsIn(read)).toEqual([]);
    expect(figure(read, 2024, 'Birchley', 'reviews.withoutOutcome')).toBe(-153);
  });

  it('has shares that are not those of its counts, which is told', async () => {
    const rows = [
      england(2024, { ...within20Weeks([60, 150]), pc_plans_issued_within_20_weeks: '45' }),
      authority(2024, 'Birchley', 'East', { ...within20Weeks([10, 40]), plans_issued_within_20_weeks: 41 }),
    ];
    expect(doubtsIn(await readAsFile(releaseCsv('plans', rows)))).toEqual([
      'line 2, pc_plans_issued_within_20_weeks: 45% is published, and 60 of 150 is 40.0%.',
      'line 3, pc_plans_issued_within_20_weeks: 41 is more than the 40 that it is a part of.',
    ]);
  });
});

describe('Rows of a part of the children', () => {
  const girls = { breakdown_topic: 'Sex', breakdown: 'Female' };
  const boys = { breakdown_topic: 'Sex', breakdown: 'Male' };

  it('are left out beside totals', async () => {
    const rows = [england(2024, within20Weeks([60, 150])), england(2024, { ...within20Weeks([1, 2]), ...girls })];
    const read = await readAsFile(releaseCsv('plans', rows));
    expect(read.content).toMatchObject({ breakdowns: 1 });
    expect([...problemsIn(read), ...doubtsIn(read)]).toEqual([]);
    expect(figure(read, 2024, 'England', 'plans.issued.all')).toBe(150);
  });

  it('by sex are added up where there are no totals, which is told', async () => {
    const rows = [
      england(2025, { ...within20Weeks([20, 50]), ...girls }),
      england(2025, { ...within20Weeks([40, 90]), ...boys, plans_issued_den_ex: 'c' }),
      england(2025, { ...within20Weeks([1, 2]), breakdown_topic: 'Age', breakdown: 'Age 5' }),
    ];
    const read = await readAsFile(releaseCsv('plans', rows));
    expect(problemsIn(read)).toEqual([]);
    expect(doubtsIn(read)).toEqual(['line 2: 1 area has no total for 2025, and their rows by sex are added up.']);
    expect(figure(read, 2025, 'England', 'plans.issued.all')).toBe(140);
    expect(figure(read, 2025, 'England', 'plans.within20Weeks.all')).toBe(60);
    expect(figure(read, 2025, 'England', 'plans.issued.withoutExceptions')).toBe('c');
    expect(figure(read, 2025, 'England', 'plans.percentWithin20Weeks.all')).toBe('');
  });

  it('are known also by a column that is new', async () => {
    const [head = [], ...rows] = rowsOf('plans', [
      england(2024, within20Weeks([60, 150])),
      england(2024, within20Weeks([6, 15])),
    ]);
    const text = csvOf([
      [...head, 'ethnicity'],
      [...(rows[0] ?? []), 'Total'],
      [...(rows[1] ?? []), 'Any other'],
    ]);
    const read = await readAsFile(text);
    expect(doubtsIn(read)).toEqual(['line 1, ethnicity: the column is not known and is left out.']);
    expect(figure(read, 2024, 'England', 'plans.issued.all')).toBe(150);
  });

  it('are not all that a file may have', async () => {
    const read = await readAsFile(releaseCsv('plans', [england(2024, { breakdown_topic: 'Age', breakdown: 'Age 5' })]));
    expect(problemsIn(read)).toEqual([
      'There is no row of England, a region or an authority with totals. Accepted: the file as it was downloaded.',
    ]);
  });
});

describe('What is odd about a file', () => {
  it('is told with its line and column', async () => {
    const rows = [
      england(2024, within20Weeks([60, 150])),
      { ...england(2024), country_name: 'Wales' },
      { ...england(2024), geographic_level: 'School' },
      { ...england(2024), geographic_level: 'School' },
      england(2024, within20Weeks([60, 150])),
    ];
    const text = releaseCsv('plans', rows).replace('plans_issued_den,', 'plans_issued_denominator,');
    expect(doubtsIn(await readAsFile(text))).toEqual([
      'line 1, plans_issued_denominator: the column is not known and is left out.',
      'line 1, plans_issued_den: there is no such column, so its figures are not known.',
      'line 3, country_name: Wales is not England, and is left out.',
      'line 4, geographic_level: rows of the level School are left out. Accepted: National, Regional or Local authority.',
      'line 6: there is another row of England and 2024 (line 2), which says the same.',
    ]);
  });

  it('names a column that may have another spelling now', async () => {
    const text = releaseCsv('plans', [england(2024)]).replace('plans_issued_gt_1_year,', 'plans_isued_gt_1_year,');
    expect(doubtsIn(await readAsFile(text))[1]).toBe(
      'line 1, plans_issued_gt_1_year: there is no such column, so its figures are not known; perhaps it is plans_isued_gt_1_year now.',
    );
  });
});

describe('A file with problems', () => {
  it.each<[string, PublishedFile, PublishedCells[], string]>([
    [
      'a word in place of a count',
      'plans',
      [england(2024, { plans_issued_den: 'many' })],
      'line 2, plans_issued_den: many is not a count. Accepted: a whole number, or a symbol such as x.',
    ],
    [
      'a formula',
      'plans',
      [england(2024, { plans_issued_den: '=1+1' })],
      'line 2, plans_issued_den: "=1+1" is not a count. Accepted: a whole number, or a symbol such as x.',
    ],
    [
      'a part of a plan',
      'plans',
      [england(2024, { plans_issued_den: '1.5' })],
      'line 2, plans_issued_den: 1.5 is not a count. Accepted: a whole number, or a symbol such as x.',
    ],
    [
      'more than everybody',
      'plans',
      [england(2024, { pc_plans_issued_within_20_weeks: '101' })],
      'line 2, pc_plans_issued_within_20_weeks: 101 is not a share in percent. Accepted: a number from 0 to 100, or a symbol such as x.',
    ],
    [
      'an academic year',
      'plans',
      [{ ...england(2024), time_period: '202425', time_identifier: 'Academic year' }],
      'line 2, time_period: 202425, Academic year is no calendar year. Accepted: a year such as 2024.',
    ],
    [
      'no year',
      'plans',
      [{ ...england(2024), time_period: '', time_identifier: '' }],
      'line 2, time_period: nothing is no calendar year. Accepted: a year such as 2024.',
    ],
    [
      'no name',
      'plans',
      [authority(2024, '', 'East')],
      'line 2, la_name: there is no name. Accepted: a row as it was published.',
    ],
    [
      'two rows that differ',
      'plans',
      [authority(2024, 'Birchley', 'East'), authority(2024, 'Birchley', 'East', { plans_issued_den: 3 })],
      'line 3: there is another row of Birchley and 2024 (line 2), which says something else. Accepted: one row for each.',
    ],
  ])('has %s', async (_, file, rows, message) => {
    const read = await readAsFile(releaseCsv(file, rows));
    expect(problemsIn(read)).toContain(message);
  });

  it('has a row of another length', async () => {
    const read = await readAsFile(`${releaseCsv('plans', [england(2024)])}2024,too short\r\n`);
    expect(problemsIn(read)).toEqual([
      'line 3: the row has 2 cells, and the first row 26. Accepted: the row as it was published.',
    ]);
  });

  it('lacks a column that says what a row is about, or has one twice', async () => {
    const text = releaseCsv('plans', [england(2024)]);
    expect(problemsIn(await readAsFile(text.replace('geographic_level', 'level')))).toEqual([
      'line 1, geographic_level: there is no such column. Accepted: the columns of the file as they were published.',
    ]);
    expect(problemsIn(await readAsFile(text.replace('plans_issued_den_ex', 'PLANS_ISSUED_DEN')))).toEqual([
      'line 1, PLANS_ISSUED_DEN: the column is there twice. Accepted: one of them.',
    ]);
  });

  it.each<[string, string | Buffer, RegExp]>([
    ['empty', '', /^The file is empty\. Accepted: a CSV file of the release/],
    ['something else', 'a,b\n1,2\n', /^line 1: the columns are of none of these files/],
    [
      'separated by semicolons',
      'time_period;la_name\n2024;Birchley\n',
      /^line 1: the cells are not separated by commas/,
    ],
    ['a workbook', Buffer.from('PK\u0003\u0004...'), /^line 1: it is a ZIP archive or an Excel workbook/],
    ['not in UTF-8', Buffer.from('time_period,\xe9\n', 'latin1'), /^line 1: it is not in UTF-8/],
    ['cut short within quotes', `${releaseCsv('plans', [england(2024)])}2024,"open`, /double quote/],
  ])('is %s', async (_, text, message) => {
    const read = await readAsFile(text);
    expect(read.content).toBeUndefined();
    expect(problemsIn(read)).toEqual([expect.stringMatching(message)]);
  });

  it('has more problems than anybody reads: the first are kept, and all are counted', async () => {
    const rows = Array.from({ length: MOST_FINDINGS + 20 }, (_, at) =>
      authority(2024, `Place ${String(at)}`, 'East', { plans_issued_den: 'many' }),
    );
    const { problems } = await readAsFile(releaseCsv('plans', rows));
    expect(problems.count).toBe(MOST_FINDINGS + 20);
    expect(problems.first).toHaveLength(MOST_FINDINGS);
  });
});
