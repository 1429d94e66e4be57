import { stringify } from 'csv-stringify/sync';
import { Readable } from 'node:stream';
import { COLUMNS, rowProblemText } from '../../src/exchange/application/format.js';
import { ImportCases } from '../../src/exchange/application/import-cases.js';
import { SourceFile } from '../../src/exchange/application/source-file.js';
import type { Tracker } from '../../src/platform/cli/tracker.js';
import type { Child } from './children.js';

type Cells = Readonly<Record<string, string>>;

const file = (...rows: readonly Cells[]): string =>
  stringify([[...COLUMNS], ...rows.map((row) => COLUMNS.map((column) => row[column] ?? ''))]);

/** What a council's own file says of a child. */
function rowsOf({ identity, texts: [text = ''] }: Child, key: string): readonly Cells[] {
  const { surname, forename, dateOfBirth, upn = '', postcode = '', preferredName = '', language = '' } = identity;
  const who = { surname, forename, date_of_birth: dateOfBirth, upn, postcode, preferred_name: preferredName, language };
  const about = { kind: 'assessment', case: key };
  return [
    { ...about, ...who, milestone: 'assessment-requested', date: '2025-01-06', attributes: 'kind=initial' },
    { ...about, milestone: 'family-informed', date: '2025-01-20', attributes: `by=letter; message="${text}"` },
  ];
}

/**
 * Imports what a file says of a child, then the same with who they are in every column that is not for it, and in files
 * that cannot be read.
 * @param print is told everything that came of it
 */
export async function importsOf(tracker: Tracker, child: Child, print: (text: string) => void): Promise<void> {
  const take = async (content: string | Buffer): Promise<void> => {
    const source = await SourceFile.of(Readable.from([Buffer.from(content)]), 'standard input');
    const imported = await tracker.get(ImportCases, { strict: false }).import(source);
    source.close();
    print(JSON.stringify(imported));
    imported.firstProblems.forEach((problem) => print(rowProblemText(problem)));
  };
  const { forename, surname, upn = '', dateOfBirth } = child.identity;
  const key = `E-${upn.slice(-2)}`;
  const rows = rowsOf(child, key);
  const [opening = {}, told = {}] = rows;
  await take(file(...rows));
  await take(file(...rows));
  await take(file(opening, { ...told, attributes: `by=letter; message="${surname}"` }));
  // The last row is refused, so that nothing of the others is recorded.
  const last: Cells = { kind: 'assessment', case: 'E-0', milestone: 'draft-plan-sent', date: '2025-01-06' };
  for (const column of COLUMNS) {
    for (const value of [`${forename} ${surname}`, surname, dateOfBirth, `=${surname}`]) {
      await take(file({ ...opening, case: 'E-1', [column]: value }, { ...told, case: 'E-1', [column]: value }, last));
    }
  }
  await take(file(...rows).replace('kind,', `${surname},`));
  await take(file(...rows).replace('kind,', `kind,${surname},`));
  await take(`${forename},${surname},${dateOfBirth}\n`);
  await take(`${file(...rows)}"${surname},${forename}`);
  await take(`${file(...rows)}${surname}"${forename}`);
  await take(Buffer.from(file(...rows), 'utf16le'));
  await take(Buffer.concat([Buffer.from(file(...rows)), Buffer.from(`${surname}\u00e9`, 'latin1')]));
}
