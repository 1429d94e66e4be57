import { Inject, Injectable } from '@nestjs/common';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import type { EventMetadata, EventStore } from '../../event-store/event-store.js';
import { UPCASTERS } from '../../event-store/upcasters.js';
import { isHidden } from '../../platform/access/sight.js';
import { WallClock } from '../../platform/wall-clock.js';
import { dayInLondon } from '../../statute/calendar.js';
import { assertWellFormed } from '../../streams/application/case-service.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { onBehalfOf, requestContext, type RequestOrigin } from '../../streams/application/request-context.js';
import { Sealer, type PersonStanding } from '../../streams/application/sealer.js';
import { StreamRepository, taken } from '../../streams/application/stream-repository.js';
import type { Refused } from '../../streams/domain/decider.js';
import type { PersonId, SealedText } from '../../streams/domain/event.js';
import { erased, personDecider, unknown, type PersonCommand, type PersonState } from '../domain/person.decider.js';
import type { ErasureReason, PersonEvent } from '../domain/person.events.js';
import { KeysUnusable, KeyVault, type UnrecordedErasure } from '../vault/key-vault.js';
import {
  assertChildOrYoungPerson,
  readIdentity,
  writeIdentity,
  type Identity,
  type IdentityRequest,
} from './identity.js';
import type { PersonRequest } from './person-request.js';

/** Who a person is, as far as may be told. */
export type KnownPerson =
  | {
      readonly standing: 'known';
      readonly details: Identity;
      /** The revision that a change has to be based on. */
      readonly revision: number;
    }
  | { readonly standing: Exclude<PersonStanding, 'known'> };

const CATEGORY = 'person';

const missingKey = (person: PersonId): KeysUnusable =>
  new KeysUnusable(
    `The person ${person} is registered, and the key of their details is missing. Restore the keys from their backup.`,
  );

/** Whether an event was recorded under the idempotency key of a request. */
const isOfRequest = ({ actor, idempotencyKey }: EventMetadata, request: RequestOrigin): boolean =>
  idempotencyKey !== undefined && idempotencyKey === request.idempotencyKey && actor === request.actor;

/** The children and young people: who they are, and that they are forgotten when they should be. */
@Injectable()
export class People {
  readonly #streams: StreamRepository<PersonCommand, PersonState, PersonEvent>;

  constructor(
    @Inject(EVENT_STORE) store: EventStore,
    private readonly clock: WallClock,
    private readonly vault: KeyVault,
    private readonly sealer: Sealer,
  ) {
    this.#streams = new StreamRepository(CATEGORY, personDecider, store, clock, UPCASTERS, (id) => id as PersonId);
  }

