import { Alerts } from '../../src/alerts/application/alerts.js';
import type { TestServer } from '../server.js';

/** Milliseconds after which what is waited for will not come. */
const PATIENCE = 15_000;

/** Waits until something holds that follows from alerts, looking again whenever they change. */
export async function until(server: TestServer, holds: () => Promise<boolean>): Promise<void> {
  const alerts = server.app.get(Alerts);
  const end = performance.now() + PATIENCE;
  for (;;) {
    let stop = (): void => undefined;
    const changed = new Promise<void>((resolve) => {
      const listening = alerts.onChange(resolve);
      // What was told before this listened is seen by looking once more.
      const timer = setTimeout(resolve, 500);
      stop = () => {
        listening();
        clearTimeout(timer);
      };
    });
    const isSo = await holds();
    if (!isSo) await changed;
    stop();
    if (isSo) return;
    if (performance.now() > end) throw new Error('What was waited for did not come.');
  }
}
