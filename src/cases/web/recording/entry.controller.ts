import { Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Access } from '../../../platform/access/access.js';
import { EntryPages } from './entry-pages.js';
import { Undo } from './undo.js';

const PER_REQUEST = { passthrough: true } as const;

/** The pages on which a milestone on record is corrected, retracted, withdrawn or undone. */
@ApiExcludeController()
@Access('record', 'case')
@Controller('cases/:id/entries/:entry')
export class EntryController {
  constructor(
    private readonly pages: EntryPages,
    private readonly undoing: Undo,
  ) {}

  @Post('undo')
  @HttpCode(200)
  undo(
    @Param('id') id: string,
    @Param('entry') entry: string,
    @Req() request: Request,
    @Res(PER_REQUEST) response: Response,
  ): Promise<string | undefined> {
    return this.undoing.undo(id, entry, { request, response });
  }

  @Get(':change')
  show(
    @Param('id') id: string,
    @Param('entry') entry: string,
    @Param('change') change: string,
    @Req() request: Request,
    @Res(PER_REQUEST) response: Response,
  ): Promise<string> {
    return this.pages.show(id, entry, change, { request, response });
  }

  @Post(':change')
  @HttpCode(200)
  change(
    @Param('id') id: string,
    @Param('entry') entry: string,
    @Param('change') change: string,
    @Req() request: Request,
    @Res(PER_REQUEST) response: Response,
  ): Promise<string | undefined> {
    return this.pages.change(id, entry, change, { request, response });
  }
}
