import { Controller, Get, Param, Post, Req, Res, UploadedFiles, UseFilters, UseInterceptors } from '@nestjs/common';
import { FilesInterceptor } from '@nestjs/platform-express';
import { ApiExcludeController } from '@nestjs/swagger';
import { stringify } from 'csv-stringify/sync';
import type { Request, Response } from 'express';
import { Access, viewerOf } from '../../platform/access/access.js';
import { guarded } from '../../platform/formula-guard.js';
import { Refusal } from '../../platform/http/refusal.js';
import { FormErrors } from '../../platform/web/form.js';
import { leaveNotice } from '../../platform/web/notices.js';
import { renderPage } from '../../platform/web/pages.js';
import type { Stored } from '../../platform/web/upload-store.js';
import { ListBenchmarks } from '../application/list-benchmarks.js';
import { BENCHMARKS, BenchmarkUploadRefused } from './benchmark-upload-refused.filter.js';
import { BenchmarkUploads, type BenchmarkUpload } from './benchmark-uploads.js';
import {
  benchmarksPage,
  benchmarkUploadPage,
  FINDING_COLUMNS,
  findingRows,
  MOST_FILES,
  readingShown,
  type ReadingShown,
} from './benchmarks-page.js';

const PER_REQUEST = { passthrough: true } as const;
const PATH = '/administration/benchmarks';
const UPLOAD = 'benchmarks/web/views/upload.njk';
const LONGEST_NAME = 80;

/** A file as Multer hands it on. */
type Received = Stored & { readonly originalname: string };

/** How a file is called, for messages: browsers send names in UTF-8, some with folders before them. */
function nameOf({ originalname }: Received, place: number): string {
  const name = Buffer.from(originalname, 'latin1').toString('utf8').split(/[/\\]/).at(-1) ?? '';
  const shown = name.replace(/[\p{Cc}\p{Cf}]/gu, '').slice(0, LONGEST_NAME);
  return shown === '' ? `file ${String(place + 1)}` : shown;
}

/** Published figures: which are held, and new ones from files; what is to be taken in is shown before. */
@ApiExcludeController()
@Access('administer')
@Controller('administration/benchmarks')
export class BenchmarksPageController {
  constructor(
    private readonly benchmarks: ListBenchmarks,
    private readonly uploads: BenchmarkUploads,
  ) {}

  @Get()
  list(@Req() request: Request, @Res(PER_REQUEST) response: Response): Promise<string> {
    return this.#list(request, response, new FormErrors());
  }

  @Post()
  @UseFilters(BenchmarkUploadRefused)
  @UseInterceptors(FilesInterceptor('files', MOST_FILES))
  async take(
    @UploadedFiles() files: readonly Received[] | undefined,
    @Req() request: Request,
    @Res(PER_REQUEST) response: Response,
  ): Promise<string | undefined> {
    if (files === undefined || files.length === 0) {
      response.status(422);
      return this.#list(request, response, new FormErrors().add('files', 'Choose one or more CSV files'));
    }
    const received = files.map((file, place) => ({ path: file.path, name: nameOf(file, place) }));
    const { id } = await this.uploads.take(viewerOf(request).id, received);
    response.redirect(303, `${PATH}/${id}`);
    return undefined;
  }

  @Get(':id')
  async show(@Param('id') id: string, @Req() request: Request, @Res(PER_REQUEST) response: Response): Promise<string> {
    const upload = this.#upload(request, id);
    return renderPage(request, response, UPLOAD, benchmarkUploadPage(upload, await this.uploads.plan(upload)));
  }

  /** How far the reading has come, for the script of the page. */
  @Get(':id/progress')
  progress(@Param('id') id: string, @Req() request: Request): ReadingShown {
    return readingShown(this.#upload(request, id));
  }

  /** Everything that was found, as a file. */
  @Get(':id/findings.csv')
  async findings(
    @Param('id') id: string,
    @Req() request: Request,
    @Res(PER_REQUEST) response: Response,
  ): Promise<string> {
    const rows = findingRows(await this.uploads.plan(this.#upload(request, id)));
    response.attachment('findings.csv').type('text/csv; charset=utf-8');
    return stringify([[...FINDING_COLUMNS], ...rows.map((row) => row.map(guarded))]);
  }

  @Post(':id/record')
  async record(@Param('id') id: string, @Req() request: Request, @Res(PER_REQUEST) response: Response): Promise<void> {
    const upload = this.#upload(request, id);
    const plan = upload.state === 'read' ? await this.uploads.record(upload) : undefined;
    if (plan === undefined || plan.problems > 0) {
      response.redirect(303, `${PATH}/${id}`);
      return;
    }
    const { hasNews } = plan;
    leaveNotice(request, { text: hasNews ? 'The figures are imported.' : 'There was nothing new in these files.' });
    response.redirect(303, PATH);
  }

  @Post(':id/discard')
  discard(@Param('id') id: string, @Req() request: Request, @Res(PER_REQUEST) response: Response): void {
    this.uploads.discard(viewerOf(request).id, this.#upload(request, id).id);
    leaveNotice(request, { text: 'The files are removed. Nothing was imported.' });
    response.redirect(303, PATH);
  }

  async #list(request: Request, response: Response, errors: FormErrors): Promise<string> {
    return renderPage(request, response, BENCHMARKS, benchmarksPage(await this.benchmarks.list(), errors));
  }

  /** Files of whoever asks; those of somebody else are not there. */
  #upload(request: Request, id: string): BenchmarkUpload {
    const upload = this.uploads.of(viewerOf(request).id, id);
    if (upload !== undefined) return upload;
    throw new Refusal(404, 'There are no such files, or no longer: they are kept for an hour. Choose them again.');
  }
}
