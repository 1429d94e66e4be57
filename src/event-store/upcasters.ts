import type { Upcasters } from './upcasting.js';

/**
 * Every change of the shape of an event since the first version. None has changed yet; a change that old events do not
 * fit adds an entry here, and with it the version that is written from then on.
 */
export const UPCASTERS: Upcasters = {};
