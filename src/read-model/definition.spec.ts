import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { DEFINITION, TABLES } from './definition.js';

/** What the tables of a definition are made of, in short. Whoever changes a table gives the definition its next number. */
const MADE_OF: readonly [definition: string, digest: string] = [
  '10',
  '757838f6ab0572021855495672fab96b17bc2bd12d38c4f39f5f7ae7aa37140e',
];

const digest = createHash('sha256').update(JSON.stringify(TABLES)).digest('hex');

describe('The definition of the tables', () => {
  it('has another number whenever a table has other columns, another key or other indexes', () => {
    expect([DEFINITION, digest]).toEqual(MADE_OF);
  });
});
