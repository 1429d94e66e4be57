import type { Refusal } from '../../streams/domain/decider.js';

/** Something in an invented story was refused: the story is wrong, so nothing of the caseload may be used. */
export class ActRefused extends Error {
  override readonly name = 'ActRefused';

  /**
   * @param id of the case
   * @param milestone what was recorded
   * @param on the day of recording
   */
  constructor(kind: string, id: string, milestone: string, on: string, refused: readonly Refusal[]) {
    const why = refused.map(({ code, message }) => `${code} (${message})`).join('; ');
    super(`The invented caseload contradicts itself: ${milestone} on the ${kind} ${id} was refused on ${on}: ${why}`);
  }
}
