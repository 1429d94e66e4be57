import { Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Access } from '../../../platform/access/access.js';
import { RecordPages } from './record-pages.js';

const PER_REQUEST = { passthrough: true } as const;

/** The pages on which one milestone is recorded on one case. */
@ApiExcludeController()
@Access('record', 'case')
@Controller('cases/:id/record')
export class RecordController {
  constructor(private readonly pages: RecordPages) {}

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
