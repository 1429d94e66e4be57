import { Problems, type Problem } from '../../platform/problem.js';
import { problemsIn } from '../../platform/validation.js';
import type { CalendarDate } from '../../statute/calendar.js';
import { discreet, IsCode, IsDay, IsText, MayBeMissing } from '../../streams/application/fields.js';
import { Holds } from '../../platform/validation.js';
import type { AlertSettings } from './alert-settings.js';

/** The most alerts that are acknowledged together. */
export const MOST_ALERTS = 500;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const AreAlerts = (): PropertyDecorator =>
  Holds(
    discreet(
      `the ids of 1 to ${String(MOST_ALERTS)} alerts in an array`,
      (value) =>
        Array.isArray(value) &&
        value.length > 0 &&
        value.length <= MOST_ALERTS &&
        value.every((id) => typeof id === 'string' && UUID.test(id)),
      {
        type: 'array',
        minItems: 1,
        maxItems: MOST_ALERTS,
        items: { type: 'string', format: 'uuid' },
      },
    ),
  );

/** A manager answers one alert or many. */
export class AcknowledgeAlerts {
  /** The ids of the alerts. */
  @AreAlerts()
  alerts!: readonly string[];

  /** An id in the list of reasons that the council keeps. */
  @IsCode()
  reason!: string;

  /** The day by which what is due will be done. */
  @MayBeMissing()
  @IsDay()
  recoveryOn?: CalendarDate;

  /** What else there is to say; it is encrypted for each child. */
  @MayBeMissing()
  @IsText()
  note?: string;

  /** A request with these fields. They are checked when it is carried out. */
  static of(fields: Pick<AcknowledgeAlerts, 'alerts' | 'reason' | 'recoveryOn' | 'note'>): AcknowledgeAlerts {
    return Object.assign(new AcknowledgeAlerts(), fields);
  }
}

/**
 * Throws where a request is malformed, or its reason is not in the council's list.
 * @throws Problems with every fault and its place
 */
export function assertAcknowledgeable(request: AcknowledgeAlerts, { reasons }: AlertSettings): void {
  const problems: Problem[] = problemsIn(request, '', { discreet: true });
  const isKnown = reasons.some(({ id }) => id === request.reason);
  if (!isKnown && !problems.some(({ place }) => place === 'reason')) {
    const accepted = reasons.map(({ id }) => id).join(', ');
    problems.push({ place: 'reason', reason: "it is not in the council's list of reasons", accepted });
  }
  if (problems.length > 0) throw new Problems(problems);
}
