import { capital } from '../../statute/sentence.js';
import { comesBefore, type Entry } from './case-record.js';
import type { Check, Fault, View } from './consistency.js';
import { AGAINST, AGREED_OR_ORDERED, type Agreement, type Appeal, type Order } from './dispute-events.js';

/** Where mediation and appeals are recorded: on the case that the decision belongs to. */
export type DisputeHome = 'assessment' | 'plan' | 'review';

interface About {
  readonly order?: Order | Agreement;
  readonly appeal?: Appeal;
}

const aboutOf = ({ data }: Entry): About => data as About;

/** What ends an appeal. */
const ENDS_OF_AN_APPEAL = ['TribunalOrdered', 'AppealConceded', 'AppealWithdrawn'];

const OF_A_PLAN: readonly Agreement[] = ['amend-contents', 'amend-setting', 'maintain', 'maintain-and-amend'];

/** What can be ordered or agreed on a kind of case; a dismissal and other matters belong to any. */
const ORDERS_OF: Readonly<Record<DisputeHome, readonly Agreement[]>> = {
  assessment: ['assess', 'make-plan', 'reconsider', 'amend-contents', 'amend-setting'],
  plan: OF_A_PLAN,
  review: OF_A_PLAN,
};

const APPEALS_OF_A_PLAN: readonly Appeal[] = ['contents', 'setting', 'refusal-to-amend', 'cease'];

const APPEALS_OF: Readonly<Record<DisputeHome, readonly Appeal[]>> = {
  assessment: ['refusal-to-assess', 'refusal-to-reassess', 'refusal-to-issue', 'contents', 'setting'],
  plan: APPEALS_OF_A_PLAN,
  review: APPEALS_OF_A_PLAN,
};

/** What an appeal can lead to, beside its dismissal (regulation 43). */
const LEADS_TO: Readonly<Record<Appeal, readonly Order[]>> = {
  'refusal-to-assess': ['assess'],
  'refusal-to-reassess': ['assess'],
  'refusal-to-issue': ['make-plan', 'reconsider'],
  contents: ['amend-contents', 'amend-setting'],
  setting: ['amend-contents', 'amend-setting'],
  'refusal-to-amend': ['amend-contents', 'amend-setting'],
  cease: ['maintain', 'maintain-and-amend'],
};

/** Which appeal that is on record decides on another: contents and setting are often appealed together. */
function covers(lodged: Appeal, other: Appeal): boolean {
  return lodged === other || (['contents', 'setting'].includes(lodged) && ['contents', 'setting'].includes(other));
}

const IN_WORDS: Readonly<Record<DisputeHome, string>> = {
  assessment: 'needs assessment',
  plan: 'plan',
  review: 'review',
};

const homesOf = (fits: (home: DisputeHome) => boolean): string =>
  (Object.keys(IN_WORDS) as readonly DisputeHome[])
    .filter(fits)
    .map((home) => `a ${IN_WORDS[home]}`)
    .join(' or ');

/**
 * An order, agreement, concession or withdrawal that belongs on another kind of case is a warning.
 * @param home the kind of case that it is recorded on
 */
export function belongsOn(home: DisputeHome): Check {
  const elsewhere = (what: string, where: string, field: string): Fault => ({
    code: 'belongs-elsewhere',
    message: `${capital(what)} belongs on ${where}, and this is a ${IN_WORDS[home]}. Record it there, or confirm that it belongs here.`,
    field,
    warning: true,
  });
  return (entry, view) => {
    const { order, appeal } = aboutOf(entry);
    if (order !== undefined && order !== 'dismiss' && order !== 'other' && !ORDERS_OF[home].includes(order)) {
      const where = homesOf((one) => ORDERS_OF[one].includes(order));
      return elsewhere(`${view.called(entry.type)} ${AGREED_OR_ORDERED[order]}`, where, 'order');
    }
    if (appeal !== undefined && !APPEALS_OF[home].includes(appeal)) {
      const where = homesOf((one) => APPEALS_OF[one].includes(appeal));
      return elsewhere(`an appeal against ${AGAINST[appeal]}`, where, 'appeal');
    }
    return undefined;
  };
}

