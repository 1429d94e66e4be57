import { authorityKey } from '../domain/authority-name.js';
import type { PublishedRow } from '../domain/benchmark.events.js';
import type { Counterpart } from '../domain/counterparts.js';
import { figuresOfRow } from '../domain/figures-of-row.js';
import type { HeldYear } from '../domain/holdings.js';
import { VARIANTS, type PublishedFigures, type QuartileMarks, type Variant } from '../domain/published.js';
import { quartilesOf } from '../domain/quartiles.js';

/** An authority in a year, with what was published of it. */
export interface PublishedAuthority {
  readonly name: string;
  readonly code: string;
  readonly region?: string;
  readonly figures: PublishedFigures;
}

/** What was published beside a measure in one year. */
export interface PublishedTable {
  readonly england: PublishedFigures;
  readonly regions: ReadonlyMap<string, PublishedFigures>;
  /** By their {@link authorityKey}. */
  readonly authorities: ReadonlyMap<string, PublishedAuthority>;
  readonly quartiles: Readonly<Partial<Record<Variant, QuartileMarks>>>;
  /** Whether there is any figure at all. */
  readonly hasFigures: boolean;
}

const keyOf = ({ measure, part = '' }: Counterpart): string => `${measure}/${part}`;

const tables = new WeakMap<HeldYear, Map<string, PublishedTable>>();

/** What a year that was imported has beside a measure. It is made once. */
export function tableOf(counterpart: Counterpart, year: HeldYear): PublishedTable {
  const known = tables.get(year) ?? new Map<string, PublishedTable>();
  tables.set(year, known);
  const table = known.get(keyOf(counterpart)) ?? made(counterpart, year);
  known.set(keyOf(counterpart), table);
  return table;
}

function made(counterpart: Counterpart, { columns, rows }: HeldYear): PublishedTable {
  const of = (row: PublishedRow | undefined): PublishedFigures => figuresOfRow(counterpart, columns, row);
  const at = (level: PublishedRow['level']): readonly PublishedRow[] => rows.filter((row) => row.level === level);
  const england = of(at('national')[0]);
  const regions = new Map(at('regional').map((row) => [row.name, of(row)]));
  const authorities = new Map(
    at('local').map((row): [string, PublishedAuthority] => {
      const { name, code = '', region } = row;
      return [authorityKey(name), { name, code, ...(region === undefined ? {} : { region }), figures: of(row) }];
    }),
  );
  const all = [england, ...regions.values(), ...[...authorities.values()].map(({ figures }) => figures)];
  return {
    england,
    regions,
    authorities,
    // How many requests there are says how large an authority is, not how well it does.
    quartiles: counterpart.unit === 'percent' ? quartilesIn([...authorities.values()]) : {},
    hasFigures: all.some((figures) => Object.keys(figures).length > 0),
  };
}

function quartilesIn(authorities: readonly PublishedAuthority[]): PublishedTable['quartiles'] {
  const found = VARIANTS.flatMap((variant): readonly (readonly [Variant, QuartileMarks])[] => {
    const marks = quartilesOf(authorities.flatMap(({ figures }) => figures[variant]?.value ?? []));
    return marks === undefined ? [] : [[variant, marks]];
  });
  return Object.fromEntries(found);
}
