import { describe, expect, it } from '@jest/globals';
import { Directory } from '../../platform/access/directory.js';
import { permissionsOf, type Role, type Viewer } from '../../platform/access/viewer.js';
import { Form } from '../../platform/web/form.js';
import { addDays, day } from '../../statute/calendar.js';
import { rulebook } from '../../statute/rulebook.js';
import type { PersonId } from '../../streams/domain/event.js';
import { groupOf, WORK_GROUPS } from '../application/work-groups.js';
import type { GroupCounts } from '../application/list-work.js';
import type { DueThing, WorkItem, WorkPage } from '../application/worklists.js';
import { worklistPage } from './worklist-page.js';
import { readWorklistQuery } from './worklist-query.js';

const TODAY = day('2026-03-25');

class OfNorth extends Directory {
  override nameOf = (officer: string): string => (officer === 'officer-7' ? 'Ada Byrne' : officer);
  override teamNameOf = (team: string): string => (team === 'north' ? 'Plans north' : team);
  override officers = () => [{ id: 'officer-7', name: 'Ada Byrne', teams: ['north'] }];
  override teams = () => [{ id: 'north', name: 'Plans north' }];
}

const viewer = (...roles: readonly Role[]): Viewer => ({
  id: 'officer-7',
  name: 'Ada Byrne',
  roles,
  teams: ['north'],
  permissions: permissionsOf(roles),
  by: 'session',
});

const due = (days: number, more: Partial<DueThing> = {}): DueThing => ({
  rule: 'N7',
  name: 'Final plan',
  dutyHolder: 'council',
  status: days < 0 ? 'overdue' : 'running',
  dueOn: addDays(TODAY, days),
  actByOn: addDays(TODAY, days - 1),
  ...more,
});

function item(things: readonly DueThing[], more: Partial<WorkItem> = {}): WorkItem {
  return {
    id: '0190d3c8-0d4e-7c3a-9b1f-3a5e7f000001',
    kind: 'assessment',
    person: '0190d3c8-0d4e-7c3a-9b1f-3a5e7f000002' as PersonId,
    child: { surname: 'Okonkwo', forename: 'Tamsin', dateOfBirth: day('2016-04-05') },
    stage: 'draft-plan-sent',
    openedOn: addDays(TODAY, -120),
    openedAs: 'initial',
    officer: 'officer-7',
    firstDueOn: things[0]?.dueOn,
    due: things,
    owed: [],
    next: {
      does: 'record',
      case: '0190d3c8-0d4e-7c3a-9b1f-3a5e7f000001',
      type: 'FinalPlanIssued',
      milestone: 'final-plan-issued',
    },
    ...more,
  };
}

function work(items: readonly WorkItem[], more: Partial<WorkPage> = {}): WorkPage {
  const counts = Object.fromEntries(
    WORK_GROUPS.map((group) => [group, items.filter(({ firstDueOn }) => groupOf(firstDueOn, TODAY) === group).length]),
  ) as GroupCounts;
  return {
    asAt: TODAY,
    items,
    counts,
    total: items.length,
    page: 1,
    pages: 1,
    sort: 'due',
    tooManyForNames: false,
    ...more,
  };
}

interface Shown {
  readonly title: string;
  readonly summary: string;
  readonly groups: readonly { readonly heading: string; readonly rows: readonly Record<string, unknown>[] }[];
  readonly emptiness?: { readonly heading: string; readonly links: readonly { readonly href: string }[] };
  readonly pagination?: { readonly items: readonly Record<string, unknown>[] };
  readonly views: readonly { readonly text: string; readonly active: boolean }[];
  readonly filter: { readonly chosen: readonly { readonly text: string; readonly href: string }[] };
}

function shown(page: WorkPage, query = '', { who = viewer('caseworker'), hasCases = true } = {}): Shown {
  return worklistPage({
    query: readWorklistQuery(new Form(new URLSearchParams(query)), who),
    work: page,
    viewer: who,
    directory: new OfNorth(),
    holders: { officers: ['officer-7', 'officer-9'], teams: ['north'] },
    rules: rulebook.rules,
    hasCases,
  }) as unknown as Shown;
}

