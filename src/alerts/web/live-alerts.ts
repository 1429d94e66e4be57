import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Request, Response } from 'express';
import { viewerOf } from '../../platform/access/access.js';
import { Gatekeeper } from '../../platform/access/gatekeeper.js';
import { Restrictions } from '../../platform/access/restrictions.js';
import { withoutSightOf } from '../../platform/access/sight.js';
import { may, type Viewer } from '../../platform/access/viewer.js';
import { Refusal } from '../../platform/http/refusal.js';
import { askInBackground } from '../../platform/web/background.js';
import { ReadModels } from '../../read-model/read-models.js';
import { changedAfter, markNow, type AlertMark } from '../application/alert-marks.js';
import { Alerts } from '../application/alerts.js';

/** How the streams of open pages go. */
@Injectable()
export class LivePace {
  /** Milliseconds after which an open page is told that the server is still there, and its session is looked at. */
  heartbeat = 15_000;
  /** Milliseconds in which changes gather before pages are told. */
  gathering = 200;
  /** How many pages of one account are told at the same time; the one opened first makes room. */
  most = 12;
}

/** Why a stream ends from here: the page does not ask for it again. */
type Ending = 'signed-out' | 'too-many';

interface Stream {
  readonly request: Request;
  readonly response: Response;
  readonly account: string;
}

const TYPE = 'text/event-stream';
/** Milliseconds after which a page whose connection broke comes again. */
const COME_AGAIN = 3_000;

/**
 * Tells open pages that alerts changed, and nothing else: what changed they ask for as everybody does. A stream ends with
 * the session that it was opened in, and does not keep it.
 */
@Injectable()
export class LiveAlerts implements OnModuleDestroy {
  readonly #streams = new Set<Stream>();
  #stopListening: (() => void) | undefined;
  #heart: NodeJS.Timeout | undefined;
  #gathering: NodeJS.Timeout | undefined;
  /** Up to where open pages were told of changes. */
  #told: AlertMark = { at: '', known: new Set() };
  #today = '';
  /** Whether changes could not be told. */
  #isBehind = false;
  #isEnding = false;

  constructor(
    private readonly alerts: Alerts,
    private readonly models: ReadModels,
    private readonly gatekeeper: Gatekeeper,
    private readonly restrictions: Restrictions,
    private readonly pace: LivePace,
  ) {}

  /**
   * Answers with a stream that goes on until the page is closed or its session ends.
   * @throws Refusal (406) where no stream is asked for; (503) while the server ends
   */
  async open(request: Request, response: Response): Promise<void> {
    if (!(request.get('accept') ?? '').includes(TYPE)) {
      throw new Refusal(
        406,
        'This is for pages that show by themselves what changes. Open the list of alerts instead.',
      );
    }
    if (this.#isEnding) throw new Refusal(503, 'The server is about to end. Try again shortly.');
    // Refused now where nothing can be asked: once the stream has begun nothing can be refused.
    const asked = this.models.live();
    const mark = await markNow(asked);
    askInBackground(request);
    const stream: Stream = { request, response, account: viewerOf(request).id };
    response.status(200);
    response.setHeader('Content-Type', `${TYPE}; charset=utf-8`);
    // Nothing on the way may gather or compress what is told bit by bit.
    response.setHeader('Cache-Control', 'no-store, no-transform');
    response.setHeader('X-Accel-Buffering', 'no');
    // The server ends quickly: no connection is left to wait for.
    response.setHeader('Connection', 'close');
    response.once('close', () => this.#forget(stream));
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    response.write(`retry: ${String(COME_AGAIN)}\n\n`);
    this.#makeRoom(stream.account);
    this.#streams.add(stream);
    if (this.#streams.size === 1) this.#begin(asked.asAt, mark);
  }

  onModuleDestroy(): void {
    this.#isEnding = true;
    this.endAll();
  }

  /** Ends all streams: pages come again, where the server is still there. */
  endAll(): void {
    this.#stop();
    for (const { response } of this.#streams) response.end();
    this.#streams.clear();
  }

  #begin(today: string, mark: AlertMark): void {
    // What goes on after this request is nobody's work in particular.
    withoutSightOf(new Set(), () => {
      this.#stop();
      this.#heart = setInterval(() => this.#trying(() => this.#beat()), this.pace.heartbeat);
      this.#stopListening = this.alerts.onChange(() => {
        this.#gathering ??= setTimeout(() => {
          this.#gathering = undefined;
          this.#trying(() => this.#tellChanges());
        }, this.pace.gathering);
      });
      this.#today = today;
      this.#told = mark;
    });
  }

  #stop(): void {
    clearInterval(this.#heart);
    clearTimeout(this.#gathering);
    this.#gathering = undefined;
    this.#stopListening?.();
    this.#stopListening = undefined;
  }

  #forget(stream: Stream): void {
    if (this.#streams.delete(stream) && this.#streams.size === 0) this.#stop();
  }

  #makeRoom(account: string): void {
    const own = [...this.#streams].filter((stream) => stream.account === account);
    for (const stream of own.slice(0, Math.max(0, own.length + 1 - this.pace.most))) this.#end(stream, 'too-many');
  }

  #end(stream: Stream, why: Ending): void {
    this.#forget(stream);
    stream.response.end(`event: ended\ndata: ${why}\n\n`);
  }

  /** Does something that cannot be done while tables are made anew: it is done at the next beat then. */
  #trying(work: () => Promise<void>): void {
    work().then(
      () => undefined,
      () => {
        this.#isBehind = true;
      },
    );
  }

  /** Says that the server is there, and looks whether those who listen still may. On another day, all is another number of days late. */
  async #beat(): Promise<void> {
    const today = this.models.live().asAt;
    const isAnotherDay = today !== this.#today;
    this.#today = today;
    await this.#each((stream) => {
      stream.response.write(isAnotherDay ? CHANGED : ': still here\n\n');
    });
    if (this.#isBehind) await this.#tellChanges();
  }

  /** Tells pages that alerts changed, but for those of whose alerts only children changed who are kept from them. */
  async #tellChanges(): Promise<void> {
    const { children, mark } = await changedAfter(this.models.live(), this.#told);
    this.#told = mark;
    this.#isBehind = false;
    await this.#each(async (stream, viewer) => {
      const hidden = new Set<string>(await this.restrictions.hiddenFrom(viewer));
      if (children.some((child) => !hidden.has(child))) stream.response.write(CHANGED);
    });
  }

  /** Does something with each stream whose session goes on, and ends the others. */
  async #each(work: (stream: Stream, viewer: Viewer) => void | Promise<void>): Promise<void> {
    await Promise.all(
      [...this.#streams].map(async (stream) => {
        try {
          const viewer = await this.gatekeeper.stillThere(stream.request);
          if (viewer === undefined || !may(viewer, 'manage')) this.#end(stream, 'signed-out');
          else await work(stream, viewer);
        } catch {
          // Whoever cannot be told now asks again when the connection is gone.
          this.#forget(stream);
          stream.response.end();
        }
      }),
    );
  }
}

const CHANGED = 'event: changed\ndata: changed\n\n';
