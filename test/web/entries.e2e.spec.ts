import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import { InformFamily } from '../../src/cases/application/inform-family.js';
import { EVENT_STORE } from '../../src/event-store/event-store.token.js';
import type { EventStore } from '../../src/event-store/event-store.js';
import { WallClock } from '../../src/platform/wall-clock.js';
import { longDate } from '../../src/statute/calendar.js';
import { onBehalfOf } from '../../src/streams/application/request-context.js';
import { carriedIn, dayFields, daysAgo, hiddenIn, LoggingSetting, textOf } from './logging-setting.js';

let setting: LoggingSetting;
beforeAll(async () => {
  setting = await LoggingSetting.open();
});
afterAll(() => setting.close());

const DECISION = 'decision-to-assess-notified';
const WHY = 'why-changed';

/** A needs assessment that was asked for 100 days ago, with a decision 10 days too late. */
async function decidedLate(): Promise<string> {
  const id = await setting.assessment(100);
  await setting.recorded('assessments', id, { milestone: DECISION, on: daysAgo(48), outcome: 'assess' });
  return id;
}

const decisionOf = async (id: string) => (await setting.milestones('assessments', id))[1];

describe('Correcting a milestone', () => {
  it('shows what it does to the clocks before anything is recorded, and then records it', async () => {
    const id = await decidedLate();
    const path = `/cases/${id}/entries/2/correct`;
    const typed = { ...dayFields('on', daysAgo(60)), outcome: 'assess', [WHY]: 'The letter bears another date.' };
    const check = await setting.fill(path, typed);
    expect(check.status).toBe(200);
    const text = textOf(check.text);
    expect(text).toContain(`Day On record ${longDate(daysAgo(48))} Corrected ${longDate(daysAgo(60))}`);
    expect(text).toContain(`Due ${longDate(daysAgo(58))}. Met late, on ${longDate(daysAgo(48))}`);
    expect(text).toContain(`Due ${longDate(daysAgo(58))}. Met, on ${longDate(daysAgo(60))}`);
    expect(await decisionOf(id)).toMatchObject({ attributes: { on: daysAgo(48) } });

    const answers = await Promise.all(
      [1, 2].map(() => setting.post(path, { ...carriedIn(check.text), step: 'record' })),
    );
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    await setting.post(path, { ...carriedIn(check.text), step: 'record' }).expect(303);
    expect(await decisionOf(id)).toMatchObject({
      attributes: { on: daysAgo(60), outcome: 'assess' },
      before: [{ attributes: { on: daysAgo(48) } }],
    });
  });

  it('is filled in with what is on record', async () => {
    const id = await decidedLate();
    const { text } = await setting.get(`/cases/${id}/entries/2/correct`).expect(200);
    expect(text).toMatch(new RegExp(`name="on-year"[^>]* value="${daysAgo(48).slice(0, 4)}"`));
    expect(text).toMatch(/value="assess" checked/);
  });

  it('asks for a change and for a reason', async () => {
    const id = await decidedLate();
    const { text } = (await setting.fill(`/cases/${id}/entries/2/correct`, {
      ...dayFields('on', daysAgo(48)),
      outcome: 'assess',
    })) as unknown as { readonly text: string };
    expect(text).toContain(`<a href="#on">Change something, or go back to the case</a>`);
    expect(text).toContain(`<a href="#${WHY}">Enter why</a>`);
  });

  it('corrects what opened the case, but refuses a day that would come after what followed', async () => {
    const id = await decidedLate();
    const path = `/cases/${id}/entries/1/correct`;
    const reason = { [WHY]: 'The request came by email before.', kind: 'initial' };
    const late = await setting.fill(path, { ...reason, ...dayFields('on', daysAgo(40)) });
    expect(late.status).toBe(400);
    expect(textOf(late.text)).toContain('cannot be before the request');
    const check = await setting.fill(path, { ...reason, ...dayFields('on', daysAgo(120)) });
    expect(textOf(check.text)).toContain(`Due ${longDate(daysAgo(78))}`);
    await setting.post(path, { ...carriedIn(check.text), step: 'record' }).expect(303);
  });

  it('does not undo what others corrected meanwhile in another field', async () => {
    const id = await setting.assessment(100);
    await setting.recorded('assessments', id, { milestone: DECISION, on: daysAgo(60), outcome: 'assess' });
    await setting.recorded('assessments', id, { milestone: 'draft-plan-sent', on: daysAgo(20), servedOn: daysAgo(19) });
    const path = `/cases/${id}/entries/3/correct`;
    const { text } = await setting.get(path).expect(200);
    await setting.api('patch', `assessments/${id}/milestones/3`, {
      to: { servedOn: daysAgo(18) },
      reason: 'Read again.',
    });
    const typed = { ...dayFields('on', daysAgo(21)), ...dayFields('servedOn', daysAgo(19)), [WHY]: 'A slip.' };
    const check = await setting.post(path, { ...hiddenIn(text), ...typed }).expect(200);
    const told = await setting.post(path, { ...carriedIn(check.text), step: 'record' }).expect(409);
    expect(textOf(told.text)).toContain('received by the family on from');
    expect(textOf(told.text)).toContain('It still fits');
    const again = { ...hiddenIn(told.text), ...dayFields('on', daysAgo(21)), ...dayFields('servedOn', daysAgo(18)) };
    await setting.post(path, { ...again, [WHY]: 'A slip.', step: 'record' }).expect(303);
    const [, , draft] = await setting.milestones('assessments', id);
    expect(draft).toMatchObject({ attributes: { on: daysAgo(21), servedOn: daysAgo(18) } });
  });
});

