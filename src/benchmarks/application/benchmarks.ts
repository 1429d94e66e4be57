import { Injectable } from '@nestjs/common';
import { counterpartOf } from '../domain/counterparts.js';
import { ENGLAND } from '../domain/england.js';
import type { Beside, BesideRequest } from './beside.js';

/** Answers what is published beside the council's own figures. */
@Injectable()
export class Benchmarks {
  /**
   * What is published beside a measure.
   * @returns nothing where the measure has no published counterpart, or nothing is known of the year
   */
  beside(measure: string, { year }: BesideRequest = {}): Promise<Beside | undefined> {
    const counterpart = counterpartOf(measure);
    const shipped = ENGLAND[measure] ?? [];
    const found = year === undefined ? shipped.at(-1) : shipped.find((one) => one.year === year);
    if (counterpart === undefined || found === undefined) return Promise.resolve(undefined);
    const { figures, quartiles, source } = found;
    return Promise.resolve({
      measure,
      unit: counterpart.unit,
      year: found.year,
      years: shipped.map((one) => one.year),
      england: figures,
      ...(quartiles === undefined ? {} : { quartile: quartiles }),
      difference: counterpart.difference,
      notes: ['The figures of authorities and regions have not been imported.'],
      source,
    });
  }
}
