import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { Rulebook } from '../../src/statute/rulebook.js';
import { startServer, type TestServer } from '../server.js';
import { textOf } from './forms.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server.app.close();
});

const page = async (path: string, status = 200): Promise<string> =>
  (await request(server.http).get(path).expect(status).expect('Content-Type', 'text/html; charset=utf-8')).text;
const query = (fields: Readonly<Record<string, string>>): string => new URLSearchParams(fields).toString();

describe('the deadline calculator', () => {
  it('works out an assessment with the arithmetic and the law of each date', async () => {
    const html = await page(`/calculator/assessment?${query({ 'request-day': '2 September 2024' })}`);
    const text = textOf(html);
    expect(text).toContain('Decision to assess: Monday 14 October 2024');
    expect(text).toContain('Final plan: Monday 20 January 2025');
    expect(text).toContain('20 weeks from 2 September 2024, not counting that day, is 20 January 2025.');
    expect(text).toContain('act by 19 January 2025');
    expect(text).toContain('regulation 13(2) of the Special Educational Needs and Disability Regulations 2014');
    expect(html).toContain('href="/rulebook/N7"');
  });

  it('works out a review, held or planned', async () => {
    const text = textOf(
      await page(
        `/calculator/review?${query({
          'anchor-day': '27/6/2025',
          'anchor-what': 'reviewed',
          'meeting-day': '2026-06-04',
          'decision-day': '1 July 2026',
          'decision-outcome': 'amend',
        })}`,
      ),
    );
    expect(text).toContain('Annual review: Friday 26 June 2026');
    expect(text).toContain('Decision after the review: Thursday 2 July 2026');
  });

  it('works out a phase transfer with the last safe meeting date', async () => {
    const text = textOf(
      await page(
        `/calculator/phase-transfer?${query({
          'transfer-day': '1',
          'transfer-month': '9',
          'transfer-year': '2027',
          'transfer-phase': 'primary-to-secondary',
        })}`,
      ),
    );
    expect(text).toContain('Phase transfer: Sunday 14 February 2027');
    expect(text).toContain('Last safe meeting date: 22 November 2026');
  });

  it('says of an exception that cannot apply why', async () => {
    const text = textOf(
      await page(
        `/calculator/assessment?${query({
          'request-day': '2026-03-02',
          'exception-day': '2026-08-01',
          'exception-ground': 'absence',
          'exception-to-day': '2026-09-01',
        })}`,
      ),
    );
    expect(text).toContain('not accepted: The absence falls outside the time of this clock');
  });

  it.each([
    ['nothing was typed into', 'assessment', { 'request-day': '' }, 'request', 'Enter a date for "Request received"'],
    ['a day does not exist', 'assessment', { 'request-day': '31/6/2026' }, 'request', 'June 2026 has 30 days'],
    ['a day is still to come', 'assessment', { 'request-day': '1/6/2099' }, 'request', 'must be today or in the past'],
    [
      'an outcome is missing',
      'assessment',
      { 'request-day': '1/6/2026', 'assess-day': '2/6/2026' },
      'assess-outcome',
      'Say whether the council decided to assess',
    ],
    [
      'an outcome has no day',
      'assessment',
      { 'request-day': '1/6/2026', 'assess-outcome': 'assess' },
      'assess',
      'Enter a date for "Decision whether to assess"',
    ],
    [
      'a choice is none of ours',
      'phase-transfer',
      { 'transfer-day': '1/9/2027', 'transfer-phase': '<b>' },
      'transfer-phase',
      'Say from which phase to which',
    ],
    [
      'bank holidays are not known',
      'phase-transfer',
      { 'transfer-day': '1/9/2098', 'transfer-phase': 'primary-to-secondary' },
      'transfer',
      'Accepted:',
    ],
  ])('keeps what was typed where %s', async (_, calculator, fields, field, message) => {
    const html = await page(`/calculator/${calculator}?${query(fields)}`, 400);
    expect(html).toMatch(/<title>Error: /);
    expect(textOf(html)).toContain(message);
    expect(html).toContain(`href="#${field}"`);
    expect(html).toMatch(new RegExp(`id="${field}"`));
    expect(html).not.toContain('<b>');
  });

  it('is anybody’s, and keeps nothing', async () => {
    const { headers } = await request(server.http).get('/calculator').expect(200);
    expect(headers['cache-control']).toBe('no-store');
    await page('/calculator/pension', 404);
  });
});

describe('the rulebook', () => {
  it('lists every rule in force, and tells each in full without a code', async () => {
    const list = await page('/rulebook');
    const { rules } = server.app.get(Rulebook, { strict: false });
    for (const id of new Set(rules.map((rule) => rule.id))) {
      const text = textOf(await page(`/rulebook/${id}`));
      expect(text).toContain(`${id}: `);
      expect(text).not.toMatch(/undefined|\[object|NaN|request-received|decision-to-/);
    }
    expect(list).toContain('href="/rulebook/N7"');
    expect(textOf(list)).not.toContain('Others');
  });

  it('takes the id in lower case, and says where there is no such rule', async () => {
    await page('/rulebook/n7');
    expect(textOf(await page('/rulebook/Z99', 404))).toContain('There is no such rule.');
  });
});

describe('help and the accessibility statement', () => {
  it.each(['/help', '/accessibility'])('%s can be read by anybody', async (path) => {
    const html = await page(path);
    expect(html.match(/<h1\b/g)).toHaveLength(1);
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    for (const [, target] of html.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target);
  });
});
