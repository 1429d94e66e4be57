import { Problems } from '../../platform/problem.js';
import { Holds, MayBeMissing } from '../../platform/validation.js';
import { addMonths, type CalendarDate } from '../../statute/calendar.js';
import {
  birthDateTest,
  ethnicityTest,
  nameTest,
  needTest,
  postcodeTest,
  referenceTest,
  sexTest,
  ulnTest,
  upnTest,
  upnUnknownTest,
  yesOrNoTest,
  type NEEDS,
  type SEXES,
  type UPN_UNKNOWN_CODES,
} from './identity-tests.js';
import { PersonRequest } from './person-request.js';

/** A plan can last until the end of the academic year in which a young person turns 25. */
const UNDER_AGE = 26;

/** Who a child or young person is. */
export interface Identity {
  readonly surname: string;
  readonly forename: string;
  readonly dateOfBirth: CalendarDate;
  /** The name they are called by. */
  readonly preferredName?: string;
  /** The unique pupil number. */
  readonly upn?: string;
  /** The unique learner number. */
  readonly uln?: string;
  /** Why neither is known. */
  readonly upnUnknown?: (typeof UPN_UNKNOWN_CODES)[number];
  readonly sex?: (typeof SEXES)[number];
  /** A code of the Department for Education. */
  readonly ethnicity?: string;
  /** The primary type of need, a code of the SEN2 return. */
  readonly primaryNeed?: (typeof NEEDS)[number];
  readonly postcode?: string;
  /** The language that the family prefers to speak. */
  readonly language?: string;
  readonly interpreterNeeded?: boolean;
  /** The council's own reference for them, such as their number in another system. */
  readonly reference?: string;
}

/** The fields in the order in which they are sealed: the same details are then the same text. */
const FIELDS = [
  'surname',
  'forename',
  'dateOfBirth',
  'preferredName',
  'upn',
  'uln',
  'upnUnknown',
  'sex',
  'ethnicity',
  'primaryNeed',
  'postcode',
  'language',
  'interpreterNeeded',
  'reference',
] as const satisfies readonly (keyof Identity)[];

/** A request that says who a child or young person is. All of it is sealed; no message repeats any of it. */
export abstract class IdentityRequest extends PersonRequest implements Identity {
  @Holds(nameTest)
  surname!: string;

  @Holds(nameTest)
  forename!: string;

  @Holds(birthDateTest)
  dateOfBirth!: CalendarDate;

  @MayBeMissing()
  @Holds(nameTest)
  preferredName?: string;

  @MayBeMissing()
  @Holds(upnTest)
  upn?: string;

  @MayBeMissing()
  @Holds(ulnTest)
  uln?: string;

  @MayBeMissing()
  @Holds(upnUnknownTest)
  upnUnknown?: (typeof UPN_UNKNOWN_CODES)[number];

  @MayBeMissing()
  @Holds(sexTest)
  sex?: (typeof SEXES)[number];

  @MayBeMissing()
  @Holds(ethnicityTest)
  ethnicity?: string;

  @MayBeMissing()
  @Holds(needTest)
  primaryNeed?: (typeof NEEDS)[number];

  @MayBeMissing()
  @Holds(postcodeTest)
  postcode?: string;

  @MayBeMissing()
  @Holds(nameTest)
  language?: string;

  @MayBeMissing()
  @Holds(yesOrNoTest)
  interpreterNeeded?: boolean;

  @MayBeMissing()
  @Holds(referenceTest)
  reference?: string;
}

/** Who someone is, as one text. */
export function writeIdentity(identity: Identity): string {
  return JSON.stringify(Object.fromEntries(FIELDS.map((field) => [field, identity[field]])));
}

/** Who someone is, from the text that {@link writeIdentity} made. */
export function readIdentity(text: string): Identity {
  return JSON.parse(text) as Identity;
}

/**
 * Throws where someone of this date of birth cannot be a child or young person.
 * @param on the day they were registered; they are then not yet 26
 * @param today in Europe/London
 * @throws Problems
 */
export function assertChildOrYoungPerson({ dateOfBirth }: Identity, on: CalendarDate, today: CalendarDate): void {
  const reason =
    dateOfBirth > today
      ? 'it is in the future'
      : addMonths(dateOfBirth, 12 * UNDER_AGE) <= on
        ? `it makes the person ${String(UNDER_AGE)} or older when they were registered`
        : undefined;
  if (reason === undefined) return;
  throw new Problems([
    {
      place: 'dateOfBirth',
      reason,
      accepted: `the date of birth of a child or young person under ${String(UNDER_AGE)}`,
    },
  ]);
}
