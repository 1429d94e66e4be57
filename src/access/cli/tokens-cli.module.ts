import { Module } from '@nestjs/common';
import { Terminal } from '../../platform/cli/terminal.js';
import { AddTokenCommand } from './add-token.command.js';
import { ListTokensCommand } from './list-tokens.command.js';
import { RevokeTokenCommand } from './revoke-token.command.js';
import { TokensCommand } from './tokens.command.js';

/** Tokens on the command line. */
@Module({ providers: [Terminal, TokensCommand, AddTokenCommand, ListTokensCommand, RevokeTokenCommand] })
export class TokensCliModule {}
