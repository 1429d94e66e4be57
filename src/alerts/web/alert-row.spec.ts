import { describe, expect, it } from '@jest/globals';
import { addDays, day } from '../../statute/calendar.js';
import { listedAlert, TODAY, WORDING } from '../../testing/listed-alerts.js';
import { alertInWords, shownAlert } from './alert-row.js';

describe('An alert in a list', () => {
  it('names the child by initials and reference, and never by name', () => {
    const shown = shownAlert(listedAlert(), WORDING);
    expect(shown).toMatchObject({ child: 'T.O.', reference: 'SEN-17', words: 'T.O., SEN-17, Final plan' });
    expect(JSON.stringify(shown)).not.toMatch(/Okonkwo|Tamsin|2016/);
  });

  it('says so where a name cannot be had', () => {
    expect(alertInWords(listedAlert({ child: undefined }))).toBe('Name not available, Final plan');
  });

  it('leads to the case, to how the date was worked out, and to its history', () => {
    expect(shownAlert(listedAlert({ rule: 'N2', name: 'Advice', ref: 'health' }), WORDING)).toMatchObject({
      caseHref: '/cases/0190d3c8-0d4e-7c3a-9b1f-3a5e7f000001',
      workedOutHref: '/cases/0190d3c8-0d4e-7c3a-9b1f-3a5e7f000001#clock-N2-health',
      href: '/alerts/5b0c1a52-7d3e-5e6f-9a41-0c2d8e4f6a11',
      duty: 'Advice: Health',
    });
  });

  it.each([
    [-5, '5 days late', { isLate: true, isToday: false }],
    [0, 'today', { isLate: false, isToday: true }],
    [9, 'in 9 days', { isLate: false, isToday: false }],
  ])('due %i days from today is "%s"', (days, when, more) => {
    expect(shownAlert(listedAlert({ dueOn: addDays(TODAY, days) }), WORDING)).toMatchObject({ when, ...more });
  });

  it('marks what was escalated before what was missed, and says who answered it', () => {
    const { tags, told } = shownAlert(
      listedAlert({
        acknowledgedOn: day('2026-03-22'),
        acknowledgedBy: 'officer-7',
        reason: 'panel-date',
        recoveryOn: day('2026-03-24'),
        hasNote: true,
        escalatedOn: day('2026-03-25'),
        escalatedBecause: 'recovery-date-passed',
      }),
      WORDING,
    );
    expect(tags.map(({ text }) => text)).toEqual(['Escalated', 'Missed', 'Acknowledged']);
    expect(told).toEqual([
      'Date of the panel, to be done by 24 March 2026 (22 March 2026 by Ada Byrne, with a note)',
      'Escalated on 25 March 2026: the recovery date passed',
    ]);
  });

  it('that is resolved is no longer late, and says why it is over', () => {
    const resolved = { isOpen: false, resolvedOn: day('2026-03-24'), resolvedBecause: 'done-in-time' } as const;
    expect(shownAlert(listedAlert(resolved), WORDING)).toMatchObject({
      when: 'due 20 March 2026',
      isLate: false,
      mayAcknowledge: false,
      told: ['Resolved on 24 March 2026: it was done in time and recorded later, so there was no breach'],
    });
  });
});
