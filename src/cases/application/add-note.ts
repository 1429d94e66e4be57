import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsText, IsUuid } from '../../streams/application/fields.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { AllCases } from './all-cases.js';
import { AnyCaseRequest } from './any-case-request.js';

/** Adds a note to a case. */
export class AddNote extends AnyCaseRequest {
  /** The id of the note: a UUID of its own. */
  @IsUuid()
  note!: string;

  /** The note; kept encrypted. */
  @IsText()
  text!: string;
}

@CommandHandler(AddNote)
export class AddNoteHandler implements ICommandHandler<AddNote> {
  constructor(private readonly cases: AllCases) {}

  async execute(request: AddNote): Promise<Outcome> {
    const { note, text } = request;
    return this.cases.of(request).addNote(request, note, text);
  }
}
