import { Controller, Get, HttpCode, Param, Post, Redirect, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Access } from '../../../platform/access/access.js';
import { AssignPages } from './assign-pages.js';
import { NotePages } from './note-pages.js';

const PER_REQUEST = { passthrough: true } as const;

/** The pages on which a note is added to a case, it is given to an officer, closed or reopened. */
@ApiExcludeController()
@Access('record', 'case')
@Controller('cases/:id')
export class NoteAndAssignController {
  constructor(
    private readonly notes: NotePages,
    private readonly assignments: AssignPages,
  ) {}

  @Get('note')
  note(@Param('id') id: string, @Req() request: Request, @Res(PER_REQUEST) response: Response): Promise<string> {
    return this.notes.show(id, { request, response });
  }

  @Post('note')
  @HttpCode(200)
  addNote(
    @Param('id') id: string,
    @Req() request: Request,
    @Res(PER_REQUEST) response: Response,
  ): Promise<string | undefined> {
    return this.notes.add(id, { request, response });
  }

  @Get('assign')
  assignment(@Param('id') id: string, @Req() request: Request, @Res(PER_REQUEST) response: Response): Promise<string> {
    return this.assignments.show(id, { request, response });
  }

  @Post('assign')
  @HttpCode(200)
  assign(
    @Param('id') id: string,
    @Req() request: Request,
    @Res(PER_REQUEST) response: Response,
  ): Promise<string | undefined> {
    return this.assignments.assign(id, { request, response });
  }

  @Get('close')
  @Redirect()
  close(): { readonly url: string; readonly statusCode: number } {
    // From the address that was asked for: whether there is such a case is told by the page that follows.
    return { url: 'record/case-closed', statusCode: 303 };
  }

  @Get('reopen')
  @Redirect()
  reopen(): { readonly url: string; readonly statusCode: number } {
    return { url: 'record/case-reopened', statusCode: 303 };
  }
}