const isBetween = (one: Entry, from: Entry, to: Entry): boolean => comesBefore(from, one) && comesBefore(one, to);

/** Whether an appeal is still to be decided when another milestone comes. */
function isOpen(lodged: Entry, entry: Entry, view: View): boolean {
  const { appeal } = aboutOf(lodged);
  return !view.of(...ENDS_OF_AN_APPEAL).some((end) => {
    const { appeal: ended } = aboutOf(end);
    return isBetween(end, lodged, entry) && (ended === undefined || appeal === undefined || covers(appeal, ended));
  });
}

/** Whether an appeal is still to be decided when a milestone comes. */
export function hasOpenAppeal(entry: Entry, view: View): boolean {
  return view.of('AppealLodged').some((lodged) => comesBefore(lodged, entry) && isOpen(lodged, entry, view));
}

/** The appeals that a milestone can be about: those that are open by then, or the last where none is. */
function appealsBefore(entry: Entry, view: View): readonly Entry[] {
  const lodged = view.of('AppealLodged').filter((other) => comesBefore(other, entry));
  const open = lodged.filter((other) => isOpen(other, entry, view));
  return open.length > 0 ? open : lodged.slice(-1);
}

/** What the tribunal orders, what the council concedes and what the family withdraws is what was appealed against. */
export const followsFromTheAppeal: Check = (entry, view) => {
  const { order, appeal } = aboutOf(entry);
  const before = appealsBefore(entry, view);
  const known = before.flatMap((lodged) => aboutOf(lodged).appeal ?? []);
  if (known.length === 0 || known.length < before.length) return undefined;
  const fits = known.some(
    (lodged) =>
      (appeal === undefined || covers(lodged, appeal)) &&
      (order === undefined || order === 'dismiss' || order === 'other' || LEADS_TO[lodged].includes(order)),
  );
  if (fits) return undefined;
  const what = order === undefined ? '' : ` ${AGREED_OR_ORDERED[order]}`;
  const against = known.map((lodged) => AGAINST[lodged]).join(' and against ');
  return {
    code: 'not-the-appeal',
    message: `${capital(view.called(entry.type))}${what} does not follow from the appeal on record, which is against ${against}. Correct the one that is wrong, record the other appeal first, or confirm that this is right.`,
    field: order === undefined ? 'appeal' : 'order',
    warning: true,
  };
};

const inOrder = (one: Entry, other: Entry): readonly [Entry, Entry] =>
  comesBefore(one, other) ? [one, other] : [other, one];

/** The same appeal is not lodged again while it is open. */
export const notOpenAlready: Check = (entry, view) => {
  const { appeal } = aboutOf(entry);
  const same = view.of('AppealLodged').find((other) => {
    const [first, second] = inOrder(other, entry);
    return other.number < entry.number && aboutOf(other).appeal === appeal && isOpen(first, second, view);
  });
  return same === undefined ? undefined : doubled('appeal-open', same, view, 'the same appeal');
};

/** The same order is not made again, unless the family appealed since. */
export const notOrderedAlready: Check = (entry, view) => {
  const { order } = aboutOf(entry);
  const same = view.of(entry.type).find((other) => {
    const [first, second] = inOrder(other, entry);
    const appealed = view.of('AppealLodged').some((lodged) => isBetween(lodged, first, second));
    return other.number < entry.number && aboutOf(other).order === order && !appealed;
  });
  return same === undefined ? undefined : doubled('ordered-already', same, view, 'the same order');
};

function doubled(code: string, same: Entry, view: View, what: string): Fault {
  return {
    code,
    message: `${capital(view.dated(same))} is on record already and is ${what}. If its day is wrong, correct it; confirm if there was another.`,
    field: 'on',
    warning: true,
  };
}
