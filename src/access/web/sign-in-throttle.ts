import { Injectable, type ExecutionContext } from '@nestjs/common';
import type { ThrottlerLimitDetail } from '@nestjs/throttler';
import { Refusal } from '../../platform/http/refusal.js';
import { waitText } from './wait-text.js';

// A CommonJS package that requires Nest, which is ESM: it can be loaded only once Nest has been evaluated.
const { Throttle, ThrottlerGuard, ThrottlerModule } = await import('@nestjs/throttler');

/** Requests to sign in that one address may make in a minute, whatever comes of them. */
const LIMIT = { limit: 60, ttl: 60_000 };

/** Counts the requests to sign in of each address. */
export const SignInThrottling = ThrottlerModule.forRoot([LIMIT]);

/** Limits how often one address may ask for a route, or each route of a controller, that {@link SignInThrottle} guards. */
export const LimitedByAddress = (): MethodDecorator & ClassDecorator => Throttle({ default: LIMIT });

/** Slows down whoever asks to sign in too often from one address. */
@Injectable()
export class SignInThrottle extends ThrottlerGuard {
  protected override throwThrottlingException(
    _: ExecutionContext,
    { timeToBlockExpire }: ThrottlerLimitDetail,
  ): Promise<void> {
    const wait = waitText(timeToBlockExpire * 1000);
    throw new Refusal(429, `Too many requests to sign in came from your address. Try again in ${wait}.`);
  }
}
