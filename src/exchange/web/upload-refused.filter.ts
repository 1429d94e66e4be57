import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { FormErrors } from '../../platform/web/form.js';
import { renderPage } from '../../platform/web/pages.js';
import { importPage, LARGEST } from './import-page.js';

/** The template of the page on which a file is chosen. */
export const IMPORT = 'exchange/web/views/import.njk';

const REASONS: Readonly<Record<number, string>> = {
  413: `The file is larger than ${LARGEST}. Split it by cases, or import it with "ehcp import cases"`,
};
const UNREADABLE = 'The file did not arrive whole. Choose it again';

/** Shows the page of the form again where a file could not be received, and says why. */
@Catch(HttpException)
export class UploadRefused implements ExceptionFilter {
  catch(error: HttpException, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const status = error.getStatus();
    const errors = new FormErrors().add('file', REASONS[status] ?? UNREADABLE);
    response.status(status).send(renderPage(request, response, IMPORT, importPage(errors)));
  }
}
