import { describe, expect, test } from '@jest/globals';
import { StoreUnavailable } from '../event-store.js';
import { Endeavour } from './endeavour.js';
import { NoAnswer } from './server-fault.js';

describe('What is wanted of EventStoreDB', () => {
  test('is tried again until it succeeds', async () => {
    const endeavour = new Endeavour('EventStoreDB', 60_000);
    const answer = endeavour.persist('write', ({ attempt }) =>
      attempt < 3 ? Promise.reject(new NoAnswer()) : Promise.resolve(attempt),
    );
    expect(await answer).toBe(3);
  });

  test('is not tried again once patience has ended', async () => {
    const endeavour = new Endeavour('EventStoreDB', 30);
    let tries = 0;
    const outcome = endeavour.persist('read', async () => {
      tries += 1;
      while (endeavour.left > 0) await new Promise((resolve) => setImmediate(resolve));
      throw new NoAnswer();
    });
    await expect(outcome).rejects.toBeInstanceOf(StoreUnavailable);
    expect(tries).toBe(1);
  });

  test('is not tried again when nobody wants it any more', async () => {
    const ended = new AbortController();
    const endeavour = new Endeavour('EventStoreDB', 60_000, ended.signal);
    let tries = 0;
    const outcome = endeavour.persist('read', () => {
      tries += 1;
      ended.abort();
      return Promise.reject(new NoAnswer());
    });
    await expect(outcome).rejects.toBeInstanceOf(StoreUnavailable);
    expect(tries).toBe(1);
  });

  test('is given up where a write does not end by its own deadline', async () => {
    const endeavour = new Endeavour('EventStoreDB', 30);
    const outcome = endeavour.persist('write', () => new Promise(() => undefined));
    await expect(outcome).rejects.toMatchObject({ name: 'StoreUnavailable', outcome: 'unknown' });
  });
});
