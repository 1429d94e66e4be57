import { describe, expect, it } from '@jest/globals';
import { Refusal } from '../../platform/http/refusal.js';
import { Problems } from '../../platform/problem.js';
import { Form } from '../../platform/web/form.js';
import { day } from '../../statute/calendar.js';
import { measureOf, type Measure } from '../domain/measures.js';
import { measurePath, readMeasureQuery, withoutPeriods, type MeasureQuery } from './measure-query.js';

const today = day('2026-03-27');

function measure(id: string): Measure {
  const found = measureOf(id);
  if (found === undefined) throw new Error(id);
  return found;
}

const PLANS = measure('plans-within-20-weeks');
const read = (fields: Readonly<Record<string, string>>, of = PLANS): MeasureQuery =>
  readMeasureQuery(Form.of(fields), of, today);
const errorsOf = ({ errors }: MeasureQuery) => errors.list.map(({ text, href }) => `${href} ${text}`);

describe('What a page of a measure is asked for', () => {
  it('is calendar years on the published basis, all cases, as they are now', () => {
    expect(read({})).toMatchObject({
      request: { by: 'calendar-year', from: undefined, to: undefined },
      basis: 'issued',
      exceptions: 'including',
      chosen: {},
    });
  });

  it('is whatever was chosen', () => {
    const { request, basis, exceptions } = read({
      by: 'financial-year',
      from: '2023/24',
      to: '2025/26',
      cut: 'need',
      basis: 'due',
      exceptions: 'excluding',
      asAt: '2026-01-31',
      knownOn: '2026-02-03',
    });
    expect(request).toEqual({
      by: 'financial-year',
      from: '2023-04-01',
      to: '2026-03-31',
      cut: 'need',
      asAt: '2026-01-31',
      knownOn: '2026-02-03T23:59:59.999Z',
    });
    expect([basis, exceptions]).toEqual(['due', 'excluding']);
  });

  it('is of the only basis that a measure has', () => {
    expect(read({}, measure('refusals-within-16-weeks')).basis).toBe('issued');
    expect(() => read({ basis: 'due' }, measure('refusals-within-16-weeks'))).toThrow(Refusal);
  });

  it('is that of now where something typed is wrong, which is told beside its field', () => {
    const query = read({ from: 'yesterday', by: 'quarter', asAt: '2026-03-28', knownOn: '2025-02-30' });
    expect(errorsOf(query)).toEqual([
      '#knownOn The day on which it was known has to be written YYYY-MM-DD',
      '#asAt The day of which it is shown cannot be after today',
      expect.stringMatching(/^#from The first period: yesterday is neither a day nor a period\. Enter a day /),
    ]);
    expect(query.request).toMatchObject({ by: 'quarter', from: undefined });
    expect(query.moment.asked).toEqual({});
  });

  it.each([{ by: 'week' }, { cut: 'name' }, { basis: 'both' }, { exceptions: 'none' }])('cannot be %j', (fields) => {
    expect(() => read(fields)).toThrow(Refusal);
  });

  it('is told where no period is left between two days', () => {
    const problem = { place: 'to', reason: '1 June is after May', accepted: 'a day up to then' };
    const query = withoutPeriods(read({ to: '2024', cut: 'sex' }), new Problems([problem]));
    expect(errorsOf(query)).toEqual(['#to The last period: 1 June is after May. Enter a day up to then']);
    expect(query.request).toEqual({ by: 'calendar-year', cut: 'sex' });
  });

  it('stands in the address', () => {
    const { chosen, moment } = read({ by: 'month', from: '2024-03', asAt: '2026-01-31' });
    expect(measurePath(PLANS, { chosen, asked: moment.asked }, { plain: '1' }, '/export.csv')).toBe(
      '/timeliness/plans-within-20-weeks/export.csv?by=month&from=2024-03&asAt=2026-01-31&plain=1',
    );
    expect(measurePath(PLANS, { chosen: {}, asked: {} })).toBe('/timeliness/plans-within-20-weeks');
  });
});
