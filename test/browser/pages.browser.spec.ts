import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { longDate } from '../../src/statute/calendar.js';
import { authority, england, releaseCsv, within20Weeks } from '../../src/testing/benchmark-files.js';
import { comingYear } from '../../src/workload/application/phase-transfers.js';
import { pageRoutes } from './routes.js';
import { Desk, type Working } from './desk.js';
import { daysAgo } from '../web/logging-setting.js';
import { expectSoundPage } from './browser.js';

const LONG = 'Maximiliana-Konstantina Featherstonehaugh-Cholmondeley-Wolfeschlegelsteinhausen';

let desk: Desk;
let caseworker: Working;
let administrator: Working;
let assessment: string;
let late: string;
let review: string;
let person: string;

beforeAll(async () => {
  desk = await Desk.open();
  person = await desk.child(LONG);
  assessment = await desk.opened('assessments', { person, on: daysAgo(41), kind: 'initial' });
  await desk.recorded('assessments', assessment, {
    milestone: 'advice-requested',
    on: daysAgo(30),
    adviser: 'health',
    ref: 'health',
  });
  late = await desk.opened('assessments', { person: await desk.child(), on: daysAgo(200), kind: 'initial' });
  const other = await desk.child();
  const plan = await desk.opened('plans', {
    person: other,
    milestone: 'plan-transferred-in',
    on: daysAgo(380),
    madeOn: daysAgo(700),
    lastReviewedOn: daysAgo(400),
  });
  review = await desk.opened('reviews', { person: other, plan, kind: 'early', on: daysAgo(60) });
  await desk.recorded('reviews', review, { milestone: 'review-meeting-held', on: daysAgo(40) });
  const transfer = `${String(comingYear(daysAgo(0)))}-09-01`;
  await desk.recorded('plans', plan, {
    milestone: 'phase-transfer-due',
    on: transfer,
    phase: 'primary-to-secondary',
  });
  caseworker = await desk.signIn('with a mouse', { roles: ['caseworker', 'manager'], name: LONG.slice(0, 80) });
  administrator = await desk.signIn('with a mouse', { roles: ['administrator'] });
});
afterAll(() => desk.close());

/** Opens a page as somebody, does something with it, and looks at what comes. */
async function look(
  { page, faults }: Working,
  name: string,
  path: string,
  act?: (page: Page) => Promise<void>,
): Promise<void> {
  await page.goto(path);
  await act?.(page);
  await expectSoundPage(page, name);
  expect(faults).toEqual([]);
}

const press = (name: string | RegExp) => async (page: Page) => {
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name }).first().click()]);
};

