import { Injectable } from '@nestjs/common';
import type { Moment } from '../../read-model/read-models.js';
import type { PersonId } from '../../streams/domain/event.js';
import { Caseload } from './caseload.js';
import { WholeCases, type WholeCase } from './whole-case.js';

/** Gathers what was recorded of a child or young person, case by case. */
@Injectable()
export class Chronologies {
  constructor(
    private readonly caseload: Caseload,
    private readonly cases: WholeCases,
  ) {}

  /**
   * A case, and the other cases of the same child or young person where they are asked for, in the order in which they
   * were opened; none where there is no such case, or was none then.
   */
  async of(moment: Moment, id: string, withOthers: boolean): Promise<readonly WholeCase[]> {
    const one = await this.cases.of(moment, id);
    if (one === undefined) return [];
    if (!withOthers) return [one];
    const { cases } = await this.caseload.casesOfChild(moment, one.file.person as PersonId);
    const whole: WholeCase[] = [];
    for (const { id: other } of cases) {
      const found = other === id ? one : await this.cases.of(moment, other);
      if (found !== undefined) whole.push(found);
    }
    return whole;
  }
}
