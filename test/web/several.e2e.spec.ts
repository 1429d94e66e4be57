import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { carriedIn, daysAgo, hiddenIn, LoggingSetting, textOf } from './logging-setting.js';

let setting: LoggingSetting;
beforeAll(async () => {
  setting = await LoggingSetting.open();
});
afterAll(() => setting.close());

const namesOf = async (id: string): Promise<readonly string[]> =>
  (await setting.milestones('assessments', id)).map(({ milestone }) => milestone);

/** Fields of rows, each a happening, its day, and a code where it has one. */
const rows = (...all: readonly (readonly [what: string, on: string, code?: string])[]): Record<string, string> =>
  Object.fromEntries(
    all.flatMap(([what, on, code], index) => [
      [`what-${String(index + 1)}`, what],
      [`on-${String(index + 1)}`, on],
      [`code-${String(index + 1)}`, code ?? ''],
    ]),
  );

describe('The choice of what to record', () => {
  it('offers the likely first, and everything in groups', async () => {
    const id = await setting.assessment();
    const { text } = await setting.get(`/cases/${id}/record`).expect(200);
    const likely = text.slice(text.indexOf('Most likely next'), text.indexOf('Record several'));
    expect(likely).toContain(`href="/cases/${id}/record/decision-to-assess-notified"`);
    for (const one of ['advice-requested', 'draft-plan-sent', 'appeal-lodged', 'case-closed']) {
      expect(text).toContain(`href="/cases/${id}/record/${one}"`);
    }
    expect(text).not.toContain('/record/assessment-requested');
  });
});

describe('Several milestones of one case in one go', () => {
  const path = (id: string): string => `/cases/${id}/record/several`;

  it('are recorded in their order, each on what those before it left, and once however often they are sent', async () => {
    const id = await setting.assessment(100);
    const { text } = await setting.get(path(id)).expect(200);
    const form = {
      ...hiddenIn(text),
      ...rows(
        ['decision-to-assess-notified/assess', daysAgo(60)],
        ['advice-requested/health', daysAgo(59)],
        ['draft-plan-sent', daysAgo(20)],
        ['setting-consulted', daysAgo(20), '123456'],
      ),
    };
    await setting.post(path(id), form).expect(303);
    await setting.post(path(id), form).expect(303);
    expect(await setting.milestones('assessments', id)).toMatchObject([
      { milestone: 'assessment-requested' },
      { milestone: 'decision-to-assess-notified', attributes: { outcome: 'assess', on: daysAgo(60) } },
      { milestone: 'advice-requested', attributes: { adviser: 'health', ref: 'health' } },
      { milestone: 'draft-plan-sent', attributes: { on: daysAgo(20) } },
      { milestone: 'setting-consulted', attributes: { ref: '123456' } },
    ]);
    const later = await setting.fill(path(id), rows(['advice-received/health', daysAgo(1)]));
    expect(later.status).toBe(303);
  });

  it('are not recorded where one of them is refused, and the row says why', async () => {
    const id = await setting.assessment(100);
    const told = await setting.fill(
      path(id),
      rows(['decision-to-assess-notified/assess', daysAgo(60)], ['draft-plan-sent', daysAgo(101)]),
    );
    expect(told.status).toBe(400);
    expect(told.text).toMatch(/<a href="#on-2">Row 2: [^<]*cannot be before/);
    expect(told.text).toMatch(/value="draft-plan-sent" selected/);
    expect(await namesOf(id)).toEqual(['assessment-requested']);
  });

  it('say what is missing, row by row', async () => {
    const id = await setting.assessment(100);
    const none = await setting.fill(path(id), {});
    expect(none.text).toContain('<a href="#what-1">Choose what happened in at least one row</a>');
    const told = await setting.fill(
      path(id),
      rows(['decision-to-assess-notified/assess', ''], ['', daysAgo(3)], ['setting-consulted', '31/2/2026', '12']),
    );
    for (const line of [
      '<a href="#on-1">Row 1: enter the date</a>',
      '<a href="#what-2">Row 2: choose what happened</a>',
      '<a href="#on-3">Row 3: the date must be a real day: February 2026 has 28 days</a>',
    ]) {
      expect(told.text).toContain(line);
    }
    const code = await setting.fill(path(id), rows(['setting-consulted', daysAgo(3), '12']));
    expect(code.text).toMatch(/<a href="#code-1">Row 1: Reference must be/);
  });

  it('ask before they are recorded in spite of a warning', async () => {
    const id = await setting.assessment(100);
    const asked = await setting.fill(
      path(id),
      rows(['decision-to-assess-notified/assess', daysAgo(60)], ['final-plan-issued', daysAgo(5)]),
    );
    expect(asked.status).toBe(200);
    expect(textOf(asked.text)).toContain('The draft plan is not on record');
    const back = await setting.post(path(id), { ...carriedIn(asked.text), step: 'back' }).expect(200);
    expect(back.text).toMatch(/value="final-plan-issued" selected/);
    expect(await namesOf(id)).toHaveLength(1);
    await setting.post(path(id), { ...carriedIn(asked.text), step: 'record' }).expect(303);
    expect(await namesOf(id)).toHaveLength(3);
  });

  it('show what others recorded since the form was opened, and can still be recorded by one click', async () => {
    const id = await setting.assessment(100);
    const { text } = await setting.get(path(id));
    await setting.recorded('assessments', id, { milestone: 'family-informed', on: daysAgo(4) });
    const typed = rows(['decision-to-assess-notified/assess', daysAgo(60)]);
    const told = await setting.post(path(id), { ...hiddenIn(text), ...typed }).expect(409);
    expect(textOf(told.text)).toContain('Family informed');
    await setting.post(path(id), { ...hiddenIn(told.text), ...typed }).expect(303);
    expect(await namesOf(id)).toHaveLength(3);
  });
});
