import { describe, expect, test } from '@jest/globals';
import { day } from '../../statute/calendar.js';
import type { DisputeHome } from './appeals.js';
import type { Entry } from './case-record.js';
import { faultsOf, type EntryKinds } from './consistency.js';
import { disputesOn, type DisputeMilestone } from './disputes.js';
import type { Dated, MilestoneEvent, PersonId } from './event.js';

type Milestone = DisputeMilestone | MilestoneEvent<'Opened', Dated & { readonly person: PersonId }>;
type Few = readonly [type: DisputeMilestone['type'], on: string, data?: object];

const PERSON = '018f0000-0000-7000-8000-000000000001' as PersonId;

/** The faults of a case opened on 6 January 2025 with these disputes, in order of number. */
function found(
  home: DisputeHome,
  few: readonly Few[],
): readonly { readonly entry: number; readonly code: string; readonly message: string; readonly field: string }[] {
  const kinds: EntryKinds<Milestone> = { Opened: { called: 'the opening' }, ...disputesOn(home) };
  const opening: Entry<Milestone> = { number: 1, type: 'Opened', data: { on: day('2025-01-06'), person: PERSON } };
  const entries = few.map(([type, on, data], index): Entry<Milestone> => ({
    number: index + 2,
    type,
    data: { on: day(on), ...data },
  }));
  return faultsOf<Milestone>({ person: PERSON, entries: [opening, ...entries], notes: [] }, kinds).map(
    ({ entry, fault: { code, message, field, warning } }) => {
      expect(warning).toBe(true);
      return { entry, code, message, field };
    },
  );
}

const codes = (home: DisputeHome, ...few: readonly Few[]): readonly string[] =>
  found(home, few).map(({ entry, code }) => `${String(entry)} ${code}`);

const lodged = (appeal?: string, on = '2025-02-03'): Few => [
  'AppealLodged',
  on,
  appeal === undefined ? {} : { appeal },
];
const ordered = (order: string, on = '2025-06-02', appeal?: string): Few => [
  'TribunalOrdered',
  on,
  { order, ...(appeal === undefined ? {} : { appeal }) },
];
const conceded = (appeal: string, on = '2025-04-07'): Few => ['AppealConceded', on, { appeal }];
const withdrawn = (appeal?: string, on = '2025-04-07'): Few => [
  'AppealWithdrawn',
  on,
  appeal === undefined ? {} : { appeal },
];

describe('What belongs to another kind of case is a warning', () => {
  test.each<[DisputeHome, Few, Few]>([
    ['plan', lodged(), ordered('assess')],
    ['plan', lodged(), ordered('make-plan')],
    ['review', lodged(), ordered('reconsider')],
    ['assessment', lodged(), ordered('maintain')],
    ['assessment', lodged(), ordered('maintain-and-amend')],
    ['assessment', lodged(), conceded('cease')],
    ['assessment', lodged(), withdrawn('refusal-to-amend')],
    ['review', lodged(), conceded('refusal-to-issue')],
    ['assessment', lodged(), ordered('dismiss', '2025-06-02', 'cease')],
  ])('on a case of the kind %s', (home, before, one) => {
    expect(codes(home, before, one)).toEqual(['3 belongs-elsewhere']);
  });

  test('also where it was agreed at mediation; other matters belong anywhere', () => {
    const agreed = (order: string): readonly Few[] => [
      ['MediationContacted', '2025-02-03'],
      ['MediationAgreed', '2025-03-03', { order }],
    ];
    expect(codes('plan', ...agreed('assess'))).toEqual(['3 belongs-elsewhere']);
    expect(codes('assessment', ...agreed('maintain'))).toEqual(['3 belongs-elsewhere']);
    for (const home of ['assessment', 'plan', 'review'] as const) expect(codes(home, ...agreed('other'))).toEqual([]);
  });

  test('and the message says where it belongs', () => {
    const [order] = found('assessment', [lodged(), ordered('maintain')]);
    const [appeal] = found('plan', [lodged(), conceded('refusal-to-assess')]);

    expect(order).toMatchObject({
      field: 'order',
      message:
        "The tribunal's order to maintain the plan belongs on a plan or a review, and this is a needs assessment. Record it there, or confirm that it belongs here.",
    });
    expect(appeal).toMatchObject({
      field: 'appeal',
      message:
        'An appeal against the refusal to assess belongs on a needs assessment, and this is a plan. Record it there, or confirm that it belongs here.',
    });
  });
});

