import { describe, expect, it } from '@jest/globals';
import { Refusal } from '../../platform/http/refusal.js';
import { Form } from '../../platform/web/form.js';
import { alertsPath, readAlertsQuery } from './alerts-query.js';
import { returnPathIn } from './alerts-requests.js';

const SINCE = '2026-03-24T09:10:00.000Z';
const read = (query: string) => readAlertsQuery(new Form(new URLSearchParams(query)), SINCE);

describe('The filter of alerts', () => {
  it('asks for everything that is open where nothing is chosen', () => {
    expect(read('')).toEqual({ chosen: {}, filter: { resolvedSince: SINCE }, page: 1 });
  });

  it('takes every field, and nobody as an officer', () => {
    const { filter, page } = read(
      'team=north&officer=none&rule=N2&adviser=health&level=missed&state=escalated&age=to-7&page=3',
    );
    expect(filter).toMatchObject({ team: 'north', officer: null, rule: 'N2', adviser: 'health', level: 'missed' });
    expect(filter).toMatchObject({ state: 'escalated', age: 'to-7' });
    expect(page).toBe(3);
  });

  it('refuses what it cannot be asked, all at once, and repeats none of it', () => {
    const wrong = (): unknown => read('level=Quillfeather&state=late&age=9&rule=%3C&summary=1&page=0');
    expect(wrong).toThrow(Refusal);
    try {
      wrong();
    } catch (error) {
      const { problems = [] } = (error as Refusal).details();
      expect(problems.map(({ place }) => place)).toEqual(['rule', 'level', 'state', 'age', 'summary', 'page']);
      expect(JSON.stringify(problems)).not.toContain('Quillfeather');
    }
  });

  it('is an address again, with changes', () => {
    expect(alertsPath({ team: 'north', level: 'missed' }, { level: undefined, state: 'escalated' })).toBe(
      '/alerts?team=north&state=escalated',
    );
    expect(alertsPath({}, {}, '/alerts/export.csv')).toBe('/alerts/export.csv');
  });
});

describe('The way back from a form', () => {
  it.each([
    ['/alerts?team=north&page=2', '/alerts?team=north&page=2'],
    ['//elsewhere.example/alerts', '/alerts'],
    ['/alerts/../administration', '/alerts'],
    ['', '/alerts'],
  ])('from %s is %s', (given, path) => {
    expect(returnPathIn(Form.of({ return: given }))).toBe(path);
  });
});
