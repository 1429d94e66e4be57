import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Caseload } from '../../../caseload/application/caseload.js';
import { Access } from '../../../platform/access/access.js';
import { renderPage } from '../../../platform/web/pages.js';
import { deciderOf } from '../../application/case-deciders.js';
import { owedToFamily, type OwedToFamily } from '../../application/family-updates.js';
import { liveEntries } from '../../../streams/domain/case-record.js';
import { RecordingContext, type CaseAtHand } from '../recording/recording-context.js';
import { familyForms } from './family-forms.js';
import { familyPage } from './family-page.js';

const PAGE = 'cases/web/family/views/family.njk';

/** What a family was told and asked, what it is owed, and the forms that record more of it. */
@ApiExcludeController()
@Access('record', 'case')
@Controller('cases/:id/family-update')
export class FamilyController {
  constructor(
    private readonly context: RecordingContext,
    private readonly caseload: Caseload,
  ) {}

  @Get()
  async show(
    @Param('id') id: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const at = await this.context.atHand(id);
    const owed = await this.#owed(at);
    const forms = familyForms(at, owed);
    const entries = liveEntries(at.one.state);
    return renderPage(
      request,
      response,
      PAGE,
      familyPage({ heading: at.heading, today: at.today, owed, entries, forms }),
    );
  }

  async #owed({ one, today }: CaseAtHand): Promise<readonly OwedToFamily[]> {
    const file = await this.caseload.caseFile({}, one.id);
    const milestones = deciderOf(one.kind).milestones(one.state);
    const { next } = file ?? {};
    return owedToFamily(
      { kind: one.kind, milestones, open: file?.open ?? true, ...(next === undefined ? {} : { next }) },
      today,
    );
  }
}
