import { describe, expect, it } from '@jest/globals';
import { doubtsIn, neighboursCsv, problemsIn, readAsFile } from '../../testing/benchmark-files.js';

describe('The matrix of statistical neighbours', () => {
  const ten = ['Birchley', 'Coombe', 'Dunmoor', 'Elmstead', 'Fenwick', 'Garth', 'Holm', 'Ings', 'Jarrow Dale', 'Kelby'];
  const all = ['Ashford', ...ten];
  const matrix = Object.fromEntries(all.map((name) => [name, all.filter((one) => one !== name).slice(0, 10)]));

  it('has a column for each authority, and its neighbours below it, the nearest first', async () => {
    const read = await readAsFile(neighboursCsv(matrix));
    expect([...problemsIn(read), ...doubtsIn(read)]).toEqual([]);
    if (read.content?.kind !== 'neighbours') throw new Error('It is no matrix.');
    expect(read.content.matrix.authorities[0]).toEqual({ name: 'Ashford', nearest: ten });
  });

  it('may write a name in two ways', async () => {
    const read = await readAsFile(neighboursCsv({ ...matrix, Ashford: ['County of Birchley', ...ten.slice(1)] }));
    expect(doubtsIn(read)).toEqual([]);
  });

  it('has names that are not known, are there twice, or are too few, which is told', async () => {
    const odd = ['Birchly', 'Coombe', 'Coombe', ...ten.slice(3, 9)];
    expect(doubtsIn(await readAsFile(neighboursCsv({ ...matrix, Ashford: odd })))).toEqual([
      'line 1, Ashford: it has 8 neighbours, not 10.',
      'line 2, Ashford: Birchly has no column of its own: check how it is written.',
      'line 4, Ashford: Coombe is there twice.',
    ]);
  });

  it('cannot have two columns of one authority, a column without one, or an authority as its own neighbour', async () => {
    const read = await readAsFile(
      neighboursCsv({
        ...matrix,
        Ashford: ['Ashford', ...ten.slice(1)],
        'County of Birchley': ten.slice(1),
        '': ['Holm'],
      }),
    );
    expect(problemsIn(read)).toEqual([
      'line 1, County of Birchley: County of Birchley has two columns, 2 and 12. Accepted: a column for each authority.',
      'line 1: column 13 has neighbours and no authority.',
      'line 2, Ashford: Ashford is its own neighbour. Accepted: another authority.',
    ]);
  });
});