describe('Retracting a milestone', () => {
  it('shows what it does to the clocks, asks why, and takes it back', async () => {
    const id = await decidedLate();
    const path = `/cases/${id}/entries/2/retract`;
    const check = await setting.fill(path, { [WHY]: 'It belongs on another case.' });
    expect(textOf(check.text)).toContain('Overdue: 58 days late');
    await setting.post(path, { ...carriedIn(check.text), step: 'record' }).expect(303);
    expect(await decisionOf(id)).toMatchObject({ gone: 'retracted' });
  });

  it('refuses where something depends on it, and for what opened the case', async () => {
    const id = await setting.assessment(100);
    await setting.recorded('assessments', id, { milestone: 'advice-requested', on: daysAgo(60), adviser: 'health' });
    await setting.recorded('assessments', id, { milestone: 'advice-received', on: daysAgo(30), ref: 'health' });
    const refused = await setting.fill(`/cases/${id}/entries/2/retract`, { [WHY]: 'A slip.' });
    expect(refused.status).toBe(400);
    expect(textOf(refused.text)).toContain('depends on it');
    const opening = await setting.get(`/cases/${id}/entries/1/retract`).expect(409);
    expect(opening.text).toContain('<title>This cannot be done - ');
    expect(textOf(opening.text)).toContain('it opened the case and cannot be retracted');
    await setting.get(`/cases/${id}/entries/9/retract`).expect(404);
    await setting.get(`/cases/${id}/entries/2/withdraw`).expect(409);
    await setting.get(`/cases/${id}/entries/2/destroy`).expect(404);
  });
});

describe('Withdrawing an exception', () => {
  it('ends the reliance on it from a day', async () => {
    const id = await setting.assessment(100);
    const exception = { ground: 'absence', from: daysAgo(95), to: daysAgo(60) };
    await setting.recorded('assessments', id, { milestone: 'exception-recorded', on: daysAgo(59), ...exception });
    const path = `/cases/${id}/entries/2/withdraw`;
    const check = await setting.fill(path, { ...dayFields('on', daysAgo(10)), [WHY]: 'They were back.' });
    expect(check.status).toBe(200);
    await setting.post(path, { ...carriedIn(check.text), step: 'record' }).expect(303);
    expect(await decisionOf(id)).toMatchObject({ gone: 'withdrawn' });
  });
});

describe('Undoing what was recorded a moment ago', () => {
  async function informed(): Promise<string> {
    const id = await setting.assessment();
    const sent = await setting.fill(`/cases/${id}/record/family-informed`, dayFields('on', daysAgo(1)));
    expect(sent.status).toBe(303);
    return id;
  }

  it('retracts it, and says so once more where it was undone already', async () => {
    const id = await informed();
    await setting.post(`/cases/${id}/entries/2/undo`, {}).expect(303);
    await setting.post(`/cases/${id}/entries/2/undo`, {}).expect(303);
    expect(await decisionOf(id)).toMatchObject({ gone: 'retracted' });
    const events = await setting.server.app.get<EventStore>(EVENT_STORE).readStream(`assessment-${id}`);
    expect(events.map(({ type }) => type)).toEqual(['AssessmentRequested', 'FamilyInformed', 'MilestoneRetracted']);
  });

  it('is too late after ten minutes, and says what to do instead', async () => {
    const id = await informed();
    const later = jest.spyOn(WallClock.prototype, 'now');
    later.mockImplementation(() => new Date(Date.now() + 10 * 60_000 + 1_000));
    try {
      const { text } = await setting.post(`/cases/${id}/entries/2/undo`, {}).expect(409);
      expect(textOf(text)).toContain('more than 10 minutes ago');
      expect(text).toContain(`href="/cases/${id}/entries/2/retract"`);
    } finally {
      later.mockRestore();
    }
    expect((await decisionOf(id))?.gone).toBeUndefined();
  });

  it('is for whoever recorded it', async () => {
    const id = await setting.assessment();
    const request = Object.assign(new InformFamily(), { case: id, kind: 'assessment', on: daysAgo(1) });
    await onBehalfOf({ actor: 'officer-2' }, () => setting.server.app.get(CommandBus).execute(request));
    const { text } = await setting.post(`/cases/${id}/entries/2/undo`, {}).expect(409);
    expect(textOf(text)).toContain('Somebody else recorded this');
    expect((await decisionOf(id))?.gone).toBeUndefined();
  });

  it('is refused where something depends on it, and for what opened the case', async () => {
    const id = await setting.assessment();
    const day = dayFields('on', daysAgo(20));
    await setting.fill(`/cases/${id}/record/advice-requested`, { ...day, adviser: 'health' });
    await setting.fill(`/cases/${id}/record/advice-received`, { ...day, ref: 'health' });
    const depends = await setting.post(`/cases/${id}/entries/2/undo`, {}).expect(409);
    expect(textOf(depends.text)).toContain('depends on it');
    const { text } = await setting.post(`/cases/${id}/entries/1/undo`, {}).expect(409);
    expect(text).toContain(`href="/cases/${id}/record/case-closed"`);
  });
});
