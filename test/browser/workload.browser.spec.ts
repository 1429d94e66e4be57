import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Accounts } from '../../src/access/application/accounts.js';
import { daysAgo } from '../web/logging-setting.js';
import { expectSoundPage } from './browser.js';
import { Desk, WAYS, type Working } from './desk.js';

let desk: Desk;
const officers: Record<string, string> = {};

async function officer(name: string): Promise<void> {
  const email = `${name.toLowerCase().replaceAll(' ', '-')}@council.example`;
  const { id } = await desk.server.app.get(Accounts).add({ name, email, roles: ['caseworker'], teams: [] });
  officers[name] = id;
}

/** Cases of an officer: needs assessments that were asked for some days ago. */
async function casesOf(name: string, count: number): Promise<void> {
  for (let one = 0; one < count; one += 1) {
    const on = daysAgo(30 + one);
    const id = await desk.opened('assessments', { person: await desk.child(), on, kind: 'initial' });
    await desk.server.program
      .put(`/api/v1/assessments/${id}/assignment`)
      .send({ officer: officers[name], on })
      .expect(200);
  }
}

beforeAll(async () => {
  desk = await Desk.open();
  for (const name of ['Ben', 'Cleo', ...WAYS.flatMap((way) => [`Ada ${way}`, `Ian ${way}`])]) await officer(name);
  for (const way of WAYS) await casesOf(`Ada ${way}`, 3);
});
afterAll(() => desk.close());

const textOf = async ({ page }: Working): Promise<string> =>
  ((await page.locator('main').textContent()) ?? '').replace(/\s+/g, ' ');

describe.each(WAYS)('%s, a manager', (way) => {
  it('hands over all that an officer has, and takes it back', async () => {
    const working = await desk.signIn(way, { roles: ['manager'] });
    const { hand, page, faults, close } = working;
    await hand.link('Workload');
    await hand.link(`Hand over cases of Ada ${way}`);
    expect(await textOf(working)).toContain('Hand over 3 cases');
    await page.locator('#officer').selectOption(officers.Ben ?? '');
    await hand.type('Hand-over note (optional)', 'Ada is away until May.');
    await hand.button('See what it comes to');
    expect(await textOf(working)).toContain(`3 cases from Ada ${way}`);
    await hand.button('Hand over');
    expect(await textOf(working)).toContain('Handed over: 3 cases');
    // Whether a page is sound is found out by a script.
    if (way === 'with a mouse') await expectSoundPage(page, 'handed over');
    await hand.button('Undo this hand-over');
    expect(await textOf(working)).toContain('Given back: 3 cases');
    expect(faults).toEqual([]);
    await close();
  });

  it('hands over what was ticked in the worklist, and goes on to the list of the new officer', async () => {
    const name = `Ian ${way}`;
    await casesOf('Cleo', 2);
    const manager = await desk.signIn(way, { roles: ['manager'], name: 'Orla Manager' });
    await manager.page.goto(`/worklist?officer=${officers.Cleo ?? ''}`);
    const first = manager.page.locator('[name="case"]').first();
    await manager.hand.choose('case', (await first.getAttribute('value')) ?? '');
    await manager.hand.button(/^Hand over the chosen cases/);
    await manager.page.locator('#officer').selectOption(officers[name] ?? '');
    await manager.hand.type('Hand-over note (optional)', 'Ring before noon.');
    await manager.hand.button('See what it comes to');
    await manager.hand.button('Hand over');
    await manager.hand.link(`See the cases of ${name}`);
    expect(await textOf(manager)).toContain('1 open case');
    expect(manager.faults).toEqual([]);
    await manager.close();
  });
});

describe('The workload', () => {
  it('keeps its numbers where colours are those of the reader', async () => {
    const { page, close } = await desk.signIn('with a mouse', { roles: ['manager'], forcedColors: 'active' });
    await page.goto('/workload');
    const cells = page.locator('.tracker-heat');
    expect(await cells.count()).toBeGreaterThan(7);
    for (const text of await cells.allTextContents()) expect(text.trim()).toMatch(/^\d+$/);
    await expectSoundPage(page, 'workload in forced colours');
    await close();
  });
});
