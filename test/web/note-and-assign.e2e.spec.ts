import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { Accounts } from '../../src/access/application/accounts.js';
import { ChildRestrictions } from '../../src/access/application/child-restrictions.js';
import type { PersonId } from '../../src/streams/domain/event.js';
import { dayFields, daysAgo, hiddenIn, LoggingSetting, textOf } from './logging-setting.js';

const ME = 'officer-001';

let setting: LoggingSetting;
beforeAll(async () => {
  setting = await LoggingSetting.open();
});
afterAll(() => setting.close());

interface Told {
  readonly type: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

async function eventsOf(id: string): Promise<readonly Told[]> {
  const { body } = await request(setting.server.http).get(`/api/v1/assessments/${id}/history`).expect(200);
  return (body as { readonly events: readonly Told[] }).events;
}

describe('A note', () => {
  it('is added once, however often its form is sent', async () => {
    const id = await setting.assessment();
    const { text } = await setting.get(`/cases/${id}/note`).expect(200);
    const form = { ...hiddenIn(text), text: 'The family prefers to be called in the evening.' };
    await setting.post(`/cases/${id}/note`, form).expect(303);
    await setting.post(`/cases/${id}/note`, form).expect(303);
    const notes = (await eventsOf(id)).filter(({ type }) => type === 'NoteAdded');
    expect(notes).toHaveLength(1);
    expect(notes[0]?.attributes.text).toBe('The family prefers to be called in the evening.');
  });

  it('is added beside the first where somebody goes back and writes another', async () => {
    const id = await setting.assessment();
    const path = `/cases/${id}/note`;
    const form = hiddenIn((await setting.get(path)).text);
    await setting.post(path, { ...form, text: 'One.' }).expect(303);
    const told = await setting.post(path, { ...form, text: 'Another.' }).expect(400);
    expect(textOf(told.text)).toContain('Another note was added by this form before');
    await setting.post(path, { ...hiddenIn(told.text), text: 'Another.' }).expect(303);
    const notes = (await eventsOf(id)).filter(({ type }) => type === 'NoteAdded');
    expect(notes.map(({ attributes }) => attributes.text)).toEqual(['One.', 'Another.']);
  });

  it('has to say something, and not too much', async () => {
    const id = await setting.assessment();
    const none = await setting.fill(`/cases/${id}/note`, { text: '  ' });
    expect(none.text).toContain('<a href="#text">Enter the note</a>');
    const long = await setting.fill(`/cases/${id}/note`, { text: 'x'.repeat(100_001) });
    expect(long.text).toContain('<a href="#text">The note must have at most 100,000 characters</a>');
  });
});

describe('A case', () => {
  it('is given to an officer from the directory', async () => {
    const id = await setting.assessment();
    const { text } = await setting.get(`/cases/${id}/assign`).expect(200);
    const [, officer = ''] = /<option value="([^"]+)"/.exec(text.slice(text.indexOf('id="officer"'))) ?? [];
    const form = { ...hiddenIn(text), officer, team: '', ...dayFields('on', daysAgo(1)), note: 'Please call.' };
    await setting.post(`/cases/${id}/assign`, form).expect(303);
    await setting.post(`/cases/${id}/assign`, form).expect(303);
    const assigned = (await eventsOf(id)).filter(({ type }) => type === 'CaseAssigned');
    expect(assigned.map(({ attributes }) => attributes)).toEqual([
      expect.objectContaining({ officer, note: 'Please call.' }),
    ]);
  });

  it('is not given to somebody who is not in it', async () => {
    const id = await setting.assessment();
    const told = await setting.fill(`/cases/${id}/assign`, { officer: 'nobody', ...dayFields('on', daysAgo(-2)) });
    expect(told.status).toBe(400);
    expect(told.text).toContain('<a href="#officer">');
  });

  it('of a restricted child is not given to an officer who may not see the child', async () => {
    const id = await setting.assessment();
    const { body } = await request(setting.server.http).get(`/api/v1/assessments/${id}`).expect(200);
    const { person } = body as { readonly person: PersonId };
    const accounts = setting.server.app.get(Accounts);
    const { id: officer } = await accounts.add({ name: 'Bela Amberley', roles: ['caseworker'], teams: [] });
    const restrictions = setting.server.app.get(ChildRestrictions);
    const given = { officer, team: '', ...dayFields('on', daysAgo(0)) };
    await restrictions.restrict({ person, officers: [ME], reason: 'safety' }, ME);
    const refused = await setting.fill(`/cases/${id}/assign`, given);
    expect(refused.status).toBe(400);
    expect(textOf(refused.text)).toContain('Bela Amberley may not see this child');
    expect((await eventsOf(id)).some(({ type }) => type === 'CaseAssigned')).toBe(false);
    await restrictions.restrict({ person, officers: [ME, officer], reason: 'safety' }, ME);
    expect((await setting.fill(`/cases/${id}/assign`, given)).status).toBe(303);
  });

  it('shows what others recorded before it was given to somebody', async () => {
    const id = await setting.assessment();
    const { text } = await setting.get(`/cases/${id}/assign`);
    const [, officer = ''] = /<option value="([^"]+)"/.exec(text.slice(text.indexOf('id="officer"'))) ?? [];
    await setting.recorded('assessments', id, { milestone: 'family-informed', on: daysAgo(4) });
    const typed = { officer, ...dayFields('on', daysAgo(1)) };
    const told = await setting.post(`/cases/${id}/assign`, { ...hiddenIn(text), ...typed }).expect(409);
    expect(textOf(told.text)).toContain('Family informed');
    await setting.post(`/cases/${id}/assign`, { ...hiddenIn(told.text), ...typed }).expect(303);
  });

  it('is closed and reopened by the forms of these milestones', async () => {
    const id = await setting.assessment();
    const close = await setting.get(`/cases/${id}/close`).expect(303);
    expect(close.headers.location).toBe('record/case-closed');
    const sent = await setting.fill(`/cases/${id}/${String(close.headers.location)}`, {
      ...dayFields('on', daysAgo(1)),
      reason: 'withdrawn',
    });
    expect(sent.status).toBe(303);
    const reopened = await setting.fill(`/cases/${id}/record/case-reopened`, dayFields('on', daysAgo(0)));
    expect(reopened.status).toBe(303);
  });
});
