import type { JsonObject } from './event-store.js';

/** Turns the data of one version of an event into those of the next. Pure. */
export type Upcast = (data: JsonObject) => JsonObject;

/**
 * What changed in the shape of events: by type, then by the version that is left behind. `{ PlanMade: { 1: toV2 } }`
 * says how data of version 1 become those of version 2.
 */
export type Upcasters = Readonly<Record<string, Readonly<Record<number, Upcast>>>>;

/** The version of an event's shape that is written today: one more than the last that is left behind. */
export function currentVersion(upcasters: Upcasters, type: string): number {
  const steps = Object.hasOwn(upcasters, type) ? upcasters[type] : undefined;
  return steps === undefined ? 1 : Math.max(...Object.keys(steps).map(Number)) + 1;
}

/**
 * The data of an event in today's shape. Stores call this for every event that they read; what is on record stays as
 * it was written.
 */
export function upcast(
  upcasters: Upcasters,
  type: string,
  version: number,
  data: JsonObject,
): { readonly data: JsonObject; readonly version: number } {
  const steps = Object.hasOwn(upcasters, type) ? upcasters[type] : undefined;
  let current = data;
  let at = version;
  for (let step = steps?.[at]; step !== undefined; step = steps?.[at]) {
    current = step(current);
    at += 1;
  }
  return { data: current, version: at };
}
