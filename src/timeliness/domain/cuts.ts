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

/** The age groups of the release. */
export const AGE_BANDS: readonly Ages[] = [
  { value: 'under-5', name: 'Under 5', upTo: 4 },
  { value: '5-to-10', name: '5 to 10', upTo: 10 },
  { value: '11-to-15', name: '11 to 15', upTo: 15 },
  { value: '16-to-19', name: '16 to 19', upTo: 19 },
  { value: '20-to-25', name: '20 to 25', upTo: Infinity },
];

/** The phases of education by age. */
export const PHASES: readonly Ages[] = [
  { value: 'early-years', name: 'Early years', upTo: 3 },
  { value: 'primary', name: 'Primary (Reception to year 6)', upTo: 10 },
  { value: 'secondary', name: 'Secondary (years 7 to 11)', upTo: 15 },
  { value: 'post-16', name: 'Post-16 (year 12 and above)', upTo: Infinity },
];

/** Finds the group of those who were born in a school year, by their age on the 31 August before a month. */
export const ageAmong =
  (groups: readonly Ages[]) =>
  (trait: NonNullable<Trait>, month: string): string => {
    const age = ageBefore(month, Number(trait));
    return groups.find(({ upTo }) => age <= upTo)?.value ?? NOT_RECORDED.value;
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