describe('What ends an appeal follows from what was appealed against', () => {
  test.each<[DisputeHome, string, Few]>([
    ['assessment', 'refusal-to-assess', ordered('assess')],
    ['assessment', 'refusal-to-reassess', ordered('assess')],
    ['assessment', 'refusal-to-issue', ordered('make-plan')],
    ['assessment', 'refusal-to-issue', ordered('reconsider')],
    ['assessment', 'contents', ordered('amend-setting')],
    ['plan', 'setting', ordered('amend-contents')],
    ['review', 'refusal-to-amend', ordered('amend-contents')],
    ['review', 'cease', ordered('maintain')],
    ['plan', 'cease', ordered('maintain-and-amend')],
    ['plan', 'cease', ordered('dismiss')],
    ['plan', 'setting', conceded('setting')],
    ['plan', 'contents', conceded('setting')],
    ['assessment', 'refusal-to-issue', withdrawn()],
    ['assessment', 'refusal-to-issue', withdrawn('refusal-to-issue')],
  ])('on a case of the kind %s, an appeal against %s', (home, appeal, end) => {
    expect(codes(home, lodged(appeal), end)).toEqual([]);
    expect(codes(home, lodged(), end)).toEqual([]);
  });

  test.each<[DisputeHome, string, Few, string]>([
    ['assessment', 'refusal-to-issue', conceded('refusal-to-assess'), 'appeal'],
    ['assessment', 'refusal-to-assess', ordered('make-plan'), 'order'],
    ['plan', 'contents', ordered('maintain'), 'order'],
    ['review', 'cease', ordered('amend-setting'), 'order'],
    ['review', 'cease', ordered('dismiss', '2025-06-02', 'contents'), 'order'],
    ['plan', 'setting', withdrawn('cease'), 'appeal'],
  ])('on a case of the kind %s, an appeal against %s that ends otherwise is a warning', (home, appeal, end, field) => {
    expect(found(home, [lodged(appeal), end])).toMatchObject([{ entry: 3, code: 'not-the-appeal', field }]);
  });

  test('the appeal that is still open counts, and of several any', () => {
    const first = lodged('refusal-to-assess', '2025-02-03');
    const second = lodged('refusal-to-issue', '2025-05-05');
    expect(codes('assessment', first, ordered('assess', '2025-04-07'), second, ordered('make-plan'))).toEqual([]);
    expect(codes('assessment', first, second, ordered('assess'))).toEqual([]);
    expect(codes('assessment', first, withdrawn('refusal-to-assess'), second, ordered('assess'))).toEqual([
      '5 not-the-appeal',
    ]);
  });

  test('the message says what the appeal on record is against', () => {
    const [fault] = found('assessment', [lodged('refusal-to-issue'), conceded('refusal-to-assess')]);
    expect(fault?.message).toBe(
      'Conceding the appeal does not follow from the appeal on record, which is against the refusal to issue a plan. Correct the one that is wrong, record the other appeal first, or confirm that this is right.',
    );
  });
});

describe('The withdrawal of an appeal', () => {
  test('without an appeal on record is a warning', () => {
    expect(codes('plan', withdrawn())).toEqual(['2 no-appeal']);
  });
});

describe('Disputes are not doubled unawares', () => {
  test('the same appeal again while it is open is a warning, whichever of the two was recorded first', () => {
    expect(codes('plan', lodged('contents'), lodged('contents', '2025-02-10'))).toEqual(['3 appeal-open']);
    expect(codes('plan', lodged('contents'), lodged('contents', '2025-01-27'))).toEqual(['3 appeal-open']);
    expect(codes('plan', lodged(), lodged(undefined, '2025-02-10'))).toEqual(['3 appeal-open']);
  });

  test.each<Few>([withdrawn(), withdrawn('contents'), conceded('contents'), ordered('dismiss', '2025-04-07')])(
    'the same appeal after %s is another',
    (...end) => {
      expect(codes('plan', lodged('contents'), end as unknown as Few, lodged('contents', '2026-02-10'))).toEqual([]);
    },
  );

  test('another appeal beside it is none of its business', () => {
    expect(codes('plan', lodged('contents'), lodged('cease', '2025-02-10'))).toEqual([]);
  });

  test('the same order again is a warning, unless the family appealed since', () => {
    const first = ordered('amend-contents');
    expect(codes('plan', lodged('contents'), first, ordered('amend-contents', '2025-06-09'))).toEqual([
      '4 ordered-already',
    ]);
    expect(codes('plan', lodged('contents'), first, ordered('amend-setting', '2025-06-09'))).toEqual([]);
    expect(
      codes(
        'plan',
        lodged('contents'),
        first,
        lodged('contents', '2025-09-01'),
        ordered('amend-contents', '2026-01-12'),
      ),
    ).toEqual([]);
  });

  test('the message names the one that is on record', () => {
    const [fault] = found('plan', [lodged('contents'), lodged('contents', '2025-02-10')]);
    expect(fault?.message).toBe(
      'The appeal (3 February 2025) is on record already and is the same appeal. If its day is wrong, correct it; confirm if there was another.',
    );
  });
});
