import { describe, expect, it } from '@jest/globals';
import { Directory } from '../../platform/access/directory.js';
import { Form } from '../../platform/web/form.js';
import { day } from '../../statute/calendar.js';
import type { RecordedPageView } from '../application/recorded-page-views.js';
import { beginningOf, readPageViewsQuestion, writePlace } from './page-views-form.js';
import { pageViewsAddress, pageViewsPage } from './page-views-page.js';

const TODAY = day('2026-07-10');
const CASE = '018f0000-0000-7000-8000-0000000000c1';
const CHILD = '018f0000-0000-7000-8000-000000000001';
const form = (fields: Readonly<Record<string, string>> = {}) => new Form(new URLSearchParams(fields));

class Names extends Directory {
  override nameOf(officer: string): string {
    return officer === 'officer-001' ? 'Amina Khan' : officer;
  }
  override teamNameOf(team: string): string {
    return team;
  }
  override officers(): [] {
    return [];
  }
  override teams(): [] {
    return [];
  }
}

describe('A question about who looked at whom', () => {
  it.each([
    ['2026-01-10', '2026-01-10T00:00:00.000Z'],
    ['2026-07-10', '2026-07-09T23:00:00.000Z'],
    ['2026-03-29', '2026-03-29T00:00:00.000Z'],
    ['2026-03-30', '2026-03-29T23:00:00.000Z'],
    ['2026-10-25', '2026-10-24T23:00:00.000Z'],
    ['2026-10-26', '2026-10-26T00:00:00.000Z'],
  ])('means days as they are in London: %s', (date, instant) => {
    expect(beginningOf(day(date))).toBe(instant);
  });

  it('is asked by child or case, by who looked, and by days that both count', () => {
    const { filter, errors } = readPageViewsQuestion(
      form({ subject: CASE.toUpperCase(), viewer: 'service:token-001', 'from-day': '1/7/2026', 'to-day': 'yesterday' }),
      TODAY,
    );
    expect(errors.list).toEqual([]);
    expect(filter).toEqual({
      subject: CASE,
      viewer: 'service:token-001',
      from: '2026-06-30T23:00:00.000Z',
      before: '2026-07-09T23:00:00.000Z',
    });
  });

  it.each<[Readonly<Record<string, string>>, string]>([
    [{ subject: 'Amina' }, '#subject'],
    [{ viewer: '<script>' }, '#viewer'],
    [{ 'from-day': '31', 'from-month': '2', 'from-year': '2026' }, '#from'],
    [{ 'from-day': 'today', 'to-day': 'yesterday' }, '#to'],
  ])('says what is wrong with %j', (fields, href) => {
    expect(readPageViewsQuestion(form(fields), TODAY).errors.list.map((error) => error.href)).toEqual([href]);
  });

  it('goes on at a place that an address holds, and passes over what is none', () => {
    const place = { at: '2026-07-10T08:00:00.000Z', id: CHILD };
    expect(readPageViewsQuestion(form({ after: writePlace(place) }), TODAY).after).toEqual(place);
    expect(readPageViewsQuestion(form({ after: "2026' or 1=1" }), TODAY).after).toBeUndefined();
  });

  it('stands in an address without what the form carries beside', () => {
    expect(pageViewsAddress(form({ _csrf: 'secret', subject: CASE, viewer: '' }))).toBe(
      `/administration/page-views?subject=${CASE}`,
    );
    expect(pageViewsAddress(form())).toBe('/administration/page-views');
  });
});

describe('The page of who looked at whom', () => {
  const view = (more: Partial<RecordedPageView> = {}): RecordedPageView => ({
    id: 'v',
    viewer: 'officer-001',
    route: 'GET /cases/:id',
    shows: 'case',
    subject: CASE,
    person: CHILD,
    status: 200,
    at: '2026-07-10T08:05:00.000Z',
    ...more,
  });
  const shown = (items: readonly RecordedPageView[], fields: Readonly<Record<string, string>> = {}) => {
    const asked = form(fields);
    const question = readPageViewsQuestion(asked, TODAY);
    return pageViewsPage(asked, question, { items }, [{ id: 'officer-001', name: 'Amina Khan' }], new Names());
  };

  it('says in words who it was, when it was in London, and what came of it', () => {
    const rows = shown([
      view(),
      view({ status: 404 }),
      view({ status: 403, viewer: 'gone', subject: CHILD, shows: 'person' }),
    ]).rows as readonly object[];
    expect(rows).toMatchObject([
      { at: '10 July 2026, 09:05', viewer: 'Amina Khan', called: 'Case', person: CHILD, outcome: 'Shown or done' },
      { outcome: 'Not there, or kept from them' },
      { viewer: 'gone', called: 'Child', outcome: 'Refused' },
    ]);
    expect(rows[2]).toHaveProperty('person', undefined);
  });

  it('tells an empty list of nothing from one that a question left empty', () => {
    expect(shown([]).isFiltered).toBe(false);
    expect(shown([], { subject: CASE }).isFiltered).toBe(true);
  });
});
