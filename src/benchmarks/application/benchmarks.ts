import { Injectable } from '@nestjs/common';
import { longDate, dayInLondon } from '../../statute/calendar.js';
import { authorityKey } from '../domain/authority-name.js';
import { counterpartsOf, type Counterpart } from '../domain/counterparts.js';
import { ENGLAND, LICENCE, RELEASE, type EnglandOfYear } from '../domain/england.js';
import { meanOf } from '../domain/figures-of-row.js';
import type { HeldNeighbours, HeldYear, Holdings } from '../domain/holdings.js';
import { VARIANTS, type PublishedFigures, type Quartile, type Variant } from '../domain/published.js';
import { quarterOf } from '../domain/quartiles.js';
import { authorityCalled, type Authority } from './authorities.js';
import { BenchmarkLog } from './benchmark-log.js';
import type { Beside, BesideRequest, NamedFigures, Neighbours } from './beside.js';
import { authoritiesIn, OwnAuthorityFinder, type OwnAuthority } from './own-authority.js';
import { tableOf, type PublishedTable } from './published-table.js';

/** Everything that is known of a measure and a year. */
interface Known {
  readonly year: number;
  readonly shipped?: EnglandOfYear;
  readonly held?: HeldYear;
  readonly table?: PublishedTable;
}

/** Answers what is published beside the council's own figures. */
@Injectable()
export class Benchmarks {
  constructor(
    private readonly log: BenchmarkLog,
    private readonly own: OwnAuthorityFinder,
  ) {}

  /**
   * What is published beside a measure in a calendar year: the one that is asked for, or the last of which figures of
   * authorities were imported, or else the last that is known of England.
   * @returns nothing where the measure has no published counterpart or is split, or nothing is known of the year
   * @throws Problems where no authority, or more than one, is called as was asked
   * @throws StoreUnavailable
   */
  async beside(measure: string, request: BesideRequest = {}): Promise<Beside | undefined> {
    const [only] = await this.besideParts(measure, request);
    return only?.part === undefined ? only : undefined;
  }

  /**
   * What is published beside each part of a measure that is split; of another measure, beside all of it.
   * @throws Problems where no authority, or more than one, is called as was asked
   * @throws StoreUnavailable
   */
  async besideParts(measure: string, request: BesideRequest = {}): Promise<readonly Beside[]> {
    const held = await this.log.holdings(request.knownOn);
    const found = counterpartsOf(measure).map(async (counterpart) => {
      const all = knownYears(counterpart, held);
      const chosen =
        request.year === undefined
          ? (all.findLast(({ table }) => table !== undefined) ?? all.at(-1))
          : all.find(({ year }) => year === request.year);
      return chosen === undefined ? [] : [await this.#beside(counterpart, all, chosen, held, request)];
    });
    return (await Promise.all(found)).flat();
  }

  async #beside(
    counterpart: Counterpart,
    all: readonly Known[],
    known: Known,
    held: Holdings,
    { authority: asked }: BesideRequest,
  ): Promise<Beside> {
    const { year, shipped, table } = known;
    const ours =
      asked === undefined
        ? await this.own.find(held)
        : { authority: authorityCalled(asked, authoritiesIn(held), 'authority') };
    const england = { ...shipped?.figures, ...table?.england };
    const placed = table === undefined ? {} : placedIn(counterpart, table, ours, held);
    const quartile = quartilesWith(table?.quartiles ?? shipped?.quartiles, placed.own);
    return {
      measure: counterpart.measure,
      ...(counterpart.part === undefined ? {} : { part: counterpart.part }),
      unit: counterpart.unit,
      year,
      years: all.map((one) => one.year),
      ...(ours.authority === undefined ? {} : { authority: ours.authority }),
      england,
      ...placed,
      ...(quartile === undefined ? {} : { quartile }),
      difference: counterpart.difference,
      notes: notesOn(counterpart, known, ours, placed, held),
      source: sourceOf(known),
    };
  }
}

function knownYears(counterpart: Counterpart, { years }: Holdings): readonly Known[] {
  const known = new Map<number, Known>(
    (ENGLAND[counterpart.measure] ?? []).map((one) => [one.year, { year: one.year, shipped: one }]),
  );
  for (const held of years) {
    if (held.file !== counterpart.file) continue;
    const table = tableOf(counterpart, held);
    if (table.hasFigures) known.set(held.year, { ...known.get(held.year), year: held.year, held, table });
  }
  return [...known.values()].sort((one, other) => one.year - other.year);
}

