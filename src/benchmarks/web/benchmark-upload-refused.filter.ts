import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { FormErrors } from '../../platform/web/form.js';
import { renderPage } from '../../platform/web/pages.js';
import { ListBenchmarks } from '../application/list-benchmarks.js';
import { benchmarksPage, LARGEST, MOST_FILES } from './benchmarks-page.js';

/** The template of the page on which files are chosen. */
export const BENCHMARKS = 'benchmarks/web/views/benchmarks.njk';

const REASONS: Readonly<Record<number, string>> = {
  413: `One of the files is larger than ${LARGEST}. Import it with "ehcp benchmarks import"`,
};
const UNREADABLE = `The files did not arrive whole. Choose them again, at most ${String(MOST_FILES)} at once`;

/** Shows the page of the form again where files could not be received, and says why. */
@Catch(HttpException)
export class BenchmarkUploadRefused implements ExceptionFilter {
  constructor(private readonly benchmarks: ListBenchmarks) {}

  async catch(error: HttpException, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const status = error.getStatus();
    const errors = new FormErrors().add('files', REASONS[status] ?? UNREADABLE);
    const view = benchmarksPage(await this.benchmarks.list(), errors);
    response.status(status).send(renderPage(request, response, BENCHMARKS, view));
  }
}