describe('The page of a worklist', () => {
  it('groups cases by how soon they are due, and says how late or how soon', () => {
    const { groups } = shown(work([item([due(-3)]), item([due(0)]), item([due(16)]), item([])]));
    expect(groups.map(({ heading }) => heading)).toEqual(['Overdue (1)', 'Today (1)', 'Later (1)', 'Nothing due (1)']);
    const first = groups.map(({ rows }) => rows[0]?.first as { when: string; actBy?: string } | undefined);
    expect(first.map((one) => one?.when)).toEqual(['3 days late', 'today', 'in 2 weeks', undefined]);
    expect(first.map((one) => one?.actBy)).toEqual([undefined, '24 March 2026', '9 April 2026', undefined]);
  });

  it('shows what else is due in a case, and counts what would be too much', () => {
    const others = (things: readonly DueThing[]) => shown(work([item(things)])).groups[0]?.rows[0]?.others;
    expect(others([due(1), due(2, { rule: 'N2', name: 'Advice for the assessment', ref: 'health' })])).toEqual([
      'Advice for the assessment: Health, 27 March 2026 (in 2 days)',
    ]);
    expect(others([1, 2, 3, 4, 5].map((days) => due(days)))).toEqual([
      'Final plan, 27 March 2026 (in 2 days)',
      'Final plan, 28 March 2026 (in 3 days)',
      '2 more',
    ]);
  });

  it('names the child, and says where the name is not at hand', () => {
    const called = {
      surname: 'Larsen',
      forename: 'Idunn',
      preferredName: 'Ida',
      dateOfBirth: TODAY,
      reference: 'SEN-3',
    };
    const { groups } = shown(work([item([due(1)], { child: called }), item([due(1)], { child: undefined })]));
    expect(groups[0]?.rows.map(({ child, reference }) => [child, reference])).toEqual([
      ['Larsen, Idunn (Ida)', 'SEN-3'],
      ['Name not available', undefined],
    ]);
  });

  it('offers what is to be recorded next', () => {
    const nexts: readonly WorkItem['next'][] = [
      { does: 'record', case: 'one', type: 'AdviceReceived', milestone: 'advice-received', ref: 'a b' },
      { does: 'record', case: 'two' },
      { does: 'open-review', plan: 'three' },
    ];
    const { groups } = shown(work(nexts.map((next) => item([due(1)], { next }))));
    expect(groups[0]?.rows.map(({ action }) => action)).toEqual([
      { text: 'Record: advice received', href: '/cases/one/record/advice-received?ref=a+b' },
      { text: 'Record what happened', href: '/cases/two/record' },
      { text: 'Open the review', href: '/new/review?plan=three' },
    ]);
  });

  it('is headed by whose work it is', () => {
    const title = (query: string, who?: Viewer) =>
      shown(work([]), query, { ...(who === undefined ? {} : { who }) }).title;
    expect(title('')).toBe('My work');
    expect(title('', viewer('manager'))).toBe("Everybody's work");
    expect(title('officer=officer-9')).toBe('Work of officer-9');
    expect(title('officer=all&team=north')).toBe('Work of the team Plans north');
    expect(title('officer=none')).toBe('Cases that nobody has');
  });

  it('tells what is chosen in the filter, each with the list without it', () => {
    const { filter } = shown(work([]), 'officer=all&kind=plan&group=overdue&page=3');
    expect(filter.chosen).toEqual([
      { text: 'Officer: Everybody', href: '/worklist?kind=plan&group=overdue' },
      { text: 'Kind: Plan', href: '/worklist?officer=all&group=overdue' },
      { text: 'Due: Overdue', href: '/worklist?officer=all&kind=plan' },
    ]);
  });

  it('leads through many pages by those near, the first and the last', () => {
    const { pagination, summary } = shown(work([item([due(1)])], { total: 1_000, page: 10, pages: 20 }), 'page=10');
    expect(pagination?.items.map((one) => one.number ?? '...')).toEqual([1, '...', 9, 10, 11, '...', 20]);
    expect(summary).toBe('1,000 open cases, page 10 of 20: 1 shown');
  });
});

describe('A worklist without a case', () => {
  it('says how to begin where there is none at all', () => {
    expect(shown(work([]), '', { hasCases: false }).emptiness).toMatchObject({
      heading: 'No case is recorded yet',
      links: [{ href: '/new' }],
    });
  });

  it('says whom to ask where none is assigned', () => {
    const { emptiness } = shown(work([]));
    expect(emptiness?.heading).toBe('No open case is assigned to you');
    expect(emptiness?.links.map(({ href }) => href)).toEqual(['/worklist?officer=all', '/worklist?officer=none']);
  });

  it('leads out of a filter that nothing matches', () => {
    expect(shown(work([]), 'kind=plan').emptiness?.heading).toBe('No open case matches the filter');
  });
});
