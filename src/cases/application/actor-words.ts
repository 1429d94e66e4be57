/** Those who record and are no officers. */
const OTHERS: Readonly<Record<string, string>> = {
  import: 'An import from another system',
  'command-line': 'An operator at the command line',
  restore: 'A restore from a backup',
  'policy:final-plan-makes-plan': 'The tracker, since a final plan makes the plan',
  'policy:plan-opens-review': 'The tracker, since a plan opens its next annual review',
  'policy:review-decision-moves-anchor': 'The tracker, since the decision after a review is a review of the plan',
  'policy:review-amends-plan': 'The tracker, since what a review leads to happens to the plan',
};

const POLICY = 'policy:';

/** Whether something was recorded by the tracker itself, because it follows from another case. */
export function isPolicy(actor: string): boolean {
  return actor.startsWith(POLICY);
}

/** Whether something was recorded by a person, or by a program that they gave a token, and not by the tracker's own work. */
export function isOfficer(actor: string): boolean {
  return !Object.hasOwn(OTHERS, actor) && !isPolicy(actor);
}

/**
 * Who recorded something, in words.
 * @param nameOf the name of an officer
 */
export function actorInWords(actor: string, nameOf: (officer: string) => string): string {
  if (Object.hasOwn(OTHERS, actor)) return OTHERS[actor] ?? actor;
  return isPolicy(actor) ? 'The tracker' : nameOf(actor);
}
