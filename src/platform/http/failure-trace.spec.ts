import { describe, expect, it } from '@jest/globals';
import { failureTrace } from './failure-trace.js';

const thrown = (message: string, over: object = {}): Error => Object.assign(new Error(message), over);

describe('the trace of an unexpected error', () => {
  it('names the error, its code and where it arose, on one line', () => {
    const trace = failureTrace(thrown('no such table', { name: 'DatabaseError', code: 'ERR_SQLITE_ERROR' }));
    expect(trace).toMatch(/^DatabaseError ERR_SQLITE_ERROR at src\/platform\/http\/failure-trace\.spec\.ts:\d+:\d+/);
    expect(trace).not.toContain('\n');
  });

  it('repeats no message, not even one that looks like a place', () => {
    const message = 'Ashdown\n    at Ashdown (Ashdown.js:1:1)';
    expect(failureTrace(thrown(message))).not.toContain('Ashdown');
    expect(failureTrace(thrown(message, { cause: new TypeError('Ashdown') }))).toMatch(/; caused by TypeError at /);
    expect(failureTrace(thrown(message, { cause: new TypeError('Ashdown') }))).not.toContain('Ashdown');
  });

  it('repeats no name or code that is none', () => {
    const trace = failureTrace(thrown('', { name: 'Lena Ashdown', code: 'lena ashdown' }));
    expect(trace).toMatch(/^Error at /);
  });

  it('says of what is no error that it was thrown', () => {
    expect(failureTrace('Lena Ashdown')).toBe('a string was thrown');
  });

  it('names the error alone where nothing is known of its place', () => {
    expect(failureTrace(thrown('Ashdown', { stack: undefined }))).toBe('Error');
  });
});
