import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { BulkPace } from '../../src/cases/web/recording/bulk-pages.js';
import { carriedIn, dayFields, daysAgo, LoggingSetting, textOf } from './logging-setting.js';

// Each opens several cases, and waits until they are shown.
jest.setTimeout(30_000);

let setting: LoggingSetting;
beforeAll(async () => {
  setting = await LoggingSetting.open();
});
afterAll(() => setting.close());

type Fields = Readonly<Record<string, string | readonly string[]>>;

const post = async (fields: Fields, status = 200): Promise<string> =>
  (await setting.post('/bulk', fields).expect(status)).text;

/** The page that says what recording a milestone on cases would come to. */
async function preview(cases: readonly string[], milestone: string, fields: Fields): Promise<string> {
  const chosen = await post({ case: cases });
  const filling = await post({ ...carriedIn(chosen), milestone, step: 'fill' });
  return post({ ...carriedIn(filling), ...fields, step: 'preview' });
}

const record = (page: string, more: Fields = {}) => post({ ...carriedIn(page), ...more, step: 'record' });
const namesOf = async (id: string): Promise<readonly string[]> =>
  (await setting.milestones('assessments', id)).map(({ milestone }) => milestone);

const several = (count: number, days = 100): Promise<readonly string[]> =>
  Promise.all(Array.from({ length: count }, () => setting.assessment(days)));

