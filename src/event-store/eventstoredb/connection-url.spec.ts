import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ConnectionUrlRefused, readConnectionUrl, serverName } from './connection-url.js';

describe('The URL of EventStoreDB', () => {
  test('names a host, with TLS unless it says otherwise', () => {
    expect(readConnectionUrl('esdb://events.example')).toEqual({
      hosts: [{ address: 'events.example', port: 2113 }],
      discover: false,
      tls: true,
      files: {},
      keepAlive: {},
    });
    expect(readConnectionUrl('esdb://localhost:2114/?tls=false')).toMatchObject({
      hosts: [{ address: 'localhost', port: 2114 }],
      tls: false,
    });
  });

  test('names the hosts of a cluster, or one name for all of them', () => {
    const { hosts, discover } = readConnectionUrl(
      'esdb://a:1,b:2,c?tls=true&nodePreference=leader&maxDiscoverAttempts=3',
    );
    expect(hosts).toEqual([
      { address: 'a', port: 1 },
      { address: 'b', port: 2 },
      { address: 'c', port: 2113 },
    ]);
    expect(discover).toBe(false);
    expect(readConnectionUrl('esdb+discover://cluster.example').discover).toBe(true);
  });

  test.each([
    ['kurrentdb://admin:changeit@a:1,b?tlsCAFile=ca.pem', 'esdb://admin:changeit@a:1,b?tlsCAFile=ca.pem'],
    ['kurrentdb+discover://cluster.example:2114?tls=false', 'esdb+discover://cluster.example:2114?tls=false'],
  ])('means the same under the newer name of the product: %s', (url, older) => {
    expect(readConnectionUrl(url)).toEqual(readConnectionUrl(older));
  });

  test('holds a user and a password, certificates, and how often to look whether the server is there', () => {
    expect(
      readConnectionUrl(
        'esdb://admin:p%40ss%3Aword@h?tlsCAFile=%2Fca.pem&userCertFile=c&userKeyFile=k&keepAliveInterval=20000&keepAliveTimeout=-1&connectionName=tracker',
      ),
    ).toMatchObject({
      credentials: { username: 'admin', password: 'p@ss:word' },
      files: { tlsCAFile: '/ca.pem', userCertFile: 'c', userKeyFile: 'k' },
      keepAlive: { interval: 20_000, timeout: -1 },
      connectionName: 'tracker',
    });
  });

  test('is named in messages without its credentials', () => {
    expect(serverName(readConnectionUrl('esdb://admin:changeit@a,b:2114'))).toBe('EventStoreDB at a:2113, b:2114');
  });

  test.each([
    ['http://h', /not of the form/],
    ['esdb://', /not of the form/],
    ['esdb://admin:change@it@h', /not of the form|encode special characters/],
    ['esdb://h:port', /not a name or an address/],
    ['esdb://h,,i', /not a name or an address/],
    ['esdb+discover://a,b', /names one host/],
    ['kurrentdb+discover://a,b', /names one host/],
    ['kurrent://h', /not of the form/],
    ['kurrentdb+gossip://h', /not of the form/],
    ['xkurrentdb://h', /not of the form/],
    ['kurrentdb://admin:changeit@h?tls=false', /password is not sent/],
    ['esdb://h?tsl=false', /"tsl" that is unknown/],
    ['esdb://h?tls=', /unknown or empty/],
    ['esdb://h?tls=no', /tls .* true or false/],
    ['esdb://h?tlsVerifyCert=false', /always verified/],
    ['esdb://h?nodePreference=follower', /can only be leader/],
    ['esdb://h?keepAliveInterval=500', /at least 10000/],
    ['esdb://h?userCertFile=a', /both/],
    ['esdb://h?tls=false&tlsCAFile=a', /Set tls=true/],
    ['esdb://admin:changeit@h?tls=false', /password is not sent/],
    ['esdb://admin:%zz@h', /does not begin an encoded/],
  ])('that is %s is refused with advice', (url, advice) => {
    expect(() => readConnectionUrl(url)).toThrow(advice);
    expect(() => readConnectionUrl(url)).toThrow(ConnectionUrlRefused);
  });

  test('never shows its password in a refusal', () => {
    const secret = fc.stringMatching(/^S3cr3t[\w@/?&=:%,.~-]{0,12}$/);
    const rest = fc.constantFrom('h', 'h:x', 'h?tls=false', 'h?a=b', 'h?tls=maybe', '');
    const scheme = fc.constantFrom('esdb', 'kurrentdb', 'kurrentdb+discover');
    fc.assert(
      fc.property(scheme, secret, rest, (name, password, tail) => {
        try {
          readConnectionUrl(`${name}://admin:${password}@${tail}`);
        } catch (error) {
          expect(error).toBeInstanceOf(ConnectionUrlRefused);
          expect(String(error)).not.toContain('S3cr3t');
        }
      }),
    );
  });
});
