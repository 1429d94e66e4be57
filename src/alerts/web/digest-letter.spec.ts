import { describe, expect, it } from '@jest/globals';
import type { ChildName } from '../../people/application/names.js';
import type { CalendarDate } from '../../statute/calendar.js';
import type { PersonId } from '../../streams/domain/event.js';
import type { DigestAlerts, DigestContent } from '../application/digest-content.js';
import type { AlertItem } from '../application/list-alerts.js';
import type { TimeOfDay } from '../application/time-of-day.js';
import { digestLetter, childInDigest, type DigestParts } from './digest-letter.js';
import { morningMailInWords, timeInWords } from './morning-mail-words.js';

const day = '2026-03-05' as CalendarDate;
const child = { surname: 'Khan-Bello', forename: 'ömer', dateOfBirth: '2015-01-01' as CalendarDate };
const NOBODY: DigestAlerts = { alerts: [], count: 0 };

const alert = (id: string, more: Partial<AlertItem> = {}): AlertItem => ({
  ...{ id, case: 'c', kind: 'assessment', person: `person-${id}` as PersonId, rule: 'N7', level: 'missed' },
  ...{ raisedOn: day, dueOn: '2026-03-03' as CalendarDate, hasNote: false, isOpen: true, stage: 's' },
  ...{ openedAs: 'initial', revision: 0, createdAt: '', recordedAt: '' },
  ...more,
});
const some = (...alerts: string[]): DigestAlerts => ({ alerts, count: alerts.length });

function parts(more: Partial<DigestContent> = {}, over: Partial<DigestParts> = {}): DigestParts {
  const alerts = [
    alert('1'),
    alert('2', { rule: 'N2', adviser: 'educational-psychologist', dueOn: '2026-03-12' as CalendarDate }),
    alert('3', { isOpen: false, resolvedBecause: 'done' }),
  ];
  return {
    content: {
      ...{ day, isFirst: false, summaries: [], standing: { missed: 14, dueSoon: 9, unacknowledged: 6 } },
      parts: { missed: some('1', '3'), escalated: NOBODY, 'recovery-passed': NOBODY, 'due-soon': some('2') },
      ...more,
    },
    name: 'Amina Khan',
    alerts: new Map(alerts.map((one) => [one.id, one])),
    names: new Map<PersonId, ChildName>([
      ['person-1' as PersonId, child],
      ['person-2' as PersonId, { ...child, forename: 'Zoë', reference: 'EHC-00123' }],
    ]),
    ruleName: (rule) => (rule === 'N7' ? 'Final plan' : 'Advice'),
    url: 'https://ehcp.example.gov.uk',
    ...over,
  };
}

describe('A digest', () => {
  it('tells what is new by initials and reference, what stands open, and where to look', () => {
    expect(digestLetter(parts())?.text).toBe(`Alerts for Amina Khan, 5 March 2026

Missed: 2
- Ö.K.: Final plan, due 3 March 2026, 2 days late
- No name at hand: Final plan, due 3 March 2026, done since

Due soon: 1
- Z.K., EHC-00123: Advice (educational psychologist), due 12 March 2026, 7 days left

Open now: 14 missed, of which 6 not acknowledged; 9 due soon.

Alerts: https://ehcp.example.gov.uk/alerts

Turn this mail off: https://ehcp.example.gov.uk/account
`);
  });

  it('says in its subject how much there is, and of nobody', () => {
    expect(digestLetter(parts())?.subject).toBe('EHCP alerts, 5 March 2026: 2 missed, 1 due soon');
    const quiet = { missed: NOBODY, escalated: some('1'), 'recovery-passed': NOBODY, 'due-soon': NOBODY };
    expect(digestLetter(parts({ parts: quiet }))?.subject).toBe('EHCP alerts, 5 March 2026');
  });

  it('leaves out whoever is kept from its reader by now, and is not sent where nothing is left', () => {
    const alerts = new Map([['1', alert('1')]]);
    const content = { missed: some('1', '3'), escalated: NOBODY, 'recovery-passed': NOBODY, 'due-soon': some('2') };
    expect(digestLetter(parts({ parts: content }, { alerts }))?.subject).toBe('EHCP alerts, 5 March 2026: 1 missed');
    expect(digestLetter(parts({}, { alerts: new Map() }))).toBeUndefined();
  });

  it('tells one by one only the longest overdue, and how many more there are', () => {
    const missed = { alerts: ['1'], count: 1_001 };
    const content = { missed, escalated: NOBODY, 'recovery-passed': NOBODY, 'due-soon': NOBODY };
    const letter = digestLetter(parts({ parts: content }));
    expect(letter?.text).toContain('Missed: 1,001\n- Ö.K.: Final plan');
    expect(letter?.text).toContain('- and 1,000 more, which the page of alerts lists');
  });

  it('tells as one what an import found late', () => {
    const summaries = [{ id: 's', because: 'import', on: day, count: 31 }];
    const none = { missed: NOBODY, escalated: NOBODY, 'recovery-passed': NOBODY, 'due-soon': NOBODY };
    expect(digestLetter(parts({ parts: none, summaries }))?.text).toContain(
      'An import on 5 March 2026 found 31 deadlines that were missed already.',
    );
  });

  it('is, the first time, what stands open', () => {
    const none = { missed: NOBODY, escalated: NOBODY, 'recovery-passed': NOBODY, 'due-soon': NOBODY };
    const first = { isFirst: true, parts: none };
    expect(digestLetter(parts(first))?.text).toContain('This is your first morning mail.');
    const standing = { missed: 0, dueSoon: 0, unacknowledged: 0 };
    expect(digestLetter(parts({ ...first, standing }))).toBeUndefined();
  });

  it('escapes in its HTML whatever is not ours', () => {
    const html = digestLetter(parts({}, { name: '<b>"Amina"</b>' }))?.html;
    expect(html).toContain('<h1>Alerts for &lt;b&gt;&quot;Amina&quot;&lt;/b&gt;, 5 March 2026</h1>');
    expect(html).toContain('<li>Ö.K.: Final plan, due 3 March 2026, 2 days late</li>');
    expect(html).toContain('<a href="https://ehcp.example.gov.uk/alerts">');
  });

  it('names no address where none is configured', () => {
    const letter = digestLetter(parts({}, { url: undefined }));
    expect(letter?.text).toContain('The tracker lists them under Alerts.');
    expect(letter?.html).not.toContain('href');
  });
});

describe('Initials', () => {
  it('are the first letters of forename and surname, with the reference where there is one', () => {
    expect(childInDigest(child)).toBe('Ö.K.');
    expect(childInDigest({ ...child, reference: 'EHC-1' })).toBe('Ö.K., EHC-1');
    expect(childInDigest(undefined)).toBe('No name at hand');
  });
});

describe('The mail of this morning', () => {
  const at = (time: string): TimeOfDay => time as TimeOfDay;

  it('is told with its time as people read it', () => {
    expect(['00:05', '07:00', '12:30', '13:09'].map((time) => timeInWords(at(time)))).toEqual([
      ...['12:05am', '7:00am', '12:30pm', '1:09pm'],
    ]);
    expect(morningMailInWords({ is: 'sent', at: at('07:02') })).toBe('Morning mail: sent at 7:02am.');
    expect(morningMailInWords({ is: 'expected', at: at('07:00') })).toBe('Morning mail: comes after 7:00am.');
    expect(morningMailInWords({ is: 'failed', isGivenUp: false })).toBe(
      'Morning mail: it could not be sent yet. It is tried again.',
    );
    expect(morningMailInWords({ is: 'not-theirs' })).toBeUndefined();
  });
});
