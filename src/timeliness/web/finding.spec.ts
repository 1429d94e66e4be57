import { describe, expect, it } from '@jest/globals';
import { HIDDEN } from '../domain/protected.js';
import { findingOf } from './finding.js';

const percent = (value: number): string => `${value.toFixed(1)}%`;
const ENGLAND = { name: 'England', period: '2024', value: 46.4 };
const SUBJECT = 'New plans issued within 20 weeks';

const told = (points: readonly (readonly [string, number | 'hidden' | null])[], beside = ENGLAND): string =>
  findingOf(
    SUBJECT,
    points.map(([period, value]) => ({ period, value })),
    percent,
    beside,
  );

describe('What a chart shows in words', () => {
  it.each([
    [
      'says how the figure moved and how it stands',
      [
        ['2022', 28],
        ['2023', 41],
        ['2024', 50],
      ],
      `${SUBJECT} rose from 28.0% in 2022 to 50.0% in 2024, above England's 46.4%.`,
    ],
    [
      'passes over what is hidden, and what is none',
      [
        ['2021', null],
        ['2022', 28],
        ['2023', HIDDEN],
        ['2024', 20.1],
      ],
      `${SUBJECT} fell from 28.0% in 2022 to 20.1% in 2024, below England's 46.4%.`,
    ],
    [
      'says the year that is compared, where it is not the last',
      [
        ['2023', 50],
        ['2024', 46.4],
        ['2025', 60],
      ],
      `${SUBJECT} rose from 50.0% in 2023 to 60.0% in 2025; it was the same as England's 46.4% in 2024.`,
    ],
    [
      'says that nothing moved',
      [
        ['2022', 50],
        ['2023', 50],
      ],
      `${SUBJECT} was 50.0% in 2023 as in 2022.`,
    ],
    ['says the only figure', [['2023', 50]], `${SUBJECT} was 50.0% in 2023.`],
    ['says that there is none', [['2023', HIDDEN]], `${SUBJECT}: there is no figure that can be shown.`],
  ] as const)('%s', (_, points, text) => {
    expect(told(points)).toBe(text);
  });
});
