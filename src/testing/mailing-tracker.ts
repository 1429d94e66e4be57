import { CommandBus } from '@nestjs/cqrs';
import { Test, type TestingModule } from '@nestjs/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { Accounts } from '../access/application/accounts.js';
import { AlertWatch } from '../alerts/application/alert-watch.js';
import { DigestsModule } from '../alerts/digests.module.js';
import { RequestAssessment } from '../assessments/application/request-assessment.js';
import { AssignCase } from '../cases/application/assign-case.js';
import { MailPost } from '../mail/application/mail-post.js';
import { Outbox, type ListedMail } from '../mail/application/outbox.js';
import { MailModule } from '../mail/mail.module.js';
import { RegisterPerson } from '../people/application/register-person.js';
import type { Tracker } from '../platform/cli/tracker.js';
import { WallClock } from '../platform/wall-clock.js';
import { ReadModels } from '../read-model/read-models.js';
import { addDays, dayInLondon, type CalendarDate } from '../statute/calendar.js';
import { onBehalfOf, type RequestOrigin } from '../streams/application/request-context.js';
import type { PersonId } from '../streams/domain/event.js';
import { TrackerModule } from '../tracker.module.js';
import { Mailbox } from './mailbox.js';

class SetClock extends WallClock {
  at = new Date(0);
  override now(): Date {
    return this.at;
  }
}

/** A child with an assessment, as a mail names them. */
export interface MailedChild {
  readonly person: PersonId;
  readonly assessment: string;
  readonly reference: string;
}

/** A tracker that sends mails to a server on this machine, on a clock that is set; it can be restarted. */
export class MailingTracker {
  readonly box = new Mailbox();
  readonly clock = new SetClock();
  readonly #folder = mkdtempSync(join(tmpdir(), 'mailing-'));
  #module: TestingModule | undefined;
  #children = 0;

  async open(now: string): Promise<void> {
    this.clock.at = new Date(now);
    await this.box.open();
    this.#module = await this.#open();
  }

  async close(): Promise<void> {
    await this.#module?.close();
    await this.box.close();
    rmSync(this.#folder, { recursive: true });
  }

  async restart(): Promise<void> {
    await this.#module?.close();
    this.#module = await this.#open();
  }

  get<T>(token: Parameters<Tracker['get']>[0] & (abstract new (...args: never[]) => T)): T {
    if (this.#module === undefined) throw new Error('The tracker is not open.');
    return this.#module.get(token, { strict: false });
  }

  get today(): CalendarDate {
    return dayInLondon(this.clock.at);
  }

  /** Sets the clock to a time of a day, in UTC. */
  at(day: CalendarDate, time: string): void {
    this.clock.at = new Date(`${day}T${time}:00.000Z`);
  }

  async request(request: object, origin: RequestOrigin = { actor: 'mona' }): Promise<void> {
    await onBehalfOf(origin, () => this.get(CommandBus).execute(request));
  }

  /** A manager, to whom mails go. */
  async manager(id: string, teams: readonly string[] = []): Promise<void> {
    const email = `${id}@example.gov.uk`;
    await this.get(Accounts).add({ id, name: `Manager ${id}`, email, roles: ['manager'], teams });
  }

  /** A child whose first assessment was asked for so many days ago. */
  async child(daysAgo: number, team?: string, origin?: RequestOrigin): Promise<MailedChild> {
    const [person, assessment] = [v7() as PersonId, v7()];
    const reference = `EHC-${String((this.#children += 1)).padStart(4, '0')}`;
    const named = { surname: 'Quillfeather', forename: 'Ottoline', dateOfBirth: '2014-05-06' as CalendarDate };
    await this.request(RegisterPerson.of({ person, ...named, reference }));
    const on = addDays(this.today, -daysAgo);
    await this.request(RequestAssessment.of({ case: assessment, person, on, kind: 'initial' }), origin);
    if (team !== undefined)
      await this.request(
        AssignCase.of({ kind: 'assessment', case: assessment, officer: 'mona', team, on: this.today }),
      );
    return { person, assessment, reference };
  }

  /** Follows what was recorded, and sweeps. */
  async sweep(): Promise<void> {
    await this.get(ReadModels).bringUpToDate();
    await this.get(AlertWatch).catchUp();
    await this.get(AlertWatch).sweep({ takesIn: true });
    await this.get(ReadModels).bringUpToDate();
  }

  /** Makes the mails that are due, and sends them. */
  post(): Promise<void> {
    return this.get(MailPost).pass();
  }

  /** A morning: the sweep at 6, the mails at 7 in summer and in winter. */
  async morning(day: CalendarDate): Promise<void> {
    this.at(day, '06:00');
    await this.sweep();
    this.at(day, '07:00');
    await this.post();
  }

  mails(): Promise<readonly ListedMail[]> {
    return this.get(Outbox).list(10_000);
  }

  async #open(): Promise<TestingModule> {
    const { port } = this.box.settings();
    const settings = {
      DATA_DIRECTORY: this.#folder,
      EHCP_SMTP_URL: `smtp://127.0.0.1:${String(port)}`,
      EHCP_SMTP_FROM: 'ehcp@example.gov.uk',
      EHCP_URL: 'https://ehcp.example.gov.uk',
    };
    const module = await Test.createTestingModule({
      imports: [TrackerModule.configured(settings), MailModule, DigestsModule],
    })
      .overrideProvider(WallClock)
      .useValue(this.clock)
      .compile();
    module.useLogger(false);
    await module.init();
    // It looks at the outbox as it starts, which is over before the clock is set.
    await module.get(MailPost, { strict: false }).pass();
    return module;
  }
}

/** The lines of a mail below one of its headings. */
export function linesBelow(source: string, heading: string): readonly string[] {
  const text = source.replace(/=\r\n/g, '').replaceAll('\r\n', '\n');
  const part = new RegExp(`^${heading}: [0-9,]+\\n((?:- .*\\n?)*)`, 'm').exec(text)?.[1] ?? '';
  return part.split('\n').filter((line) => line !== '');
}
