import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsDay, IsOneOf, IsUuid, IsYesOrNo, MayBeMissing } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import type { PersonId } from '../../streams/domain/event.js';
import { ASSESSMENT_KINDS, REQUEST_SOURCES, type Requested } from '../domain/assessment.events.js';
import { Assessments } from './assessments.js';

/** Opens a needs assessment: the council received a request, or decides by itself to reassess. */
export class RequestAssessment extends CaseRequest {
  /** The child or young person. */
  @IsUuid()
  person!: PersonId;

  /** The day the council received the request. */
  @IsDay()
  on!: CalendarDate;

  @IsOneOf(ASSESSMENT_KINDS)
  kind!: Requested['kind'];

  /** Who asked (SEN2 item 2.2). */
  @MayBeMissing()
  @IsOneOf(REQUEST_SOURCES)
  source?: Requested['source'];

  /** For a first assessment: the day the council became responsible (section 24), where that is not the day of the request. */
  @MayBeMissing()
  @IsDay()
  becameResponsibleOn?: CalendarDate;

  /** For a reassessment: the day the last assessment was finished. */
  @MayBeMissing()
  @IsDay()
  lastAssessedOn?: CalendarDate;

  /** The request was made while in relevant youth accommodation (SEN2 item 2.3). */
  @MayBeMissing()
  @IsYesOrNo()
  inYouthAccommodation?: boolean;
}

@CommandHandler(RequestAssessment)
export class RequestAssessmentHandler implements ICommandHandler<RequestAssessment> {
  constructor(private readonly assessments: Assessments) {}

  execute(request: RequestAssessment): Promise<Outcome> {
    const { person, on, kind, source, becameResponsibleOn, lastAssessedOn, inYouthAccommodation } = request;
    return this.assessments.record(request, 'AssessmentRequested', {
      person,
      on,
      kind,
      source,
      becameResponsibleOn,
      lastAssessedOn,
      inYouthAccommodation,
    });
  }
}
