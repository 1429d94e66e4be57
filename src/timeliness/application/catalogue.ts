export { MEASURES, measureOf, type Measure } from '../domain/measures.js';
export { periodOf, periodsBetween, PERIOD_KINDS, type Period, type PeriodKind } from '../domain/periods.js';
