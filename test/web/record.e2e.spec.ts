import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { carriedIn, dayFields, daysAgo, hiddenIn, LoggingSetting, textOf } from './logging-setting.js';

let setting: LoggingSetting;
beforeAll(async () => {
  setting = await LoggingSetting.open();
});
afterAll(() => setting.close());

const DECISION = 'decision-to-assess-notified';
const namesOf = async (id: string): Promise<readonly string[]> =>
  (await setting.milestones('assessments', id)).map(({ milestone }) => milestone);

describe('Recording a milestone on a case', () => {
  it('asks for its day, today unless told otherwise, says what counts as that day, and leads to the law', async () => {
    const id = await setting.assessment();
    const { text } = await setting.get(`/cases/${id}/record/${DECISION}`).expect(200);
    const [year = '', month = '', day = ''] = daysAgo(0).split('-');
    expect(text).toMatch(new RegExp(`name="on-day"[^>]* value="${String(Number(day))}"`));
    expect(text).toMatch(new RegExp(`name="on-month"[^>]* value="${String(Number(month))}"`));
    expect(text).toMatch(new RegExp(`name="on-year"[^>]* value="${year}"`));
    expect(textOf(text)).toContain('The day the notice was sent: not the day of the panel');
    expect(text).toContain('href="/rulebook/N1"');
    expect(textOf(text)).toContain('Ottoline Quillfeather: Needs assessment');
  });

  it('records what was entered and leads back to the case', async () => {
    const id = await setting.assessment();
    const sent = await setting.fill(`/cases/${id}/record/${DECISION}`, {
      ...dayFields('on', daysAgo(60)),
      outcome: 'assess',
    });
    expect(sent.status).toBe(303);
    expect(sent.headers.location).toBe(`/cases/${id}`);
    const [, decision] = await setting.milestones('assessments', id);
    expect(decision).toMatchObject({ milestone: DECISION, attributes: { on: daysAgo(60), outcome: 'assess' } });
  });

  it('shows what is missing beside its field, and keeps what was typed', async () => {
    const id = await setting.assessment();
    const { text, status } = await setting.fill(`/cases/${id}/record/${DECISION}`, {
      'on-day': '31',
      'on-month': '2',
      'on-year': '2026',
    });
    expect(status).toBe(400);
    expect(text).toContain('<title>Error: ');
    expect(text).toMatch(/<a href="#on">The date must be a real day: February 2026 has 28 days<\/a>/);
    expect(text).toMatch(/<a href="#outcome">Select the outcome<\/a>/);
    expect(text).toMatch(/name="on-day"[^>]* value="31"/);
    expect(await namesOf(id)).toEqual(['assessment-requested']);
  });

  it('shows why the record refuses it, beside the field that has to change', async () => {
    const id = await setting.assessment(100);
    const { text, status } = await setting.fill(`/cases/${id}/record/${DECISION}`, {
      ...dayFields('on', daysAgo(101)),
      outcome: 'assess',
    });
    expect(status).toBe(400);
    expect(text).toMatch(/<a href="#on">[^<]*cannot be before the request for the needs assessment[^<]*<\/a>/);
    expect(text).toMatch(/value="assess" checked/);
  });

  it('asks before it records what a warning applies to, and can go back', async () => {
    const id = await setting.assessment(100);
    const typed = dayFields('on', daysAgo(5));
    const asked = await setting.fill(`/cases/${id}/record/final-plan-issued`, typed);
    expect(asked.status).toBe(200);
    expect(textOf(asked.text)).toContain('Record anyway');
    expect(textOf(asked.text)).toContain('The draft plan is not on record');
    expect(await namesOf(id)).toEqual(['assessment-requested']);

    const carried = carriedIn(asked.text);
    const back = await setting.post(`/cases/${id}/record/final-plan-issued`, { ...carried, step: 'back' }).expect(200);
    expect(back.text).toMatch(new RegExp(`name="on-day"[^>]* value="${String(typed['on-day'])}"`));

    await setting.post(`/cases/${id}/record/final-plan-issued`, { ...carried, step: 'record' }).expect(303);
    expect(await namesOf(id)).toEqual(['assessment-requested', 'final-plan-issued']);
  });

  it('records a form once, however often it is sent', async () => {
    const id = await setting.assessment();
    const path = `/cases/${id}/record/family-informed`;
    const { text } = await setting.get(path);
    const form = { ...hiddenIn(text), ...dayFields('on', daysAgo(1)), message: 'We are late.' };
    const answers = await Promise.all([setting.post(path, form), setting.post(path, form)]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    await setting.post(path, form).expect(303);
    expect(await namesOf(id)).toEqual(['assessment-requested', 'family-informed']);
  });

  it('shows what others recorded since the form was opened, keeps what was typed, and records it by one click', async () => {
    const id = await setting.assessment();
    const path = `/cases/${id}/record/advice-requested`;
    const { text } = await setting.get(path);
    await setting.recorded('assessments', id, { milestone: DECISION, on: daysAgo(60), outcome: 'assess' });
    const typed = { ...hiddenIn(text), ...dayFields('on', daysAgo(59)), adviser: 'health' };
    const told = await setting.post(path, typed);
    expect(told.status).toBe(409);
    expect(textOf(told.text)).toContain('Decision whether to assess notified, assess');
    expect(textOf(told.text)).toContain('It still fits');
    expect(told.text).toMatch(/value="health" checked/);
    const { expectedRevision = '', _form = '' } = hiddenIn(told.text);
    await setting.post(path, { ...typed, expectedRevision, _form }).expect(303);
    expect(await namesOf(id)).toEqual(['assessment-requested', DECISION, 'advice-requested']);
  });

  it('records both of two forms that are sent at the same moment, the second by one more click', async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = await setting.assessment();
      const path = `/cases/${id}/record/advice-requested`;
      const forms = await Promise.all(
        ['health', 'sensory'].map(async (adviser) => ({
          ...hiddenIn((await setting.get(path)).text),
          ...dayFields('on', daysAgo(50)),
          adviser,
        })),
      );
      const answers = await Promise.all(forms.map(async (form) => ({ form, told: await setting.post(path, form) })));
      const [late] = answers.filter(({ told }) => told.status === 409);
      const { expectedRevision = '', _form = '' } = hiddenIn(late!.told.text);
      await setting.post(path, { ...late!.form, expectedRevision, _form }).expect(303);
      expect(await namesOf(id)).toHaveLength(3);
    }
  });

  it('records what a form says whose own id is none', async () => {
    const id = await setting.assessment();
    const form = { ...dayFields('on', daysAgo(1)), _form: '-'.repeat(36) };
    const sent = await setting.fill(`/cases/${id}/record/family-informed`, form);
    expect(sent.status).toBe(303);
  });

  it('says that what was typed no longer fits where others were first', async () => {
    const id = await setting.assessment();
    const path = `/cases/${id}/record/advice-requested`;
    const { text } = await setting.get(path);
    await setting.recorded('assessments', id, { milestone: 'advice-requested', on: daysAgo(60), adviser: 'health' });
    const told = await setting.post(path, { ...hiddenIn(text), ...dayFields('on', daysAgo(59)), adviser: 'health' });
    expect(told.status).toBe(409);
    expect(textOf(told.text)).toContain('It no longer fits as it is');
    expect(told.text).toMatch(/<a href="#ref">[^<]*is on record already/);
  });

  it('does not take another answer under a form that was sent already', async () => {
    const id = await setting.assessment();
    const path = `/cases/${id}/record/family-informed`;
    const { text } = await setting.get(path);
    await setting.post(path, { ...hiddenIn(text), ...dayFields('on', daysAgo(2)) }).expect(303);
    const other = await setting.post(path, { ...hiddenIn(text), ...dayFields('on', daysAgo(1)) });
    expect(other.status).toBe(409);
    expect(textOf(other.text)).toContain('Family informed');
    expect(await namesOf(id)).toHaveLength(2);
  });

  it('pairs an answer with what was asked and is still open', async () => {
    const id = await setting.assessment();
    await setting.recorded('assessments', id, { milestone: 'advice-requested', on: daysAgo(60), adviser: 'health' });
    await setting.recorded('assessments', id, { milestone: 'advice-requested', on: daysAgo(50), adviser: 'sensory' });
    await setting.recorded('assessments', id, { milestone: 'advice-received', on: daysAgo(40), ref: 'health' });
    const { text } = await setting.get(`/cases/${id}/record/advice-received?ref=sensory`).expect(200);
    expect(text).toMatch(/value="sensory" checked/);
    expect(text.indexOf('value="sensory"')).toBeLessThan(text.indexOf('value="health"'));
    expect(textOf(text)).toContain('received already');
  });
});

