import { capital } from '../../statute/sentence.js';
import { Problems } from '../../platform/problem.js';
import type { FormErrors } from '../../platform/web/form.js';

/** What is said of a field, by the name of its field, instead of what the application says of it. */
export type Messages = Readonly<Record<string, string>>;

const MESSAGES: Messages = {
  name: 'Enter a name of 1 to 100 characters, without < and >',
  roles: 'Choose what they may do',
  teams: 'Choose among the teams that there are',
};

/**
 * Does what a form asks for; what is wrong with it is added to the errors of its fields.
 * @returns nothing where something was wrong
 */
export async function orErrors<T>(
  errors: FormErrors,
  work: () => Promise<T>,
  messages: Messages = MESSAGES,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Problems)) throw error;
    for (const { place, reason, accepted } of error.problems) {
      const isLast = reason.startsWith('nobody would be left');
      const sentence = `${capital(reason)}${accepted === undefined ? '' : `. Accepted: ${accepted}`}`;
      errors.add(place, isLast ? 'Nobody would be left who can give others access' : (messages[place] ?? sentence));
    }
    return undefined;
  }
}
