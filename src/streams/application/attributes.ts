import { plainToInstance } from 'class-transformer';
import { placeOf, Problems } from '../../platform/problem.js';
import { declaredProperties, problemsIn } from '../../platform/validation.js';
import type { Entry } from '../domain/case-record.js';
import { changed } from '../domain/case-record.js';
import type { Changes } from '../domain/event.js';
import type { CaseRequest } from './case-request.js';
import { holdsText } from './fields.js';

/** A request that records a milestone. */
export interface RecordingRequest {
  new (): CaseRequest;
  readonly head: readonly string[];
}

/** The requests that record a milestone, by the type of its event: corrections are checked against them. */
export type Recording = Readonly<Record<string, RecordingRequest>>;

/** The attributes of what a request records. */
function attributesOf(Request: RecordingRequest): readonly string[] {
  return declaredProperties(new Request()).filter((name) => !Request.head.includes(name));
}

/** The attributes of a milestone that are free text. */
export function textAttributesOf(recording: Recording, type: string): readonly string[] {
  const Request = Object.hasOwn(recording, type) ? recording[type] : undefined;
  return Request === undefined ? [] : attributesOf(Request).filter((name) => holdsText(Request, name));
}

/**
 * Checks what a correction leads to by the request that records such a milestone.
 * @returns the free texts among the changes
 * @throws Problems where an attribute is not one of that milestone, or its value is malformed
 * @throws Error where no request records such a milestone: nothing could then be checked
 */
export function changesThatFit(
  { type, data }: Entry,
  to: Changes,
  recording: Recording,
): Readonly<Record<string, string>> {
  const Request = Object.hasOwn(recording, type) ? recording[type] : undefined;
  if (Request === undefined) throw new Error(`No request records ${type}, so its correction cannot be checked.`);
  const attributes = attributesOf(Request);
  const unknown = Object.keys(to).filter((name) => !attributes.includes(name));
  if (unknown.length > 0) {
    // What it was called is not repeated: it could be anything that was typed.
    throw new Problems([
      { place: 'to', reason: 'this milestone has no such attribute', accepted: attributes.join(', ') },
    ]);
  }
  const isText = (name: string): boolean => holdsText(Request, name);
  // What is on record of a free text is its ciphertext, which is longer than the text may be.
  const held = Object.entries(data).filter(([name]) => attributes.includes(name) && !isText(name));
  const corrected = plainToInstance(Request, changed(Object.fromEntries(held), to));
  const elsewhere = new Set(Request.head.map((name) => placeOf('to', name)));
  const kept = new Set(Object.keys(data).filter((name) => isText(name) && to[name] === undefined));
  const problems = problemsIn(corrected, 'to', { discreet: true }).filter(
    ({ place }) => !elsewhere.has(place) && ![...kept].some((name) => place === placeOf('to', name)),
  );
  if (problems.length > 0) throw new Problems(problems);
  const texts = Object.entries(to).filter(
    (change): change is [string, string] => isText(change[0]) && typeof change[1] === 'string',
  );
  return Object.fromEntries(texts);
}
