import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Channel, ChannelListener } from 'node:diagnostics_channel';
import type { NextFunction, Request, Response } from 'express';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { Lags } from '../health/lags.js';
import { AlertSweeps } from '../health/alert-sweeps.js';
import { OutgoingMail, type MailStanding } from '../health/outgoing-mail.js';
import { PROJECTED } from '../../read-model/projector.js';
import { APPENDED } from '../../streams/application/stream-repository.js';

/** Seconds, from a question of the worklist to the filling of a past moment. */
const BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
/** What a request counts as that no route took: its path could say anything. */
const NO_ROUTE = 'none';

/** What is measured while the server runs. No label holds an id of a case or a person. */
@Injectable()
export class Metrics implements OnApplicationShutdown {
  readonly registry = new Registry();
  readonly #requests: Histogram<'method' | 'route' | 'status'>;
  readonly #listening: (readonly [Channel, ChannelListener])[] = [];

  constructor(lags: Lags, mail: OutgoingMail, sweeps: AlertSweeps) {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    this.#requests = new Histogram({
      name: 'ehcp_http_request_duration_seconds',
      help: 'How long requests took, by the template of their route.',
      labelNames: ['method', 'route', 'status'],
      buckets: BUCKETS,
      registers,
    });
    this.#count(APPENDED, 'ehcp_events_appended_total', 'Events that this process recorded.');
    this.#count(PROJECTED, 'ehcp_events_projected_total', 'Events that this process projected into the read models.');
    new Gauge({
      name: 'ehcp_projection_lag_seconds',
      help: 'Seconds since the recording of the oldest event that the read models do not show.',
      registers,
      async collect() {
        this.set(await lags.projection());
      },
    });
    new Gauge({
      name: 'ehcp_projection_stopped',
      help: '1 where projecting stopped at an event that cannot be projected.',
      registers,
      collect() {
        this.set(lags.fault === undefined ? 0 : 1);
      },
    });
    new Gauge({
      name: 'ehcp_policy_lag_seconds',
      help: 'Seconds since the recording of the oldest event whose effects a policy has still to bring about.',
      labelNames: ['policy'],
      registers,
      async collect() {
        for (const [policy, seconds] of Object.entries(await lags.policies())) this.set({ policy }, seconds);
      },
    });
    new Gauge({
      name: 'ehcp_policy_refusals',
      help: 'Effects of policies that a record refused.',
      registers,
      async collect() {
        this.set(await lags.refusals());
      },
    });
    new Gauge({
      name: 'ehcp_alert_sweep_timestamp_seconds',
      help: 'When the last sweep of alerts ended, in seconds since 1970; 0 before the first.',
      registers,
      async collect() {
        const { lastAt } = await sweeps.standing();
        this.set(lastAt === undefined ? 0 : Date.parse(lastAt) / 1000);
      },
    });
    new Gauge({
      name: 'ehcp_alert_sweep_failed',
      help: 'Cases that the last sweep of alerts could not look at.',
      registers,
      async collect() {
        this.set((await sweeps.standing()).failed);
      },
    });
    this.#ofMail(mail, 'ehcp_mail_waiting', 'Mails that wait to be sent.', ({ waiting }) => waiting);
    this.#ofMail(mail, 'ehcp_mail_failing', 'Mails that wait after an attempt in vain.', ({ failing }) => failing);
    this.#ofMail(
      mail,
      'ehcp_mail_oldest_seconds',
      'Seconds since the making of the oldest mail that waits to be sent.',
      ({ oldestSeconds }) => oldestSeconds,
    );
    this.#ofMail(mail, 'ehcp_mail_given_up', 'Mails that were given up within a day.', ({ givenUp }) => givenUp);
  }

  /** Measures how long each request takes. */
  readonly measure = (request: Request, response: Response, next: NextFunction): void => {
    const end = this.#requests.startTimer({ method: request.method });
    response.once('finish', () => {
      const { path } = (request.route ?? {}) as { readonly path?: unknown };
      end({ route: typeof path === 'string' ? path : NO_ROUTE, status: String(response.statusCode) });
    });
    next();
  };

  onApplicationShutdown(): void {
    for (const [channel, listener] of this.#listening) channel.unsubscribe(listener);
  }

  #ofMail(mail: OutgoingMail, name: string, help: string, of: (standing: MailStanding) => number): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      async collect() {
        this.set(of(await mail.standing()));
      },
    });
  }

  #count(channel: Channel, name: string, help: string): void {
    const counter = new Counter({ name, help, registers: [this.registry] });
    const listener: ChannelListener = (events) => counter.inc(Number(events));
    channel.subscribe(listener);
    this.#listening.push([channel, listener]);
  }
}
