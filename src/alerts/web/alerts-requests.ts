import type { Form } from '../../platform/web/form.js';
import { ALERTS_PATH } from './alerts-query.js';

/** With this header an open page asks for itself again, and nobody did anything. */
export const BACKGROUND_HEAD = 'X-Tracker-Background';

const A_LIST = /^\/alerts(?:\?[\w%&=.@:+*-]*)?$/;

/** The list of alerts that a form came from, to return to. */
export function returnPathIn(form: Form): string {
  const path = form.text('return');
  return A_LIST.test(path) ? path : ALERTS_PATH;
}
