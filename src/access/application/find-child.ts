import { Injectable } from '@nestjs/common';
import { Caseload } from '../../caseload/application/caseload.js';
import { withoutSightOf } from '../../platform/access/sight.js';
import { ReadModels } from '../../read-model/read-models.js';
import type { PersonId } from '../../streams/domain/event.js';

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;
/** The longest reference that is looked for. */
const LONGEST = 200;

/** Which child is meant: one, none, or several who have the same reference. */
export type ChildMeant = PersonId | 'none' | 'several';

/** Finds children by what their files bear, for those who decide who may see a child and need not see the child. */
@Injectable()
export class FindChild {
  constructor(
    private readonly models: ReadModels,
    private readonly caseload: Caseload,
  ) {}

  /**
   * The child who is meant, also one who is kept from whoever asks: nothing is told of them but their id.
   * @param text the id of a case, the id of a child, or a child's reference
   */
  async by(text: string): Promise<ChildMeant> {
    const typed = text.trim();
    if (typed === '' || typed.length > LONGEST) return 'none';
    return withoutSightOf(new Set(), () =>
      UUID.test(typed.toLowerCase()) ? this.#byId(typed.toLowerCase()) : this.#byReference(typed),
    );
  }

  async #byId(id: string): Promise<ChildMeant> {
    const { db } = this.models.live();
    const one = await db.selectFrom('case_file').select('person').where('id', '=', id).executeTakeFirst();
    if (one !== undefined) return one.person as PersonId;
    const person = await db.selectFrom('person').select('id').where('id', '=', id).executeTakeFirst();
    if (person !== undefined) return person.id as PersonId;
    // An erased child is in no index, and their cases still name them.
    const theirs = await db.selectFrom('case_file').select('person').where('person', '=', id).executeTakeFirst();
    return theirs === undefined ? 'none' : (theirs.person as PersonId);
  }

  async #byReference(reference: string): Promise<ChildMeant> {
    const { items } = await this.caseload.findPeople({ reference }, { limit: 2 });
    const [only, other] = items;
    if (only === undefined) return 'none';
    return other === undefined ? only.id : 'several';
  }
}
