import { describe, expect, it } from '@jest/globals';
import { authorityCalled } from './authorities.js';

const KNOWN = [
  { name: 'City of London', code: '201' },
  { name: 'Hackney', code: '204' },
  { name: 'Kingston upon Thames', code: '314' },
  { name: 'Bristol, City of', code: '801' },
  { name: 'Kingston upon Hull, City of', code: '810' },
  { name: 'Herefordshire, County of', code: '884' },
  { name: 'Telford and Wrekin', code: '894' },
  { name: 'St. Helens', code: '342' },
  { name: 'Durham', code: '840' },
];

describe('The council that is meant', () => {
  it.each([
    ['Hackney', 'Hackney'],
    ['  hackney ', 'Hackney'],
    ['London Borough of Hackney', 'Hackney'],
    ['204', 'Hackney'],
    ['Herefordshire', 'Herefordshire, County of'],
    ['County of Herefordshire', 'Herefordshire, County of'],
    ['Kingston upon Hull', 'Kingston upon Hull, City of'],
    ['Hull', 'Kingston upon Hull, City of'],
    ['Royal Borough of Kingston upon Thames', 'Kingston upon Thames'],
    ['bristol city council', 'Bristol, City of'],
    ['Telford & Wrekin', 'Telford and Wrekin'],
    ['St Helens', 'St. Helens'],
    ['County Durham', 'Durham'],
    ['City of London', 'City of London'],
  ])('by %p is %s', (asked, name) => {
    expect(authorityCalled(asked, KNOWN, '--authority').name).toBe(name);
  });

  it.each([
    ['Hakney', '--authority: no council is called Hakney. Accepted: Hackney.'],
    [
      'Kingston',
      '--authority: several councils could be meant by Kingston. Accepted: Kingston upon Thames; Kingston upon Hull, City of.',
    ],
    [
      'Somewhere else entirely',
      '--authority: no council is called Somewhere else entirely. Accepted: the name or the code of three digits of one of 9 councils, such as City of London or Hackney.',
    ],
  ])('by %p is refused', (asked, message) => {
    expect(() => authorityCalled(asked, KNOWN, '--authority')).toThrow(message);
  });
});
