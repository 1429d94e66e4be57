import { AS_AT, CLOCK, NEXT } from '../../platform/http/answer-parts.js';
import { listOf, namedSchema, objectOf } from '../../platform/http/schemas.js';

const CLOCK_ITEM = namedSchema('Clock', objectOf(CLOCK));
export const CLOCK_PAGE = namedSchema('ClockPage', objectOf({ asAt: AS_AT, items: listOf(CLOCK_ITEM), next: NEXT }));

export const CLOCK_PAGE_EXAMPLE = {
  asAt: '2025-01-10',
  items: [
    {
      case: '0190d3c8-0d4e-7c3a-9b1f-3a5e7f0000a1',
      kind: 'assessment',
      person: '0190d3c8-0d4e-7c3a-9b1f-3a5e7f000001',
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
    },
  ],
  next: null,
};
