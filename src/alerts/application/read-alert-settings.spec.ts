import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { rulebook } from '../../statute/rulebook.js';
import { USUAL_SETTINGS } from './alert-settings.js';
import { readAlertSettings, readAlertSettingsFile } from './read-alert-settings.js';

const RULES = rulebook.rules.map(({ id }) => id);
const example: unknown = JSON.parse(
  readFileSync(new URL('../../../config/alerts.example.json', import.meta.url), 'utf8'),
);

/** Why settings are not accepted. */
function faults(given: unknown): readonly string[] {
  try {
    readAlertSettings(given, RULES);
    return [];
  } catch (error) {
    return (error as Error).message.split('\n');
  }
}

describe('What a council decides about alerts', () => {
  test('can be left out: 14 days, at 6 and at 7, escalated after a week, for the usual reasons', () => {
    const settings = readAlertSettings({}, RULES);
    expect(settings).toMatchObject({ sweepAt: '06:00', digestAt: '07:00', leadDays: 14, escalateAfterDays: 7 });
    expect(settings.reasons.map(({ id }) => id)).toEqual([
      'educational-psychology-capacity',
      'health-advice-late',
      'social-care-advice-late',
      'setting-consultation',
      'family-asked-for-time',
      'panel-date',
      'recording-late',
      'other',
    ]);
    expect(settings.leadOf('N7')).toBe(14);
  });

  test('is read from a file such as the example, which says what holds anyway but for two rules', () => {
    const settings = readAlertSettings(example, RULES);
    expect(settings).toMatchObject({ ...USUAL_SETTINGS, leadDaysByRule: { N7: 28, R2: 56 } });
    expect(settings.leadOf('N7')).toBe(28);
    expect(settings.leadOf('N1')).toBe(14);
    expect(settings.reasonText('panel-date')).toBe('Date of the panel');
    expect(settings.reasonText('no-longer-there')).toBe('no-longer-there');
  });

  test('is refused with every fault, its place and what would be accepted', () => {
    const wrong = { sweepAt: '6:00', leadDays: -1, escalateAfterDays: 0, reasons: [{ id: 'Panel date' }], lead: 3 };
    expect(
      faults(wrong)
        .map((fault) => fault.split('. ')[0])
        .sort(),
    ).toEqual([
      'escalateAfterDays: 0 is not such a number',
      'lead: lead is not known here',
      'leadDays: -1 is not such a number',
      'reasons[0].id: Panel date is no such code',
      'reasons[0].text: it is missing',
      'sweepAt: 6:00 is no such time',
    ]);
    expect(faults([])).toEqual(['alerts: an array is not an object. Accepted: an object such as {"leadDays": 14}.']);
  });

  test('names rules that there are, and each reason once', () => {
    const reason = { id: 'other', text: 'Other' };
    expect(faults({ leadDaysByRule: { N77: 3 }, reasons: [reason, reason] })).toEqual([
      'leadDaysByRule.N77: there is no rule N77. Accepted: an id that "ehcp rules" shows, such as N7.',
      'reasons[1].id: there already is a reason other. Accepted: an id of its own.',
    ]);
  });

  test('says of which file it is', async () => {
    await expect(readAlertSettingsFile('no-such-file.json', RULES)).rejects.toThrow(/^no-such-file\.json: /);
  });
});
