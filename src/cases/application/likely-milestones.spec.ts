import { describe, expect, it } from '@jest/globals';
import { CASE_KINDS } from '../../streams/application/any-case.js';
import { likelyNext } from './likely-milestones.js';
import { stagesOf } from './words.js';

const next = (kind: (typeof CASE_KINDS)[number], stage: string, more: object = {}): readonly string[] =>
  likelyNext({ kind, stage, recorded: [], isAdviceAwaited: false, ...more }).map(({ milestone }) => milestone);

describe('What is likely to be recorded next', () => {
  it('is something at every stage of every kind of case, and the case can have it', () => {
    for (const kind of CASE_KINDS) {
      for (const { stage } of stagesOf(kind)) expect(next(kind, stage)).not.toEqual([]);
    }
  });

  it('is the decision whether to assess first, after a request', () => {
    expect(next('assessment', 'requested')[0]).toBe('decision-to-assess-notified');
  });

  it('is the advice that is awaited, where some is', () => {
    expect(next('assessment', 'assessing')[0]).toBe('advice-requested');
    expect(next('assessment', 'assessing', { isAdviceAwaited: true })[0]).toBe('advice-received');
  });

  it('is not what is on record already and happens once', () => {
    expect(next('review', 'meeting-held')).toContain('review-report-sent');
    expect(next('review', 'meeting-held', { recorded: ['ReviewReportSent'] })).not.toContain('review-report-sent');
  });

  it('is that a closed case is reopened', () => {
    for (const kind of CASE_KINDS) expect(next(kind, 'closed')).toEqual(['case-reopened']);
  });

  it('is nothing at a stage of a later version', () => {
    expect(next('plan', 'framed')).toEqual([]);
  });
});
