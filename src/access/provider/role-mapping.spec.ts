import { describe, expect, it } from '@jest/globals';
import { givenBy, isOverage, readRoleMapping } from './role-mapping.js';

const read = (mapping: unknown) => readRoleMapping(JSON.stringify(mapping));
const ROLES = { 'EHCP.Caseworker': 'caseworker', 'EHCP.Lead': ['manager', 'caseworker'], 'EHCP.Board': 'board' };

describe("What a provider's roles mean here", () => {
  it('is said for each value of the claim, and adds up', () => {
    const mapping = read({ roles: ROLES, teams: { 'EHCP.North': 'north', 'EHCP.Lead': ['south', 'north'] } });
    expect(givenBy(mapping, { roles: ['EHCP.Board', 'EHCP.Lead', 'Other'] })).toEqual({
      roles: ['caseworker', 'manager', 'board'],
      teams: ['north', 'south'],
    });
    expect(givenBy(mapping, { roles: 'EHCP.Caseworker' })).toEqual({ roles: ['caseworker'], teams: [] });
  });

  it('leaves teams to the tracker where nothing is said of them', () => {
    expect(givenBy(read({ roles: ROLES }), { roles: ['EHCP.Board'] })).toEqual({ roles: ['board'] });
  });

  it.each([
    ['no claim', {}],
    ['an empty claim', { roles: [] }],
    ['the claim that is not read', { groups: ['EHCP.Caseworker'] }],
    ['values that are no texts', { roles: [7, null, { 'EHCP.Caseworker': true }] }],
    ['a name that every object has', { roles: ['constructor', '__proto__', 'toString'] }],
    ['another case of letters', { roles: ['ehcp.caseworker'] }],
  ])('is nothing for %s', (_, claims) => {
    expect(givenBy(read({ roles: ROLES }), claims).roles).toEqual([]);
  });

  it.each([
    ['a list', [], /it is no object/],
    ['no roles', {}, /roles: it is not an object/],
    ['roles for nobody', { roles: {} }, /nobody would have a role/],
    ['a role that is none', { roles: { a: 'owner' } }, /roles\["a"\]: owner is not possible/],
    ['an empty list of roles', { roles: { a: [] } }, /roles\["a"\]/],
    ['a team that is none', { roles: ROLES, teams: { a: 'The North' } }, /teams\["a"\]: The North/],
    ['another claim', { claim: 'wids', roles: ROLES }, /claim: wids is neither/],
    ['a member that is not known', { roles: ROLES, role: {} }, /role: it is not known here/],
    ['a word for yes', { roles: ROLES, linkByEmail: 'yes' }, /linkByEmail/],
  ])('is refused where the file holds %s', (_, mapping, message) => {
    expect(() => read(mapping)).toThrow(message);
  });

  it('is refused where the file is not JSON, without repeating it', () => {
    expect(() => readRoleMapping('{secret')).toThrow(/it is not JSON/);
    expect(() => readRoleMapping('{secret')).not.toThrow(/secret/);
  });
});

describe('Too many groups', () => {
  const groups = read({ claim: 'groups', roles: ROLES });
  it.each([
    ['a source of the claim', { _claim_names: { groups: 'src1' }, _claim_sources: { src1: { endpoint: 'x' } } }, true],
    ['a mark that there are groups', { hasgroups: true }, true],
    ['the groups themselves', { groups: ['a'], _claim_names: { groups: 'src1' } }, false],
    ['a source of another claim', { _claim_names: { address: 'src1' } }, false],
    ['nothing', {}, false],
  ])('are told by %s', (_, claims, expected) => {
    expect(isOverage(groups, claims)).toBe(expected);
  });

  it('are of no consequence where roles are read', () => {
    expect(isOverage(read({ roles: ROLES }), { _claim_names: { groups: 'src1' } })).toBe(false);
  });
});