/** What is published of our own authority, its region and its neighbours. */
type Placed = Pick<Beside, 'own' | 'region' | 'neighbours'>;

function placedIn(
  counterpart: Counterpart,
  table: PublishedTable,
  { authority }: OwnAuthority,
  held: Holdings,
): Placed {
  const found = authority === undefined ? undefined : table.authorities.get(authorityKey(authority.name));
  if (authority === undefined || found === undefined) return {};
  const regional = table.regions.get(found.region ?? '');
  const neighbours = neighboursOf(counterpart, table, authority, held);
  return {
    ...(isEmpty(found.figures) ? {} : { own: found.figures }),
    ...(regional === undefined || found.region === undefined ? {} : { region: { ...regional, name: found.region } }),
    ...(neighbours === undefined ? {} : { neighbours }),
  };
}

const isEmpty = (figures: PublishedFigures): boolean => Object.keys(figures).length === 0;

const nearest = new WeakMap<HeldNeighbours, ReadonlyMap<string, readonly string[]>>();

/** The neighbours of every authority, by its {@link authorityKey}. */
function nearestIn(held: HeldNeighbours): ReadonlyMap<string, readonly string[]> {
  const known = nearest.get(held) ?? new Map(held.authorities.map((one) => [authorityKey(one.name), one.nearest]));
  nearest.set(held, known);
  return known;
}

function neighboursOf(
  counterpart: Counterpart,
  table: PublishedTable,
  { name }: Authority,
  { neighbours }: Holdings,
): Neighbours | undefined {
  const own = neighbours === undefined ? undefined : nearestIn(neighbours).get(authorityKey(name));
  if (own === undefined) return undefined;
  const each = own.map((called): NamedFigures => {
    const found = table.authorities.get(authorityKey(called));
    return { ...found?.figures, name: found?.name ?? called };
  });
  return { mean: meanOf(counterpart, each), each };
}

function quartilesWith(
  quartiles: PublishedTable['quartiles'] | undefined,
  own: PublishedFigures | undefined,
): Beside['quartile'] {
  const found = VARIANTS.flatMap((variant): readonly (readonly [Variant, Quartile])[] => {
    const marks = quartiles?.[variant];
    if (marks === undefined) return [];
    const figure = own?.[variant];
    return [[variant, { ...marks, ...(figure === undefined ? {} : { ours: quarterOf(figure.value, marks) }) }]];
  });
  return found.length === 0 ? undefined : Object.fromEntries(found);
}

/** What a reader has to know beside the figures, in sentences. */
function notesOn(
  { file, unit }: Counterpart,
  { year, table }: Known,
  { authority, problem }: OwnAuthority,
  { own, neighbours }: Placed,
  held: Holdings,
): readonly string[] {
  if (file === undefined) return [];
  if (table === undefined) {
    const which = held.years.some((one) => one.file === file) ? ` for ${String(year)}` : '';
    return [`The figures of authorities and regions${which} have not been imported.`];
  }
  if (authority === undefined) return problem === undefined ? [] : [problem];
  const isThere = table.authorities.has(authorityKey(authority.name));
  return [
    ...(own !== undefined
      ? []
      : isThere
        ? [`The figure of ${authority.name} for ${String(year)} was not published.`]
        : [`${authority.name} is not in the figures for ${String(year)}.`]),
    ...notesOnNeighbours(unit, neighbours, authority, held, isThere),
  ];
}

function notesOnNeighbours(
  unit: Counterpart['unit'],
  neighbours: Neighbours | undefined,
  authority: Authority,
  held: Holdings,
  isThere: boolean,
): readonly string[] {
  if (!isThere) return [];
  if (held.neighbours === undefined) return ['The statistical neighbours have not been imported.'];
  if (neighbours === undefined) return [`${authority.name} is not in the matrix of statistical neighbours.`];
  const missing = neighbours.each.filter((one) => VARIANTS.every((variant) => one[variant] === undefined));
  if (missing.length === 0) return [];
  const names = missing.map(({ name }) => name).join(', ');
  const kind = unit === 'percent' ? 'The share of the neighbours' : 'The mean of the neighbours';
  return [`${kind} is without ${names}, whose ${missing.length === 1 ? 'figure was' : 'figures were'} not published.`];
}

function sourceOf({ shipped, held, year }: Known): string {
  if (held === undefined) return shipped?.source ?? '';
  const release = `${RELEASE}, ${String(held.upTo + 1)} release (calendar year ${String(year)}), ${LICENCE}`;
  return `${release}; imported on ${longDate(dayInLondon(new Date(held.importedAt)))}`;
}
