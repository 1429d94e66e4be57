import { describe, expect, it } from '@jest/globals';
import { currentVersion, upcast, type Upcasters } from './upcasting.js';

const upcasters: Upcasters = {
  AdviceRequested: {
    1: ({ adviser, ...rest }) => ({ ...rest, from: adviser }),
    2: ({ from, ...rest }) => ({ ...rest, from: [from ?? null] }),
  },
};

describe('upcasting', () => {
  it('takes data through every version since theirs', () => {
    expect(upcast(upcasters, 'AdviceRequested', 1, { adviser: 'health', ref: 'a' })).toEqual({
      data: { from: ['health'], ref: 'a' },
      version: 3,
    });
    expect(upcast(upcasters, 'AdviceRequested', 2, { from: 'health' })).toEqual({
      data: { from: ['health'] },
      version: 3,
    });
  });

  it('leaves data of the version of today alone', () => {
    const data = { from: ['health'] };
    expect(upcast(upcasters, 'AdviceRequested', 3, data)).toEqual({ data, version: 3 });
  });

  it('leaves events alone whose shape has never changed, whatever they are called', () => {
    const data = { text: 'as it was' };
    for (const type of ['NoteAdded', 'constructor', 'toString']) {
      expect(upcast(upcasters, type, 1, data).data).toBe(data);
    }
  });

  it('knows which version is written today', () => {
    expect(currentVersion(upcasters, 'AdviceRequested')).toBe(3);
    expect(currentVersion(upcasters, 'NoteAdded')).toBe(1);
    expect(currentVersion(upcasters, 'constructor')).toBe(1);
  });
});
