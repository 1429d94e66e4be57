import { Injectable } from '@nestjs/common';
import { Assessments } from '../../assessments/application/assessments.js';
import { Plans } from '../../plans/application/plans.js';
import { Reviews } from '../../reviews/application/reviews.js';
import type { AnyCases, CaseKindName } from '../../streams/application/any-case.js';
import { assertWellFormed } from '../../streams/application/case-service.js';

/** The cases of every kind. */
@Injectable()
export class AllCases {
  readonly #kinds: Readonly<Record<CaseKindName, AnyCases>>;

  constructor(assessments: Assessments, plans: Plans, reviews: Reviews) {
    // Each kind refuses the milestones that it does not know, so whatever they share can be asked of all of them.
    this.#kinds = { assessment: assessments, plan: plans, review: reviews } as unknown as Readonly<
      Record<CaseKindName, AnyCases>
    >;
  }

  /**
   * The cases of the kind that a request names.
   * @throws Problems where the request is malformed
   */
  of(request: { readonly kind: CaseKindName }): AnyCases {
    assertWellFormed(request);
    return this.#kinds[request.kind];
  }
}
