import { describe, expect, it } from '@jest/globals';
import { day } from '../../statute/calendar.js';
import { testCase, type Told } from '../../testing/whole-cases.js';
import { WhatMeets } from '../../cases/application/what-meets.js';
import { rulebook } from '../../statute/rulebook.js';
import { caseFilePage, type CaseFileShowing } from './case-file-page.js';
import { momentAsked } from '../../platform/web/moment.js';

const TODAY = '2025-04-07';
const REQUESTED: Told = ['AssessmentRequested', '2025-01-06', { kind: 'initial' }];
const CLOSED: Told = ['CaseClosed', '2025-02-10', { reason: 'withdrawn' }];

interface Shown {
  readonly [name: string]: unknown;
  readonly actions: readonly { readonly text: string; readonly href: string }[];
}

interface Showing extends Partial<Pick<CaseFileShowing, 'mayRecord'>> {
  readonly query?: string;
  readonly isBehind?: boolean;
}

function page(kind: 'assessment' | 'plan' | 'review', told: readonly Told[], showing: Showing = {}): Shown {
  const { query = '', isBehind = false, mayRecord = true } = showing;
  const who = { standing: 'erased' } as const;
  return caseFilePage(
    { ...testCase(kind, told, TODAY), who, isBehind },
    {
      moment: momentAsked({ originalUrl: `/cases/1${query}` }, day(TODAY)),
      today: day(TODAY),
      directory: { nameOf: (officer) => officer, teamNameOf: (team) => team },
      whatMeets: new WhatMeets(rulebook),
      viewer: 'officer-9',
      mayRecord,
    },
  ) as unknown as Shown;
}

describe('The page of a case', () => {
  it('offers first what meets the duty that is due next', () => {
    const { actions, next } = page('assessment', [REQUESTED]);
    expect(next).toMatchObject({ name: 'Decision to assess', due: '17 February 2025', outcome: '49 days late' });
    expect(actions[0]).toEqual({
      text: 'Decision whether to assess notified',
      href: '/cases/018f0000-0000-7000-8000-0000000000a1/record/decision-to-assess-notified',
    });
    expect(actions.filter(({ href }) => href === actions[0]?.href)).toHaveLength(1);
  });

  it('leads to pages of their own for what the family is told', () => {
    const { actions, owed } = page('assessment', [REQUESTED]);
    expect(actions.map(({ href }) => href.split('/').at(-1))).toContain('family-update');
    expect(owed).toEqual(['Update for week 6, which was due by 17 February 2025']);
  });

  it('says that a case is closed, and offers to reopen it', () => {
    const { isClosed, actions, next } = page('assessment', [REQUESTED, CLOSED]);
    expect(isClosed).toBe(true);
    expect(next).toBeUndefined();
    expect(actions.map(({ text }) => text)).toEqual(['Case reopened']);
  });

  it('says where the tracker itself made the last change', () => {
    const made: Told = ['PlanMade', '2025-01-06', {}, 'policy:final-plan-makes-plan'];
    const noted: Told = ['NoteAdded', '2025-01-07', { note: '1', text: 'A call.' }];
    expect(page('plan', [made]).byTracker).toMatchObject({ title: 'Plan first made' });
    expect(page('plan', [made, noted]).byTracker).toBeUndefined();
  });

  it('says that the dates lag behind the record, of now alone', () => {
    expect(page('assessment', [REQUESTED], { isBehind: true }).isBehind).toBe(true);
    expect(page('assessment', [REQUESTED], { isBehind: true, query: '?asAt=2025-03-03' }).isBehind).toBe(false);
  });

  it('offers to record only to whoever may, and only now', () => {
    expect(page('assessment', [REQUESTED]).canRecord).toBe(true);
    expect(page('assessment', [REQUESTED], { mayRecord: false }).canRecord).toBe(false);
    expect(page('assessment', [REQUESTED], { query: '?knownOn=2025-03-03' }).canRecord).toBe(false);
  });

  it('has no ruler for a plan, and its review cycle instead', () => {
    const { hasRuler, isPlan, plan } = page('plan', [['PlanMade', '2025-01-06']]);
    expect([hasRuler, isPlan]).toEqual([false, true]);
    expect(plan).toMatchObject({ reviews: [{ name: 'First annual review', day: '5 January 2026' }], transfers: [] });
  });
});
