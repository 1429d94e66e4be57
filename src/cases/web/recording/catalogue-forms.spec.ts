import { describe, expect, it, test } from '@jest/globals';
import { FormErrors } from '../../../platform/web/form.js';
import { renderTemplate } from '../../../platform/web/templates.js';
import { problemsIn } from '../../../platform/validation.js';
import { day } from '../../../statute/calendar.js';
import { CASE_KINDS } from '../../../streams/application/any-case.js';
import { PERSON } from '../../../testing/assessments.js';
import { attributeInWords } from '../../application/attribute-words.js';
import { folded, type CaseOnRecord } from '../../application/case-on-record.js';
import { catalogueOf, recordingRequest, type CatalogueEntry } from '../../application/milestone-catalogue.js';
import { recordingCommand, rehearse } from '../../application/rehearse.js';
import { choicesOf } from './case-choices.js';
import { fieldSpecsOf, type FieldSpec } from './field-specs.js';
import { freshForm } from './field-views.js';
import { guidanceOn } from './guidance/all-guidance.js';
import { readFields } from './read-fields.js';
import { recordPage, type Recording } from './record-page.js';

const TODAY = day('2026-03-27');
const ID = '018f0000-0000-7000-8000-0000000000a1';
const OPENING = {
  assessment: { type: 'AssessmentRequested', data: { kind: 'initial' } },
  plan: { type: 'PlanMade', data: {} },
  review: { type: 'ReviewOpened', data: { kind: 'annual', plan: ID } },
} as const;

function opened(
  kind: CatalogueEntry['kind'],
  { type, data }: { readonly type: string; readonly data: object } = OPENING[kind],
): CaseOnRecord {
  const events = [
    { type, data: { person: PERSON, on: day('2026-01-05'), ...data } },
  ] as unknown as CaseOnRecord['events'];
  return { id: ID, kind, events, revision: 0, state: folded(kind, events) as CaseOnRecord['state'] };
}

function recordingOf(entry: CatalogueEntry, form = freshForm(TODAY)): Recording {
  const one = opened(entry.kind);
  const heading = { who: 'Somebody', caseName: 'Case', href: `/cases/${ID}` };
  const at = { one, heading, choices: choicesOf(one), today: TODAY };
  return { at, entry, form, formId: ID, revision: 0, confirm: [] };
}

/** What somebody could type into a field, and what it then says. */
function sample({ kind, name, values }: FieldSpec): readonly [typed: Readonly<Record<string, string>>, said: unknown] {
  switch (kind) {
    case 'day':
      return [{ [`${name}-day`]: '5 March 2026' }, '2026-03-05'];
    case 'choice':
      return [{ [name]: String(values.at(-1)) }, values.at(-1)];
    case 'yes-no':
      return [{ [name]: 'no' }, false];
    case 'text':
      return [{ [name]: ' The letter bears another date. ' }, 'The letter bears another date.'];
    case 'reference':
      return [{ [name]: 'health-2' }, 'health-2'];
    case 'case':
      return [{ [name]: ID }, ID];
    case 'rules':
      return [{ [name]: 'N7' }, ['N7']];
    case 'code':
      return [{ [name]: '301' }, '301'];
  }
}

const entries = CASE_KINDS.flatMap(catalogueOf).map((entry) => ({
  entry,
  name: `${entry.milestone} on a ${entry.kind}`,
}));

