import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { addDays, dayInLondon } from '../src/statute/calendar.js';
import { assetPathOf } from '../src/platform/web/assets.js';
import { makeChildren } from './made-children.js';
import { startServer, type TestServer } from './server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server.app.close();
});

const page = async (): Promise<string> => (await request(server.http).get('/').expect(200)).text;
/** The text of a page, tags and spaces aside. */
const textOf = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

function expectSound(html: string): void {
  expect(html).toMatch(/^<!DOCTYPE html>\n<html lang="en-GB" /);
  expect(html).toMatch(/<title>[^<]+ - EHCP tracker<\/title>/);
  expect(html).toContain('<a href="#main-content" class="govuk-skip-link"');
  expect(html).toMatch(/<main [^>]*id="main-content"/);
  expect(html.match(/<h1\b/g)).toHaveLength(1);
  expect(html).not.toMatch(/<script(?! [^>]*nonce="[^"]{24}")|<style|\sstyle=|\son[a-z]+=|undefined|NaN|\[object/);
  expect(html.match(/<table\b/g)?.length ?? 0).toBe(html.match(/<table\b[^>]*>\s*<caption/g)?.length ?? 0);
  expect(html).not.toMatch(/<th(?![^>]*\bscope=)[\s>]/);
  const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [, id] of html.matchAll(/aria-labelledby="([^"]+)"/g)) expect(ids).toContain(id);
}

describe('The page of the council', () => {
  it('says how to begin where nothing is recorded yet', async () => {
    const html = await page();
    expectSound(html);
    expect(html).toContain('Nothing is recorded yet');
    expect(html).toContain('bin/ehcp.mjs demo');
    expect(html).toContain('bin/ehcp.mjs import cases');
    expect(html).toContain('href="/api/docs"');
    expect(html).not.toContain('<table>');
  });

  it('shows the figures of today once there are cases', async () => {
    const today = dayInLondon(new Date());
    await makeChildren(server, {
      count: 8,
      requestedOn: (child) => addDays(today, -100 * (child + 1)),
      until: today,
    });
    const html = await page();
    expectSound(html);
    const text = textOf(html);
    const { body } = await server.program.get('/api/v1/plans?open=yes&limit=500').expect(200);
    expect(text).toContain(`Plans ${String((body as { items: unknown[] }).items.length)} `);
    const timeliness = (await server.program.get('/api/v1/timeliness/plans-within-20-weeks').expect(200)).body;
    for (const { period, issued, complete } of timeliness.periods) {
      const { numerator, denominator, percent } = issued.including;
      const share = percent === null ? 'none' : percent === 'hidden' ? 'hidden' : `${Number(percent).toFixed(1)}%`;
      expect(text).toContain(
        `${String(period)}${complete === true ? '' : ' so far'} ${String(numerator)} ${String(denominator)} ${share}`,
      );
    }
    for (const status of ['overdue', 'due-soon']) {
      const { items } = (await server.program.get(`/api/v1/clocks?limit=500&status=${status}`)).body;
      for (const { rule } of items) expect(html).toContain(`/rulebook/${String(rule)}"`);
    }
  });

  it('is styled by a file of ours, under the content security policy', async () => {
    const { headers } = await request(server.http).get('/').expect(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    const css = await request(server.http).get(assetPathOf('tracker.css')).expect(200);
    expect(css.headers['content-type']).toBe('text/css; charset=utf-8');
    await request(server.http).get('/assets/../views/layout.njk').expect(404);
    await request(server.http).get('/assets/%2e%2e/views/layout.njk').expect(404);
  });
});