  /**
   * Registers a person. The key is made first: without the registration it is of no consequence.
   * @throws Problems where the request is malformed
   */
  async register(request: IdentityRequest): Promise<Outcome> {
    assertWellFormed(request);
    const { person } = request;
    const today = dayInLondon(this.clock.now());
    assertChildOrYoungPerson(request, today, today);
    return this.#streams.execute(person, async (state) => {
      if (state.standing === 'erased') return erased();
      if (state.standing === 'unregistered') await this.vault.create(person);
      return this.#sealed(request, (details) => ({ type: 'Register', details }));
    });
  }

  /**
   * What registering a person would come to, without doing it: whether anything would be recorded, or the refusal.
   * @throws Problems where the request is malformed
   */
  async foresee(request: IdentityRequest): Promise<'registers' | 'unchanged' | Refused> {
    assertWellFormed(request);
    const { person } = request;
    const { state, isKept } = await this.#streams.load(person);
    if (isKept === true) return taken();
    const standing = await this.vault.standing(person);
    if (state.standing === 'erased' || standing === 'erased') return erased();
    const today = dayInLondon(this.clock.now());
    if (state.standing === 'unregistered') {
      assertChildOrYoungPerson(request, today, today);
      return 'registers';
    }
    const command = await this.#sealed(request, (details) => ({ type: 'Register', details }));
    const decision = 'refused' in command ? command : personDecider.decide(command, state, { today });
    return 'refused' in decision ? decision : 'unchanged';
  }

  /**
   * Makes the keys of people who are about to be registered, all at once: otherwise each registration waits for the disk.
   * A key without a registration is of no consequence.
   */
  async makeKeys(people: readonly PersonId[]): Promise<void> {
    await Promise.all(people.map((person) => this.vault.create(person)));
  }

  /**
   * Replaces the details of a person.
   * @param expectedRevision the revision that the change is based on
   * @throws Problems where the request is malformed
   */
  async changeDetails(request: IdentityRequest, expectedRevision: number): Promise<Outcome> {
    assertWellFormed(request);
    const { person } = request;
    const today = dayInLondon(this.clock.now());
    const [first] = (await this.#streams.load(person)).recorded;
    const registered = first === undefined ? today : dayInLondon(new Date(first.recordedAt));
    assertChildOrYoungPerson(request, registered, today);
    return this.#streams.execute(person, async (state) => {
      if (state.standing === 'erased') return erased();
      if (state.standing === 'unregistered') return unknown();
      return this.#sealed(request, (details) => ({ type: 'ChangeDetails', details, expectedRevision }));
    });
  }

  /**
   * Erases a person for good: the key first, so that nothing can be read from then on, then it is recorded, then the
   * remains of the key are cleared. If it is cut short in between, the next start or the same request again finishes it.
   * @throws Problems where the request is malformed
   * @throws KeysUnusable where remains of the key may be left because another program reads the keys; all else is done
   */
  async erase(request: PersonRequest, reason: ErasureReason): Promise<Outcome> {
    assertWellFormed(request);
    const { person } = request;
    const { actor, correlationId, causationId, idempotencyKey } = requestContext();
    const origin = { actor, correlationId, causationId, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) };
    const { state, recorded } = await this.#streams.load(person);
    if (state.standing === 'unregistered' && (isHidden(person) || (await this.vault.standing(person)) === 'unknown')) {
      return { outcome: 'refused', ...unknown() };
    }
    const record = () => this.#streams.execute(person, () => ({ type: 'Erase', reason }));
    let outcome: Outcome;
    if (state.standing === 'erased') {
      // Whatever the answer is, a backup may have brought the key back.
      await this.vault.erase(person);
      outcome = await record();
    } else if (recorded.some(({ metadata }) => isOfRequest(metadata, origin))) {
      // It is refused because of its idempotency key, and nothing is erased for a request that is refused.
      return record();
    } else {
      await this.vault.erase(person, { reason, ...origin });
      outcome = await this.#recordErased(person, origin, reason);
    }
    await this.vault.erasureRecorded(person);
    await this.vault.clearRemains();
    return outcome;
  }

  /** Records an erasure that was cut short, on behalf of whoever asked for it. */
  async record({ person, note }: UnrecordedErasure): Promise<void> {
    const { reason, ...origin } = note as unknown as RequestOrigin & { readonly reason: ErasureReason };
    await this.#recordErased(person, origin, reason);
    await this.vault.erasureRecorded(person);
  }

  /**
   * Records that a person was erased whose key is gone. That stays true also where another request used the same
   * idempotency key meanwhile, so it is then recorded without one.
   */
  async #recordErased(person: PersonId, origin: RequestOrigin, reason: ErasureReason): Promise<Outcome> {
    const { idempotencyKey: _, ...withoutKey } = origin;
    const record = () => this.#streams.execute(person, () => ({ type: 'Erase', reason }));
    const outcome = await onBehalfOf(origin, record);
    return outcome.outcome === 'refused' ? onBehalfOf(withoutKey, record) : outcome;
  }

  /**
   * Who a person is.
   * @throws KeysUnusable where their key is missing
   */
  async details(person: PersonId): Promise<KnownPerson> {
    const { state } = await this.#streams.load(person);
    if (state.standing !== 'registered') return { standing: state.standing === 'erased' ? 'erased' : 'unknown' };
    const standing = await this.vault.standing(person);
    if (standing === 'unknown') throw missingKey(person);
    const text = await this.sealer.open(person, this.#place(person), state.details);
    return text === undefined
      ? { standing: 'erased' }
      : { standing: 'known', details: readIdentity(text), revision: state.revision };
  }

  /** Seals who a person is; refuses where they were erased. */
  async #sealed(
    request: IdentityRequest,
    make: (details: SealedText) => PersonCommand,
  ): Promise<PersonCommand | Refused> {
    const { person } = request;
    const standing = await this.vault.standing(person);
    if (standing === 'erased') return erased();
    if (standing === 'unknown') throw missingKey(person);
    return make(await this.sealer.seal(person, this.#place(person), writeIdentity(request)));
  }

  #place(person: PersonId): string {
    return `${this.#streams.streamOf(person)}/details`;
  }
}
