import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { longDate } from '../../src/statute/calendar.js';
import { Desk, WAYS, type Working } from './desk.js';
import { daysAgo } from '../web/logging-setting.js';

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(() => desk.close());

const textOf = async ({ page }: Working): Promise<string> =>
  ((await page.locator('main').textContent()) ?? '').replace(/\s+/g, ' ');
const caseOf = ({ page }: Working): string => /\/cases\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';

/** Records a milestone from the page of its case, through the list of everything that can be recorded. */
async function record(
  working: Working,
  milestone: string,
  on: string,
  answers: Readonly<Record<string, string>> = {},
): Promise<void> {
  const { hand, page } = working;
  const id = caseOf(working);
  await page.goto(`/cases/${id}/record/${milestone}`);
  await hand.date('on', on);
  for (const [field, answer] of Object.entries(answers)) await hand.choose(field, answer);
  await hand.button('Record');
  if (await page.getByRole('button', { name: 'Record anyway' }).isVisible()) await hand.button('Record anyway');
  await page.waitForURL(`**/cases/${id}`);
}

describe.each(WAYS)('%s, a caseworker', (way) => {
  it('takes a request to the final plan, with advice and an exception', async () => {
    const working = await desk.signIn(way);
    const { hand, page, faults, close } = working;
    expect(await textOf(working)).toContain('My work');
    await hand.link('New case');
    await hand.link('Request for a needs assessment');
    await hand.type('First name', 'Ottoline');
    await hand.type('Surname', `Quillfeather ${way}`);
    await hand.date('birth', `${String(WAYS.indexOf(way) + 6)} May 2014`);
    await hand.date('received', longDate(daysAgo(170)));
    await hand.choose('source', 'family');
    await hand.button('Register request');
    await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/);
    const id = caseOf(working);
    expect(await textOf(working)).toContain('Ottoline');

    await record(working, 'decision-to-assess-notified', longDate(daysAgo(140)), { outcome: 'assess' });
    await record(working, 'advice-requested', longDate(daysAgo(138)), { adviser: 'health' });
    await record(working, 'advice-received', longDate(daysAgo(80)), { ref: 'health' });

    await page.goto(`/cases/${id}/exception`);
    await hand.link("Absence from the council's area");
    await hand.date('from', longDate(daysAgo(90)));
    await hand.date('to', longDate(daysAgo(50)));
    await hand.type('What shows that it applies?', 'The family was abroad for a funeral.');
    await hand.button('Check what it excuses');
    expect(await textOf(working)).toMatch(/Limits that it excuses .*N7 Final plan/);
    await hand.button('Record the exception');
    await page.waitForURL(`**/cases/${id}`);

    await record(working, 'decision-to-issue-notified', longDate(daysAgo(60)), { outcome: 'issue' });
    await record(working, 'draft-plan-sent', longDate(daysAgo(40)));
    await record(working, 'final-plan-issued', 'yesterday');

    const text = await textOf(working);
    expect(text).toContain('Final plan issued');
    expect(text).toMatch(/regulation 10\(4\)\(d\)/);
    expect(await desk.milestones('assessments', id)).toEqual([
      'assessment-requested',
      'decision-to-assess-notified',
      'advice-requested',
      'advice-received',
      'exception-recorded',
      'decision-to-issue-notified',
      'draft-plan-sent',
      'final-plan-issued',
    ]);
    expect(faults).toEqual([]);
    await close();
  });

  it('takes an annual review from the invitations to the amended plan', async () => {
    const person = await desk.child();
    const plan = await desk.opened('plans', {
      person,
      milestone: 'plan-transferred-in',
      on: daysAgo(380),
      madeOn: daysAgo(700),
      lastReviewedOn: daysAgo(400),
    });
    const working = await desk.signIn(way);
    const { hand, page, faults, close } = working;
    await page.goto(`/new/review?plan=${plan}`);
    await hand.choose('kind', 'early');
    await hand.date('opened', longDate(daysAgo(120)));
    await hand.button(/^(?:Open|Register)/);
    await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/);
    const id = caseOf(working);
    await record(working, 'invitations-sent', longDate(daysAgo(115)));
    await record(working, 'advice-circulated', longDate(daysAgo(105)));
    await record(working, 'review-meeting-held', longDate(daysAgo(90)));
    await record(working, 'review-report-sent', longDate(daysAgo(80)));
    await record(working, 'review-decision-notified', longDate(daysAgo(70)), { outcome: 'amend' });
    await record(working, 'amendment-notice-sent', longDate(daysAgo(69)));
    await record(working, 'amended-plan-issued', 'today');
    const text = await textOf(working);
    expect(text).toContain('Completed');
    expect(text).toContain('Met late');
    expect((await desk.milestones('reviews', id)).at(-1)).toBe('amended-plan-issued');
    expect(faults).toEqual([]);
    await close();
  });

  it('corrects a wrong date, and sees first what that does to the clocks', async () => {
    const id = await desk.opened('assessments', { person: await desk.child(), on: daysAgo(60), kind: 'initial' });
    await desk.recorded('assessments', id, {
      milestone: 'decision-to-assess-notified',
      on: daysAgo(15),
      outcome: 'assess',
    });
    const working = await desk.signIn(way);
    const { hand, page, faults, close } = working;
    await page.goto(`/cases/${id}`);
    expect(await textOf(working)).toContain('Met late');
    await hand.link(/^Correct /);
    await hand.date('on', longDate(daysAgo(25)));
    await hand.write(page.locator('[name="why-changed"]'), 'The letter went out ten days sooner.');
    await hand.button('See what it does to the clocks');
    expect(await textOf(working)).toMatch(/Met late.*Met/);
    expect(await desk.milestones('assessments', id)).toHaveLength(2);
    await hand.button(/^Correct|^Record/);
    await page.waitForURL(`**/cases/${id}`);
    const text = await textOf(working);
    expect(text).not.toContain('Met late');
    expect(text).toContain('The letter went out ten days sooner.');
    expect(await page.locator('del').first().textContent()).toContain(longDate(daysAgo(15)));
    expect(faults).toEqual([]);
    await close();
  });
});

describe('two caseworkers on one case', () => {
  it('lose nothing: the second sees what the first changed, and records with one click', async () => {
    const id = await desk.opened('assessments', { person: await desk.child(), on: daysAgo(60), kind: 'initial' });
    const [first, second] = await Promise.all([
      desk.signIn('with a mouse', { name: 'Ada Brightwell' }),
      desk.signIn('with a mouse', { name: 'Bo Marchetti' }),
    ]);
    await second.page.goto(`/cases/${id}/record/advice-requested`);
    await second.hand.date('on', longDate(daysAgo(20)));
    await second.hand.choose('adviser', 'health');
    await first.page.goto(`/cases/${id}`);
    await record(first, 'decision-to-assess-notified', longDate(daysAgo(30)), {
      outcome: 'assess',
    });
    await second.hand.button('Record');
    const text = await textOf(second);
    expect(text).toContain('This case was changed after you opened the form');
    expect(text).toContain('Ada Brightwell');
    expect(text).toContain('Decision whether to assess notified');
    expect(await second.page.locator('[name="on-day"]').inputValue()).not.toBe('');
    await second.hand.button('Record it now');
    await second.page.waitForURL(`**/cases/${id}`);
    expect(await desk.milestones('assessments', id)).toEqual([
      'assessment-requested',
      'decision-to-assess-notified',
      'advice-requested',
    ]);
    await Promise.all([first.close(), second.close()]);
  });
});
