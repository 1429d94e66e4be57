import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A key, and a certificate that it signed itself; both as PEM. */
export interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

const SEQUENCE = 0x30;
const SET = 0x31;
const DAY = 86_400_000;

/** A value in the distinguished encoding of ASN.1. */
function der(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const hex = (digits: string): Buffer => Buffer.from(digits, 'hex');
const bits = (content: Uint8Array): Buffer => der(0x03, hex('00'), content);
const time = (instant: Date): Buffer =>
  der(0x17, Buffer.from(`${instant.toISOString().replaceAll(/\D/g, '').slice(2, 14)}Z`));
const extension = (oid: string, critical: boolean, value: Buffer): Buffer =>
  der(SEQUENCE, hex(oid), ...(critical ? [hex('0101ff')] : []), der(0x04, value));

const ECDSA_WITH_SHA256 = der(SEQUENCE, hex('06082a8648ce3d040302'));
const COMMON_NAME = '0603550403';
const BASIC_CONSTRAINTS = '0603551d13';
const SUBJECT_ALT_NAME = '0603551d11';

/** Makes a certificate for a host, good for a day, so that no key has to be kept with the sources. */
export function selfSigned(host: string): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = der(SEQUENCE, der(SET, der(SEQUENCE, hex(COMMON_NAME), der(0x0c, Buffer.from('specifications')))));
  const now = Date.now();
  const serial = Buffer.concat([hex('01'), randomBytes(15)]);
  const toSign = der(
    SEQUENCE,
    hex('a003020102'),
    der(0x02, serial),
    ECDSA_WITH_SHA256,
    name,
    der(SEQUENCE, time(new Date(now - DAY)), time(new Date(now + DAY))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(
      0xa3,
      der(
        SEQUENCE,
        extension(BASIC_CONSTRAINTS, true, der(SEQUENCE, hex('0101ff'))),
        extension(SUBJECT_ALT_NAME, false, der(SEQUENCE, der(0x82, Buffer.from(host)))),
      ),
    ),
  );
  const signed = der(SEQUENCE, toSign, ECDSA_WITH_SHA256, bits(sign('sha256', toSign, privateKey)));
  const body = signed.toString('base64').replaceAll(/.{64}/g, '$&\n');
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}
