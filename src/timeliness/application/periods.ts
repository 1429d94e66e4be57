export { parsePeriod, periodOf, PERIOD_KINDS, shifted, type Period, type PeriodKind } from '../domain/periods.js';
