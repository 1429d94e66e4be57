import { ANY, jsonEvent } from '@eventstore/db-client';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { EventStoreDbDouble } from '../../testing/eventstoredb/eventstoredb-double.js';
import { Connection } from './connection.js';
import { ConnectionUrlRefused, readConnectionUrl } from './connection-url.js';

describe('A connection to EventStoreDB', () => {
  let double: EventStoreDbDouble;
  let connection: Connection;
  const append = () =>
    connection.appendToStream('notes', jsonEvent({ type: 'Noted', data: {} }), { expectedRevision: ANY });

  beforeEach(async () => {
    double = await EventStoreDbDouble.start();
    connection = await Connection.prepare(readConnectionUrl(double.url));
  });

  afterEach(async () => {
    await connection.close();
    double.destroy();
  });

  test('that was closed refuses an append, which the client would leave without an end', async () => {
    await append();
    await connection.close();
    await expect(append()).rejects.toThrow(/shut down/);
    expect(double.size).toBe(1);
  });

  test('is not prepared with a certificate that cannot be read', async () => {
    const url = readConnectionUrl('esdb://host?tlsCAFile=/nowhere/ca.pem');
    await expect(Connection.prepare(url)).rejects.toBeInstanceOf(ConnectionUrlRefused);
    await expect(Connection.prepare(url)).rejects.toThrow('/nowhere/ca.pem');
  });
});
