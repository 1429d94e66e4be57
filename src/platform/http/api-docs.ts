import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { version } from '../version.js';

/** Where the documentation of the API is. */
export const DOCS_PATH = 'api/docs';
/** Where the OpenAPI document is. */
export const OPENAPI_PATH = `${DOCS_PATH}/openapi.json`;

/** The OpenAPI document of an application. */
export function apiDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('EHCP tracker: calculator')
    .setDescription(
      'Statutory timelines of education, health and care needs assessments, plans and annual reviews in England. ' +
        'Send what happened in a case and on which day; the answer says what is due when, and why. ' +
        'Send no names: a day and what happened on it are all that is needed, and nothing is kept.',
    )
    .setVersion(version())
    .addServer('/')
    .build();
  return SwaggerModule.createDocument(app, config);
}

/** Serves the documentation and the OpenAPI document. */
export function serveApiDocs(app: INestApplication, document: OpenAPIObject): void {
  SwaggerModule.setup(DOCS_PATH, app, document, {
    jsonDocumentUrl: OPENAPI_PATH,
    raw: ['json'],
    customSiteTitle: 'EHCP tracker: calculator',
    swaggerOptions: { defaultModelsExpandDepth: 0, displayRequestDuration: true, validatorUrl: null },
  });
}
