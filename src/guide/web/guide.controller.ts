import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Access } from '../../platform/access/access.js';
import { renderPage } from '../../platform/web/pages.js';

const PER_REQUEST = { passthrough: true } as const;

/** Pages that explain the tracker itself, to anyone. */
@ApiExcludeController()
@Access('public')
@Controller()
export class GuideController {
  @Get('help')
  help(@Req() request: Request, @Res(PER_REQUEST) response: Response): string {
    return renderPage(request, response, 'guide/web/views/help.njk', { title: 'Help' });
  }

  @Get('accessibility')
  accessibility(@Req() request: Request, @Res(PER_REQUEST) response: Response): string {
    return renderPage(request, response, 'guide/web/views/accessibility.njk', { title: 'Accessibility statement' });
  }
}
