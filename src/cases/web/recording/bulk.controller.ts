import { Controller, Get, HttpCode, Post, Redirect, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Access } from '../../../platform/access/access.js';
import { BulkPages } from './bulk-pages.js';

/** The pages on which one milestone is recorded on many cases. The cases stand in forms alone: an address is too short. */
@ApiExcludeController()
@Access('record')
@Controller('bulk')
export class BulkController {
  constructor(private readonly pages: BulkPages) {}

  /** Cases are chosen in the worklist. */
  @Get()
  @Redirect('/worklist', 303)
  show(): void {
    // The answer is the redirect alone.
  }

  @Post()
  @HttpCode(200)
  step(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<string> {
    return this.pages.step({ request, response });
  }
}
