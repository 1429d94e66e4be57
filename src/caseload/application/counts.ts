import type { MeasureDayRow } from '../../read-model/schema.js';
import type { Contribution } from '../../timeliness/application/case-measures.js';

/** Counts by everything but the count. */
export class Counts {
  /** By day. Few are of one day, so that looking through them costs less than making a key of all columns. */
  readonly #rows = new Map<string, MeasureDayRow[]>();

  /** Adds what a case contributes, or takes it away. */
  add(contributions: readonly Contribution[], sign: 1 | -1): void {
    for (const { measure, basis, day, band, excepted } of contributions) {
      const mark = excepted ? 1 : 0;
      const rows = this.#of(day);
      const row = rows.find(
        (one) => one.measure === measure && one.basis === basis && one.band === band && one.excepted === mark,
      );
      if (row === undefined) rows.push({ measure, basis, day, band, excepted: mark, count: sign });
      else row.count += sign;
    }
  }

  /** What came together since it was asked last. */
  taken(): readonly MeasureDayRow[] {
    const rows = [...this.#rows.values()].flat().filter(({ count }) => count !== 0);
    this.#rows.clear();
    return rows;
  }

  #of(day: string): MeasureDayRow[] {
    const known = this.#rows.get(day);
    if (known !== undefined) return known;
    const rows: MeasureDayRow[] = [];
    this.#rows.set(day, rows);
    return rows;
  }
}
