import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Accounts } from '../../src/access/application/accounts.js';
import { ChildRestrictions } from '../../src/access/application/child-restrictions.js';
import { Teams } from '../../src/access/application/teams.js';
import type { PersonId } from '../../src/streams/domain/event.js';
import { HandOverPace } from '../../src/workload/web/hand-over-pages.js';

import { fieldsOf } from './forms.js';
import { carriedIn, daysAgo, LoggingSetting, textOf } from './logging-setting.js';

jest.setTimeout(60_000);

let setting: LoggingSetting;
let ada: string;
let ben: string;

async function officer(name: string, teams: readonly string[]): Promise<string> {
  const email = `${name.toLowerCase()}@council.example`;
  return (await setting.server.app.get(Accounts).add({ name, email, roles: ['caseworker'], teams })).id;
}

beforeAll(async () => {
  setting = await LoggingSetting.open();
  await setting.server.app.get(Teams).add('north', 'Plans north');
  await setting.server.app.get(Teams).add('south', 'Plans south');
  ada = await officer('Ada', ['north']);
  ben = await officer('Ben', ['south']);
});
afterAll(() => setting.close());

const ME = 'officer-001';

type Fields = Readonly<Record<string, string | readonly string[]>>;

const assign = (id: string, to: string, team?: string): Promise<void> =>
  setting.api('put', `assessments/${id}/assignment`, {
    officer: to,
    ...(team === undefined ? {} : { team }),
    on: daysAgo(3),
  });

async function casesOf(to: string | undefined, count: number): Promise<readonly string[]> {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const id = await setting.assessment(100);
      if (to !== undefined) await assign(id, to, 'north');
      return id;
    }),
  );
}

const post = async (fields: Fields, status = 200): Promise<string> =>
  (await setting.post('/workload/hand-over', fields).expect(status)).text;
const preview = async (cases: readonly string[], more: Fields): Promise<string> =>
  post({ ...fieldsOf(await post({ case: cases })), ...more, step: 'preview' });
const handOver = (shown: string): Promise<string> => post({ ...carriedIn(shown), step: 'hand-over' });
const undo = (done: string): Promise<string> => post({ ...carriedIn(done), step: 'undo' });

interface Case {
  readonly officer?: string;
  readonly team?: string;
}
const holder = async (id: string): Promise<Case> => {
  const { body } = await setting.get(`/api/v1/assessments/${id}`).set('Accept', 'application/json').expect(200);
  const { officer: of, team } = body as Case;
  return { ...(of === undefined ? {} : { officer: of }), ...(team === undefined ? {} : { team }) };
};
const assignments = async (id: string): Promise<number> => {
  const { body } = await setting.get(`/api/v1/assessments/${id}/history`).set('Accept', 'application/json').expect(200);
  return (body as { readonly events: readonly { readonly type: string }[] }).events.filter(
    ({ type }) => type === 'CaseAssigned',
  ).length;
};

