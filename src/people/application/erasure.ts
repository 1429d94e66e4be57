import type { CommandBus } from '@nestjs/cqrs';
import type { EventStore } from '../../event-store/event-store.js';
import type { ReadModels } from '../../read-model/read-models.js';
import type { Outcome } from '../../streams/application/outcome.js';
import { onBehalfOf, type RequestOrigin } from '../../streams/application/request-context.js';
import type { Sealer } from '../../streams/application/sealer.js';
import type { PersonId } from '../../streams/domain/event.js';
import type { ErasureReason } from '../domain/person.events.js';
import { ErasePerson } from './erase-person.js';

/** A case of someone who is to be erased. */
export interface ErasableCase {
  readonly kind: string;
  readonly id: string;
  /** Whether the council has still something to do. */
  readonly isOpen: boolean;
}

/** What is known of someone who is to be erased, without saying who they are. */
export interface Erasable {
  /** `erased` where it was done already; doing it again also erases a key that came back with a backup. */
  readonly standing: 'registered' | 'erased';
  readonly cases: readonly ErasableCase[];
}

/** What is left of someone after their erasure, where nothing should be. */
export type Remains = 'key' | 'index';

/** Erases people, and makes sure that it was done. */
export class Erasure {
  constructor(
    private readonly store: EventStore,
    private readonly sealer: Sealer,
    private readonly models: ReadModels,
    private readonly commands: CommandBus,
  ) {}

  /**
   * What an erasure is about; nothing where nobody is known by the id.
   * @param takingIn how the events are taken in that the read models lack
   */
  async about(
    person: PersonId,
    takingIn: Parameters<ReadModels['bringUpToDate']>[0] = {},
  ): Promise<Erasable | undefined> {
    const events = await this.store.readStream(`person-${person}`);
    const standing = await this.sealer.standing(person);
    if (events.length === 0 && standing === 'unknown') return undefined;
    await this.models.bringUpToDate(takingIn);
    const rows = await this.models
      .live()
      .db.selectFrom('case_file')
      .select(['kind', 'id', 'is_open'])
      .where('person', '=', person)
      .orderBy('opened_on')
      .orderBy('id')
      .execute();
    return {
      standing: standing === 'erased' && events.at(-1)?.type === 'PersonErased' ? 'erased' : 'registered',
      cases: rows.map(({ kind, id, is_open: isOpen }) => ({ kind, id, isOpen: isOpen === 1 })),
    };
  }

  /**
   * Erases a person for good.
   * @throws KeysUnusable where remains of the key may be left because another program reads the keys; all else is done
   */
  erase(person: PersonId, reason: ErasureReason, origin: RequestOrigin): Promise<Outcome> {
    return onBehalfOf(origin, () => this.commands.execute<ErasePerson, Outcome>(ErasePerson.of({ person, reason })));
  }

  /** Looks for what should be gone: a key, and terms by which the person would be found. */
  async remainsOf(person: PersonId): Promise<readonly Remains[]> {
    await this.models.bringUpToDate();
    const { db } = this.models.live();
    const inIndex = [
      ...(await db.selectFrom('person').select('id').where('id', '=', person).execute()),
      ...(await db.selectFrom('person_term').select('person').where('person', '=', person).limit(1).execute()),
    ];
    const standing = await this.sealer.standing(person);
    return [...(standing === 'erased' ? [] : ['key' as const]), ...(inIndex.length === 0 ? [] : ['index' as const])];
  }
}
