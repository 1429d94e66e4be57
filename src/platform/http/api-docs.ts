import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { version } from '../version.js';
import { documentAccess } from './api-access.js';
import { addNamedSchemas } from './schemas.js';

/** Where the documentation of the API is. */
export const DOCS_PATH = 'api/docs';
/** Where the OpenAPI document is. */
export const OPENAPI_PATH = `${DOCS_PATH}/openapi.json`;

/** The OpenAPI document of an application. */
export function apiDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('EHCP tracker')
    .setDescription(
      'Statutory timelines of education, health and care needs assessments, plans and annual reviews in England. ' +
        'Record what happened in a case and on which day; ask what is due when, and why, as at any day and as known on ' +
        'any instant. The calculator (POST /api/v1/clocks) answers the same for facts that are sent, and keeps nothing.',
    )
    .setVersion(version())
    .addServer('/')
    .build();
  const document = SwaggerModule.createDocument(app, config);
  addNamedSchemas(document);
  documentAccess(app, document);
  return document;
}

/** Serves the documentation and the OpenAPI document. */
export function serveApiDocs(app: INestApplication, document: OpenAPIObject): void {
  SwaggerModule.setup(DOCS_PATH, app, document, {
    jsonDocumentUrl: OPENAPI_PATH,
    raw: ['json'],
    customSiteTitle: 'EHCP tracker',
    swaggerOptions: {
      persistAuthorization: false,
      defaultModelsExpandDepth: 0,
      displayRequestDuration: true,
      validatorUrl: null,
    },
  });
}
