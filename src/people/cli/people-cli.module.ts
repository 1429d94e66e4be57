import { Module } from '@nestjs/common';
import { KeysCommand } from './keys.command.js';
import { RewrapCommand } from './rewrap.command.js';

/** What concerns the children's keys on the command line. */
@Module({ providers: [KeysCommand, RewrapCommand] })
export class PeopleCliModule {}
