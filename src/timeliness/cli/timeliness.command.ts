import { Command, CommandRunner, Help, Option } from 'nest-commander';
import { progressBar } from '../../platform/cli/progress.js';
import { Terminal } from '../../platform/cli/terminal.js';
import { TrackerAccess, type Tracker } from '../../platform/cli/tracker.js';
import { strict } from '../../platform/cli/usage.js';
import { Problems } from '../../platform/problem.js';
import { ReadModels } from '../../read-model/read-models.js';
import type { AnnualReviewCensus } from '../application/annual-review-census.js';
import {
  measureCalled,
  readCensusRequest,
  readTimelinessRequest,
  type CensusRequest,
  type TimelinessRequest,
} from '../application/timeliness-request.js';
import { Timeliness, type TimelinessAnswer } from '../application/timeliness.js';
import { CUTS } from '../domain/cuts.js';
import { MEASURES } from '../domain/measures.js';
import { PERIOD_KINDS } from '../domain/periods.js';
import { definitionsText } from './definitions-text.js';
import { censusText } from './census-text.js';
import { measureText, overviewText } from './timeliness-text.js';

interface TimelinessOptions {
  readonly measure?: string;
  readonly by?: string;
  readonly from?: string;
  readonly to?: string;
  readonly asAt?: string;
  readonly knownOn?: string;
  readonly cut?: string;
  readonly census?: string | true;
  readonly definitions?: boolean;
  readonly json?: boolean;
}

const LONGEST_ID = Math.max(...MEASURES.map(({ id }) => id.length)) + 1;

/** Fewer events than this are projected within a second. */
const LONG = 20_000;

const NOT_WITH_CENSUS = ['measure', 'by', 'from', 'to', 'asAt', 'cut'] as const;

const optionOf = (place: string): string => `--${place.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** Tells problems of a question by the options that it was asked with. */
async function byOption<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Problems)) throw error;
    throw new Problems(error.problems.map((problem) => ({ ...problem, place: optionOf(problem.place) })));
  }
}

/** What is asked: the annual reviews of a census day, or measures by period. */
type Question =
  { readonly census: CensusRequest } | { readonly measures: readonly string[]; readonly request: TimelinessRequest };

function questionIn({ census, json: _, definitions: __, measure, ...texts }: TimelinessOptions): Question {
  if (census === undefined) {
    const measures = measure === undefined ? MEASURES.map(({ id }) => id) : [measureCalled(measure).id];
    return { measures, request: readTimelinessRequest({ ...texts }) };
  }
  const odd = NOT_WITH_CENSUS.filter((name) => (name === 'measure' ? measure : texts[name]) !== undefined);
  if (odd.length > 0) {
    throw new Problems(odd.map((place) => ({ place, reason: 'it does not go with --census', accepted: '--known-on' })));
  }
  return { census: readCensusRequest({ ...texts, ...(census === true ? {} : { census }) }) };
}

/** Refuses options that say nothing beside one that stands alone. */
function refuseOthers(options: TimelinessOptions, alone: keyof TimelinessOptions): void {
  const odd = Object.keys(options).filter((name) => name !== alone);
  if (odd.length === 0) return;
  throw new Problems(
    odd.map((place) => ({ place, reason: `it does not go with --${alone}`, accepted: `--${alone} alone` })),
  );
}

/** Brings the read models up to what is on record: no server need be running. */
async function upToDate(tracker: Tracker, signal: AbortSignal): Promise<Timeliness> {
  const progress = progressBar(process.stderr, 'Projecting events', LONG);
  await tracker.get(ReadModels).bringUpToDate({ progress, signal });
  return tracker.get(Timeliness);
}

/** `ehcp timeliness`: how timely the council is. */
@Command({ name: 'timeliness', description: 'how much was done in time: counts and shares by period' })
export class TimelinessCommand extends CommandRunner {
  constructor(
    private readonly access: TrackerAccess,
    private readonly terminal: Terminal,
  ) {
    super();
  }

  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    return super.setCommand(strict(command));
  }

  @Option({ flags: '--measure <id>', description: 'one measure with its definition; every measure if left out' })
  readMeasure(text: string): string {
    return text;
  }

  @Option({
    flags: '--by <kind>',
    description: `the kind of period: ${PERIOD_KINDS.join(', ')}; calendar-year if left out`,
  })
  readBy(text: string): string {
    return text;
  }

  @Option({
    flags: '--from <period>',
    description: 'the first period, or a day of it: 2024, 2024-Q1, 2024-03, 2024/25',
  })
  readFrom(text: string): string {
    return text;
  }

  @Option({ flags: '--to <period>', description: 'the last period, or a day of it' })
  readTo(text: string): string {
    return text;
  }

  @Option({ flags: '--as-at <day>', description: 'the figures as at this day (YYYY-MM-DD); today if left out' })
  readAsAt(text: string): string {
    return text;
  }

  @Option({
    flags: '--known-on <instant>',
    description: 'leave out what was recorded after this instant, such as 2025-03-04T09:30:00Z',
  })
  readKnownOn(text: string): string {
    return text;
  }

  @Option({
    flags: '--cut <what>',
    description: `also the figures apart by this: ${CUTS.join(', ')}`,
  })
  readCut(text: string): string {
    return text;
  }

  @Option({
    flags: '--census [day]',
    description: 'the annual reviews as at a census day instead; the last one if no day is given',
  })
  readCensus(text: string | true): string | true {
    return text;
  }

  @Option({
    flags: '--definitions',
    description: 'instead of figures every measure with its definition and source, as Markdown',
  })
  readDefinitions(): boolean {
    return true;
  }

  @Option({ flags: '--json', description: 'answer in JSON' })
  readJson(): boolean {
    return true;
  }

  @Help('after')
  examples(): string {
    return `
