import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dayFields, daysAgo, hiddenIn, LoggingSetting, textOf } from './logging-setting.js';

let setting: LoggingSetting;
beforeAll(async () => {
  setting = await LoggingSetting.open();
});
afterAll(() => setting.close());

const EVIDENCE = { evidence: 'The family was abroad for a funeral.', approvedBy: 'officer-001' };
const absence = (from: string, to: string) => ({
  ...dayFields('on', daysAgo(0)),
  ...dayFields('from', from),
  ...dayFields('to', to),
  ...EVIDENCE,
});

describe('an exception', () => {
  it('is chosen among the grounds that the law lists for the limits of the case', async () => {
    const id = await setting.assessment(150);
    const { text } = await setting.get(`/cases/${id}/exception`).expect(200);
    expect(text).toContain(`href="/cases/${id}/exception/absence"`);
    expect(text).toContain('href="/rulebook/N7"');
    expect(text).not.toContain(`href="/cases/${id}/exception/late-representations"`);
    expect(textOf(text)).toContain('Representations after the 15 days No limit of this case can be excused');
    await setting.get(`/cases/${id}/exception/late-representations`).expect(404);
    await setting.get(`/cases/${id}/exception/holiday`).expect(404);
  });

  it('tells what it would excuse before it is recorded, and is then shown with who approved it', async () => {
    const id = await setting.assessment(150);
    const path = `/cases/${id}/exception/absence`;
    const checked = await setting.fill(path, {
      ...absence(daysAgo(80), daysAgo(40)),
      ...dayFields('familyToldOn', daysAgo(10)),
    });
    expect(checked.status).toBe(200);
    expect(textOf(checked.text)).toMatch(/Limits that it excuses .*N7 Final plan.*regulation 10\(4\)\(d\)/);
    expect(textOf(checked.text)).toMatch(/Limits that it leaves as they are .*N1 /);
    expect(await setting.milestones('assessments', id)).toHaveLength(1);
    const recorded = await setting.post(`/cases/${id}/record/exception-recorded`, hiddenIn(checked.text));
    expect(recorded.status).toBe(303);
    const [, exception] = await setting.milestones('assessments', id);
    expect(exception?.attributes).toMatchObject({
      ground: 'absence',
      from: daysAgo(80),
      to: daysAgo(40),
      approvedBy: 'officer-001',
      familyToldOn: daysAgo(10),
    });
    expect(textOf((await setting.get(`/cases/${id}`).expect(200)).text)).toMatch(/[Ee]xcused/);
  });

  it('is not recorded where its ground does not apply: the form says why and keeps what was typed', async () => {
    const id = await setting.assessment(150);
    const { status, text } = await setting.fill(`/cases/${id}/exception/absence`, absence(daysAgo(60), daysAgo(50)));
    expect(status).toBe(400);
    expect(text).toContain('<a href="#from">This ground does not apply: see below why</a>');
    expect(textOf(text)).toContain('is 11 days; the ground needs at least 4 weeks (28 days).');
    expect(text).toContain('The family was abroad for a funeral.');
    expect(await setting.milestones('assessments', id)).toHaveLength(1);
  });

  it('has to say what shows that it applies, and who approved it', async () => {
    const id = await setting.assessment(150);
    const { status, text } = await setting.fill(`/cases/${id}/exception/absence`, {
      ...absence(daysAgo(80), daysAgo(40)),
      evidence: '',
      approvedBy: '',
    });
    expect(status).toBe(400);
    expect(text).toContain('href="#evidence"');
    expect(text).toContain('href="#approvedBy"');
  });

  it('goes back to the form with everything that was typed', async () => {
    const id = await setting.assessment(150);
    const path = `/cases/${id}/exception/absence`;
    const checked = await setting.fill(path, absence(daysAgo(80), daysAgo(40)));
    const { text } = await setting.post(path, { ...hiddenIn(checked.text), step: 'back' });
    expect(text).toContain('The family was abroad for a funeral.');
    expect(text).toMatch(/id="from"[^>]* value="\d+"/);
  });

  it('excuses nothing of a review, and the page says so', async () => {
    const plan = await setting.opened('plans', {
      person: await setting.child(),
      milestone: 'plan-transferred-in',
      on: daysAgo(400),
      madeOn: daysAgo(700),
    });
    const { text } = await setting.get(`/cases/${plan}/exception`).expect(200);
    expect(textOf(text)).toContain('No ground of the regulations can excuse a limit of this case.');
  });
});

describe('updates to the family', () => {
  it('are owed at the weeks of an assessment, on its page and in the list of what is to be done', async () => {
    const id = await setting.assessment(7 * 6);
    const { text } = await setting.get(`/cases/${id}/family-update`).expect(200);
    expect(textOf(text)).toContain('Update for week 6, by');
    expect(textOf(text)).toContain('Ask how the family finds things at week 6, by');
    const ids = [...text.matchAll(/\sid="([^"]+)"/g)].map(([, one]) => one);
    expect(new Set(ids).size).toBe(ids.length);
    const list = await setting.get('/worklist?officer=none').expect(200);
    expect(list.text).toContain(`href="/cases/${id}/family-update"`);
  });

  it('are recorded with the week for which they are owed, and then no longer owed', async () => {
    const id = await setting.assessment(7 * 6);
    const { text } = await setting.get(`/cases/${id}/family-update`).expect(200);
    const sent = await setting.post(`/cases/${id}/record/family-informed`, {
      ...hiddenIn(text),
      ...dayFields('on', daysAgo(0)),
      week: '6',
      by: 'telephone',
    });
    expect(sent.status).toBe(303);
    const after = textOf((await setting.get(`/cases/${id}/family-update`).expect(200)).text);
    expect(after).not.toContain('Update for week 6');
    expect(after).toMatch(/Told how things stand 6 .*[Tt]elephone/);
  });

  it('take how satisfied the family is, on a short scale', async () => {
    const id = await setting.assessment(7 * 6);
    const { text } = await setting.get(`/cases/${id}/family-update`).expect(200);
    expect(textOf(text)).toMatch(/very dissatisfied/i);
    const sent = await setting.post(`/cases/${id}/record/family-feedback-recorded`, {
      ...hiddenIn(text),
      ...dayFields('on', daysAgo(0)),
      week: '6',
      satisfaction: '4',
    });
    expect(sent.status).toBe(303);
    expect(textOf((await setting.get(`/cases/${id}/family-update`).expect(200)).text)).not.toContain('Ask how');
  });
});
