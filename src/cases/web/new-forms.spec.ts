import { describe, expect, it } from '@jest/globals';
import type { CaseItem } from '../../caseload/application/list-cases.js';
import { permissionsOf, type Viewer } from '../../platform/access/viewer.js';
import { Form, FormErrors } from '../../platform/web/form.js';
import { day } from '../../statute/calendar.js';
import type { PersonId } from '../../streams/domain/event.js';
import { assignmentChoices, readAssignment, usualAssignment } from './new-assignment.js';
import { readDescribed } from './new-child.js';
import { readConfirmed } from './new-fields.js';
import type { ChildOnRecord, Opening, Reading } from './new-opening.js';
import { ANOTHER, newCasePage, type NewCaseForm } from './new-page.js';
import { NEW_PHASE_TRANSFER } from './new-phase-transfer.js';
import { NEW_PLAN } from './new-plan.js';
import { NEW_REASSESSMENT } from './new-reassessment.js';
import { NEW_REQUEST } from './new-request.js';
import { NEW_REVIEW } from './new-review.js';

const TODAY = day('2025-12-31');
const VIEWER: Viewer = {
  id: 'officer-1',
  name: 'Officer One',
  roles: ['caseworker'],
  teams: ['north'],
  permissions: permissionsOf(['caseworker']),
  by: 'session',
};
const CHOICES = { officers: [{ id: 'officer-1', name: 'Officer One' }], teams: [{ id: 'north', name: 'North' }] };
const CHILD = { forename: 'Robin', surname: 'Ashdown', 'birth-day': '14/3/2016' };

const item = (more: Partial<CaseItem>): CaseItem => ({
  id: 'c-1',
  kind: 'plan',
  person: 'p-1',
  stage: 'maintained',
  open: true,
  openedOn: day('2025-01-10'),
  openedAs: 'made',
  revision: 0,
  createdAt: '2025-01-10T09:00:00.000Z',
  recordedAt: '2025-01-10T09:00:00.000Z',
  ...more,
});
const childWith = (...cases: readonly CaseItem[]): ChildOnRecord => ({
  id: 'p-1' as PersonId,
  details: { forename: 'Robin', surname: 'Ashdown', dateOfBirth: day('2016-03-14') },
  cases,
});

describe('Who a child is', () => {
  const read = (typed: Readonly<Record<string, string>>): [ReturnType<typeof readDescribed>, FormErrors['fields']] => {
    const errors = new FormErrors();
    return [readDescribed(Form.of({ ...CHILD, ...typed }), TODAY, errors), errors.fields];
  };

  it('is read with the UPN as it is kept', () => {
    const [described, errors] = read({ upn: ' h8012 00001001 ', reference: 'R/1' });
    expect(errors).toEqual({});
    expect(described).toEqual({
      forename: 'Robin',
      surname: 'Ashdown',
      dateOfBirth: '2016-03-14',
      upn: 'H801200001001',
      reference: 'R/1',
    });
  });

  it('is read with sex, primary need and postcode where they are known', () => {
    const [described, errors] = read({ sex: 'F', primaryNeed: 'SEMH', postcode: 'hu52ab ' });
    expect(errors).toEqual({});
    expect(described).toMatchObject({ sex: 'F', primaryNeed: 'SEMH', postcode: 'HU5 2AB' });
    expect(Object.keys(read({ sex: '', primaryNeed: '', postcode: '' })[0] ?? {})).toHaveLength(3);
  });

  it.each([
    ['sex', { sex: 'X' }, 'Choose one of the list'],
    ['primaryNeed', { primaryNeed: 'BESD' }, 'Choose one of the list'],
    ['postcode', { postcode: 'HU5' }, 'Postcode must be a full postcode'],
    ['forename', { forename: '' }, 'Enter the first name'],
    ['surname', { surname: 'a\u0000b' }, 'Surname must be 1 to 100 characters in one line'],
    ['birth', { 'birth-day': '' }, 'Enter the date of birth'],
    ['birth', { 'birth-day': '1/1/2030' }, 'Date of birth must be that of a child or young person under 26'],
    ['birth', { 'birth-day': '31/12/1999' }, 'Date of birth must be that of a child or young person under 26'],
    ['birth', { 'birth-day': '31/2/2016' }, 'Date of birth must be a real day: '],
    ['upn', { upn: 'H801200001002' }, 'UPN must be 13 characters'],
    ['reference', { reference: '#' }, 'Reference must be letters'],
  ])('is refused at the field %s', (field, typed, text) => {
    const [described, errors] = read(typed);
    expect(described).toBeUndefined();
    expect(Object.keys(errors)).toEqual([field]);
    expect(errors[field]?.text).toContain(text);
  });
});

describe('Whom a case is given to', () => {
  const directory = { officers: () => [{ id: 'o-2', name: 'Two', teams: [] }], teams: () => CHOICES.teams };

  it('can be whoever fills in the form, also where the directory does not list them', () => {
    expect(assignmentChoices(directory, VIEWER).officers.map(({ id }) => id)).toEqual(['officer-1', 'o-2']);
    expect(usualAssignment(VIEWER)).toEqual({ officer: 'officer-1', team: 'north' });
    expect(usualAssignment({ ...VIEWER, teams: ['north', 'south'] })).toEqual({ officer: 'officer-1', team: '' });
  });

  it('is one of those that are offered', () => {
    const errors = new FormErrors();
    expect(readAssignment(Form.of({ officer: 'officer-1', team: '' }), CHOICES, errors)).toEqual({
      officer: 'officer-1',
    });
    expect(readAssignment(Form.of({ officer: 'x', team: 'y' }), CHOICES, errors)).toBeUndefined();
    expect(errors.list.map(({ href }) => href)).toEqual(['#officer', '#team']);
  });
});

