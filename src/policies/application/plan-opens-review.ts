import type { RecordedEvent } from '../../event-store/event-store.js';
import { CancelReview } from '../../reviews/application/cancel-review.js';
import { OpenReview } from '../../reviews/application/open-review.js';
import { latest, type CalendarDate } from '../../statute/calendar.js';
import { isReopened, type Entry } from '../../streams/domain/case-record.js';
import { ceasingIsUndone } from '../../streams/domain/ceasing.js';
import {
  everNamed,
  idOf,
  type Attributes,
  type CaseOnRecord,
  type CaseReader,
  type TracedEntry,
} from './case-on-record.js';
import { nextReviewIdOf } from './derived-ids.js';
import { corrected, onCase, takenBack } from './following.js';
import { actorOf, NOTHING, type Findings, type Policy, type Step } from './policy.js';

const REASON = 'As it is now on record of the plan.';

/** What the 12 months of a review begin with. */
const ANCHORS = ['PlanMade', 'PlanTransferredIn', 'PlanReviewed'];

/** The stages of a review that has not come to a decision. */
const UNDECIDED = ['opened', 'meeting-planned', 'meeting-held'];

/** What 12 months begin with. */
interface Anchor {
  readonly on: CalendarDate;
  /** The name and the day of the anchor that followed it. */
  readonly next?: { readonly name: string; readonly on: CalendarDate };
}

/** Where a plan stands, as far as its reviews go. */
interface Standing {
  /** The anchors in effect, by name. */
  readonly anchors: ReadonlyMap<string, Anchor>;
  readonly current: string;
  /** The day on which the council's duty to maintain the plan ended. */
  readonly endedOn?: CalendarDate;
}

/** What an anchor is called in the id of the review that follows it. */
function nameOf({ type, number }: TracedEntry, { review }: Attributes): string {
  if (type === 'PlanMade') return 'made';
  if (type === 'PlanTransferredIn') return 'transferred-in';
  return typeof review === 'string' ? review : `entry-${String(number)}`;
}

const asEntry = (entry: TracedEntry): Entry => entry;

/** The day on which the plan ended, if it has. */
function endOf({ stage, live }: CaseOnRecord): CalendarDate | undefined {
  const all = live.map(asEntry);
  switch (stage) {
    case 'closed':
      return live.findLast((entry) => entry.type === 'CaseClosed' && !isReopened(asEntry(entry), all))?.data.on;
    case 'ceased':
      return live.findLast((entry) => entry.type === 'PlanCeased' && !ceasingIsUndone(asEntry(entry), all))?.data.on;
    case 'transferred-out':
      return live.find(({ type }) => type === 'PlanTransferredOut')?.data.on;
    default:
      return undefined;
  }
}

function standingOf(plan: CaseOnRecord): Standing {
  const inEffect = plan.live.filter(({ type }) => ANCHORS.includes(type));
  const named = inEffect.map((entry) => ({ name: nameOf(entry, entry.data), on: entry.data.on }));
  const anchors = named.map(({ name, on }, index): [string, Anchor] => {
    const next = named[index + 1];
    return [name, next === undefined ? { on } : { on, next }];
  });
  const endedOn = endOf(plan);
  return {
    anchors: new Map(anchors),
    current: anchors.at(-1)?.[0] ?? 'made',
    ...(endedOn === undefined ? {} : { endedOn }),
  };
}

/** What the anchors of a plan were ever called, and how often each was recorded or corrected. */
function namesEver({ entries }: CaseOnRecord): readonly { readonly name: string; readonly times: number }[] {
  const times = new Map<string, number>();
  for (const entry of entries) {
    if (!ANCHORS.includes(entry.type)) continue;
    for (const version of entry.versions) {
      const name = nameOf(entry, version);
      times.set(name, (times.get(name) ?? 0) + 1);
    }
  }
  return [...times].map(([name, count]) => ({ name, times: count }));
}

/**
 * A plan opens its next annual review at once, on the day from which its 12 months count. A review that is not needed is
 * cancelled: one without a decision when the plan ends; and one on which nothing was done when another review, or a
 * correction, moved the anchor away. What was cancelled opens again when its reason is gone. An officer's cancellation,
 * and the officer who takes one of these back, have the last word.
 */
