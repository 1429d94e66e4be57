import { Injectable } from '@nestjs/common';
import { Directory } from '../../platform/access/directory.js';
import { ReadModels, type Moment } from '../../read-model/read-models.js';
import type { CalendarDate } from '../../statute/calendar.js';
import { loadOf, loadsByOfficer, loadsByTeam, type Load, type OfficerLoad, type TeamLoad } from '../domain/loads.js';
import { countOpenCases } from './count-open-cases.js';

/** An officer's open cases, with whether they can still be given any. */
export interface HeldLoad extends OfficerLoad {
  /** Whether they left, or take no cases any more. */
  readonly hasLeft: boolean;
}

/** The open cases of a council or of one of its teams, by who has them. */
export interface Workload {
  readonly asAt: CalendarDate;
  readonly total: Load;
  /** Every officer who has a case, and nobody where some have no officer; in no order. */
  readonly officers: readonly HeldLoad[];
  readonly teams: readonly TeamLoad[];
}

/** Answers who has how many open cases, and when something is due in them. */
@Injectable()
export class Workloads {
  constructor(
    private readonly models: ReadModels,
    private readonly directory: Directory,
  ) {}

  /**
   * The open cases by who has them.
   * @param team of one team alone; `null` for those of no team
   */
  of(moment: Moment, team?: string | null): Promise<Workload> {
    return this.models.asking(moment, async (asked) => {
      const { asAt } = asked;
      const tallies = await countOpenCases(asked, { team });
      const here = new Set(this.directory.officers().map(({ id }) => id));
      const isHere = (officer: string): boolean => here.has(officer);
      return {
        asAt,
        total: loadOf(tallies, asAt),
        officers: loadsByOfficer(tallies, asAt).map((load) => ({
          ...load,
          hasLeft: load.officer !== null && !isHere(load.officer),
        })),
        teams: loadsByTeam(tallies, asAt, isHere),
      };
    });
  }
}
