import { recordingRequests as assessmentRequests } from '../../assessments/application/recording-requests.js';
import { recordingRequests as planRequests } from '../../plans/application/recording-requests.js';
import { recordingRequests as reviewRequests } from '../../reviews/application/recording-requests.js';
import type { CaseKindName } from '../../streams/application/any-case.js';
import { textAttributesOf } from '../../streams/application/attributes.js';
import type { Recording } from '../../streams/application/case-service.js';
import { disputeRequests } from './disputes/recording-requests.js';
import { lifeRequests } from './life-requests.js';

const SHARED: Recording = { ...lifeRequests, ...disputeRequests };

const RECORDING: Readonly<Record<CaseKindName, Recording>> = {
  assessment: { ...SHARED, ...assessmentRequests },
  plan: { ...SHARED, ...planRequests },
  review: { ...SHARED, ...reviewRequests },
};

/** The requests that record the milestones of a kind of case, by type of event. */
export function recordingOf(kind: CaseKindName): Recording {
  return RECORDING[kind];
}

/** The attributes of a milestone that are free text. */
export function textAttributesOfCase(kind: CaseKindName, type: string): readonly string[] {
  return textAttributesOf(recordingOf(kind), type);
}
