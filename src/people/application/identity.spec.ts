import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Problems } from '../../platform/problem.js';
import { day } from '../../statute/calendar.js';
import { assertWellFormed } from '../../streams/application/case-service.js';
import type { PersonId } from '../../streams/domain/event.js';
import { ChangePersonDetails } from './change-person-details.js';
import { ErasePerson } from './erase-person.js';
import { assertChildOrYoungPerson, readIdentity, writeIdentity } from './identity.js';
import { isUpn } from './identity-tests.js';
import { RegisterPerson } from './register-person.js';

const PERSON = '018f0000-0000-7000-8000-000000000001' as PersonId;
const LEAST = { person: PERSON, surname: 'Lovelace', forename: 'Ada', dateOfBirth: day('2015-12-10') };
const MOST = {
  ...LEAST,
  preferredName: 'Addie',
  upn: 'H801200001001',
  uln: '1234567890',
  sex: 'F' as const,
  ethnicity: 'WBRI',
  postcode: 'SW1A 1AA',
  language: 'British Sign Language',
  interpreterNeeded: true,
};

function faults(fields: object): readonly string[] {
  try {
    assertWellFormed(Object.assign(new RegisterPerson(), { ...LEAST, ...fields }));
    return [];
  } catch (error) {
    if (error instanceof Problems) return error.problems.map(({ place }) => place);
    throw error;
  }
}

describe('A person is registered', () => {
  test('with forename, surname and date of birth at least', () => {
    expect(faults({})).toEqual([]);
    expect(faults({ forename: undefined, surname: '', dateOfBirth: undefined })).toEqual([
      'surname',
      'forename',
      'dateOfBirth',
    ]);
  });

  test('with everything else that is known', () => expect(faults(MOST)).toEqual([]));

  test.each([
    ['a name of two lines', { surname: 'Love\nlace' }, 'surname'],
    ['a name of two lines by a line separator', { surname: 'Love\u2028lace' }, 'surname'],
    ['a name that turns round what stands beside it', { forename: '\u202eada' }, 'forename'],
    ['a name of which nothing is seen', { surname: '\u200b' }, 'surname'],
    ['a name of 101 characters', { forename: 'a'.repeat(101) }, 'forename'],
    ['a blank name', { preferredName: '  ' }, 'preferredName'],
    ['a day that there never was', { dateOfBirth: '2015-02-30' }, 'dateOfBirth'],
    ['a day written another way', { dateOfBirth: '10/12/2015' }, 'dateOfBirth'],
    ['a ULN of 9 digits', { uln: '123456789' }, 'uln'],
    ['a ULN that is a number', { uln: 1234567890 }, 'uln'],
    ['another sex', { sex: '1' }, 'sex'],
    ['an ethnicity in words', { ethnicity: 'White British' }, 'ethnicity'],
    ['half a postcode', { postcode: 'SW1A' }, 'postcode'],
    ['a postcode in small letters', { postcode: 'sw1a 1aa' }, 'postcode'],
    ['a word for yes', { interpreterNeeded: 'yes' }, 'interpreterNeeded'],
    ['null for what is not known', { upn: null }, 'upn'],
    ['a code that the return does not know', { upnUnknown: 'UN4' }, 'upnUnknown'],
  ])('but not with %s', (_, fields, place) => expect(faults(fields)).toEqual([place]));

  test.each([['surname'], ['forename'], ['preferredName'], ['language']])(
    'but not with half of a character in the field %s, which is told without the name',
    (field) => {
      const request = Object.assign(new RegisterPerson(), { ...MOST, [field]: 'Love\ud835lace' });
      expect(() => assertWellFormed(request)).toThrow(
        new Problems([
          {
            place: field,
            reason: 'it holds half of a character (an unpaired surrogate)',
            accepted: '1 to 100 characters in one line',
          },
        ]),
      );
    },
  );

  test.each(['نور', 'می\u200cخواهم', 'O’Brien-Ñandú', '李', '-'])('with the name %s', (surname) => {
    expect(faults({ surname })).toEqual([]);
  });

  test('with a name in letters outside the first plane of Unicode', () => {
    expect(faults({ surname: '𐐀𐐩𐐴' })).toEqual([]);
  });

  test('with the reason why neither UPN nor ULN is known, and then without them', () => {
    expect(faults({ upnUnknown: 'UN8' })).toEqual([]);
    expect(faults({ upnUnknown: 'UN8', upn: MOST.upn })).toEqual(['upnUnknown']);
    expect(faults({ upnUnknown: 'UN8', uln: MOST.uln })).toEqual(['upnUnknown']);
  });

  test.each(['M1 1AE', 'B33 8TH', 'CR2 6XH', 'DN55 1PT', 'W1A 0AX', 'EC1A1BB'])('in the postcode %s', (postcode) => {
    expect(faults({ postcode })).toEqual([]);
  });
});