Measures:
${MEASURES.map(({ id, name }) => `  ${id.padEnd(LONGEST_ID)} ${name}`).join('\n')}

Examples:
  ehcp timeliness
  ehcp timeliness --measure plans-within-20-weeks --from 2022 --to 2024
  ehcp timeliness --measure plans-within-20-weeks --by rolling-12-months
  ehcp timeliness --measure plans-within-20-weeks --from 2024 --to 2024 --cut need
  ehcp timeliness --measure late-plans-waiting --by month --from 2024-01
  ehcp timeliness --by financial-year --from 2023/24 --json
  ehcp timeliness --from 2024 --as-at 2025-01-31 --known-on 2025-02-01T00:00:00Z
  ehcp timeliness --census 2025-01-16

Exit codes: 0 done, 1 unexpected failure, 2 wrong usage, or something to mend first.`;
  }

  async run(_: string[], options: TimelinessOptions): Promise<void> {
    if (options.definitions === true) {
      await byOption(() => refuseOthers(options, 'definitions'));
      this.terminal.write(definitionsText());
      return;
    }
    await byOption(async () => {
      const question = questionIn(options);
      const { json = false } = options;
      if ('census' in question) {
        const census = await this.access.withTracker(async (tracker, signal) =>
          (await upToDate(tracker, signal)).annualReviews(question.census),
        );
        this.tellCensus(census, json);
        return;
      }
      const answers = await this.access.withTracker(async (tracker, signal) => {
        const timeliness = await upToDate(tracker, signal);
        const found: TimelinessAnswer[] = [];
        for (const id of question.measures) found.push(await timeliness.of(id, question.request));
        return found;
      });
      this.tell(answers, { json, inFull: options.measure !== undefined });
    });
  }

  private tellCensus(census: AnnualReviewCensus, json: boolean): void {
    const { paint, width } = this.terminal;
    if (json) this.terminal.writeJson(census);
    else this.terminal.write(censusText(census, { paint, width }));
  }

  private tell(
    answers: readonly TimelinessAnswer[],
    { json, inFull }: { readonly json: boolean; readonly inFull: boolean },
  ): void {
    const { paint, width } = this.terminal;
    const [first] = answers;
    if (json) this.terminal.writeJson(inFull ? first : { answers });
    else if (inFull && first !== undefined) this.terminal.write(measureText(first, { paint, width }));
    else this.terminal.write(overviewText(answers, { paint, width }));
  }
}
