import { describe, expect, it } from '@jest/globals';
import { permissionsOf, type Role, type Viewer } from '../../platform/access/viewer.js';
import { Refusal } from '../../platform/http/refusal.js';
import { Form } from '../../platform/web/form.js';
import { readWorklistQuery, worklistPath } from './worklist-query.js';

const viewer = (...roles: readonly Role[]): Viewer => ({
  id: 'officer-7',
  name: 'Ada Byrne',
  roles,
  teams: ['north'],
  permissions: permissionsOf(roles),
  by: 'session',
});
const read = (query: string, who = viewer('caseworker')) =>
  readWorklistQuery(new Form(new URLSearchParams(query)), who);

describe('Whose cases a worklist shows', () => {
  it.each([
    ['', 'caseworker', 'officer-7'],
    ['', 'manager', undefined],
    ['officer=all', 'caseworker', undefined],
    ['officer=none', 'caseworker', null],
    ['officer=officer-9', 'caseworker', 'officer-9'],
    ['team=north', 'caseworker', undefined],
  ] as const)('for "%s" of a %s: %s', (query, role, officer) => {
    expect(read(query, viewer(role)).filter.officer).toBe(officer);
  });

  it('are their own for somebody who has cases and manages', () => {
    expect(read('', viewer('manager', 'caseworker')).filter.officer).toBe('officer-7');
  });
});

describe('The query of a worklist', () => {
  it('leaves out what was left empty', () => {
    expect(read('officer=&team=&kind=&page=')).toMatchObject({ chosen: {}, page: 1, sort: 'due' });
  });

  it('takes a stage with its kind', () => {
    expect(read('stage=review%2Fclosed').filter.stage).toEqual({ kind: 'review', stage: 'closed' });
  });

  it.each([
    'status=late',
    'kind=person',
    'stage=closed',
    'page=0',
    'page=x',
    'sort=surname',
    'rule=%3Cb%3E',
    'group=1',
  ])('refuses %s', (query) => {
    expect(() => read(query)).toThrow(Refusal);
  });

  it('says of everything that is wrong what is accepted', () => {
    const refused = (): unknown => {
      try {
        return read('status=late&group=soon');
      } catch (error) {
        return error;
      }
    };
    expect(refused()).toMatchObject({ more: { problems: [{ place: 'status' }, { place: 'group' }] } });
  });

  it('is written so that it is read as it was', () => {
    const { chosen } = read('officer=all&team=north&rule=N7&setting=100001&sort=name');
    const path = worklistPath(chosen, { page: '2', team: undefined });
    expect(path).toBe('/worklist?officer=all&rule=N7&setting=100001&sort=name&page=2');
    expect(worklistPath({})).toBe('/worklist');
  });
});