export class PlanOpensReview implements Policy {
  readonly name = 'plan-opens-review';
  readonly source = 'plan';
  readonly concerns = {
    plan: new Set([
      ...ANCHORS,
      'PlanCeased',
      'PlanTransferredOut',
      'CaseClosed',
      'CaseReopened',
      // An order, an agreement or a concession can have the plan maintained after all.
      'TribunalOrdered',
      'MediationAgreed',
      'AppealConceded',
      'MilestoneCorrected',
      'MilestoneRetracted',
    ]),
    review: new Set(['ReviewOpened', 'ReviewCancelled', 'CaseReopened', 'MilestoneCorrected', 'MilestoneRetracted']),
  };

  constructor(private readonly cases: CaseReader) {}

  async sourcesOf({ stream, type, data }: RecordedEvent): Promise<readonly string[]> {
    if (stream.startsWith('plan-')) return [idOf(stream)];
    if (type === 'ReviewOpened') return typeof data.plan === 'string' ? [data.plan] : [];
    const review = await this.cases.load('review', idOf(stream));
    return everNamed(review?.entries ?? [], ['ReviewOpened'], 'plan');
  }

  async missing(id: string): Promise<Findings> {
    const plan = await this.cases.load('plan', id);
    if (plan === undefined) return NOTHING;
    const standing = standingOf(plan);
    const found = await Promise.all(
      namesEver(plan).map(async ({ name, times }): Promise<readonly Step[]> => {
        const id = nextReviewIdOf(plan.id, name);
        // Its decision moved the anchor on, and nothing was corrected: there is nothing to do on it.
        if (times === 1 && standing.anchors.get(name)?.next?.name === id) return [];
        const review = await this.cases.load('review', id);
        if (review === undefined) return name === standing.current ? this.#opened(plan, id, standing) : [];
        return review.entries[0].data.plan === plan.id ? this.#kept(review, name, standing) : [];
      }),
    );
    return { steps: found.flat(), revision: plan.revision };
  }

  #opened({ id, person }: CaseOnRecord, review: string, { anchors, current, endedOn }: Standing): readonly Step[] {
    const anchor = anchors.get(current);
    if (anchor === undefined || endedOn !== undefined) return [];
    const request = OpenReview.of({ case: review, person, plan: id, on: anchor.on, kind: 'annual' });
    return [{ target: `review-${review}`, revision: undefined, request }];
  }

  /** A review that is open, or was, as it should be. */
  #kept(review: CaseOnRecord, name: string, standing: Standing): readonly Step[] {
    const [opening] = review.entries;
    const me = actorOf(this);
    const anchor = standing.anchors.get(name);
    // The day on which an officer says that the work began is the officer's.
    const on = anchor !== undefined && opening.touchedBy === me ? anchor.on : opening.data.on;
    const follows = corrected(review, opening, { ...opening.data, on }, REASON);
    return [...follows, ...this.#cancelled(review, on, name, standing)];
  }

  #cancelled(
    review: CaseOnRecord,
    openedOn: CalendarDate,
    name: string,
    { anchors, current, endedOn }: Standing,
  ): readonly Step[] {
    const me = actorOf(this);
    const ours = review.entries.filter(({ type, recordedBy }) => type === 'ReviewCancelled' && recordedBy === me);
    const cancellation = ours.find(({ isGone }) => !isGone);
    // A cancellation rests on what was done until then.
    const done = review.live.filter(
      ({ type, number }) =>
        type !== 'ReviewOpened' && type !== 'ReviewCancelled' && number < (cancellation?.number ?? Infinity),
    );
    const happened = done.filter(({ type }) => type !== 'ReviewMeetingPlanned');
    const isLeftBehind = name !== current;
    const isUntouched = done.length === 0;
    const because = isLeftBehind && isUntouched ? (anchors.get(name)?.next?.on ?? openedOn) : endedOn;
    // What was done on a review stays within it.
    const on = because && happened.reduce((day, { data }) => latest(day, data.on), latest(because, openedOn));
    if (cancellation !== undefined) {
      if (on !== undefined && cancellation.touchedBy === me) {
        return corrected(review, cancellation, { ...cancellation.data, on }, REASON);
      }
      return on === undefined && !isLeftBehind ? [takenBack(review, cancellation, REASON)] : [];
    }
    const isOverruled = ours.some(({ takenBackBy }) => takenBackBy !== undefined && takenBackBy !== me);
    if (on === undefined || isOverruled || !UNDECIDED.includes(review.stage)) return [];
    return [onCase(review, CancelReview.of({ case: review.id, on }))];
  }
}
