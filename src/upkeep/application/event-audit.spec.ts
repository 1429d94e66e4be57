import { beforeEach, describe, expect, it } from '@jest/globals';
import type { EventReading, Position, RecordedEvent } from '../../event-store/event-store.js';
import { TextCheck } from '../../people/application/text-check.js';
import { KeysUnusable } from '../../people/vault/key-vault.js';
import { CannotBeOpened } from '../../people/vault/vault-sealer.js';
import { Sealer, type PersonStanding } from '../../streams/application/sealer.js';
import type { PersonId, SealedText } from '../../streams/domain/event.js';
import { EventAudit } from './event-audit.js';
import { Findings } from './findings.js';

const ADA = '018f0000-0000-7000-8000-00000000000a' as PersonId;
const BEA = '018f0000-0000-7000-8000-00000000000b' as PersonId;
const CASE = '018f0000-0000-7000-8000-0000000000c1';
const text = (letter: string): string => `v1.${letter.repeat(60)}`;

class SetSealer extends Sealer {
  readonly standings = new Map<PersonId, PersonStanding>([
    [ADA, 'known'],
    [BEA, 'known'],
  ]);
  readonly opened: string[] = [];
  trouble: Error | undefined;

  override standing(person: PersonId): Promise<PersonStanding> {
    return Promise.resolve(this.standings.get(person) ?? 'unknown');
  }

  override seal(): Promise<SealedText> {
    return Promise.reject(new Error('Nothing is sealed here.'));
  }

  override open(_: PersonId, place: string, sealed: SealedText): Promise<string | undefined> {
    this.opened.push(place);
    if (this.trouble !== undefined) return Promise.reject(this.trouble);
    if (sealed === text('x')) return Promise.reject(new CannotBeOpened('It does not open.'));
    return Promise.resolve('a text');
  }
}

let log: RecordedEvent[];
let sealer: SetSealer;
let findings: Findings;
beforeEach(() => {
  log = [];
  sealer = new SetSealer();
  findings = new Findings();
});

function recorded(stream: string, revision: number, data: RecordedEvent['data'] = {}, more: object = {}): void {
  const position = String(log.length + 1).padStart(16, '0') as Position;
  const id = `018f0000-0000-7000-8000-${String(log.length + 1).padStart(12, '0')}`;
  const metadata = { actor: 'officer-1', correlationId: 'c', causationId: 'c', schemaVersion: 1 };
  const event = {
    id,
    type: 'NoteAdded',
    data,
    metadata,
    stream,
    revision,
    position,
    recordedAt: '2025-01-06T09:00:00Z',
  };
  log.push({ ...event, ...more });
}

async function audited(): Promise<EventAudit> {
  const store: EventReading = {
    readAll: () => Promise.resolve(log),
    readStream: (stream) => Promise.resolve(log.filter((event) => event.stream === stream)),
  };
  const audit = new EventAudit(store, new TextCheck(sealer), findings);
  await audit.take(log);
  return audit;
}

const codes = (): readonly string[] => findings.kept.map(({ code, where }) => `${code} at ${where}`);

describe('an audit of the events', () => {
  it('finds nothing where all is well, and opens every text at its place', async () => {
    recorded(`person-${ADA}`, 0, { details: text('a') }, { type: 'PersonRegistered' });
    recorded(`review-${CASE}`, 0, { person: ADA, on: '2025-01-06', why: text('b') });
    recorded(`review-${CASE}`, 1, { entry: 1, from: { why: text('b') }, to: { why: text('c') }, reason: text('d') });
    const audit = await audited();
    expect(findings.count).toBe(0);
    expect(audit.counts).toEqual({ streams: 2, people: 1, texts: 5 });
    expect(sealer.opened).toEqual([
      `person-${ADA}/details`,
      ...['why', 'reason', 'why', 'why'].map((name) => `review-${CASE}/${name}`),
    ]);
  });

  it('finds gaps in revisions, positions out of order and ids that are in a stream twice', async () => {
    recorded(`review-${CASE}`, 0, { person: ADA });
    recorded(`review-${CASE}`, 2, {}, { id: log[0]?.id });
    recorded(`person-${ADA}`, 0, {}, { id: log[0]?.id, position: log[0]?.position });
    await audited();
    expect(codes()).toEqual([
      `revision-gap at review-${CASE}, revision 2`,
      `id-repeated at review-${CASE}, revision 2`,
      'position-out-of-order at position 0000000000000001',
    ]);
  });

  it('finds people without a key, once each, and no fault with those who were erased', async () => {
    sealer.standings.delete(ADA);
    sealer.standings.set(BEA, 'erased');
    recorded(`person-${ADA}`, 0, { details: text('a') });
    recorded(`review-${CASE}`, 0, { person: ADA, why: text('b') });
    recorded(`person-${BEA}`, 0, { details: text('a') });
    recorded(`person-${BEA}`, 1, {}, { type: 'PersonErased' });
    const audit = await audited();
    expect(codes()).toEqual([`key-missing at person ${ADA} (person-${ADA})`]);
    expect(sealer.opened).toEqual([]);
    expect([audit.hasErased(ADA), audit.hasErased(BEA)]).toEqual([false, true]);
  });

  it('finds the key of someone who was erased', async () => {
    recorded(`person-${ADA}`, 0, { details: text('a') });
    recorded(`person-${ADA}`, 1, {}, { type: 'PersonErased' });
    await audited();
    expect(codes()).toEqual([`key-not-erased at person ${ADA}`]);
  });

  it('finds texts that do not open, and a damaged key once', async () => {
    recorded(`review-${CASE}`, 0, { person: ADA, why: text('x') });
    await audited();
    expect(codes()).toEqual([`text-does-not-open at review-${CASE}, revision 0, why`]);
    sealer.trouble = new KeysUnusable('The key is damaged.');
    recorded(`person-${BEA}`, 0, { details: text('a') });
    recorded(`person-${BEA}`, 1, { details: text('b') });
    await audited();
    expect(codes().filter((code) => code.startsWith('key-damaged'))).toEqual([
      `key-damaged at person ${ADA}`,
      `key-damaged at person ${BEA}`,
    ]);
  });

  it('blames no key where the keys cannot be read at all', async () => {
    sealer.trouble = new KeysUnusable('The disk is away.', { cause: new Error('disk I/O error') });
    recorded(`person-${ADA}`, 0, { details: text('a') });
    await expect(audited()).rejects.toThrow('The disk is away.');
  });

  it('spells out some findings of each kind and counts all of them', async () => {
    for (let revision = 1; revision < 100; revision += 2) recorded(`review-${CASE}`, revision, { person: ADA });
    await audited();
    expect(findings.count).toBe(50);
    expect(findings.kept).toHaveLength(20);
    expect(findings.counts).toEqual({ 'revision-gap': 50 });
  });
});