describe('Every milestone of the catalogue', () => {
  test.each(entries)('has guidance, a question for its day, and fields in words: $name', ({ entry }) => {
    const { means, asks, counts } = guidanceOn(entry.type);
    expect(means).toMatch(/^[A-Z].*\.$/s);
    expect(asks).toMatch(/^[A-Z].*\?$/s);
    expect(counts).toMatch(/^(?:The|A) .*\.$/s);
    const specs = fieldSpecsOf(entry);
    expect(specs[0]).toMatchObject({ name: 'on', kind: 'day', isRequired: true });
    for (const { name } of specs) expect(attributeInWords(name)).not.toBe(name);
    const asked = specs.map(({ name }) => name);
    expect(entry.attributes.filter((name) => !asked.includes(name))).toEqual(
      entry.opens ? expect.arrayContaining(['person']) : [],
    );
  });

  test.each(entries)('can be said in full by its form: $name', ({ entry }) => {
    const samples = fieldSpecsOf(entry).map((spec) => [spec.name, ...sample(spec)] as const);
    const typed = Object.assign({}, ...samples.map(([, one]) => one)) as Record<string, string>;
    const form = freshForm(TODAY, { ...typed, 'on-month': '', 'on-year': '' });
    const { fields, errors } = readFields(entry, form, TODAY);
    expect(errors.list).toEqual([]);
    expect(fields).toEqual(Object.fromEntries(samples.map(([name, , said]) => [name, said])));
    const settled = { person: PERSON, plan: ID };
    const whole = entry.opens ? { ...settled, ...fields } : fields;
    const missing = problemsIn(recordingRequest(entry, ID, whole)).filter(({ place }) => !(place in settled));
    expect(missing).toEqual([]);
  });

  test.each(entries.filter(({ entry }) => !entry.opens))(
    'has a page on which every choice is in words: $name',
    ({ entry }) => {
      const html = renderTemplate(
        'cases/web/recording/views/record.njk',
        recordPage(recordingOf(entry), new FormErrors()),
      );
      expect(html).not.toMatch(/undefined|NaN|\[object/);
      const labels = [...html.matchAll(/<label[^>]*govuk-(?:radios|checkboxes)__label[^>]*>\s*([^<]+?)\s*</g)].map(
        ([, label = '']) => label,
      );
      for (const label of labels) expect(label).toMatch(/^(?:[A-Z]|\d)/);
      const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
      expect(new Set(ids).size).toBe(ids.length);
    },
  );
});

describe('What is not filled in', () => {
  it.each(entries)('is told of by field where it has to be: $name', ({ entry }) => {
    const { errors } = readFields(entry, freshForm(TODAY, { 'on-day': '', 'on-month': '', 'on-year': '' }), TODAY);
    const required = fieldSpecsOf(entry).filter(({ isRequired }) => isRequired);
    expect(errors.list.map(({ href }) => href)).toEqual(required.map(({ name }) => `#${name}`));
  });
});

describe('Every milestone of the catalogue, filled in on its form', () => {
  /** What has to be on record before a milestone can be, as far as no warning but a refusal asks for it. */
  const BEFORE: Readonly<Record<string, readonly (readonly [type: string, data: object])[]>> = {
    AdviceReceived: [['AdviceRequested', { adviser: 'health', ref: 'health-2' }]],
    AdviceReturned: [
      ['AdviceRequested', { adviser: 'health', ref: 'health-2' }],
      ['AdviceReceived', { ref: 'health-2' }],
    ],
    SettingResponded: [['SettingConsulted', { ref: 'health-2' }]],
    'assessment/RepresentationsReceived': [['DraftPlanSent', {}]],
    RepresentationsReceived: [['AmendmentNoticeSent', {}]],
    DecisionReversed: [['DecisionToIssueNotified', { outcome: 'refuse' }]],
    CaseReopened: [['CaseClosed', { reason: 'other' }]],
    MoveCalledOff: [['MoveNotified', {}]],
  };

  function prepared(entry: CatalogueEntry): CaseOnRecord {
    const transferred = { type: 'PlanTransferredIn', data: {} };
    const one = entry.type === 'FamilyToldOfTransfer' ? opened(entry.kind, transferred) : opened(entry.kind);
    const before = BEFORE[`${entry.kind}/${entry.type}`] ?? BEFORE[entry.type] ?? [];
    const added = before.map(([type, data]) => ({ type, data: { on: day('2026-02-02'), ...data } }));
    const events = [...one.events, ...added] as unknown as CaseOnRecord['events'];
    return { ...one, events, state: folded(entry.kind, events) as CaseOnRecord['state'] };
  }

  /** Why it cannot be recorded, all warnings confirmed; nothing where it can. */
  function refusalOf(entry: CatalogueEntry, values: ReadonlyMap<string, string>): readonly string[] {
    const typed = Object.assign({}, ...fieldSpecsOf(entry).map((spec) => sample(spec)[0])) as Record<string, string>;
    const form = freshForm(TODAY, { ...typed, ...Object.fromEntries(values), 'on-month': '', 'on-year': '' });
    const { fields } = readFields(entry, form, TODAY);
    const { kind, state } = prepared(entry);
    const first = rehearse(kind, state, recordingCommand(entry, fields), TODAY);
    const codes = (first.refused ?? []).map(({ code }) => code);
    const { refused = [] } = rehearse(kind, state, recordingCommand(entry, fields, codes), TODAY);
    return refused.map(({ message }) => message);
  }

  test.each(entries.filter(({ entry }) => !entry.opens))('can be recorded: $name', ({ entry }) => {
    const choices = fieldSpecsOf(entry).filter(({ kind }) => kind === 'choice');
    const tries = [
      new Map<string, string>(),
      ...choices.flatMap(({ name, values }) => values.map((value) => new Map([[name, String(value)]]))),
    ];
    const refusals = tries.map((values) => refusalOf(entry, values));
    expect(refusals.some((messages) => messages.length === 0) ? [] : refusals).toEqual([]);
  });
});