describe('A UPN', () => {
  test.each(['H801200001001', 'A000000000000', 'Z000000000007'])('%s has the right check letter', (upn) => {
    expect(isUpn(upn)).toBe(true);
  });

  test('may be a temporary one, which ends in a letter', () => {
    // 7 from the digits as in H801200001001 without its last, 13 times 1 for the last letter B.
    expect(isUpn('H80120000100B')).toBe(true);
    expect(isUpn('H80120000100C')).toBe(false);
  });

  test('with one digit wrong, or two neighbours exchanged, is noticed', () => {
    const digits = fc.array(fc.nat(9), { minLength: 12, maxLength: 12 });
    const letters = 'ABCDEFGHJKLMNPQRTUVWXYZ';
    const upnOf = (twelve: readonly number[]): string => {
      const sum = twelve.reduce((total, digit, index) => total + digit * (index + 2), 0);
      return `${letters.charAt(sum % 23)}${twelve.join('')}`;
    };
    fc.assert(
      fc.property(digits, fc.nat(11), fc.nat(10), fc.integer({ min: 1, max: 9 }), (twelve, at, neighbour, by) => {
        const upn = upnOf(twelve);
        expect(isUpn(upn)).toBe(true);
        const wrong = twelve.with(at, (twelve[at]! + by) % 10);
        expect(isUpn(`${upn.charAt(0)}${wrong.join('')}`)).toBe(false);
        const [one, other] = [twelve[neighbour]!, twelve[neighbour + 1]!];
        const exchanged = twelve.with(neighbour, other).with(neighbour + 1, one);
        expect(isUpn(`${upn.charAt(0)}${exchanged.join('')}`)).toBe(one === other);
      }),
    );
  });

  test.each(['I801200001001', 'H80120000100', 'H8012000010010', 'h801200001001', 'H80120000100I'])(
    'is not %s',
    (text) => expect(isUpn(text)).toBe(false),
  );
});

describe('A date of birth', () => {
  const born = (dateOfBirth: string, registered = '2025-06-30', today = registered): string => {
    try {
      assertChildOrYoungPerson({ ...LEAST, dateOfBirth: day(dateOfBirth) }, day(registered), day(today));
      return 'accepted';
    } catch (error) {
      expect(String(error)).not.toContain(dateOfBirth);
      return (error as Problems).problems[0]?.reason ?? '';
    }
  };

  test('is not in the future', () => {
    expect(born('2025-06-30')).toBe('accepted');
    expect(born('2025-07-01')).toBe('it is in the future');
  });

  test('is that of somebody under 26 on the day they were registered', () => {
    expect(born('1999-07-01')).toBe('accepted');
    expect(born('1999-06-30')).toBe('it makes the person 26 or older when they were registered');
    expect(born('1999-07-01', '2025-06-30', '2027-01-01')).toBe('accepted');
  });

  test('on a leap day makes somebody 26 on 28 February', () => {
    expect(born('2000-02-29', '2026-02-27')).toBe('accepted');
    expect(born('2000-02-29', '2026-02-28')).toContain('26 or older');
  });
});

describe('Details as they are sealed', () => {
  test('are the same text in whatever order they are given, and nothing of the request beside them', () => {
    const backwards = Object.fromEntries(Object.entries(MOST).reverse()) as typeof MOST;
    const [one, other] = [RegisterPerson.of(MOST), RegisterPerson.of(backwards)];
    const change = ChangePersonDetails.of({ ...MOST, expectedRevision: 3 });
    expect(writeIdentity(one)).toBe(writeIdentity(other));
    expect(writeIdentity(change)).toBe(writeIdentity(one));
    expect(writeIdentity(one)).not.toContain(PERSON);
  });

  test('are read as they were written, without what was left out', () => {
    const { person: _, ...details } = MOST;
    expect(readIdentity(writeIdentity(RegisterPerson.of(MOST)))).toEqual(details);
    expect(Object.keys(readIdentity(writeIdentity(RegisterPerson.of(LEAST))))).toEqual([
      'surname',
      'forename',
      'dateOfBirth',
    ]);
  });
});

describe('No message repeats who somebody is', () => {
  const FIELDS = Object.keys(MOST).concat('upnUnknown');
  const marked = fc.oneof(
    fc.string({ minLength: 1 }).map((text) => `Xanadu${text}\n`),
    fc.constant({ Xanadu: 'Xanadu' }),
    fc.constant(['Xanadu']),
    fc.constant(' Xanadu'.repeat(50)),
  );

  test('whatever is wrong with any of the fields', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...FIELDS),
        marked,
        fc.constantFrom(RegisterPerson, ChangePersonDetails),
        (field, value, Request) => {
          const request = Object.assign(new Request(), { ...MOST, expectedRevision: 0, [field]: value });
          const wrong = (): void => assertWellFormed(request);
          expect(wrong).toThrow(Problems);
          try {
            wrong();
          } catch (error) {
            expect((error as Problems).problems.map(({ place }) => place)).toContain(field);
            expect(`${String(error)}${JSON.stringify((error as Problems).problems)}`).not.toContain('Xanadu');
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  test('nor is the reason for an erasure anything but one of the codes', () => {
    const request = Object.assign(new ErasePerson(), { person: PERSON, reason: 'Xanadu' });
    expect(() => assertWellFormed(request)).toThrow(
      'reason: it is none of these. Accepted: retention-ended, right-to-erasure, registered-in-error or other.',
    );
  });
});
