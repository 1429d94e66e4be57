import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { PersonId, SealedText } from '../../streams/domain/event.js';
import { Sealer } from '../../streams/application/sealer.js';
import { KeysUnusable, KeyVault } from '../vault/key-vault.js';
import { CannotBeOpened } from '../vault/vault-sealer.js';
import { readIdentity, type Identity } from './identity.js';

/** By what a child or young person can be found. */
export const TERM_FIELDS = ['name', 'date-of-birth', 'upn', 'reference'] as const;

/** By what a child or young person can be found. */
export type TermField = (typeof TERM_FIELDS)[number];

/** A term under which someone is found: a keyed hash of what it stands for. */
export interface Term {
  readonly field: TermField;
  readonly hash: string;
}

/** Whose key the terms are hashed under: no child's, and kept and wrapped like theirs. */
const INDEX = '00000000-0000-8000-8000-000000000001' as PersonId;
const CONTEXT = Buffer.from('ehcp-tracker/person-index/v1', 'utf8');
const HASH_BYTES = 18;
/** Beginnings of names are terms too, from this many letters on. */
const SHORTEST_BEGINNING = 3;
const LONGEST_BEGINNING = 5;

/** Letters that are letters of their own in Unicode, with those that people type for them. */
const TYPED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ð: 'd',
  đ: 'd',
  ø: 'o',
  ł: 'l',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
};

/** The words of a name as they are compared: without accents, capitals and signs. */
function words(name: string): readonly string[] {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßæœþðđøłħŧı]/gu, (letter) => TYPED[letter] ?? letter)
    .replace(/['’‘ʼ`´]/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

const compact = (text: string): string => text.replace(/[^A-Za-z0-9]/g, '').toUpperCase();

/** The words of a name and their beginnings. */
function nameTerms(names: readonly (string | undefined)[]): readonly string[] {
  const terms = new Set<string>();
  for (const word of names.flatMap((name) => (name === undefined ? [] : words(name)))) {
    terms.add(word);
    for (let length = SHORTEST_BEGINNING; length <= LONGEST_BEGINNING && length < word.length; length += 1) {
      terms.add(word.slice(0, length));
    }
  }
  return [...terms];
}

/**
 * Finds children and young people by name, date of birth, UPN and reference without any of them lying in plain text:
 * what is compared are hashes under a key of the vault. A name is found by its words, and by three to five of the first
 * letters of a word.
 */
@Injectable()
export class PersonTerms {
  #key: Promise<Buffer> | undefined;

  constructor(
    private readonly vault: KeyVault,
    private readonly sealer: Sealer,
  ) {}

  /** Who someone is, as they are on record; nothing where they were erased or their key is lost. */
  async identityOf(person: PersonId, details: SealedText): Promise<Identity | undefined> {
    try {
      const text = await this.sealer.open(person, `person-${person}/details`, details);
      return text === undefined ? undefined : readIdentity(text);
    } catch (error) {
      // Without the key nobody is found by who they are; the start says that keys are missing.
      if (error instanceof KeysUnusable || error instanceof CannotBeOpened) return undefined;
      throw error;
    }
  }

  /** The terms under which someone is found. */
  async termsOf({
    surname,
    forename,
    preferredName,
    dateOfBirth,
    upn,
    uln,
    reference,
  }: Identity): Promise<readonly Term[]> {
    const key = await this.#indexKey();
    const terms: Term[] = nameTerms([surname, forename, preferredName]).map((word) => hashed(key, 'name', word));
    terms.push(hashed(key, 'date-of-birth', dateOfBirth));
    for (const number of [upn, uln]) if (number !== undefined) terms.push(hashed(key, 'upn', compact(number)));
    if (reference !== undefined) terms.push(hashed(key, 'reference', compact(reference)));
    return terms;
  }

  /**
   * The terms that someone must have to be found by what is searched for: each word of a name, or the one value of
   * another field. None where nothing is left to search for.
   */
  async searched(field: TermField, text: string): Promise<readonly Term[]> {
    const key = await this.#indexKey();
    if (field === 'name') return words(text).map((word) => hashed(key, field, word));
    const value = field === 'date-of-birth' ? text.trim() : compact(text);
    return value === '' ? [] : [hashed(key, field, value)];
  }

  /** The key is made once and kept by the vault; what hashes under it is derived from what it seals. */
  #indexKey(): Promise<Buffer> {
    this.#key ??= this.#derive().catch((error: unknown) => {
      this.#key = undefined;
      throw error;
    });
    return this.#key;
  }

  async #derive(): Promise<Buffer> {
    await this.vault.create(INDEX);
    const sealed = await this.vault.use(INDEX, (key) => key.seal(CONTEXT, 'index'));
    if (sealed === undefined)
      throw new KeysUnusable('The key of the index of people is missing. Restore the keys from their backup.');
    return createHmac('sha256', sealed).update(CONTEXT).digest();
  }
}

function hashed(key: Buffer, field: TermField, value: string): Term {
  const hash = createHmac('sha256', key).update(`${field}\n${value}`).digest().subarray(0, HASH_BYTES);
  return { field, hash: hash.toString('base64url') };
}
