import { describe, expect, test } from '@jest/globals';
import { CASE_KINDS } from '../../streams/application/any-case.js';
import { importable } from './importable.js';
import { viewImportable } from './importable-views.js';

describe.each(CASE_KINDS)('What a file can hold of a %s', (kind) => {
  const views = viewImportable(kind);

  test('begins with what opens it', () => {
    const opening = views.map(({ milestone }) => importable(kind, milestone)?.entry.opens);
    expect(opening.lastIndexOf(true)).toBeLessThan(opening.indexOf(false));
  });

  test('says of every attribute what is accepted, in the words of files', () => {
    const all = views.flatMap(({ milestone, attributes }) =>
      attributes.map(({ name, accepted }) => `${milestone} ${name}: ${accepted}`),
    );
    expect(all.filter((one) => one.endsWith(': ') || /true or false|array|undefined/.test(one))).toEqual([]);
  });
});

test('What a file can hold of a decision is its outcome, which has a column of its own', () => {
  const decision = viewImportable('assessment').find(({ milestone }) => milestone === 'decision-to-assess-notified');
  expect(decision?.attributes).toEqual([
    { name: 'outcome', column: 'outcome', needed: true, accepted: 'assess or refuse' },
  ]);
});

describe('The text of an attribute', () => {
  test.each([
    ['assessment', 'draft-plan-sent', 'servedOn', '07/01/2025', '2025-01-07'],
    ['assessment', 'mediation-agreed', 'healthBodyOnly', 'Yes', true],
    ['assessment', 'family-feedback-recorded', 'satisfaction', '4', 4],
    ['assessment', 'setting-consulted', 'ref', '123456', '123456'],
    ['assessment', 'exception-recorded', 'clocks', 'N1|N7', ['N1', 'N7']],
    ['assessment', 'family-informed', 'message', '4', '4'],
  ] as const)('of a %s, %s, %s: %j', (kind, milestone, name, text, value) => {
    expect(importable(kind, milestone)?.take(name, text)).toEqual({ value });
  });
});
