import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { Caseload } from '../../../caseload/application/caseload.js';
import { People } from '../../../people/application/people.js';
import { Refusal } from '../../../platform/http/refusal.js';
import { isUuid } from '../../../platform/http/parameters.js';
import { WallClock } from '../../../platform/wall-clock.js';
import { dayInLondon, type CalendarDate } from '../../../statute/calendar.js';
import type { History } from '../../../streams/domain/history.js';
import { CaseHistory } from '../../application/case-history.js';
import { CasesOnRecord, type CaseOnRecord } from '../../application/case-on-record.js';
import { choicesOf, type CaseChoices } from './case-choices.js';
import { caseHeading, type CaseHeading } from './case-heading.js';

/** A case with what its forms need. */
export interface CaseAtHand {
  readonly one: CaseOnRecord;
  readonly heading: CaseHeading;
  readonly choices: CaseChoices;
  readonly today: CalendarDate;
}

/** Gets what the forms about a case need. */
@Injectable()
export class RecordingContext {
  constructor(
    private readonly cases: CasesOnRecord,
    private readonly caseload: Caseload,
    private readonly people: People,
    private readonly queries: QueryBus,
    private readonly clock: WallClock,
  ) {}

  /** Today in London. */
  get today(): CalendarDate {
    return dayInLondon(this.clock.now());
  }

  /** This instant. */
  get now(): Date {
    return this.clock.now();
  }

  /** @throws Refusal (404) where there is no such case */
  async case(id: string): Promise<CaseOnRecord> {
    const one = isUuid(id) ? await this.cases.find(id) : undefined;
    if (one === undefined) throw new Refusal(404, 'There is no case at this address.');
    return one;
  }

  /** @throws Refusal (404) where there is no such case */
  async atHand(id: string): Promise<CaseAtHand> {
    const one = await this.case(id);
    const person = await this.people.details(one.state.person);
    const related = one.kind === 'plan' ? ((await this.caseload.caseFile({}, id))?.related ?? []) : [];
    return { one, heading: caseHeading(one, person), choices: choicesOf(one, related), today: this.today };
  }

  /** Everything that was recorded on a case. */
  history({ kind, id }: CaseOnRecord): Promise<History | undefined> {
    return this.queries.execute(CaseHistory.of({ kind, case: id }));
  }
}
