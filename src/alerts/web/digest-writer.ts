import { Injectable, type OnModuleInit } from '@nestjs/common';
import { viewerWith } from '../../access/application/viewers.js';
import { Letters, type Letter, type ToWrite } from '../../mail/application/letter.js';
import { MailPost } from '../../mail/application/mail-post.js';
import { Names, type ChildName, type ToName } from '../../people/application/names.js';
import { Restrictions } from '../../platform/access/restrictions.js';
import { withoutSightOf } from '../../platform/access/sight.js';
import { ReadModels, type Asked } from '../../read-model/read-models.js';
import { Rulebook } from '../../statute/rulebook.js';
import { digestAlerts } from '../application/digest-alerts.js';
import { DIGEST_PARTS, type DigestContent } from '../application/digest-content.js';
import { Digests, DIGEST } from '../application/digests.js';
import { digestLetter } from './digest-letter.js';

/** Writes digests as they are sent, from what their readers may see by then. */
@Injectable()
export class DigestWriter implements OnModuleInit {
  readonly #ruleNames: ReadonlyMap<string, string>;

  constructor(
    private readonly models: ReadModels,
    private readonly names: Names,
    private readonly restrictions: Restrictions,
    private readonly letters: Letters,
    private readonly post: MailPost,
    private readonly digests: Digests,
    { rules }: Rulebook,
  ) {
    this.#ruleNames = new Map(rules.map(({ id, name }) => [id, name]));
  }

  /** Has the digests made and written. */
  onModuleInit(): void {
    this.letters.writtenBy(DIGEST, (letter) => this.write(letter));
    this.post.madeBy(() => this.digests.makeDue());
  }

  async write({ content, to, url }: ToWrite): Promise<Letter | undefined> {
    const digest = content as DigestContent;
    const hidden = new Set(await this.restrictions.hiddenFrom(viewerWith(to)));
    return withoutSightOf(hidden, async () => {
      const asked = this.models.live();
      const ids = DIGEST_PARTS.flatMap((part) => digest.parts[part].alerts);
      const alerts = await digestAlerts(asked, ids);
      const names = await this.#namesOf(
        asked,
        [...alerts.values()].map(({ person }) => person),
      );
      const ruleName = (rule: string): string => this.#ruleNames.get(rule) ?? rule;
      return digestLetter({ content: digest, name: to.name, alerts, names, ruleName, url });
    });
  }

  async #namesOf({ db }: Asked, people: readonly string[]): Promise<ReadonlyMap<string, ChildName>> {
    if (people.length === 0) return new Map();
    const rows = await db
      .selectFrom('person')
      .selectAll()
      .where('id', 'in', [...new Set(people)])
      .execute();
    return this.names.of(rows as readonly unknown[] as readonly ToName[]);
  }
}
