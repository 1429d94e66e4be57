import { Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Access } from '../../../platform/access/access.js';
import { RecordPages } from './record-pages.js';
import { SeveralPages } from './several-pages.js';

const PER_REQUEST = { passthrough: true } as const;

/** The pages on which milestones are recorded on one case. */
@ApiExcludeController()
@Access('record', 'case')
@Controller('cases/:id/record')
export class RecordController {
  constructor(
    private readonly pages: RecordPages,
    private readonly severalPages: SeveralPages,
  ) {}

  @Get()
  choose(@Param('id') id: string, @Req() request: Request, @Res(PER_REQUEST) response: Response): Promise<string> {
    return this.severalPages.choose(id, { request, response });
  }

  @Get('several')
  several(@Param('id') id: string, @Req() request: Request, @Res(PER_REQUEST) response: Response): Promise<string> {
    return this.severalPages.show(id, { request, response });
  }

  @Post('several')
  @HttpCode(200)
  recordSeveral(
    @Param('id') id: string,
    @Req() request: Request,
    @Res(PER_REQUEST) response: Response,
  ): Promise<string | undefined> {
    return this.severalPages.record(id, { request, response });
  }

  @Get(':milestone')
  show(
    @Param('id') id: string,
    @Param('milestone') milestone: string,
    @Req() request: Request,
    @Res(PER_REQUEST) response: Response,
  ): Promise<string> {
    return this.pages.show(id, milestone, { request, response });
  }

  @Post(':milestone')
  @HttpCode(200)
  record(
    @Param('id') id: string,
    @Param('milestone') milestone: string,
    @Req() request: Request,
    @Res(PER_REQUEST) response: Response,
  ): Promise<string | undefined> {
    return this.pages.record(id, milestone, { request, response });
  }
}
