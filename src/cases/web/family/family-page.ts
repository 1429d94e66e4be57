import type { PageView } from '../../../platform/web/pages.js';
import { longDate, type CalendarDate } from '../../../statute/calendar.js';
import type { FieldView } from '../recording/field-views.js';
import type { CaseHeading } from '../recording/case-heading.js';
import type { HiddenField } from '../recording/record-page.js';
import { valueInWords } from '../../application/attribute-words.js';
import type { OwedToFamily } from '../../application/family-updates.js';
import { owedInWords } from '../../application/owed-in-words.js';

/** Something that was recorded of the family. */
interface Told {
  readonly type: string;
  readonly data: { readonly on: CalendarDate };
}

/** The page of what the family was told and asked. */
export interface FamilyShowing {
  readonly heading: CaseHeading;
  readonly today: CalendarDate;
  readonly owed: readonly OwedToFamily[];
  readonly entries: readonly Told[];
  readonly forms: readonly FamilyForm[];
}

/** One of its forms: it is sent to the page that records the milestone, which shows what is wrong with it. */
export interface FamilyForm {
  readonly milestone: 'family-informed' | 'family-feedback-asked' | 'family-feedback-recorded';
  readonly fields: readonly FieldView[];
  readonly hidden: readonly HiddenField[];
}

const FORMS: Readonly<Record<FamilyForm['milestone'], { readonly title: string; readonly button: string }>> = {
  'family-informed': { title: 'Record an update to the family', button: 'Record the update' },
  'family-feedback-asked': {
    title: 'Record that the family was asked how it finds things',
    button: 'Record that it was asked',
  },
  'family-feedback-recorded': { title: 'Record what the family said', button: 'Record what it said' },
};

const TOLD: Readonly<Record<string, string>> = {
  FamilyInformed: 'Told how things stand',
  FamilyFeedbackAsked: 'Asked how it finds things',
  FamilyFeedbackRecorded: 'Said how it finds things',
};

interface FamilyData {
  readonly week?: number;
  readonly by?: string;
  readonly satisfaction?: number;
}

function told({ type, data }: Told): readonly object[] {
  const what = TOLD[type];
  if (what === undefined) return [];
  const { week, by, satisfaction } = data as FamilyData;
  return [
    {
      on: longDate(data.on),
      what,
      week: week === undefined ? 'None' : String(week),
      how: by === undefined ? '' : valueInWords('by', by),
      satisfaction: satisfaction === undefined ? '' : valueInWords('satisfaction', satisfaction),
    },
  ];
}

/** What the family is owed, what it was told and asked, and the forms that record more. */
export function familyPage({ heading, today, owed, entries, forms }: FamilyShowing): PageView {
  return {
    title: 'Updates to the family',
    heading,
    owed: owed.map((one) => owedInWords(one, today)),
    told: entries.flatMap(told),
    forms: forms.map(({ milestone, fields, hidden }) => ({
      ...FORMS[milestone],
      id: milestone,
      action: `${heading.href}/record/${milestone}`,
      fields,
      hidden,
    })),
  };
}
