import { addMonths, type CalendarDate } from '../../statute/calendar.js';
import type { Random } from './random.js';
import { workedFrom } from './school-year.js';

/** Somebody who has cases. */
export interface Officer {
  readonly id: string;
  readonly team: string;
}

interface Desk {
  readonly officer: Officer;
  /** How many cases fall to the desk; caseloads are uneven. */
  readonly weight: number;
  /** Who has the desk after an officer has left, and from when. */
  readonly successor?: { readonly officer: Officer; readonly from: CalendarDate };
}

/** Plans that one officer looks after on the average. */
const PLANS_AN_OFFICER = 190;
/** Assessments that one officer has in a year. */
const ASSESSMENTS_AN_OFFICER = 75;
const AREAS = ['north', 'south', 'east', 'west', 'central'] as const;

/** The officers of a council, in teams. Some leave, and others take over their cases. */
export class Office {
  readonly #assessing: readonly Desk[];
  readonly #planning: readonly Desk[];
  readonly #postSixteen: readonly Desk[];

  constructor(
    { plans, requests }: { readonly plans: number; readonly requests: number },
    period: { readonly goLive: CalendarDate; readonly today: CalendarDate },
    random: Random,
  ) {
    let number = 0;
    const officer = (team: string): Officer => ({ id: `officer-${String((number += 1)).padStart(3, '0')}`, team });
    const months = (share: number): CalendarDate =>
      workedFrom(addMonths(period.goLive, Math.max(1, Math.round(share))));
    const desks = (team: string, many: number): readonly Desk[] =>
      Array.from({ length: Math.max(1, many) }, () => {
        const from = months(random.whole(4, 34));
        const leaves = random.chance(0.12) && from < period.today;
        const desk = { officer: officer(team), weight: random.around(40, 100, 190) };
        return leaves ? { ...desk, successor: { officer: officer(team), from } } : desk;
      });
    this.#assessing = desks('assessment', Math.round(requests / ASSESSMENTS_AN_OFFICER));
    const areas = AREAS.slice(0, Math.max(1, Math.min(AREAS.length, Math.round(plans / 900))));
    const many = Math.round((plans * 0.8) / PLANS_AN_OFFICER / areas.length);
    this.#planning = areas.flatMap((area) => desks(`plans-${area}`, many));
    this.#postSixteen = desks('post-16', Math.round((plans * 0.2) / PLANS_AN_OFFICER));
  }

  /** A desk for a case. */
  deskFor(what: 'assessment' | 'plan' | 'post-16', random: Random): Desk {
    const desks = what === 'assessment' ? this.#assessing : what === 'plan' ? this.#planning : this.#postSixteen;
    return random.weighted(desks.map((desk) => [desk, desk.weight]));
  }

  /** Everybody who ever had a desk, and whether they have left it. */
  get officers(): readonly (Officer & { readonly hasLeft: boolean })[] {
    return [...this.#assessing, ...this.#planning, ...this.#postSixteen].flatMap(({ officer, successor }) => [
      { ...officer, hasLeft: successor !== undefined },
      ...(successor === undefined ? [] : [{ ...successor.officer, hasLeft: false }]),
    ]);
  }
}

export type { Desk };

/** Who has a desk on a day. */
export function officerAt({ officer, successor }: Desk, on: CalendarDate): Officer {
  return successor !== undefined && on >= successor.from ? successor.officer : officer;
}