describe('What is hostile or wrong', () => {
  const path = (id: string): string => `/cases/${id}/record/family-informed`;

  it('finds nothing under ids that are foreign or no ids, and for milestones that do not belong on the case', async () => {
    const id = await setting.assessment();
    await setting.get(path('0190d3c8-0d4e-7c3a-9b1f-3a5e7f0000a1')).expect(404);
    await setting.get(path('%27%20OR%201=1')).expect(404);
    await setting.get(`/cases/${id}/record/review-meeting-held`).expect(404);
    await setting.get(`/cases/${id}/record/assessment-requested`).expect(404);
    await setting.get(`/cases/${id}/record/__proto__`).expect(404);
    await setting.post(path('0190d3c8-0d4e-7c3a-9b1f-3a5e7f0000a1'), {}).expect(404);
  });

  it('asks again where everything is missing', async () => {
    const id = await setting.assessment();
    const { text } = await setting.post(path(id), {}).expect(400);
    expect(text).toContain('<a href="#on">Enter the date</a>');
  });

  it('takes the first of a field that is sent several times, and shows that one again', async () => {
    const id = await setting.assessment();
    const { text } = await setting
      .post(path(id), {
        'on-day': ['40', '1'],
        'on-month': ['1', '2'],
        'on-year': ['2026', '2025'],
        by: ['letter', 'x'],
      })
      .expect(400);
    expect(text).toMatch(/name="on-day"[^>]* value="40"/);
    expect(text).toMatch(/value="letter" checked/);
  });

  it('refuses values that were never offered, without repeating them', async () => {
    const id = await setting.assessment();
    const { text } = await setting
      .post(path(id), {
        ...dayFields('on', daysAgo(1)),
        by: 'pigeon-post',
        week: 'Infinity',
        confirm: '<b>',
        _form: 'x',
      })
      .expect(400);
    expect(text).toContain('<a href="#by">Select one of the answers</a>');
    expect(text).toContain('<a href="#week">Select one of the answers</a>');
    expect(text).not.toMatch(/pigeon-post|Infinity|<b>/);
  });

  it('escapes what was typed', async () => {
    const id = await setting.assessment();
    const hostile = '"><script>alert(1)</script>{{ 7 * 7 }}';
    const { text } = await setting.post(path(id), { 'on-day': hostile, message: hostile }).expect(400);
    expect(text).not.toContain('<script>alert');
    expect(text).toContain('{{ 7 * 7 }}');
  });

  it('refuses a text of a megabyte with a page, and one that is too long beside its field', async () => {
    const id = await setting.assessment();
    const day = dayFields('on', daysAgo(1));
    const huge = await setting.post(path(id), { ...day, message: 'x'.repeat(1_000_000) });
    expect(huge.status).toBe(413);
    expect(textOf(huge.text)).toContain('Go back and shorten the texts');
    const long = await setting.post(path(id), { ...day, message: 'x'.repeat(100_001) });
    expect(long.status).toBe(400);
    expect(long.text).toContain('<a href="#message">Message must be a text of at most 100000 characters</a>');
  });
});
