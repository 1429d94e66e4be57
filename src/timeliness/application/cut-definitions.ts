import { NEED_IN_WORDS, SEX_IN_WORDS } from '../../people/application/identity-words.js';
import {
  AGE_BANDS,
  ageAmong,
  PHASES,
  type Cut,
  type CutDefinition,
  type CutValue,
  type Trait,
} from '../domain/cuts.js';

const named = (words: Readonly<Record<string, string>>): readonly CutValue[] =>
  Object.entries(words).map(([value, name]) => ({ value, name }));

const asItIs = (trait: NonNullable<Trait>): string => String(trait);

const TODAY = 'It is the one on record today, whichever day the figures are as at.';

const AGE =
  'on the 31 August before the day on which the case counts, so that a child stays in one group for a school year';

/** Every way to cut figures. */
export const CUT_DEFINITIONS: Readonly<Record<Cut, CutDefinition>> = {
  need: {
    id: 'need',
    name: 'Primary need',
    definition: `The primary type of need of the child or young person, as the SEN2 return codes it. ${TODAY}`,
    source: 'SEN2 return, item SENtype with rank 1',
    column: 'need',
    valueOf: asItIs,
    values: named(NEED_IN_WORDS),
  },
  'age-band': {
    id: 'age-band',
    name: 'Age',
    definition: `The age ${AGE}, in the groups of the release. Whoever is older than 25 by then is in the last.`,
    source: 'Department for Education, "Education, health and care plans": age groups',
    column: 'born_from',
    valueOf: ageAmong(AGE_BANDS),
    values: AGE_BANDS,
  },
  phase: {
    id: 'phase',
    name: 'Phase of education',
    definition: `The phase that goes with the age ${AGE}: the year group that the child would be in. It says nothing of the setting that they attend, which the tracker does not know.`,
    source: 'School years of England',
    column: 'born_from',
    valueOf: ageAmong(PHASES),
    values: PHASES,
  },
  area: {
    id: 'area',
    name: 'Postcode district',
    definition: `The first half of the postcode, such as HU5. ${TODAY}`,
    source: "The child's postcode",
    column: 'area',
    valueOf: asItIs,
    values: [],
  },
  sex: {
    id: 'sex',
    name: 'Sex',
    definition: `Sex as on the birth or gender recognition certificate. ${TODAY}`,
    source: 'SEN2 return, item Sex',
    column: 'sex',
    valueOf: asItIs,
    values: named(SEX_IN_WORDS),
  },
  team: {
    id: 'team',
    name: 'Team',
    definition:
      'The team that has the case, as at the day that the figures are as at; a plan and its reviews may be with another team than the assessment was.',
    source: 'The assignment of the case',
    column: 'team',
    valueOf: asItIs,
    values: [],
  },
};