describe('What is confirmed', () => {
  it('needs a reason where it is a second open request', () => {
    const errors = new FormErrors();
    expect(readConfirmed(Form.of({ confirm: 'plan-already' }), errors)).toEqual({ confirm: ['plan-already'] });
    readConfirmed(Form.of({ confirm: 'open-request-already', because: ' ' }), errors);
    expect(Object.keys(errors.fields)).toEqual(['because']);
  });
});

describe('A form for a new case', () => {
  const reading = (more: Partial<Reading> = {}): Reading => ({
    today: TODAY,
    choices: CHOICES,
    subject: {},
    errors: new FormErrors(),
    ...more,
  });
  const plan = item({ id: 'plan-1' });

  it.each([
    [NEW_REQUEST, { 'received-day': 'today', source: 'health' }, { kind: 'initial', on: TODAY, source: 'health' }],
    [
      NEW_REASSESSMENT,
      { 'received-day': 'today', kind: 'reassessment', source: 'family' },
      { kind: 'reassessment', on: TODAY, source: 'family' },
    ],
    [
      NEW_PLAN,
      { 'transferred-day': 'today', authority: '301', five: 'yes' },
      { on: TODAY, fromAuthority: '301', underFive: true },
    ],
    [NEW_REVIEW, { 'opened-day': 'today', kind: 'annual' }, { plan: 'plan-1', kind: 'annual', on: TODAY }],
    [
      NEW_PHASE_TRANSFER,
      { 'transfer-day': '1/9/2027', phase: 'primary-to-secondary' },
      { on: '2027-09-01', phase: 'primary-to-secondary' },
    ],
  ] as const)('is read', ({ read }: Opening, typed: object, fields: object) => {
    const how = reading({ subject: { plan } });
    const asked = read(Form.of({ officer: 'officer-1', ...typed }), how);
    expect(how.errors.fields).toEqual({});
    expect(JSON.parse(JSON.stringify(asked?.fields))).toEqual(fields);
  });

  it('of a reassessment asks who wanted it only where somebody did', () => {
    const how = reading();
    NEW_REASSESSMENT.read(Form.of({ officer: 'officer-1', kind: 'reassessment', 'received-day': 'today' }), how);
    expect(Object.keys(how.errors.fields)).toEqual(['source']);
  });

  it.each([
    [NEW_REQUEST, childWith(plan), ['plan-already']],
    [NEW_REQUEST, childWith(item({ open: false })), []],
    [NEW_PLAN, childWith(plan), ['plan-already']],
    [NEW_REASSESSMENT, childWith(), ['no-plan']],
    [NEW_REASSESSMENT, childWith(plan), []],
    [
      NEW_REVIEW,
      childWith(plan, item({ kind: 'review', openedAs: 'annual', origin: 'plan-1' })),
      ['review-open-already'],
    ],
    [NEW_REVIEW, childWith(plan, item({ kind: 'review', openedAs: 'early', origin: 'plan-1' })), []],
    [NEW_REVIEW, childWith(plan, item({ kind: 'review', openedAs: 'annual', origin: 'plan-2' })), []],
  ] as const)('is warned of by what else the child has', ({ warnings }: Opening, child, codes: readonly string[]) => {
    const asked = { kind: 'review', milestone: 'review-opened', fields: { kind: 'annual' }, confirm: [] } as const;
    expect((warnings?.(asked, { child, plan }) ?? []).map(({ code }) => code)).toEqual(codes);
  });
});

describe('The page of a form', () => {
  const form: NewCaseForm = {
    formId: 'f-1',
    typed: {},
    dates: {},
    errors: new FormErrors(),
    choices: CHOICES,
    subject: {},
  };

  it('names the child who is known, with their cases, and leads to a reassessment where there is a plan', () => {
    const page = newCasePage(NEW_REQUEST, { ...form, subject: { child: childWith(item({})) } });
    expect(page.child).toEqual({
      id: 'p-1',
      name: 'Robin Ashdown',
      born: '14 March 2016',
      numbers: [],
      cases: [{ href: '/cases/c-1', text: 'Plan', detail: '10 January 2025: Maintained' }],
    });
    expect(page.reassess).toBe('/new/reassessment?person=p-1');
  });

  it('keeps which children were shown only where it is said to be none of them', () => {
    const shown = ['p-1'];
    expect(newCasePage(NEW_REQUEST, { ...form, typed: { child: ANOTHER }, shown }).shown).toEqual(shown);
    expect(newCasePage(NEW_REQUEST, { ...form, shown }).shown).toEqual([]);
  });

  it('asks why where a second open request is to be confirmed, or was', () => {
    const code = 'open-request-already';
    const warned = { code, message: 'There is one.', field: 'person', confirmable: true as const };
    const first = newCasePage(NEW_REQUEST, { ...form, warnings: [warned] });
    expect(first).toMatchObject({ asksWhy: true, warnings: [{ code, message: 'There is one.' }], confirmed: [] });
    expect(newCasePage(NEW_REQUEST, { ...form, confirmed: [code] })).toMatchObject({
      asksWhy: true,
      confirmed: [code],
    });
    expect(newCasePage(NEW_REQUEST, form).asksWhy).toBe(false);
  });
});