describe('One milestone on many cases', () => {
  it('is chosen first, then said, then shown case by case, and recorded with a result for each', async () => {
    const cases = await several(3);
    const chosen = await post({ case: cases });
    expect(textOf(chosen)).toContain('3 cases');
    expect(chosen).toContain('value="family-informed"');
    const shown = await preview(cases, 'decision-to-assess-notified', {
      ...dayFields('on', daysAgo(60)),
      outcome: 'assess',
    });
    expect(textOf(shown)).toContain('3 cases will be recorded');
    expect(await namesOf(cases[0]!)).toHaveLength(1);
    const done = await record(shown);
    expect(textOf(done)).toContain('Recorded for 3 cases');
    for (const id of cases) {
      expect(await namesOf(id)).toEqual(['assessment-requested', 'decision-to-assess-notified']);
    }
  });

  it('is recorded once, however often the form is sent', async () => {
    const cases = await several(2);
    const shown = await preview(cases, 'family-feedback-recorded', {
      ...dayFields('on', daysAgo(1)),
      satisfaction: '4',
    });
    await Promise.all([record(shown), record(shown)]);
    expect(textOf(await record(shown))).toContain('Recorded for 2 cases');
    for (const id of cases) expect(await namesOf(id)).toHaveLength(2);
  });

  it('is recorded as well where somebody goes back and says something else', async () => {
    const cases = await several(2);
    const chosen = await post({ case: cases });
    const filling = await post({ ...carriedIn(chosen), milestone: 'family-informed', step: 'fill' });
    const previewed = (day: string) => post({ ...carriedIn(filling), ...dayFields('on', day), step: 'preview' });
    await record(await previewed(daysAgo(3)));
    expect(textOf(await record(await previewed(daysAgo(2))))).toContain('Recorded for 2 cases');
    for (const id of cases) {
      const days = (await setting.milestones('assessments', id)).map(({ attributes }) => attributes.on);
      expect(days.slice(1)).toEqual([daysAgo(3), daysAgo(2)]);
    }
  });

  it('is not said to be recorded where the form that is sent again says something else', async () => {
    const cases = await several(1);
    const shown = await preview(cases, 'family-informed', dayFields('on', daysAgo(3)));
    await record(shown);
    const again = textOf(await record(shown, dayFields('on', daysAgo(2))));
    expect(again).toContain('Recorded for 0 of 1 case');
    expect(again).toContain('This form recorded something else on the case before');
    expect(await namesOf(cases[0]!)).toHaveLength(2);
  });

  it('says which cases refuse it and why, and which need a confirmation, for each by itself', async () => {
    const [able, warned, ticked] = await several(3);
    const young = await setting.assessment(3);
    const decision = { milestone: 'decision-to-assess-notified', on: daysAgo(60), outcome: 'assess' };
    await setting.recorded('assessments', able!, decision);
    await setting.recorded('assessments', able!, { milestone: 'draft-plan-sent', on: daysAgo(40) });
    const cases = [able!, warned!, ticked!, young];
    const shown = await preview(cases, 'final-plan-issued', dayFields('on', daysAgo(5)));
    const text = textOf(shown);
    expect(text).toContain('1 case will be recorded');
    expect(text).toContain('2 cases need your confirmation');
    expect(text).toContain('1 case cannot be recorded');
    expect(text).toContain('cannot be before the request for the needs assessment');
    const done = textOf(await record(shown, { include: ticked! }));
    expect(done).toContain('Recorded for 2 of 4 cases');
    expect(done).toContain('Left out');
    expect(await namesOf(able!)).toContain('final-plan-issued');
    expect(await namesOf(ticked!)).toContain('final-plan-issued');
    expect(await namesOf(warned!)).not.toContain('final-plan-issued');
  });

  it('is not recorded on a case that somebody changed since it was looked at', async () => {
    const cases = await several(2);
    const shown = await preview(cases, 'family-informed', dayFields('on', daysAgo(1)));
    await setting.recorded('assessments', cases[0]!, { milestone: 'family-feedback-asked', on: daysAgo(2) });
    const done = textOf(await record(shown));
    expect(done).toContain('Recorded for 1 of 2 cases');
    expect(done).toContain('somebody changed the case meanwhile');
    expect(await namesOf(cases[0]!)).not.toContain('family-informed');
  });

  it('tells how far it has come where it takes long, and goes on from there', async () => {
    const cases = await several(5);
    const pace = setting.server.app.get(BulkPace);
    const { patience, atOnce } = pace;
    const shown = await preview(cases, 'family-informed', dayFields('on', daysAgo(1)));
    Object.assign(pace, { patience: 0, atOnce: 2 });
    try {
      const first = await record(shown);
      expect(textOf(first)).toContain('2 of 5 cases done');
      expect(first).toMatch(/<progress [^>]*max="5" value="2"/);
      const second = await post(carriedIn(first));
      expect(textOf(second)).toContain('4 of 5 cases done');
      const last = await post(carriedIn(second));
      expect(textOf(last)).toContain('Recorded for 5 cases');
    } finally {
      Object.assign(pace, { patience, atOnce });
    }
    for (const id of [cases[0]!, cases[4]!])
      expect(await namesOf(id)).toEqual(['assessment-requested', 'family-informed']);
  });

  it('keeps what was typed where it is wrong', async () => {
    const cases = await several(1);
    const chosen = await post({ case: cases });
    const told = await post(
      { ...carriedIn(chosen), milestone: 'decision-to-assess-notified', step: 'preview', 'on-day': '40' },
      400,
    );
    expect(told).toContain('<a href="#on">');
    expect(told).toContain('<a href="#outcome">Select the outcome</a>');
    expect(told).toMatch(/name="on-day"[^>]* value="40"/);
  });

  it('is refused for no case, for too many, and for what is no case or no milestone', async () => {
    expect(await post({}, 400)).toContain('Choose at least one case in your work');
    const many = Array.from(
      { length: 201 },
      (_, index) => `0190d3c8-0d4e-7c3a-9b1f-${String(index).padStart(12, '0')}`,
    );
    expect(await post({ case: many }, 400)).toContain('Choose at most 200 cases');
    expect(await post({ case: ['x', '<b>'] }, 400)).toContain('Choose at least one case');
    const [one] = await several(1);
    expect(await post({ case: one!, milestone: 'nonsense', step: 'fill' }, 400)).toContain(
      '<a href="#milestone">Choose what happened</a>',
    );
    const foreign = await preview([one!, many[0]!], 'family-informed', dayFields('on', daysAgo(1)));
    expect(textOf(foreign)).toContain('No such case');
    await setting.get('/bulk').expect(303);
  });
});