describe('A hand-over', () => {
  it('of all that an officer has is shown first, then done, each case with the note, in the team of the new officer', async () => {
    const cases = await casesOf(ada, 3);
    const form = (await setting.get(`/workload/hand-over?officer=${ada}`).expect(200)).text;
    expect(textOf(form)).toContain('Hand over 3 cases');
    expect(textOf(form)).toContain('Ben (0 cases)');
    const shown = await post({ ...fieldsOf(form), officer: ben, note: 'Mother prefers letters.', step: 'preview' });
    expect(textOf(shown)).toContain('3 cases will be handed over');
    expect(textOf(shown)).toContain('3 cases from Ada');
    expect(await holder(cases[0]!)).toEqual({ officer: ada, team: 'north' });
    const done = await handOver(shown);
    expect(textOf(done)).toContain('Handed over: 3 cases');
    for (const id of cases) {
      expect(await holder(id)).toEqual({ officer: ben, team: 'south' });
      expect(textOf((await setting.get(`/cases/${id}`).expect(200)).text)).toContain('Mother prefers letters.');
    }
  });

  it('is done once, however often the form is sent', async () => {
    const cases = await casesOf(ada, 2);
    const shown = await preview(cases, { officer: ben });
    await Promise.all([handOver(shown), handOver(shown)]);
    expect(textOf(await handOver(shown))).toContain('Handed over: 2 cases');
    for (const id of cases) expect(await assignments(id)).toBe(2);
  });

  it('leaves the cases that somebody else moved meanwhile, says so, and minds nothing else that was recorded', async () => {
    const [moved, noted] = await casesOf(ada, 2);
    const shown = await preview([moved!, noted!], { officer: ben });
    await assign(moved!, 'cleo');
    await setting.recorded('assessments', noted!, { milestone: 'family-informed', on: daysAgo(1) });
    const done = textOf(await handOver(shown));
    expect(done).toContain('Handed over: 1 of 2 cases');
    expect(done).toContain('somebody gave it to cleo meanwhile');
    expect(await holder(moved!)).toEqual({ officer: 'cleo' });
    expect(await holder(noted!)).toEqual({ officer: ben, team: 'south' });
  });

  it('leaves the cases of a restricted child whom the new officer may not see, and says so beforehand', async () => {
    const [restricted, other] = await casesOf(ada, 2);
    const { body } = await setting.get(`/api/v1/assessments/${restricted!}`).set('Accept', 'application/json');
    const { person } = body as { readonly person: PersonId };
    const restrictions = setting.server.app.get(ChildRestrictions);
    await restrictions.restrict({ person, officers: [ME, ada], reason: 'safety' }, ME);
    const shown = await preview([restricted!, other!], { officer: ben });
    expect(textOf(shown)).toContain('1 case will be handed over');
    expect(textOf(shown)).toContain('1 case not handed over: they may not see the child');
    const done = textOf(await handOver(shown));
    expect(done).toContain('Handed over: 1 of 2 cases');
    expect(done).toContain('Left as it is: Ben may not see the child. Name them under “Restricted children” first');
    expect(await holder(restricted!)).toEqual({ officer: ada, team: 'north' });
    expect(await holder(other!)).toEqual({ officer: ben, team: 'south' });
    await restrictions.restrict({ person, officers: [ME, ada, ben], reason: 'safety' }, ME);
    expect(textOf(await handOver(await preview([restricted!], { officer: ben })))).toContain('Handed over: 1 case');
    await restrictions.lift(person, ME);
  });

  it('is taken back to whoever had each case, once, and leaves what was moved since or nobody had', async () => {
    const [had, moved] = await casesOf(ada, 2);
    const [free] = await casesOf(undefined, 1);
    const done = await handOver(await preview([had!, moved!, free!], { officer: ben, team: 'same' }));
    await assign(moved!, 'cleo');
    const back = await undo(done);
    await undo(done);
    expect(textOf(back)).toContain('Given back: 1 of 3 cases');
    expect(textOf(back)).toContain('somebody gave it to cleo meanwhile');
    expect(textOf(back)).toContain('Nobody had it before, so it stays with Ben');
    expect(await holder(had!)).toEqual({ officer: ada, team: 'north' });
    expect(await assignments(had!)).toBe(3);
    expect(await holder(free!)).toEqual({ officer: ben });
  });

  it('tells how far it has come where it takes long, and goes on from there', async () => {
    const cases = await casesOf(ada, 5);
    const pace = setting.server.app.get(HandOverPace);
    const { patience, atOnce } = pace;
    const shown = await preview(cases, { officer: ben });
    Object.assign(pace, { patience: 0, atOnce: 2 });
    try {
      const first = await handOver(shown);
      expect(textOf(first)).toContain('2 of 5 cases done');
      const second = await post(carriedIn(first));
      expect(textOf(second)).toContain('4 of 5 cases done');
      expect(textOf(await post(carriedIn(second)))).toContain('Handed over: 5 cases');
    } finally {
      Object.assign(pace, { patience, atOnce });
    }
    for (const id of cases) expect(await assignments(id)).toBe(2);
  });

  it('takes the open review of a plan along, where the same officer has it', async () => {
    const person = await setting.child();
    const plan = await setting.opened('plans', { person, milestone: 'plan-made', on: daysAgo(100) });
    await setting.api('put', `plans/${plan}/assignment`, { officer: ada, on: daysAgo(3) });
    const early = await setting.opened('reviews', { person, plan, kind: 'early', on: daysAgo(2) });
    await setting.api('put', `reviews/${early}/assignment`, { officer: ada, on: daysAgo(1) });
    const form = await post({ case: plan });
    expect(fieldsOf(form).case).toHaveLength(2);
    expect(textOf(form)).toContain('open review of a chosen plan');
  });

  it('says what is missing and keeps what was typed', async () => {
    const cases = await casesOf(ada, 1);
    const refused = await post({ ...fieldsOf(await post({ case: cases })), note: 'Kept.', step: 'preview' }, 400);
    expect(refused).toContain('<a href="#officer">Choose the officer who gets them</a>');
    expect(refused).toContain('>Kept.</textarea>');
    const cut = { ...fieldsOf(await post({ case: cases })), officer: ben, note: 'cut\0off', step: 'preview' };
    expect(textOf(await post(cut, 400))).toContain('The note cannot be kept: it holds a NUL character');
    expect(textOf(await post({ step: 'preview' }, 400))).toContain('Choose at least one case');
    expect(textOf(await post({}))).toContain('At most 1,000 cases are handed over at once');
    await setting.get('/workload/hand-over').expect(303);
    await setting.get('/workload/hand-over?officer=%3Cscript%3E').expect(400);
  });
});

describe('Who is given a case', () => {
  it('is told so in the worklist, with the note in the case file', async () => {
    const [id] = await casesOf(undefined, 1);
    const person = await setting.server.program
      .put(`/api/v1/assessments/${id!}/assignment`)
      .send({ officer: ME, on: daysAgo(1), note: 'Ring before noon.' });
    expect(person.status).toBe(200);
    const listed = textOf((await setting.get(`/worklist?officer=${ME}`).expect(200)).text);
    expect(listed).toMatch(/Handed over to you by .+ on \d/);
    const file = (await setting.get(`/cases/${id!}`).expect(200)).text;
    expect(file).toMatch(/id="handed-over"[\s\S]*Ring before noon\./);
  });
});
