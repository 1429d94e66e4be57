import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { CUTS } from '../domain/cuts.js';
import { MEASURES } from '../domain/measures.js';
import { definitionsText } from './definitions-text.js';

describe('The definitions of measures', () => {
  const text = definitionsText();

  it('are those of docs/measures.md: after a change write "ehcp timeliness --definitions" to its end', () => {
    const document = readFileSync(new URL('../../../docs/measures.md', import.meta.url), 'utf8');
    expect(document.slice(document.indexOf('## Needs assessments')).trimEnd()).toBe(text);
  });

  it('name every measure with all that is said of it', () => {
    for (const measure of MEASURES) {
      const said = [measure.name, `\`${measure.id}\``, measure.definition, measure.source, measure.differs ?? ''];
      for (const words of said) expect(text).toContain(words);
    }
    for (const cut of CUTS) expect(text).toContain(`\`${cut}\``);
  });

  it('have an id of their own for each measure', () => {
    expect(new Set(MEASURES.map(({ id }) => id)).size).toBe(MEASURES.length);
  });
});
