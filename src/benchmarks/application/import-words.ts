import { counted } from '../../exchange/application/counted.js';
import type { ListedYear } from './list-benchmarks.js';
import type { PlannedFile, PlannedYear } from './import-benchmarks.js';
import { ABOUT } from './release-columns.js';

/** What a file is about, in words; nothing where nobody knows. */
export function subjectOf({ dataset }: Pick<PlannedFile, 'dataset'>): string | undefined {
  if (dataset === undefined) return undefined;
  return dataset === 'neighbours' ? 'statistical neighbours' : ABOUT[dataset];
}

/** The areas of a year in words: `England, 9 regions and 153 authorities`. */
export function areasInWords({
  england,
  regions,
  authorities,
}: Pick<ListedYear, 'england' | 'regions' | 'authorities'>): string {
  const parts = [
    ...(england ? ['England'] : []),
    ...(regions === 0 ? [] : [counted(regions, 'region')]),
    ...(authorities === 0 ? [] : [counted(authorities, 'authority', 'authorities')]),
  ];
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}

const MOST_NAMED = 5;

function lostInWords(lost: readonly string[]): string {
  if (lost.length === 0) return '';
  const names = lost.slice(0, MOST_NAMED).join(', ');
  const more = lost.length > MOST_NAMED ? ` and ${String(lost.length - MOST_NAMED)} more` : '';
  return `; it lacks ${names}${more}, which are held now`;
}

/** What importing a year does, in words. */
export function effectInWords({ effect, changed, lost }: Pick<PlannedYear, 'effect' | 'changed' | 'lost'>): string {
  switch (effect) {
    case 'new':
      return 'new';
    case 'same':
      return 'the same as is held';
    case 'corrected':
      return `corrected: ${counted(changed, 'figure')} ${changed === 1 ? 'differs' : 'differ'} from what is held${lostInWords(lost)}`;
    case 'older':
      return `left as it is held, from a later release: ${counted(changed, 'figure')} ${changed === 1 ? 'differs' : 'differ'}`;
  }
}
