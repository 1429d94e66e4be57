import { describe, expect, it } from '@jest/globals';
import { Form, FormErrors } from '../../platform/web/form.js';
import { day } from '../../statute/calendar.js';
import { alertsIn, readAnswer, resultOf } from './acknowledge.js';

const TODAY = day('2026-03-25');
const REASONS = [
  { id: 'panel-date', text: 'Date of the panel' },
  { id: 'other', text: 'Other' },
];
const ALERT = '5b0c1a52-7d3e-5e6f-9a41-0c2d8e4f6a11';

function read(fields: Readonly<Record<string, string>>) {
  const errors = new FormErrors();
  return { answer: readAnswer(Form.of(fields), REASONS, TODAY, errors), errors: errors.fields };
}

describe('What is answered to alerts', () => {
  it('is a reason, and may be a day and a note', () => {
    expect(read({ reason: 'panel-date' })).toEqual({ answer: { reason: 'panel-date' }, errors: {} });
    const all = { reason: 'other', 'recoveryOn-day': '27 March 2026', note: 'Sent by courier.' };
    expect(read(all).answer).toEqual({ reason: 'other', recoveryOn: '2026-03-27', note: 'Sent by courier.' });
  });

  it.each([
    [{}, { reason: { text: 'Choose why it is late, or may become late' } }],
    [{ reason: 'weather' }, { reason: { text: 'Choose why it is late, or may become late' } }],
    [{ reason: 'other' }, { note: { text: 'Say in the note what the other reason is' } }],
    [
      { reason: 'panel-date', 'recoveryOn-day': 'yesterday' },
      { recoveryOn: { text: 'The day by which it will be done must be today or later' } },
    ],
    [
      { reason: 'panel-date', 'recoveryOn-day': '2062-03-27' },
      { recoveryOn: { text: 'The day by which it will be done must be at most 2 years away, by 25 March 2028' } },
    ],
    [
      { reason: 'panel-date', 'recoveryOn-day': '31', 'recoveryOn-month': '4', 'recoveryOn-year': '2026' },
      { recoveryOn: { text: expect.stringMatching(/^The day by which it will be done must be a real day/) } },
    ],
    [
      { reason: 'panel-date', note: 'x'.repeat(10_001) },
      { note: { text: 'The note must have at most 10,000 characters' } },
    ],
    [
      { reason: 'panel-date', note: 'cut\0off' },
      { note: { text: 'The note cannot be kept: it holds a NUL character' } },
    ],
  ])('%j is wrong', (fields, errors) => {
    expect(read(fields)).toEqual({ answer: undefined, errors });
  });

  it('is about each alert once, and about nothing that is no alert', () => {
    expect(alertsIn(new Form(new URLSearchParams(`alert=${ALERT}&alert=x&alert=${ALERT}`)))).toEqual([ALERT]);
  });
});

describe('What came of an alert', () => {
  const refused = (code: string) => ({
    alert: ALERT,
    outcome: { outcome: 'refused' as const, refused: [{ code, message: 'No note can be kept.', field: 'note' }] },
  });

  it.each([
    ['alert-resolved', { alert: ALERT, result: 'resolved' }],
    ['unknown-alert', { alert: ALERT, result: 'gone' }],
    ['person-erased', { alert: ALERT, result: 'failed', why: 'No note can be kept.' }],
  ])('%s', (code, result) => {
    expect(resultOf(refused(code) as never)).toEqual(result);
  });

  it('is that it was acknowledged, also where that was said before', () => {
    const done = { id: ALERT, revision: 1, position: '1' };
    expect(resultOf({ alert: ALERT, outcome: { ...done, outcome: 'recorded' } } as never).result).toBe('acknowledged');
    expect(resultOf({ alert: ALERT, outcome: { ...done, outcome: 'unchanged' } } as never).result).toBe('unchanged');
  });
});
