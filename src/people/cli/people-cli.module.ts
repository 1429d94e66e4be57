import { Module } from '@nestjs/common';
import { Terminal } from '../../platform/cli/terminal.js';
import { EraseCommand } from './erase.command.js';
import { KeysCommand } from './keys.command.js';
import { PeopleCommand } from './people.command.js';
import { RewrapCommand } from './rewrap.command.js';

/** The children, and their keys, on the command line. */
@Module({ providers: [Terminal, PeopleCommand, EraseCommand, KeysCommand, RewrapCommand] })
export class PeopleCliModule {}
