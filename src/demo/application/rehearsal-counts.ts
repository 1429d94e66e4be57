import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { caseFileRow } from '../../caseload/application/case-rows.js';
import { viewOf, type CaseView } from '../../caseload/application/case-view.js';
import { writerIn } from '../../read-model/projector.js';
import type { MeasureDayRow, Tables } from '../../read-model/schema.js';
import { openTemporaryReadModel } from '../../read-model/sqlite/sqlite-read-model.js';
import { contributionsOf, planSpanOf, reviewStepOf } from '../../timeliness/application/case-measures.js';
import { countsOfAYear, type CountsOfAYear } from '../../timeliness/application/published.js';
import type { RehearsedCase } from './rehearsal.js';

/** Nobody asks where a case that was only rehearsed stands in the log. */
const NOWHERE = { revision: 0, position: '', createdAt: '', recordedAt: '' };

interface Rows {
  readonly case_file: Tables['case_file'][];
  readonly plan_span: Tables['plan_span'][];
  readonly review_step: Tables['review_step'][];
}

/** Counts what was rehearsed as the tracker counts what is on record: with the same rows, measures and questions. */
export class RehearsalCounts {
  readonly #rows: Rows = { case_file: [], plan_span: [], review_step: [] };
  readonly #measured = new Map<string, MeasureDayRow>();

  /** Takes in the cases of a story. */
  add(cases: readonly RehearsedCase[]): void {
    for (const { kind, id, events } of cases) {
      const view = viewOf(kind, id, events);
      if (view !== undefined) this.#add(view);
    }
  }

  /** The counts of a calendar year that the Department for Education publishes. */
  async ofYear(year: number): Promise<CountsOfAYear> {
    const model = await openTemporaryReadModel(join(tmpdir(), `rehearsal-${randomUUID()}.db`));
    try {
      await model.writing.transaction().execute(async (transaction) => {
        const writer = writerIn(transaction, model);
        const { case_file, plan_span, review_step } = this.#rows;
        await writer.insert('case_file', case_file);
        await writer.insert('plan_span', plan_span);
        await writer.insert('review_step', review_step);
        await writer.insert('measure_day', [...this.#measured.values()]);
      });
      return await countsOfAYear(model.db, year);
    } finally {
      await model.close();
    }
  }

  #add(view: CaseView): void {
    if (view.kind === 'assessment') this.#rows.case_file.push(caseFileRow(view, NOWHERE));
    const span = planSpanOf(view);
    if (span !== undefined) this.#rows.plan_span.push(span);
    const step = reviewStepOf(view);
    if (step !== undefined) this.#rows.review_step.push(step);
    for (const { measure, basis, day, band, excepted } of contributionsOf(view)) {
      const key = `${measure}/${basis}/${day}/${band}/${String(excepted)}`;
      const row = this.#measured.get(key);
      if (row === undefined) this.#measured.set(key, { measure, basis, day, band, excepted, count: 1 });
      else row.count += 1;
    }
  }
}
