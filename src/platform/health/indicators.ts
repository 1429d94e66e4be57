import { Inject, Injectable } from '@nestjs/common';
import { HealthIndicatorService, type HealthIndicatorResult } from '@nestjs/terminus';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import type { EventStore } from '../../event-store/event-store.js';
import { Lags } from './lags.js';
import { AlertSweeps } from './alert-sweeps.js';
import { OutgoingMail } from './outgoing-mail.js';

/** Whether the event store answers. */
@Injectable()
export class EventStoreHealth {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly indicators: HealthIndicatorService,
  ) {}

  async check(): Promise<HealthIndicatorResult> {
    const indicator = this.indicators.check('eventStore');
    try {
      await this.store.check();
      return indicator.up();
    } catch {
      return indicator.down('The event store does not answer.');
    }
  }
}

/** Whether the read models follow the events, and how far they are behind. */
@Injectable()
export class ReadModelsHealth {
  constructor(
    private readonly lags: Lags,
    private readonly indicators: HealthIndicatorService,
  ) {}

  async check(): Promise<HealthIndicatorResult> {
    const indicator = this.indicators.check('readModels');
    const { fault } = this.lags;
    if (fault !== undefined) {
      return indicator.down({
        message: 'Projecting stopped at an event that cannot be projected. Nothing recorded after it is shown.',
        event: fault.event,
        position: fault.position,
      });
    }
    try {
      return indicator.up({ lagSeconds: await this.lags.projection() });
    } catch {
      return indicator.down('How far the read models have come cannot be told.');
    }
  }
}

/** How far the policies are behind, and how many of their effects were refused. */
@Injectable()
export class PoliciesHealth {
  constructor(
    private readonly lags: Lags,
    private readonly indicators: HealthIndicatorService,
  ) {}

  async check(): Promise<HealthIndicatorResult> {
    const indicator = this.indicators.check('policies');
    try {
      const stopped = await this.lags.stoppedPolicies();
      if (stopped.length > 0) {
        return indicator.down({
          message: 'Policies stopped at events that they cannot follow. What follows from later events is missing.',
          stopped,
        });
      }
      return indicator.up({ refusals: await this.lags.refusals(), lagSeconds: await this.lags.policies() });
    } catch {
      return indicator.down('How far the policies have come cannot be told.');
    }
  }
}

/** Whether mails go out. A mail server that is away leaves the tracker up: its mails wait. */
@Injectable()
export class MailHealth {
  constructor(
    private readonly mail: OutgoingMail,
    private readonly indicators: HealthIndicatorService,
  ) {}

  async check(): Promise<HealthIndicatorResult> {
    const indicator = this.indicators.check('mail');
    try {
      const { isOn, waiting, failing, givenUp } = await this.mail.standing();
      const sending = !isOn ? 'off' : failing + givenUp > 0 ? 'degraded' : 'well';
      const advice = sending === 'degraded' ? { message: 'Mails do not go out: "ehcp mail list" says why.' } : {};
      return indicator.up({ sending, waiting, givenUp, ...advice });
    } catch {
      return indicator.down('How the mails stand cannot be told.');
    }
  }
}

/** Whether what time alone brings is seen each day. Without a sweep, what is recorded is still followed. */
@Injectable()
export class AlertsHealth {
  constructor(
    private readonly sweeps: AlertSweeps,
    private readonly indicators: HealthIndicatorService,
  ) {}

  async check(): Promise<HealthIndicatorResult> {
    const indicator = this.indicators.check('alerts');
    try {
      const { lastDay, lastAt, isOverdue, failed } = await this.sweeps.standing();
      const sweeping = isOverdue || failed > 0 ? 'degraded' : 'well';
      const advice = sweeping === 'degraded' ? { message: 'Alerts may be missing: "ehcp alerts sweep" says why.' } : {};
      return indicator.up({ sweeping, lastDay: lastDay ?? null, lastAt: lastAt ?? null, failed, ...advice });
    } catch {
      return indicator.down('How the alerts stand cannot be told.');
    }
  }
}
