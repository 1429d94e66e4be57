import type { CaseKindName } from '../../streams/application/any-case.js';

const PERSON = '0190d3c8-0d4e-7c3a-9b1f-3a5e7f000001';
const ASSESSMENT = '0190d3c8-0d4e-7c3a-9b1f-3a5e7f0000a1';
const PLAN = '0190d3c8-0d4e-7c3a-9b1f-3a5e7f0000b1';
const REVIEW = '0190d3c8-0d4e-7c3a-9b1f-3a5e7f0000c1';

/** Ids of the examples. */
export const IDS: Readonly<Record<CaseKindName, string>> = { assessment: ASSESSMENT, plan: PLAN, review: REVIEW };
export const PERSON_ID = PERSON;

/** What opens a case, what is recorded on it, and how it is then answered. */
export interface CaseExample {
  readonly opening: object;
  readonly recording: object;
  readonly item: object;
  readonly milestone: string;
  readonly event: string;
}

const common = {
  person: PERSON,
  open: true,
  officer: 'officer-12',
  team: 'north',
  createdAt: '2024-09-02T10:14:05.123Z',
  recordedAt: '2024-10-14T09:31:47.020Z',
  revision: 2,
};

export const EXAMPLES: Readonly<Record<CaseKindName, CaseExample>> = {
  assessment: {
    opening: { person: PERSON, on: '2024-09-02', kind: 'initial', source: 'family' },
    recording: { milestone: 'decision-to-assess-notified', on: '2024-10-10', outcome: 'assess' },
    milestone: 'decision-to-assess-notified',
    event: 'DecisionToAssessNotified',
    item: {
      id: ASSESSMENT,
      kind: 'assessment',
      ...common,
      stage: 'assessing',
      openedOn: '2024-09-02',
      openedAs: 'initial',
      next: { rule: 'N7', dueOn: '2025-01-20', actByOn: '2025-01-19' },
    },
  },
  plan: {
    opening: { milestone: 'plan-made', person: PERSON, on: '2025-01-17', assessment: ASSESSMENT },
    recording: { milestone: 'phase-transfer-due', on: '2026-09-01', phase: 'primary-to-secondary' },
    milestone: 'phase-transfer-due',
    event: 'PhaseTransferDue',
    item: {
      id: PLAN,
      kind: 'plan',
      ...common,
      stage: 'maintained',
      openedOn: '2025-01-17',
      openedAs: 'made',
      origin: ASSESSMENT,
      next: { rule: 'R1', dueOn: '2026-01-17', actByOn: '2026-01-16' },
    },
  },
  review: {
    opening: { person: PERSON, plan: PLAN, on: '2025-01-17', kind: 'annual' },
    recording: { milestone: 'review-meeting-held', on: '2025-11-20' },
    milestone: 'review-meeting-held',
    event: 'ReviewMeetingHeld',
    item: {
      id: REVIEW,
      kind: 'review',
      ...common,
      stage: 'meeting-held',
      openedOn: '2025-01-17',
      openedAs: 'annual',
      origin: PLAN,
      next: { rule: 'R6', dueOn: '2025-12-18', actByOn: '2025-12-17' },
    },
  },
};

/** A clock as lists show it. */
export const CLOCK_EXAMPLE = {
  case: ASSESSMENT,
  kind: 'assessment',
  person: PERSON,
  rule: 'N7',
  name: 'final plan',
  force: 'statutory',
  nature: 'duty',
  dutyHolder: 'council',
  status: 'due-soon',
  startedOn: '2024-09-02',
  dueOn: '2025-01-20',
  actByOn: '2025-01-19',
  officer: 'officer-12',
  team: 'north',
};

export const AS_AT_EXAMPLE = '2025-01-10';

/** What a request is answered that recorded something. */
export const writtenExample = (id: string): object => ({
  id,
  outcome: 'recorded',
  revision: 3,
  position: '18423',
  shown: true,
});

export const caseFileExample = ({ item, recording, milestone }: CaseExample): object => ({
  asAt: AS_AT_EXAMPLE,
  ...item,
  clocks: [{ ...CLOCK_EXAMPLE, case: (item as { id: string }).id, kind: (item as { kind: string }).kind }],
  advice: [],
  milestones: [{ ...recording, milestone }],
  related: [],
});

export const milestoneExample = ({ milestone, recording }: CaseExample): object => {
  const { milestone: _, ...attributes } = recording as { readonly milestone: string; readonly on: string };
  return {
    entry: 2,
    milestone,
    attributes,
    before: [
      {
        attributes: { ...attributes, on: '2024-10-01' },
        revision: 2,
        recordedAt: '2024-10-14T09:31:47.020Z',
        actor: 'officer-12',
      },
    ],
  };
};

export const historyExample = (example: CaseExample): object => {
  const { milestone: _, ...attributes } = example.recording as { readonly milestone: string; readonly on: string };
  const { on, ...rest } = attributes;
  return {
    id: (example.item as { id: string }).id,
    person: PERSON,
    revision: 2,
    events: [
      {
        type: example.event,
        revision: 1,
        recordedAt: '2024-10-11T08:02:11.540Z',
        actor: 'officer-12',
        entry: 2,
        milestone: example.milestone,
        on,
        attributes: rest,
      },
      {
        type: 'MilestoneCorrected',
        revision: 2,
        recordedAt: '2024-10-14T09:31:47.020Z',
        actor: 'officer-12',
        entry: 2,
        milestone: example.milestone,
        attributes: { reason: 'The letter bears another date.' },
        from: { on: '2024-10-01' },
        to: { on },
      },
    ],
    milestones: [milestoneExample(example)],
  };
};

export const auditExample = ({ event }: CaseExample): object => ({
  items: [
    {
      revision: 1,
      type: event,
      on: '2024-10-10',
      recordedAt: '2024-10-11T08:02:11.540Z',
      actor: 'officer-12',
      position: '18377',
    },
  ],
  next: null,
});

export const CORRECTION_EXAMPLE = { to: { on: '2024-10-10' }, reason: 'The letter bears another date.' };
export const REASON_EXAMPLE = { reason: 'Recorded on the wrong case.' };
export const WITHDRAWAL_EXAMPLE = { on: '2024-11-04', reason: 'The school opened again sooner.' };
export const ASSIGNMENT_EXAMPLE = { officer: 'officer-12', team: 'north', on: '2024-09-03' };
export const NOTE_EXAMPLE = { text: 'The family prefers to be called in the evening.' };
