import type { Recording } from '../../streams/application/case-service.js';
import { AskForFamilyFeedback } from './ask-for-family-feedback.js';
import { CloseCase } from './close-case.js';
import { InformFamily } from './inform-family.js';
import { RecordException } from './record-exception.js';
import { RecordFamilyFeedback } from './record-family-feedback.js';
import { ReopenCase } from './reopen-case.js';

/** The requests that record the life of a case, by type of event. */
export const lifeRequests: Recording = {
  FamilyInformed: InformFamily,
  FamilyFeedbackAsked: AskForFamilyFeedback,
  FamilyFeedbackRecorded: RecordFamilyFeedback,
  ExceptionRecorded: RecordException,
  CaseClosed: CloseCase,
  CaseReopened: ReopenCase,
};
