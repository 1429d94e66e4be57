import { describe, expect, test } from '@jest/globals';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { Readable } from 'node:stream';
import { cellsAt, csvRows, FileUnreadable, type CsvRow } from './csv-rows.js';
import { SourceFile } from './source-file.js';
import { TextCheck } from './text-check.js';

async function withFile<T>(content: string | Buffer, work: (source: SourceFile) => Promise<T>): Promise<T> {
  const source = await SourceFile.of(Readable.from([Buffer.from(content)]), 'test.csv');
  try {
    return await work(source);
  } finally {
    source.close();
  }
}

async function read(source: SourceFile): Promise<CsvRow[]> {
  const rows: CsvRow[] = [];
  for await (const row of csvRows(source)) rows.push(row);
  return rows;
}

const cell = fc.oneof(
  fc.constantFrom('a', 'two\nlines', 'three\r\n\rlines', '"', ',', '', 'é', '\u{1f984}', "'=1", ' b '),
  fc.string({ unit: 'grapheme', maxLength: 5 }).filter((text) => !text.includes('\0')),
);
const isRow = (row: readonly string[]): boolean => row.some((one) => one.trim() !== '');

describe('The rows of a file', () => {
  test('are those that were written, each with the line where it begins, and can be read again where they stand', async () => {
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }).filter(isRow), {
      minLength: 1,
      maxLength: 20,
    });
    const ends = fc.constantFrom('\n', '\r\n', '\r');
    await fc.assert(
      fc.asyncProperty(rows, ends, fc.boolean(), async (written, end, hasMark) => {
        const texts = written.map((row) => stringify([row], { quoted: true, record_delimiter: end }));
        const content = `${hasMark ? '\ufeff' : ''}${texts.join('')}`;
        await withFile(content, async (source) => {
          const found = await read(source);
          expect(found.map(({ cells }) => cells)).toEqual(written);
          let line = 1;
          for (const [at, text] of texts.entries()) {
            expect(found[at]?.line).toBe(line);
            line += text.split(/\r\n|\r|\n/).length - 1;
          }
          expect(cellsAt(source, found)).toEqual(written);
          for (const [at, place] of found.entries()) expect(cellsAt(source, [place])).toEqual([written[at]]);
        });
      }),
    );
  });

  test('come before the fault that ends the reading', async () => {
    await withFile('a,b\nc,d\n"e,f\n', async (source) => {
      const found: CsvRow[] = [];
      const reading = async (): Promise<void> => {
        for await (const row of csvRows(source)) found.push(row);
      };
      await expect(reading()).rejects.toThrow(FileUnreadable);
      expect(found.map(({ cells }) => cells)).toEqual([
        ['a', 'b'],
        ['c', 'd'],
      ]);
    });
  });

  test('are found beyond the first pieces of a long file, with characters of several bytes across their seams', async () => {
    const written = Array.from({ length: 40_000 }, (_, at) => [`\u{1f984}é${String(at)}`, 'ü']);
    await withFile(stringify(written), async (source) => {
      const found = await read(source);
      expect(found.map(({ cells }) => cells)).toEqual(written);
      expect(cellsAt(source, found.slice(20_000, 20_003))).toEqual(written.slice(20_000, 20_003));
    });
  });
});

describe('A text in UTF-8', () => {
  test('is one however it is cut into pieces', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !text.includes('\0')),
        fc.array(fc.nat(40), { maxLength: 5 }),
        (text, cuts) => {
          const bytes = Buffer.from(`kind,${text}`);
          const places = [
            0,
            ...cuts.filter((cut) => cut < bytes.length).sort((one, other) => one - other),
            bytes.length,
          ];
          const check = new TextCheck();
          const faults = places.slice(1).map((to, at) => check.faultIn(bytes.subarray(places[at], to)));
          expect([...faults, check.faultAtEnd()].filter((fault) => fault !== undefined)).toEqual([]);
        },
      ),
    );
  });

  test('ends where another encoding begins, and the line is named', () => {
    fc.assert(
      fc.property(fc.nat(30), fc.nat(30), (before, within) => {
        const good = 'Zo\u00eb,1\n'.repeat(before);
        const pieces = [Buffer.from(good), Buffer.from('b\n'.repeat(within)), Buffer.from('caf\u00e9,1\n', 'latin1')];
        const check = new TextCheck();
        const bytes = Buffer.concat(pieces);
        const half = Math.floor(bytes.length / 2);
        const found = check.faultIn(bytes.subarray(0, half)) ?? check.faultIn(bytes.subarray(half));
        expect(found?.line).toBe(before + within + 1);
      }),
    );
  });
});
