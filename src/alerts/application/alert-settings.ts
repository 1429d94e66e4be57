import type { TimeOfDay } from './time-of-day.js';

/** A reason that a manager can give on acknowledging an alert. */
export interface AlertReason {
  /** A code, which lies on record. */
  readonly id: string;
  /** What managers read. */
  readonly text: string;
}

/** What the council decides about alerts. */
export interface AlertSettingsData {
  /** When everything is looked at that time alone changes; Europe/London. */
  readonly sweepAt: TimeOfDay;
  /** When managers are sent what they have to know; Europe/London. */
  readonly digestAt: TimeOfDay;
  /** For how many days before its due date a clock is due soon. */
  readonly leadDays: number;
  /** The same of the clocks of some rules, by the rule's id. */
  readonly leadDaysByRule: Readonly<Record<string, number>>;
  /** How many days after a breach was found its managers are told again where nobody acknowledged it. */
  readonly escalateAfterDays: number;
  readonly reasons: readonly AlertReason[];
}

const REASONS: readonly AlertReason[] = [
  { id: 'educational-psychology-capacity', text: 'Educational psychology capacity' },
  { id: 'health-advice-late', text: 'Health advice late' },
  { id: 'social-care-advice-late', text: 'Social care advice late' },
  { id: 'setting-consultation', text: 'Consultation with a setting' },
  { id: 'family-asked-for-time', text: 'Family asked for more time' },
  { id: 'panel-date', text: 'Date of the panel' },
  { id: 'recording-late', text: 'Recorded late' },
  { id: 'other', text: 'Other' },
];

/** What holds where the council says nothing. */
export const USUAL_SETTINGS: AlertSettingsData = {
  sweepAt: '06:00' as TimeOfDay,
  digestAt: '07:00' as TimeOfDay,
  leadDays: 14,
  leadDaysByRule: {},
  escalateAfterDays: 7,
  reasons: REASONS,
};

/** What the council decided about alerts. */
export class AlertSettings implements AlertSettingsData {
  readonly sweepAt: TimeOfDay;
  readonly digestAt: TimeOfDay;
  readonly leadDays: number;
  readonly leadDaysByRule: Readonly<Record<string, number>>;
  readonly escalateAfterDays: number;
  readonly reasons: readonly AlertReason[];

  constructor(given: Partial<AlertSettingsData> = {}) {
    const all = { ...USUAL_SETTINGS, ...given };
    this.sweepAt = all.sweepAt;
    this.digestAt = all.digestAt;
    this.leadDays = all.leadDays;
    this.leadDaysByRule = all.leadDaysByRule;
    this.escalateAfterDays = all.escalateAfterDays;
    this.reasons = all.reasons;
  }

  /** For how many days before its due date a clock of a rule is due soon. */
  leadOf(rule: string): number {
    return this.leadDaysByRule[rule] ?? this.leadDays;
  }

  /** What managers read for a reason; the id itself where the list no longer has it. */
  reasonText(id: string): string {
    return this.reasons.find((reason) => reason.id === id)?.text ?? id;
  }
}
