import { owedToFamily } from '../../cases/application/family-updates.js';
import { owedInWords } from '../../cases/application/owed-in-words.js';
import type { CaseFile } from '../application/case-file.js';
import type { AsAt } from '../application/caseload.js';

/** What the family is owed in a case on a day. */
export function familyView(file: AsAt<CaseFile>): readonly string[] {
  return owedToFamily(file, file.asAt).map((owed) => owedInWords(owed, file.asAt));
}
