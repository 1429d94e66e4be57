import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { v7 } from 'uuid';
import { PageViews, type PageView } from '../../platform/access/page-views.js';
import type { Shown } from '../../platform/access/access.js';
import { pageOf, sizeOf, type Page, type Part } from '../../caseload/application/page.js';
import { AccessDatabase } from '../database/access-database.js';
import type { PageViewRow } from '../database/schema.js';

/** Milliseconds for which views are gathered before they are written together. */
const GATHER = 250;
/** Milliseconds after which writing is tried again where it failed. */
const RETRY = 2_000;
/** How many are written at once: each takes 8 variables of a statement. */
const AT_ONCE = 500;

/** Which views are asked for: those that all that is said applies to. */
export interface PageViewFilter {
  /** The id of the child, or of one of their cases. */
  readonly subject?: string | undefined;
  /** The id of who looked. */
  readonly viewer?: string | undefined;
  /** The first instant, and the one before which they were, in UTC, ISO 8601. */
  readonly from?: string | undefined;
  readonly before?: string | undefined;
}

/** A view that was recorded. */
export type RecordedPageView = PageView & { readonly id: string };

/** A place in the list of views, which begins with the latest. */
export interface PageViewPlace {
  readonly at: string;
  readonly id: string;
}

/** Who looked at whom, kept with the accounts. */
@Injectable()
export class RecordedPageViews extends PageViews implements OnApplicationShutdown {
  readonly #logger = new Logger('PageViews');
  #waiting: PageViewRow[] = [];
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  #isFailing = false;

  constructor(private readonly database: AccessDatabase) {
    super();
  }

  override note({ viewer, route, shows, subject, person, status, at }: PageView): void {
    this.#waiting.push({
      id: v7(),
      viewer,
      route,
      kind: shows,
      subject,
      person: person ?? null,
      status,
      viewed_at: at,
    });
    this.#writeAfter(GATHER);
  }

  /** Writes what has come together. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing = this.#writing.then(() => this.#write());
    await this.#writing;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.flush();
    clearTimeout(this.#timer);
    if (this.#waiting.length > 0) {
      this.#logger.error(`${String(this.#waiting.length)} views of cases could not be written and are lost.`);
    }
  }

  /** The views that a filter asks for, the latest first. */
  async list(filter: PageViewFilter, part: Part<PageViewPlace> = {}): Promise<Page<RecordedPageView, PageViewPlace>> {
    await this.flush();
    const size = sizeOf(part);
    const { subject, viewer, from, before } = filter;
    const { after } = part;
    let query = this.database.db.selectFrom('page_view').selectAll();
    if (subject !== undefined) {
      query = query.where((eb) => eb.or([eb('subject', '=', subject), eb('person', '=', subject)]));
    }
    if (viewer !== undefined) query = query.where('viewer', '=', viewer);
    if (from !== undefined) query = query.where('viewed_at', '>=', from);
    if (before !== undefined) query = query.where('viewed_at', '<', before);
    if (after !== undefined) {
      query = query.where((eb) => eb(eb.refTuple('viewed_at', 'id'), '<', eb.tuple(after.at, after.id)));
    }
    const rows = await query
      .orderBy('viewed_at', 'desc')
      .orderBy('id', 'desc')
      .limit(size + 1)
      .execute();
    return pageOf(rows, size, viewOf, ({ viewed_at: at, id }) => ({ at, id }));
  }

  #writeAfter(milliseconds: number): void {
    this.#timer ??= setTimeout(() => void this.flush(), milliseconds).unref();
  }

  async #write(): Promise<void> {
    while (this.#waiting.length > 0) {
      const rows = this.#waiting.slice(0, AT_ONCE);
      try {
        await this.database.db
          .insertInto('page_view')
          .values(rows)
          .onConflict((conflict) => conflict.column('id').doNothing())
          .execute();
      } catch (error) {
        this.#tell(error);
        this.#writeAfter(RETRY);
        return;
      }
      this.#isFailing = false;
      this.#waiting = this.#waiting.slice(rows.length);
    }
  }

  #tell(error: unknown): void {
    if (this.#isFailing) return;
    this.#isFailing = true;
    const reason = error instanceof Error ? error.message : String(error);
    this.#logger.error(`Who looked at which case cannot be written, and is kept until it can be: ${reason}`);
  }
}

function viewOf({ id, viewer, route, kind, subject, person, status, viewed_at: at }: PageViewRow): RecordedPageView {
  return { id, viewer, route, shows: kind as Shown, subject, ...(person === null ? {} : { person }), status, at };
}
