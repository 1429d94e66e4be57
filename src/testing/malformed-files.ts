import { gzipSync } from 'node:zlib';

const HEADER = 'kind,case,milestone,date,outcome,attributes,child,surname,forename,date_of_birth,upn,sex';
const CHILD = ',C-1,Ashdown,Robin,14/03/2016,,F';
const REQUESTED = `assessment,A-1,assessment-requested,02/09/2024,,kind=initial${CHILD}`;
const REST = ',,,,,,';
/** A file of cases: what opens one, then other rows. */
export const casesFile = (...rows: readonly string[]): string => [HEADER, REQUESTED, ...rows, ''].join('\n');
/** A row without anything about a child. */
export const caseRow = (text: string): string => `${text}${REST}`;
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');

/** A file that cannot be imported. */
export interface Malformed {
  readonly called: string;
  readonly content: string | Buffer;
  /** What is said, in the order of the lines. */
  readonly says: readonly string[];
}

const malformed = (called: string, content: string | Buffer, ...says: readonly string[]): Malformed => ({
  called,
  content,
  says,
});

const WRONG_BYTES = 'Accepted: a CSV file in UTF-8, with or without a byte-order mark';

/** Files that cannot be imported, each for one reason. */
export const MALFORMED: readonly Malformed[] = [
  malformed('empty', '', 'line 1: the file is empty'),
  malformed('empty but for a byte-order mark and line breaks', '\ufeff\n\r\n\n', 'line 1: the file is empty'),
  malformed(
    'in UTF-16',
    Buffer.concat([Buffer.from([0xff, 0xfe]), utf16(casesFile())]),
    'line 1: it is in UTF-16.',
    WRONG_BYTES,
  ),
  malformed(
    'in UTF-16, the other way round',
    Buffer.concat([Buffer.from([0xfe, 0xff]), utf16(casesFile()).swap16()]),
    'line 1: it is in UTF-16.',
  ),
  malformed('in UTF-16 without a mark', utf16(casesFile()), 'line 1: it is in UTF-16 without a mark that says so'),
  malformed(
    'in Windows-1252',
    Buffer.from(casesFile('', caseRow('assessment,A-1,draft-plan-sent,2024-12-20,,note=caf\u00e9')), 'latin1'),
    'line 4: it is not in UTF-8, but perhaps in Windows-1252 or Latin-1',
  ),
  malformed(
    'with half a character at its end',
    Buffer.concat([Buffer.from(casesFile()), Buffer.from([0xe2, 0x82])]),
    'it ends within a character',
  ),
  malformed(
    'with a NUL byte',
    casesFile(caseRow('assessment,A-1,draft-plan-sent,2024-12-20,\0,')),
    'line 3: it holds a NUL byte',
  ),
  malformed('compressed', gzipSync(casesFile()), 'line 1: it is compressed (gzip)'),
  malformed(
    'an Excel workbook',
    Buffer.from('504b0304140006000800', 'hex'),
    'line 1: it is a ZIP archive or an Excel workbook (.xlsx)',
  ),
  malformed('an old Excel workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'line 1: it is an Excel workbook (.xls)'),
  malformed('a PDF', '%PDF-1.7\n', 'line 1: it is a PDF'),
  malformed(
    'separated by semicolons',
    casesFile().replaceAll(',', ';'),
    'line 1: the cells are separated by semicolons. Accepted: commas',
  ),
  malformed('separated by tabs', casesFile().replaceAll(',', '\t'), 'line 1: the cells are separated by tabs'),
  malformed('without a row of names', `${REQUESTED}\n`, 'line 1: the first row names no column'),
  malformed('with a column missing', 'kind,case,milestone,outcome,attributes\n', 'line 1: the column date is missing'),
  malformed('with a column twice', `${HEADER},date\n`, 'line 1: the column date is there twice'),
  malformed('with a column that is not known', `${HEADER},favourite_colour\n`, 'line 1: column 13 is not known'),
  malformed(
    'with a cell too few',
    casesFile('assessment,A-1,draft-plan-sent,2024-12-20'),
    'line 3: the row has 4 cells, the first row of the file 12',
  ),
  malformed(
    'with a comma that is not quoted',
    casesFile(caseRow('assessment,A-1,draft-plan-sent,2024-12-20,,by=letter, soon')),
    'line 3: the row has 13 cells',
  ),
  malformed(
    'with a quote that is never closed',
    casesFile('assessment,A-1,"draft-plan-sent,2024-12-20', caseRow('assessment,A-1,final-plan-issued,2025-01-10,,')),
    'line 3: a cell in this row begins with a double quote that is never closed',
  ),
  malformed(
    'with a quote within a cell',
    casesFile(caseRow('assessment,A-1,draft"plan,2024-12-20,,')),
    'line 3: a cell in this row has a double quote in its middle',
  ),
  malformed(
    'with text after a closing quote',
    casesFile(caseRow('assessment,A-1,"draft"-plan,2024-12-20,,')),
    'line 3: a quoted cell in this row goes on after its closing quote',
  ),
  malformed(
    'with a row of 2 MB',
    casesFile(caseRow(`assessment,A-1,draft-plan-sent,2024-12-20,,${'x'.repeat(2_000_000)}`)),
    'line 3: the row is longer than 1 MiB',
  ),
  malformed(
    'with line breaks in quotes before a bad row',
    casesFile(
      caseRow('assessment,A-1,case-closed,2024-12-20,,"reason=other; note=""Moved\r\nfar\naway"""'),
      caseRow('assessment,A-1,sent,2024-12-21,,'),
    ),
    'line 6, milestone: no assessment has such a milestone',
  ),
  malformed(
    'with columns swapped',
    casesFile(caseRow('A-1,assessment,draft-plan-sent,2024-12-20,,')),
    'line 3, kind: it is no kind of case. Accepted: assessment, plan or review',
  ),
  malformed(
    'with milestone and date swapped',
    casesFile(caseRow('assessment,A-1,2024-12-20,draft-plan-sent,,')),
    'line 3, milestone: no assessment has such a milestone. Accepted: one of those that "ehcp import milestones" lists',
  ),
  malformed(
    'with a kind missing',
    casesFile(caseRow(',A-1,draft-plan-sent,2024-12-20,,')),
    'line 3, kind: it is missing',
  ),
  malformed(
    'with a case missing',
    casesFile(caseRow('assessment,,draft-plan-sent,2024-12-20,,')),
    'line 3, case: it is missing',
  ),
  malformed(
    'with a name in place of a case key',
    casesFile(caseRow('assessment,Robin Ashdown,draft-plan-sent,2024-12-20,,')),
    "line 3, case: it is no case key. Accepted: the council's own key",
  ),
  malformed(
    'with a kind that is not known',
    casesFile(caseRow('transport,A-1,draft-plan-sent,2024-12-20,,')),
    'line 3, kind: it is no kind of case',
  ),
  malformed(
    'with a milestone of another kind',
    casesFile(caseRow('assessment,A-1,review-meeting-held,2024-12-20,,')),
    'line 3, milestone: no assessment has such a milestone',
  ),
  malformed(
    'with a milestone that is mistyped',
    casesFile(caseRow('assessment,A-1,draft-plan-send,2024-12-20,,')),
    'line 3, milestone: no assessment has such a milestone. Accepted: one of those that "ehcp import milestones" lists, such as draft-plan-sent',
  ),
  malformed(
    'with a milestone and a day that are not known',
    casesFile(caseRow('assessment,A-1,sent,20 December,,')),
    'line 3, milestone: no assessment has such a milestone',
    'line 3, date: it is not a date',
  ),
  malformed(
    'with all rows under one case key',
    casesFile(...Array.from({ length: 2000 }, () => caseRow('assessment,A-1,family-informed,2024-12-20,,'))),
    'line 2, case: the case has more than 2,000 rows',
  ),
  malformed(
    'with a note',
    casesFile(caseRow('assessment,A-1,note,2024-12-20,,')),
    'line 3, milestone: notes cannot be imported',
  ),
  malformed(
    'without a date',
    casesFile(caseRow('assessment,A-1,draft-plan-sent,,,')),
    'line 3, date: it is missing. Accepted: a day written YYYY-MM-DD or DD/MM/YYYY',
  ),
  malformed(
    'with 31 February',
    casesFile(caseRow('assessment,A-1,draft-plan-sent,31/02/2025,,')),
    'line 3, date: there is no such day',
  ),
  malformed(
    'with a date in the American order',
    casesFile(caseRow('assessment,A-1,draft-plan-sent,12/20/2024,,')),
    'line 3, date: there is no such day',
  ),
  malformed(
    'with a year of two digits',
    casesFile(caseRow('assessment,A-1,draft-plan-sent,20/12/24,,')),
    'line 3, date: it is not a date',
  ),
  malformed(
    "with a spreadsheet's number of a day",
    casesFile(caseRow('assessment,A-1,draft-plan-sent,45646,,')),
    'line 3, date: it is not a date',
  ),
  malformed(
    'with a date of long ago',
    casesFile(caseRow('assessment,A-1,draft-plan-sent,1985-12-20,,')),
    'line 3, date: that day is out of range',
  ),
  malformed(
    'with a day that has not come',
    casesFile(caseRow('assessment,A-1,decision-to-assess-notified,2026-01-05,assess,')),
    'line 3, date: ',
    'that day has not come',
  ),
  malformed(
    'with a day before the request',
    casesFile(caseRow('assessment,A-1,decision-to-assess-notified,30/08/2024,assess,')),
    'line 3, date: ',
  ),
  malformed(
    'with an outcome that is not known',
    casesFile(caseRow('assessment,A-1,decision-to-assess-notified,2024-10-11,yes,')),
    'line 3, outcome: it is none of these. Accepted: assess or refuse',
  ),
  malformed(
    'without the outcome of a decision',
    casesFile(caseRow('assessment,A-1,decision-to-assess-notified,2024-10-11,,')),
    'line 3, outcome: it is missing',
  ),
  malformed(
    'with an outcome where there is none',
    casesFile(caseRow('assessment,A-1,draft-plan-sent,2024-12-20,issue,')),
    'line 3, outcome: draft-plan-sent has no outcome',
  ),
  malformed(
    'with an attribute that is not known',
    casesFile(caseRow('assessment,A-1,draft-plan-sent,2024-12-20,,servedBy=post')),
    'line 3, attributes: draft-plan-sent has no such attribute. Accepted: servedOn',
  ),
  malformed(
    'with an attribute twice',
    casesFile(caseRow('assessment,A-1,draft-plan-sent,2024-12-20,,servedOn=2024-12-21; served-on=2024-12-22')),
    'line 3, attributes: the attribute number 2 is there twice',
  ),
  malformed(
    'with attributes that cannot be read',
    casesFile(caseRow('assessment,A-1,draft-plan-sent,2024-12-20,,served the next day')),
    'line 3, attributes: the attribute number 1 cannot be read. Accepted: name=value; name=value',
  ),
  malformed(
    'with an attribute missing',
    casesFile(caseRow('assessment,A-1,advice-requested,2024-10-11,,')),
    'line 3, attributes: adviser: it is missing',
  ),
  malformed(
    'with a bad attribute',
    casesFile(caseRow('assessment,A-1,draft-plan-sent,2024-12-20,,servedOn=2024-13-01')),
    'line 3, attributes: servedOn: there is no such day',
  ),
  malformed(
    'with an outcome among the attributes',
    casesFile(caseRow('assessment,A-1,decision-to-assess-notified,2024-10-11,,outcome=assess')),
    'line 3, attributes: outcome has a column of its own',
  ),
  malformed(
    'with a formula',
    casesFile(caseRow('"=HYPERLINK(""http://example.org"")",A-1,draft-plan-sent,2024-12-20,,')),
    'line 3, kind: it begins as a formula does',
  ),
  malformed(
    'with a formula behind a plus',
    casesFile(caseRow('assessment,A-1,draft-plan-sent,+2024,,')),
    'line 3, date: it begins as a formula does',
  ),
  malformed(
    'with a formula behind an at sign',
    casesFile('assessment,A-1,draft-plan-sent,2024-12-20,,,C-1,@SUM(A1),Robin,14/03/2016,,F'),
    'line 3, surname: it begins as a formula does',
  ),
  malformed(
    'with a case that nothing opens',
    casesFile(caseRow('assessment,A-2,decision-to-assess-notified,2024-10-11,assess,')),
    'line 3, case: no assessment of this key is on record, and no row of the file opens it. Accepted: a row of the case with the milestone assessment-requested',
  ),
  malformed(
    'with a child of whom nothing is said',
    casesFile(`assessment,A-2,assessment-requested,2024-09-02,,kind=initial,C-2,,,,,`),
    'line 3, child: no child of this key is registered, and no row of the file says who the child is',
  ),
  malformed(
    'with half of who a child is',
    casesFile(`assessment,A-2,assessment-requested,2024-09-02,,kind=initial,C-2,Okafor,,,,`),
    'line 3, forename: it is missing',
    'line 3, date_of_birth: it is missing',
  ),
  malformed(
    'with a UPN whose check letter is wrong',
    casesFile(`assessment,A-2,assessment-requested,2024-09-02,,kind=initial,C-2,Okafor,Sam,29/11/2012,B123456789012,M`),
    'line 3, upn: it is not acceptable. Accepted: a unique pupil number',
  ),
  malformed(
    'with a date of birth to come',
    casesFile(`assessment,A-2,assessment-requested,2024-09-02,,kind=initial,C-2,Okafor,Sam,29/11/2027,,M`),
    'line 3, date_of_birth: it is in the future',
  ),
  malformed(
    'with a grown-up',
    casesFile(`assessment,A-2,assessment-requested,2024-09-02,,kind=initial,C-2,Okafor,Sam,29/11/1982,,M`),
    'line 3, date_of_birth: it makes the person 26 or older',
  ),
  malformed(
    'with two accounts of one child',
    casesFile(`assessment,A-2,assessment-requested,2024-09-02,,kind=initial,C-1,Ashdown,Robyn,14/03/2016,,F`),
    'line 3, child: the row says otherwise who the child is than line 2 does',
  ),
  malformed(
    "with another child's key on a case",
    casesFile('assessment,A-1,decision-to-assess-notified,2024-10-11,assess,,C-7,,,,,'),
    "line 3, child: line 2 says that this case is another child's",
  ),
  malformed(
    'with a case opened twice',
    casesFile(`assessment,A-1,assessment-requested,2024-09-03,,kind=initial${CHILD}`),
    'line 3, case: the case is open already, and its opening on record says something else than this row',
  ),
  malformed(
    'with two decisions',
    casesFile(
      caseRow('assessment,A-1,decision-to-assess-notified,2024-10-11,assess,'),
      caseRow('assessment,A-1,decision-to-assess-notified,2024-10-12,refuse,'),
    ),
    'line 4, ',
  ),
  malformed(
    'with a review of a plan that is nowhere',
    casesFile('review,R-1,review-opened,2024-09-02,,kind=annual; plan=P-9,C-1,,,,,'),
    'line 3, attributes: plan: there is no such plan on record or in the file',
  ),
  malformed(
    'with a final plan out of nothing',
    casesFile(caseRow('assessment,A-1,final-plan-issued,2025-02-07,,')),
    'line 3, ',
    'If it is so, confirm it: --confirm ',
  ),
  malformed(
    'with an exception withdrawn that never was',
    casesFile(caseRow('assessment,A-1,exception-withdrawn,2024-12-20,,ground=school-closure')),
    'line 3, attributes: ',
  ),
];
