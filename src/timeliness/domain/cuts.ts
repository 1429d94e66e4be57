/** By what the children and young people whose cases count can be told apart. */
export const CUTS = ['need', 'age-band', 'phase', 'area', 'sex', 'team'] as const;

/** By what the children and young people whose cases count can be told apart. */
export type Cut = (typeof CUTS)[number];

/** What is on record of a child or young person, or of their case, from which the value of a cut follows. */
export type Trait = string | number | null;

/** The columns that hold it. */
export type TraitColumn = 'need' | 'born_from' | 'area' | 'sex' | 'team';

/** One of the values of a cut. */
export interface CutValue {
  readonly value: string;
  readonly name: string;
}

/** A way to cut figures, in words. */
export interface DescribedCut {
  readonly id: Cut;
  readonly name: string;
  /** What the values are and on which day they are those. */
  readonly definition: string;
  readonly source: string;
}

/** A way to cut figures. */
export interface CutDefinition extends DescribedCut {
  readonly column: TraitColumn;
  /**
   * The value of what is on record.
   * @param month the month of the day on which a case counts, `YYYY-MM`
   */
  readonly valueOf: (trait: NonNullable<Trait>, month: string) => string;
  /** The values in the order in which they are shown; of a cut that has no list, they are shown as they sort. */
  readonly values: readonly CutValue[];
}

/** What is not known is a value of its own. */
export const NOT_RECORDED: CutValue = { value: 'not-recorded', name: 'Not recorded' };

/** The types of need (SEN2 item SENtype), in the order of the release. */
const NEEDS: readonly CutValue[] = [
  { value: 'SPLD', name: 'Specific learning difficulty' },
  { value: 'MLD', name: 'Moderate learning difficulty' },
  { value: 'SLD', name: 'Severe learning difficulty' },
  { value: 'PMLD', name: 'Profound and multiple learning difficulty' },
  { value: 'SEMH', name: 'Social, emotional and mental health' },
  { value: 'SLCN', name: 'Speech, language and communication needs' },
  { value: 'HI', name: 'Hearing impairment' },
  { value: 'VI', name: 'Vision impairment' },
  { value: 'MSI', name: 'Multi-sensory impairment' },
  { value: 'PD', name: 'Physical disability' },
  { value: 'ASD', name: 'Autistic spectrum disorder' },
  { value: 'DS', name: 'Down syndrome' },
  { value: 'OTH', name: 'Other difficulty or disability' },
];

const SEPTEMBER = '09';

/** The year in which the school year of a month began. */
function schoolYearOf(month: string): number {
  const year = Number(month.slice(0, 4));
  return month.slice(5) >= SEPTEMBER ? year : year - 1;
}

/**
 * How old those who were born in a school year were on the 31 August before a month: all of them are of one age then.
 * @param bornFrom the year in which the school year of their birth began
 */
function ageBefore(month: string, bornFrom: number): number {
  return schoolYearOf(month) - bornFrom - 1;
}

/** A group of ages up to the last that belongs to it. */
interface Ages extends CutValue {
  readonly upTo: number;
}

const AGE_BANDS: readonly Ages[] = [
  { value: 'under-5', name: 'Under 5', upTo: 4 },
  { value: '5-to-10', name: '5 to 10', upTo: 10 },
  { value: '11-to-15', name: '11 to 15', upTo: 15 },
  { value: '16-to-19', name: '16 to 19', upTo: 19 },
  { value: '20-to-25', name: '20 to 25', upTo: Infinity },
];

const PHASES: readonly Ages[] = [
  { value: 'early-years', name: 'Early years', upTo: 3 },
  { value: 'primary', name: 'Primary (Reception to year 6)', upTo: 10 },
  { value: 'secondary', name: 'Secondary (years 7 to 11)', upTo: 15 },
  { value: 'post-16', name: 'Post-16 (year 12 and above)', upTo: Infinity },
];

const among =
  (groups: readonly Ages[]) =>
  (trait: NonNullable<Trait>, month: string): string => {
    const age = ageBefore(month, Number(trait));
    return groups.find(({ upTo }) => age <= upTo)?.value ?? NOT_RECORDED.value;
  };

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
    values: NEEDS,
  },
  'age-band': {
    id: 'age-band',
    name: 'Age',
    definition: `The age ${AGE}, in the groups of the release. Whoever is older than 25 by then is in the last.`,
    source: 'Department for Education, "Education, health and care plans": age groups',
    column: 'born_from',
    valueOf: among(AGE_BANDS),
    values: AGE_BANDS,
  },
  phase: {
    id: 'phase',
    name: 'Phase of education',
    definition: `The phase that goes with the age ${AGE}: the year group that the child would be in. It says nothing of the setting that they attend, which the tracker does not know.`,
    source: 'School years of England',
    column: 'born_from',
    valueOf: among(PHASES),
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
    values: [
      { value: 'F', name: 'Female' },
      { value: 'M', name: 'Male' },
    ],
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

/** The value of a cut for what is on record. */
export function cutValueOf({ valueOf }: CutDefinition, trait: Trait, month: string): string {
  return trait === null ? NOT_RECORDED.value : valueOf(trait, month);
}

/** Some values of a cut, each once, in the order in which they are shown; those that are not on its list come last. */
export function inOrderOf({ values }: CutDefinition, some: Iterable<string>): readonly CutValue[] {
  const found = new Set(some);
  const listed = values.filter(({ value }) => found.has(value)).map(({ value, name }) => ({ value, name }));
  const known = new Set([NOT_RECORDED.value, ...values.map(({ value }) => value)]);
  const others = [...found]
    .filter((value) => !known.has(value))
    .sort((one, other) => one.localeCompare(other, 'en', { numeric: true }))
    .map((value) => ({ value, name: value }));
  return [...listed, ...others, ...(found.has(NOT_RECORDED.value) ? [NOT_RECORDED] : [])];
}
