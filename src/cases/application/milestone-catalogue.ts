import { declaredProperties } from '../../platform/validation.js';
import { CASE_KINDS, type CaseKindName } from '../../streams/application/any-case.js';
import type { RecordingRequest } from '../../streams/application/attributes.js';
import type { CaseRequest } from '../../streams/application/case-request.js';
import { holdsText } from '../../streams/application/fields.js';
import { AnyCaseRequest } from './any-case-request.js';
import { recordingOf } from './recordings.js';

/** A milestone that can be recorded on a kind of case, as programs and files outside name it. */
export interface CatalogueEntry {
  readonly kind: CaseKindName;
  /** Its name outside, such as `draft-plan-sent`. */
  readonly milestone: string;
  /** The type of its event, such as `DraftPlanSent`. */
  readonly type: string;
  readonly request: RecordingRequest;
  /** What can be said of it, its day `on` among it, in the order in which the request declares them. */
  readonly attributes: readonly string[];
  /** Those of the attributes that are free text and are encrypted. */
  readonly texts: readonly string[];
  /** Whether the request opens a case: it then says whose case it is. */
  readonly opens: boolean;
}

const kebab = (type: string): string => type.replace(/(?<!^)([A-Z])/g, '-$1').toLowerCase();

function entriesOf(kind: CaseKindName): readonly CatalogueEntry[] {
  return Object.entries(recordingOf(kind)).map(([type, request]) => {
    const attributes = declaredProperties(new request()).filter((name) => !request.head.includes(name));
    return {
      kind,
      milestone: kebab(type),
      type,
      request,
      attributes,
      texts: attributes.filter((name) => holdsText(request, name)),
      opens: attributes.includes('person'),
    };
  });
}

const CATALOGUE: ReadonlyMap<CaseKindName, ReadonlyMap<string, CatalogueEntry>> = new Map(
  CASE_KINDS.map((kind) => [kind, new Map(entriesOf(kind).map((entry) => [entry.milestone, entry]))]),
);

/** Every milestone that can be recorded on a kind of case. */
export function catalogueOf(kind: CaseKindName): readonly CatalogueEntry[] {
  return [...(CATALOGUE.get(kind)?.values() ?? [])];
}

/** What is known of a milestone by its name outside; nothing where a case of that kind has none of that name. */
export function catalogueEntry(kind: CaseKindName, milestone: string): CatalogueEntry | undefined {
  return CATALOGUE.get(kind)?.get(milestone);
}

/** The name outside of a type of event. */
export function milestoneNameOf(type: string): string {
  return kebab(type);
}

/**
 * The request that records a milestone on a case. Its fields are checked when it is carried out.
 * @param id the case: a UUID
 * @param fields the attributes of the milestone, and what else the request takes, such as `confirm`
 */
export function recordingRequest(
  entry: CatalogueEntry,
  id: string,
  fields: Readonly<Record<string, unknown>>,
): CaseRequest {
  const request = Object.assign(new entry.request(), fields, { case: id });
  return request instanceof AnyCaseRequest ? Object.assign(request, { kind: entry.kind }) : request;
}
