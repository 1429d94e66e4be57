import type { RecordedEvent } from '../../event-store/event-store.js';
import type { CaseKindName } from '../../streams/application/any-case.js';
import type { CaseRequest } from '../../streams/application/case-request.js';

/** Something that is missing on a stream because of what another stream says. */
export interface Step {
  /** The stream that it is recorded on. */
  readonly target: string;
  /** The revision of that stream when this was found missing; none where there was no such stream. */
  readonly revision: number | undefined;
  /** The request that records it. */
  readonly request: CaseRequest;
}

/** What a policy found. */
export interface Findings {
  readonly steps: readonly Step[];
  /** The revision of the source when it was looked at. */
  readonly revision: number;
}

/**
 * What must follow on one stream from what is on record on another. It looks at both as they are and says what is
 * missing, so that it does not matter which event it is told of, how often, or by which process; once everything
 * follows, nothing is missing.
 */
export interface Policy {
  readonly name: string;
  /** The kind of stream that it follows. */
  readonly source: CaseKindName;
  /** The types of event, by kind of stream, after which something could be missing; those of its targets among them. */
  readonly concerns: Readonly<Partial<Record<CaseKindName, ReadonlySet<string>>>>;
  /** The ids of the sources on which an event of those types bears. */
  sourcesOf(event: RecordedEvent): Promise<readonly string[]>;
  /** What is missing because of a source. Nothing where there is no such source. */
  missing(id: string): Promise<Findings>;
}

/** Who acts when a policy does. */
export const actorOf = ({ name }: Pick<Policy, 'name'>): string => `policy:${name}`;

/** Nothing is missing. */
export const NOTHING: Findings = { steps: [], revision: -1 };
