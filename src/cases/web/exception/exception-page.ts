import { lowered } from '../../../statute/sentence.js';
import type { FormErrors } from '../../../platform/web/form.js';
import type { PageView } from '../../../platform/web/pages.js';
import { longDate } from '../../../statute/calendar.js';
import type { Ground } from '../../../statute/exceptions.js';
import type { ExceptedClock, GroundOffer, Tried } from '../../application/exception-guide.js';
import type { CaseHeading } from '../recording/case-heading.js';
import type { FieldView } from '../recording/field-views.js';
import type { HiddenField } from '../recording/record-page.js';
import { GROUNDS_IN_WORDS } from './grounds-in-words.js';

const clockView = ({ rule, name, dueOn, ref }: ExceptedClock): object => ({
  rule,
  text: `${name}${ref === undefined ? '' : ` (${ref.replaceAll('-', ' ')})`}, due ${longDate(dueOn)}`,
  href: `/rulebook/${rule}`,
});

function offerView(heading: CaseHeading, offer: GroundOffer): object {
  const { name, test } = GROUNDS_IN_WORDS[offer.ground];
  return 'reason' in offer
    ? { name, reason: offer.reason }
    : { name, test, href: `${heading.href}/exception/${offer.ground}`, clocks: offer.clocks.map(clockView) };
}

/** The grounds of the regulations: those that this case could rely on, and why the others cannot apply. */
export function groundsPage(heading: CaseHeading, offers: readonly GroundOffer[]): PageView {
  return {
    title: 'Record an exception',
    heading,
    open: offers.filter((offer) => !('reason' in offer)).map((offer) => offerView(heading, offer)),
    shut: offers.filter((offer) => 'reason' in offer).map((offer) => offerView(heading, offer)),
  };
}

/** The questions that the test of a ground asks. */
export interface GroundForm {
  readonly heading: CaseHeading;
  readonly ground: Ground;
  readonly fields: readonly FieldView[];
  readonly hidden: readonly HiddenField[];
  readonly errors: FormErrors;
  /** Why nothing that was typed lets it apply; none before it was tried. */
  readonly tried?: Tried;
}

/** The form of one ground: what its test asks, the evidence, who approved it and when the family was told. */
export function groundPage({ heading, ground, fields, hidden, errors, tried }: GroundForm): PageView {
  const { name, test } = GROUNDS_IN_WORDS[ground];
  return {
    title: `Exception: ${lowered(name)}`,
    heading,
    test,
    action: `${heading.href}/exception/${ground}`,
    fields,
    hidden,
    errors,
    isRefused: !errors.isEmpty,
    refused: (tried?.refused ?? []).map((one) => ({ ...clockView(one), reason: one.reason })),
  };
}

/** What an exception would do, to be read before it is recorded. */
export function effectPage(
  heading: CaseHeading,
  ground: Ground,
  tried: Tried,
  told: readonly { readonly key: string; readonly value: string }[],
  hidden: readonly HiddenField[],
): PageView {
  return {
    title: 'Check the exception before you record it',
    heading,
    ground: GROUNDS_IN_WORDS[ground].name,
    told: told.map(({ key, value }) => ({ key: { text: key }, value: { text: value } })),
    excused: tried.excused.map((one) => ({ ...clockView(one), basis: one.basis })),
    refused: tried.refused.map((one) => ({ ...clockView(one), reason: one.reason })),
    hidden,
    action: `${heading.href}/record/exception-recorded`,
    back: `${heading.href}/exception/${ground}`,
  };
}
