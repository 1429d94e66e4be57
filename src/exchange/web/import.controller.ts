import { Controller, Get, Param, Post, Req, Res, UploadedFile, UseFilters, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { ApiExcludeController } from '@nestjs/swagger';
import { stringify } from 'csv-stringify/sync';
import type { Request, Response } from 'express';
import { Access, viewerOf } from '../../platform/access/access.js';
import { Refusal } from '../../platform/http/refusal.js';
import { Form, FormErrors, readForm } from '../../platform/web/form.js';
import { leaveNotice } from '../../platform/web/notices.js';
import { renderPage } from '../../platform/web/pages.js';
import { guarded } from '../../platform/formula-guard.js';
import { COLUMNS } from '../application/format.js';
import { importPage, milestonesPage, progressShown, uploadPage, type ProgressShown } from './import-page.js';
import { IMPORT, UploadRefused } from './upload-refused.filter.js';
import type { Stored } from '../../platform/web/upload-store.js';
import { Uploads, type Upload } from './uploads.js';

const PER_REQUEST = { passthrough: true } as const;
const CODE = /^[a-z][a-z0-9-]{0,59}$/;
const PROBLEM_COLUMNS = ['line', 'column', 'reason', 'accepted', 'confirm'] as const;

/** Cases from a CSV file: what is wrong with it is shown before anything is written. */
@ApiExcludeController()
@Access('record')
@Controller('import')
export class ImportController {
  constructor(private readonly uploads: Uploads) {}

  @Get()
  choose(@Req() request: Request, @Res(PER_REQUEST) response: Response): string {
    return renderPage(request, response, IMPORT, importPage(new FormErrors()));
  }

  @Post()
  @UseFilters(UploadRefused)
  @UseInterceptors(FileInterceptor('file'))
  take(
    @UploadedFile() file: Stored | undefined,
    @Req() request: Request,
    @Res(PER_REQUEST) response: Response,
  ): string | undefined {
    if (file === undefined) {
      response.status(422);
      return renderPage(request, response, IMPORT, importPage(new FormErrors().add('file', 'Choose a CSV file')));
    }
    const { id } = this.uploads.take(viewerOf(request).id, file.path);
    response.redirect(303, `/import/${id}`);
    return undefined;
  }

  /** A file with the names of all columns, to be filled in. */
  @Get('template.csv')
  template(@Res(PER_REQUEST) response: Response): string {
    response.attachment('cases.csv').type('text/csv; charset=utf-8');
    return stringify([[...COLUMNS]]);
  }

  @Get('milestones')
  milestones(@Req() request: Request, @Res(PER_REQUEST) response: Response): string {
    return renderPage(request, response, 'exchange/web/views/milestones.njk', milestonesPage());
  }

  @Get(':id')
  show(@Param('id') id: string, @Req() request: Request, @Res(PER_REQUEST) response: Response): string {
    const page = Number(Form.ofQuery(request).text('page'));
    return renderPage(request, response, 'exchange/web/views/upload.njk', uploadPage(this.#upload(request, id), page));
  }

  /** How far the work has come, for the script of the page. */
  @Get(':id/progress')
  progress(@Param('id') id: string, @Req() request: Request): ProgressShown {
    return progressShown(this.#upload(request, id));
  }

  /** Everything that is wrong, as a file. */
  @Get(':id/problems.csv')
  problems(@Param('id') id: string, @Req() request: Request, @Res(PER_REQUEST) response: Response): string {
    const { problems } = this.#upload(request, id);
    response.attachment('problems.csv').type('text/csv; charset=utf-8');
    const rows = problems.map((one) => PROBLEM_COLUMNS.map((column) => guarded(String(one[column] ?? ''))));
    return stringify([[...PROBLEM_COLUMNS], ...rows]);
  }

  @Post(':id/check')
  check(@Param('id') id: string, @Req() request: Request, @Res(PER_REQUEST) response: Response): void {
    const { owner } = this.#upload(request, id);
    const codes = readForm(request).all('confirm');
    if (!codes.every((code) => CODE.test(code))) throw new Refusal(400, 'The form names a warning that is none.');
    this.uploads.check(owner, id, codes);
    response.redirect(303, `/import/${id}`);
  }

  @Post(':id/record')
  record(@Param('id') id: string, @Req() request: Request, @Res(PER_REQUEST) response: Response): void {
    this.uploads.record(this.#upload(request, id).owner, id);
    response.redirect(303, `/import/${id}`);
  }

  @Post(':id/discard')
  discard(@Param('id') id: string, @Req() request: Request, @Res(PER_REQUEST) response: Response): void {
    this.uploads.discard(this.#upload(request, id).owner, id);
    leaveNotice(request, { text: 'The file is removed. Nothing was recorded.' });
    response.redirect(303, '/import');
  }

  /** A file of whoever asks; that of somebody else is not there. */
  #upload(request: Request, id: string): Upload {
    const upload = this.uploads.of(viewerOf(request).id, id);
    if (upload !== undefined) return upload;
    throw new Refusal(404, 'There is no such file, or no longer: a file is kept for an hour. Choose it again.');
  }
}
