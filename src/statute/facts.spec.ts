import { describe, expect, test } from '@jest/globals';
import { fact } from '../testing/facts.js';
import { Facts, indexOf, inTextOrder } from './facts.js';
import { MILESTONE_NAMES, type Milestone, type MilestoneName } from './milestones.js';

const inOrder = (...milestones: Milestone[]) =>
  Facts.of(milestones).all.map(({ on, milestone, ref }) =>
    `${on} ${milestone} ${typeof ref === 'string' ? ref : ''}`.trim(),
  );

describe('the facts of a case stand in one order', () => {
  const request = fact('request-received', '2025-03-03');
  const closed = fact('closed', '2025-03-03');
  const final = fact('final-plan-issued', '2025-03-04');
  const ep = fact('advice-requested', '2025-03-03', { ref: 'ep' });
  const health = fact('advice-requested', '2025-03-03', { ref: 'health' });

  test('by day, then as the vocabulary names them, then by ref', () => {
    const expected = [
      '2025-03-03 request-received',
      '2025-03-03 advice-requested ep',
      '2025-03-03 advice-requested health',
      '2025-03-03 closed',
      '2025-03-04 final-plan-issued',
    ];

    expect(inOrder(request, ep, health, closed, final)).toEqual(expected);
    expect(inOrder(final, closed, health, ep, request)).toEqual(expected);
    expect(inOrder(health, final, ep, closed, request)).toEqual(expected);
  });

  test('twins by what else is known of them, however their attributes are written', () => {
    const one: Milestone = { milestone: 'advice-requested', on: ep.on, ref: 'ep', adviser: 'a' };
    const other: Milestone = { adviser: 'b', ref: 'ep', on: ep.on, milestone: 'advice-requested' };

    expect(Facts.of([one, other]).all).toEqual([one, other]);
    expect(Facts.of([other, one]).all).toEqual([one, other]);
    const without: Milestone = { milestone: 'advice-requested', on: ep.on };

    expect(Facts.of([one, without]).all).toEqual([without, one]);
    expect(Facts.of([without, one]).all).toEqual([without, one]);
  });

  test('what was given is left as it was', () => {
    const given = [final, request];
    Facts.of(given);

    expect(given).toEqual([final, request]);
  });

  test('texts are ordered as sorting asks', () => {
    expect([inTextOrder('a', 'b'), inTextOrder('b', 'a'), inTextOrder('a', 'a')]).toEqual([-1, 1, 0]);
  });
});

describe('facts are found by name', () => {
  const drafts = [fact('draft-plan-sent', '2025-06-02'), fact('draft-plan-sent', '2025-06-10')];
  const facts = Facts.of([...drafts, fact('request-received', '2025-03-03')]);

  test('earliest first, or not at all', () => {
    expect(facts.named('draft-plan-sent')).toEqual(drafts);
    expect(facts.numbered(indexOf('draft-plan-sent'))).toEqual(drafts);
    expect(facts.named('closed')).toEqual([]);
  });

  test('each name once', () => {
    expect(facts.names).toEqual([indexOf('request-received'), indexOf('draft-plan-sent')]);
  });

  test('every name has its number, and no other text has', () => {
    expect(MILESTONE_NAMES.map(indexOf)).toEqual(MILESTONE_NAMES.map((_, index) => index));
    expect(indexOf('not-a-milestone' as MilestoneName)).toBe(MILESTONE_NAMES.length);
  });
});
