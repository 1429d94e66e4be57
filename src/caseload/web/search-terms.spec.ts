import { describe, expect, it } from '@jest/globals';
import { day } from '../../statute/calendar.js';
import { searchesIn } from './search-terms.js';

const search = (text: string) => searchesIn(text, day('2026-03-25'));

describe('What a line that is searched for means', () => {
  it.each([
    ['A123456789012', [{ upn: 'A123456789012' }]],
    ['a123 4567 89012', [{ upn: 'a123456789012' }]],
    ['2015-03-05', [{ 'date-of-birth': '2015-03-05' }]],
    ['5/3/2015', [{ 'date-of-birth': '2015-03-05' }]],
    ['5 March 2015', [{ 'date-of-birth': '2015-03-05' }]],
    ['Okonkwo 05.03.2015', [{ 'date-of-birth': '2015-03-05', name: 'Okonkwo' }]],
    ['5 Mar 2015, Okonkwo', [{ 'date-of-birth': '2015-03-05', name: ', Okonkwo' }]],
    ['tam okonkwo', [{ reference: 'tam okonkwo' }, { name: 'tam okonkwo' }]],
    ['SEN-0042', [{ reference: 'SEN-0042' }, { name: 'SEN-0042' }]],
    ['31/02/2015', [{ reference: '31/02/2015' }, { name: '31/02/2015' }]],
    ['   ', []],
  ])('%s', (text, searches) => {
    expect(search(text)).toEqual(searches);
  });
});