describe('the pages of a caseworker', () => {
  it.each<[string, () => string, ...((page: Page) => Promise<void>)[]]>([
    ['worklist with nothing', () => '/worklist'],
    ['worklist', () => '/worklist?officer=all'],
    ['worklist, filtered to nothing', () => '/worklist?officer=all&stage=plan%2Fceased'],
    ['case file of an assessment', () => `/cases/${assessment}`],
    ['case file of a late assessment', () => `/cases/${late}`],
    ['case file of a review', () => `/cases/${review}`],
    ['case file as it was', () => `/cases/${assessment}?asAt=${daysAgo(35)}`],
    ['chronology', () => `/cases/${assessment}/chronology`],
    ['child', () => `/people/${person}`],
    ['details of a child', () => `/people/${person}/details`],
    ['what to record', () => `/cases/${assessment}/record`],
    ['several milestones', () => `/cases/${assessment}/record/several`],
    ['milestone', () => `/cases/${assessment}/record/decision-to-assess-notified`],
    ['milestone, refused', () => `/cases/${assessment}/record/decision-to-assess-notified`, press('Record')],
    [
      'milestone, to confirm',
      () => `/cases/${late}/record/final-plan-issued`,
      async (page) => {
        await press('Record')(page);
        expect(await page.getByRole('button', { name: 'Record anyway' }).count()).toBe(1);
      },
    ],
    ['note', () => `/cases/${assessment}/note`],
    ['note, refused', () => `/cases/${assessment}/note`, press(/note/i)],
    ['assign', () => `/cases/${assessment}/assign`],
    ['close', () => `/cases/${assessment}/close`],
    ['correct', () => `/cases/${assessment}/entries/2/correct`],
    ['correct, refused', () => `/cases/${assessment}/entries/2/correct`, press(/^See what/)],
    ['retract', () => `/cases/${assessment}/entries/2/retract`],
    ['exceptions', () => `/cases/${assessment}/exception`],
    ['exceptions of a review', () => `/cases/${review}/exception`],
    ['exception', () => `/cases/${assessment}/exception/absence`],
    ['exception, refused', () => `/cases/${assessment}/exception/absence`, press('Check what it excuses')],
    [
      'exception, to be checked',
      () => `/cases/${late}/exception/absence`,
      async (page) => {
        await page.locator('#from').fill(longDate(daysAgo(120)));
        await page.locator('#to').fill(longDate(daysAgo(80)));
        await page.locator('#evidence').fill('Abroad.');
        await press('Check what it excuses')(page);
        expect(await page.getByRole('button', { name: 'Record the exception' }).count()).toBe(1);
      },
    ],
    ['family', () => `/cases/${assessment}/family-update`],
    ['workload', () => '/workload'],
    ['workload of a team on another day', () => `/workload?team=none&asAt=${daysAgo(35)}`],
    ['advice', () => '/advice'],
    ['advice, nothing in the period', () => '/advice?kind=calendar-year&period=2015&team=none'],
    ['exceptions', () => '/exceptions'],
    ['exceptions of a team on another day', () => `/exceptions?team=none&asAt=${daysAgo(35)}`],
    ['alerts', () => '/alerts'],
    ['alerts, filtered to nothing', () => '/alerts?state=escalated&age=over-365'],
    ['annual reviews', () => '/annual-reviews?kind=calendar'],
    ['annual reviews, none', () => '/annual-reviews?year=2015'],
    ['list of annual reviews', () => '/annual-reviews/list?count=lost'],
    ['phase transfer, nobody', () => '/phase-transfer?year=2016'],
    ['phase transfer', () => '/phase-transfer'],
    ['hand over', () => '/workload/hand-over?officer=none'],
    ['hand over, refused', () => '/workload/hand-over?officer=none', press('See what it comes to')],
    [
      'hand over, to be checked',
      () => '/workload/hand-over?officer=none',
      async (page) => {
        await page.locator('#officer').selectOption({ index: 1 });
        await press('See what it comes to')(page);
        expect(await page.getByRole('button', { name: 'Hand over', exact: true }).count()).toBe(1);
      },
    ],
    ['search', () => '/search'],
    ['figures', () => '/'],
    ['timeliness', () => '/timeliness'],
    ['timeliness with all numbers', () => '/timeliness?plain=1'],
    ['measure', () => '/timeliness/plans-within-20-weeks'],
    ['measure by need', () => '/timeliness/requests-received?cut=need&plain=1'],
    ['measure, refused', () => '/timeliness/plans-within-20-weeks?from=yesterday&asAt=2025-02-30'],
    ['split', () => '/timeliness/review-outcomes'],
    ['wait', () => '/timeliness/late-plans-waiting?by=month&plain=1'],
    ['new case', () => '/new'],
    ['account', () => '/account'],
    ['password', () => '/account/password'],
    ['not allowed', () => '/administration/users'],
    ['no such case', () => '/cases/018f0000-0000-7000-8000-000000000001'],
  ])('%s', async (...row) => {
    const [name, path, act] = row;
    await look(caseworker, name, path(), act);
  });

  it('search, found and not found', async () => {
    for (const [name, typed] of [
      ['search, found', LONG.split(' ')[1] ?? ''],
      ['search, not found', 'Nobody Atall'],
    ] as const) {
      await look(caseworker, name, '/worklist', async (page) => {
        await page.locator('#search').fill(typed);
        await press('Find')(page);
      });
    }
  });

  it('correction, to be checked', async () => {
    await look(caseworker, 'correction, to be checked', `/cases/${assessment}/entries/2/correct`, async (page) => {
      await page.locator('#on').fill(String(Number(daysAgo(29).split('-')[2])));
      await page.locator('[name="on-month"]').fill(String(Number(daysAgo(29).split('-')[1])));
      await page.locator('[name="why-changed"]').fill('It went out a day later.');
      await press(/^See what/)(page);
    });
  });

  it('many cases at once', async () => {
    await look(caseworker, 'many cases at once', '/worklist?officer=all', async (page) => {
      await page.locator(`[name="case"]`).first().check({ force: true });
      await press(/^Record for the chosen/)(page);
    });
  });
});

describe('the pages of an administrator', () => {
  it.each([
    ['administration', '/administration'],
    ['published figures', '/administration/benchmarks'],
    ['users', '/administration/users'],
    ['new user', '/administration/users/new'],
    ['teams', '/administration/teams'],
    ['tokens', '/administration/tokens'],
    ['page views', '/administration/page-views'],
    ['restrictions', '/administration/restrictions'],
  ])('%s', (name, path) => look(administrator, name, path));

  it('a user', async () => {
    await look(administrator, 'user', '/administration/users', async (page) => {
      const link = page.locator('main a[href^="/administration/users/"]:not([href$="/new"])').first();
      await Promise.all([page.waitForEvent('load'), link.click()]);
    });
  });
});

