import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Access } from '../../platform/access/access.js';
import { Refusal } from '../../platform/http/refusal.js';
import { renderPage } from '../../platform/web/pages.js';
import { WallClock } from '../../platform/wall-clock.js';
import { dayInLondon } from '../../statute/calendar.js';
import { Rulebook } from '../../statute/rulebook.js';
import { viewRule } from '../application/rule-views.js';
import { rulebookPage, rulePage } from './rulebook-page.js';

const PER_REQUEST = { passthrough: true } as const;

/** The law as data, as anyone can read it. */
@ApiExcludeController()
@Access('public')
@Controller('rulebook')
export class RulebookController {
  constructor(
    private readonly rulebook: Rulebook,
    private readonly clock: WallClock,
  ) {}

  @Get()
  list(@Req() request: Request, @Res(PER_REQUEST) response: Response): string {
    const today = dayInLondon(this.clock.now());
    const rules = this.rulebook.inForceOn(today).map(viewRule);
    return renderPage(request, response, 'calculator/web/views/rulebook.njk', rulebookPage(rules, today));
  }

  @Get(':rule')
  show(@Param('rule') id: string, @Req() request: Request, @Res(PER_REQUEST) response: Response): string {
    const today = dayInLondon(this.clock.now());
    const versions = this.rulebook.rules.filter((one) => one.id === id.toUpperCase());
    // A rule that is no longer in force still governs old cases, whose pages lead here.
    const rule = this.rulebook.inForceOn(today).find((one) => versions.includes(one)) ?? versions.at(-1);
    if (rule === undefined) throw new Refusal(404, 'There is no such rule. The rulebook lists them all.');
    return renderPage(request, response, 'calculator/web/views/rule.njk', rulePage(rule, viewRule(rule), today));
  }
}
