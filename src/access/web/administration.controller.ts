import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Access } from '../../platform/access/access.js';
import { may, type Permission } from '../../platform/access/viewer.js';
import { renderPage } from '../../platform/web/pages.js';

const TEMPLATE = 'access/web/views/administration.njk';

const ENTRIES: readonly {
  readonly href: string;
  readonly text: string;
  readonly says: string;
  readonly permission: Permission;
}[] = [
  {
    href: '/administration/users',
    text: 'Users',
    says: 'Who can sign in, and what they may do.',
    permission: 'administer',
  },
  {
    href: '/administration/teams',
    text: 'Teams',
    says: 'What cases are assigned to beside officers.',
    permission: 'administer',
  },
  {
    href: '/administration/restrictions',
    text: 'Restricted children',
    says: 'Children whose cases only named officers see.',
    permission: 'restrict',
  },
  {
    href: '/administration/page-views',
    text: 'Who looked at what',
    says: 'Every look at a case or a child.',
    permission: 'administer',
  },
  {
    href: '/administration/tokens',
    text: 'API tokens',
    says: 'Which programs may ask, and for what.',
    permission: 'administer',
  },
  {
    href: '/administration/benchmarks',
    text: 'Published figures',
    says: 'What the Department for Education publishes of England, regions and authorities, to stand beside your own.',
    permission: 'administer',
  },
];

/** What an administrator sees to. */
@ApiExcludeController()
@Access('administer')
@Controller('administration')
export class AdministrationController {
  @Get()
  show(@Req() request: Request, @Res({ passthrough: true }) response: Response): string {
    const entries = ENTRIES.filter(({ permission }) => may(request.viewer, permission));
    return renderPage(request, response, TEMPLATE, { title: 'Administration', entries });
  }
}
