import type { CaseKindName } from '../../streams/application/any-case.js';
import { catalogueOf, type CatalogueEntry } from '../application/milestone-catalogue.js';

/** How a kind of case appears in the API. */
export interface CaseFace {
  readonly kind: CaseKindName;
  /** The last part of its path, `/api/v1/assessments`. */
  readonly path: string;
  /** What it is called in a sentence. */
  readonly called: string;
  readonly plural: string;
}

export const CASE_FACES: Readonly<Record<CaseKindName, CaseFace>> = {
  assessment: {
    kind: 'assessment',
    path: 'assessments',
    called: 'needs assessment',
    plural: 'needs assessments',
  },
  plan: { kind: 'plan', path: 'plans', called: 'plan', plural: 'plans' },
  review: { kind: 'review', path: 'reviews', called: 'review', plural: 'reviews' },
};

/** The milestones that open a case of a kind. */
export const openingsOf = (kind: CaseKindName): readonly CatalogueEntry[] =>
  catalogueOf(kind).filter(({ opens }) => opens);

/** The milestones that are recorded on a case of a kind that is open. */
export const followingsOf = (kind: CaseKindName): readonly CatalogueEntry[] =>
  catalogueOf(kind).filter(({ opens }) => !opens);

/** Where a case is. */
export const caseUrl = ({ path }: CaseFace, id: string): string => `/api/v1/${path}/${id}`;
