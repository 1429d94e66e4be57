import { Global, Module } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { Accounts } from '../access/application/accounts.js';
import { OutgoingMail } from '../platform/health/outgoing-mail.js';
import { Letters } from './application/letter.js';
import { MailPost } from './application/mail-post.js';
import { mailSettings } from './application/mail-settings.js';
import { Outbox } from './application/outbox.js';
import { SmtpServer } from './smtp/smtp-server.js';

/** The mails that the tracker sends. */
@Global()
@Module({
  providers: [
    Outbox,
    Letters,
    {
      provide: MailPost,
      inject: [ConfigService, Outbox, Letters, Accounts],
      useFactory: (config: ConfigService, outbox: Outbox, letters: Letters, accounts: Accounts): MailPost => {
        const settings = mailSettings(config);
        const outlet = settings && {
          server: new SmtpServer(settings),
          ...(settings.url === undefined ? {} : { url: settings.url }),
        };
        return new MailPost(outlet, outbox, letters, accounts);
      },
    },
    { provide: OutgoingMail, useExisting: MailPost },
  ],
  exports: [Outbox, Letters, MailPost, OutgoingMail],
})
export class MailModule {}
