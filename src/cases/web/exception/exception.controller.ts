import { Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Access } from '../../../platform/access/access.js';
import { ExceptionPages } from './exception-pages.js';

const PER_REQUEST = { passthrough: true } as const;

/** The pages that guide an exception through the tests of the statute. Recording it is the same as for every milestone. */
@ApiExcludeController()
@Access('record', 'case')
@Controller('cases/:id/exception')
export class ExceptionController {
  constructor(private readonly pages: ExceptionPages) {}

  @Get()
  choose(@Param('id') id: string, @Req() request: Request, @Res(PER_REQUEST) response: Response): Promise<string> {
    return this.pages.choose(id, { request, response });
  }

  @Get(':ground')
  ask(
    @Param('id') id: string,
    @Param('ground') ground: string,
    @Req() request: Request,
    @Res(PER_REQUEST) response: Response,
  ): Promise<string> {
    return this.pages.ask(id, ground, { request, response });
  }

  @Post(':ground')
  @HttpCode(200)
  check(
    @Param('id') id: string,
    @Param('ground') ground: string,
    @Req() request: Request,
    @Res(PER_REQUEST) response: Response,
  ): Promise<string> {
    return this.pages.check(id, ground, { request, response });
  }
}