describe('published figures', () => {
  it('that are looked at before they are imported, and those that cannot be', async () => {
    const plans = [
      england(2024, within20Weeks([460, 1000])),
      authority(2024, 'Birchley', 'East', within20Weeks([3, 9])),
    ];
    const files = {
      'plans-with-a-name-that-is-longer-than-the-screen-of-a-telephone-is-wide.csv': releaseCsv('plans', plans),
      'requests.csv': releaseCsv('requests', [england(2024, { requests_withdrawn: 'many' })]),
    };
    const choose = async (page: Page, names: readonly (keyof typeof files)[]) => {
      const chosen = names.map((name) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(files[name]) }));
      await page.locator('#files').setInputFiles(chosen);
      await press('Look at the files')(page);
    };
    const [good, bad] = Object.keys(files) as (keyof typeof files)[];
    if (good === undefined || bad === undefined) throw new Error('There are two files.');
    await look(administrator, 'published figures, refused', '/administration/benchmarks', press('Look at the files'));
    await look(administrator, 'published figures, with problems', '/administration/benchmarks', (page) =>
      choose(page, [good, bad]),
    );
    await look(administrator, 'published figures, to be imported', '/administration/benchmarks', (page) =>
      choose(page, [good]),
    );
    await look(administrator, 'published figures, imported', administrator.page.url(), press('Import these figures'));
  });
});

describe('where one signs in', () => {
  it('is sound, also where it refuses', async () => {
    const nobody = await desk.window();
    await look(nobody, 'sign in', '/sign-in');
    await look(nobody, 'sign in, refused', '/sign-in', async (page) => {
      await page.locator('#email').fill('nobody@council.example');
      await page.locator('#password').fill('wrong');
      await press('Sign in')(page);
    });
    await nobody.close();
  });
});

describe('a page that is new', () => {
  /** What the specifications beside this one look at. */
  const ELSEWHERE = [
    /^\/new\//,
    /^\/import/,
    /^\/calculator/,
    /^\/rulebook/,
    /^\/(?:help|accessibility)$/,
    /^\/plan(?:\/|$)/,
  ];
  /** What is no page to look at: files, and the ways of an identity provider, which end on a page of those above. */
  const NO_PAGE = [/\.(?:csv|xlsx)$/, /\/csv$/, /^\/sign-in\/provider/, /\/progress$/, /\/live$/];
  const HERE = [
    '/',
    '/account',
    '/account/password',
    '/administration',
    '/administration/benchmarks',
    '/administration/benchmarks/:id',
    '/administration/page-views',
    '/administration/restrictions',
    '/administration/teams',
    '/administration/tokens',
    '/administration/users',
    '/administration/users/:id',
    '/administration/users/new',
    '/advice',
    '/alerts',
    '/alerts/acknowledge',
    '/alerts/seen',
    '/bulk',
    '/cases/:id',
    '/cases/:id/assign',
    '/cases/:id/chronology',
    '/cases/:id/close',
    '/cases/:id/entries/:entry/:change',
    '/cases/:id/exception',
    '/cases/:id/exception/:ground',
    '/cases/:id/family-update',
    '/cases/:id/note',
    '/cases/:id/record',
    '/cases/:id/record/:milestone',
    '/cases/:id/record/several',
    '/exceptions',
    '/new',
    '/people/:id',
    '/people/:id/details',
    '/search',
    '/sign-in',
    '/annual-reviews',
    '/phase-transfer',
    '/annual-reviews/list',
    '/workload',
    '/workload/hand-over',
    '/timeliness',
    '/timeliness/:measure',
    '/worklist',
  ];
  /** Shown only in a state that is specified with the rest of what leads to it. */
  const IN_ANOTHER_STATE = [
    '/alerts/:id',
    '/administration/restrictions/:id',
    '/administration/teams/:id',
    '/cases/:id/reopen',
  ];

  it('has to be looked at here', () => {
    const left = pageRoutes(desk.server.app).filter(
      (path) =>
        ![...HERE, ...IN_ANOTHER_STATE].includes(path) &&
        ![...ELSEWHERE, ...NO_PAGE].some((pattern) => pattern.test(path)),
    );
    expect(left).toEqual([]);
  });
});
