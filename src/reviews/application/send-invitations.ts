import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '../../statute/calendar.js';
import { CaseRequest } from '../../streams/application/case-request.js';
import { IsDay } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { Reviews } from './reviews.js';

/** Records that everyone was invited to the review meeting (regulations 20(2)-(3) and 21(2)-(3)). */
export class SendInvitations extends CaseRequest {
  /** The day the invitations were sent. */
  @IsDay()
  on!: CalendarDate;
}

@CommandHandler(SendInvitations)
export class SendInvitationsHandler implements ICommandHandler<SendInvitations> {
  constructor(private readonly reviews: Reviews) {}

  execute(request: SendInvitations): Promise<Outcome> {
    const { on } = request;
    return this.reviews.record(request, 'InvitationsSent', { on });
  }
}
