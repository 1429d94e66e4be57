import type { InventedPerson } from './acts.js';
import type { Random } from './random.js';

type Need = NonNullable<InventedPerson['primaryNeed']>;

/** The primary types of need, each about as frequent as among children with a plan in England. */
const NEEDS: readonly (readonly [need: Need, weight: number])[] = [
  ['ASD', 33],
  ['SEMH', 21],
  ['SLCN', 20],
  ['MLD', 8],
  ['SLD', 5],
  ['SPLD', 3],
  ['PD', 3],
  ['OTH', 3],
  ['PMLD', 1.5],
  ['HI', 1.3],
  ['VI', 0.7],
  ['DS', 0.7],
  ['MSI', 0.2],
];

/** The postcode districts of the councils whose caseload can be invented, by their code. */
const DISTRICTS: Readonly<Record<string, readonly string[]>> = {
  '204': ['E2', 'E5', 'E8', 'E9', 'N1', 'N4', 'N16'],
  '211': ['E1', 'E1W', 'E2', 'E3', 'E14'],
  '810': ['HU1', 'HU2', 'HU3', 'HU4', 'HU5', 'HU6', 'HU7', 'HU8', 'HU9'],
  '884': ['HR1', 'HR2', 'HR3', 'HR4', 'HR5', 'HR6', 'HR7', 'HR8', 'HR9'],
};
/** Districts that there are nowhere, for any other council. */
const ELSEWHERE = ['ZZ1', 'ZZ2', 'ZZ3', 'ZZ4'];

/** Letters that no unit of a real postcode has, so that nobody lives there. */
const NOWHERE = ['C', 'I', 'K', 'M', 'O', 'V'];
const RECORDED = 0.93;

/**
 * The primary need of someone and where they live, as far as both are on record.
 * @param code the council's code of three digits
 */
export function needAndHome(code: string, random: Random): Pick<InventedPerson, 'primaryNeed' | 'postcode'> {
  const need = random.weighted(NEEDS);
  const district = random.pick(DISTRICTS[code] ?? ELSEWHERE);
  const unit = `${String(random.whole(1, 9))}${random.pick(NOWHERE)}${random.pick(NOWHERE)}`;
  return {
    ...(random.chance(RECORDED) ? { primaryNeed: need } : {}),
    ...(random.chance(RECORDED) ? { postcode: `${district} ${unit}` } : {}),
  };
}
