import type { Recording } from '../../../streams/application/case-service.js';
import { ConcedeAppeal } from './concede-appeal.js';
import { NotifyHealthBody } from './notify-health-body.js';
import { RecordAgreementCarriedOut } from './record-agreement-carried-out.js';
import { RecordAgreementNotified } from './record-agreement-notified.js';
import { RecordAppealLodged } from './record-appeal-lodged.js';
import { RecordAppealWithdrawn } from './record-appeal-withdrawn.js';
import { RecordMediationAgreement } from './record-mediation-agreement.js';
import { RecordMediationCertificate } from './record-mediation-certificate.js';
import { RecordMediationContacted } from './record-mediation-contacted.js';
import { RecordMediationDeclined } from './record-mediation-declined.js';
import { RecordMediationHeld } from './record-mediation-held.js';
import { RecordMediationRequested } from './record-mediation-requested.js';
import { RecordRecommendationAnswered } from './record-recommendation-answered.js';
import { RecordTribunalOrder } from './record-tribunal-order.js';
import { RecordTribunalRecommendation } from './record-tribunal-recommendation.js';
import { RespondToAppeal } from './respond-to-appeal.js';

/** The requests that record mediation and appeals, by type of event. */
export const disputeRequests: Recording = {
  MediationContacted: RecordMediationContacted,
  MediationDeclined: RecordMediationDeclined,
  MediationRequested: RecordMediationRequested,
  HealthBodyNotified: NotifyHealthBody,
  MediationHeld: RecordMediationHeld,
  MediationCertificateIssued: RecordMediationCertificate,
  MediationAgreed: RecordMediationAgreement,
  AgreementNotified: RecordAgreementNotified,
  AgreementCarriedOut: RecordAgreementCarriedOut,
  AppealLodged: RecordAppealLodged,
  AppealResponded: RespondToAppeal,
  AppealWithdrawn: RecordAppealWithdrawn,
  AppealConceded: ConcedeAppeal,
  TribunalOrdered: RecordTribunalOrder,
  TribunalRecommended: RecordTribunalRecommendation,
  RecommendationAnswered: RecordRecommendationAnswered,
};
