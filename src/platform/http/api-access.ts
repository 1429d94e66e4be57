import type { INestApplication } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { getSchemaPath } from '@nestjs/swagger';
import type { Permission } from '../access/viewer.js';
import { routesOf, type Route } from '../access/routes.js';
import { ProblemDetailsSchema } from './problem-schemas.js';

/** What the way to prove who asks is called in the document. */
const TOKEN = 'token';

type PathItem = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathItem['get']>;

/** What a program needs to be allowed something, in words. */
const NEEDS: Readonly<Record<Permission, string>> = {
  figures: 'A token needs the scope `figures`.',
  cases: 'A token needs the scope `cases`.',
  record: 'A token needs the scope `record`.',
  manage: 'A token needs the scope `manage`.',
  restrict: 'No token allows it: a manager or an administrator signs in.',
  administer: 'No token allows it: an administrator signs in.',
};

const problem = (description: string): object => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemDetailsSchema) } } },
});

function operationOf({ paths }: OpenAPIObject, { method, path }: Route): Operation | undefined {
  const item = paths[path.replaceAll(/:(\w+)/g, '{$1}')] as Readonly<Record<string, Operation>> | undefined;
  return item?.[method.toLowerCase()];
}

/** Says of every operation of a document whose it is, from the rules that the server keeps. */
export function documentAccess(app: INestApplication, document: OpenAPIObject): void {
  document.components = {
    ...document.components,
    securitySchemes: {
      [TOKEN]: {
        type: 'http',
        scheme: 'bearer',
        description: 'A token of this tracker, which begins with `ehcp_`. An administrator makes it, with its scopes.',
      },
    },
  };
  for (const route of routesOf(app)) {
    const operation = operationOf(document, route);
    if (operation === undefined) continue;
    const rule = route.access?.rule;
    if (rule === undefined || rule === 'public') {
      operation.security = [];
      continue;
    }
    operation.security = [{ [TOKEN]: [] }];
    operation.description = [operation.description, NEEDS[rule]].filter((text) => text !== undefined).join(' ');
    Object.assign(operation.responses, {
      401: problem('Nobody says who asks: there is no token, or it is not valid'),
      403: problem('Whoever asks may not do this'),
    });
  }
}
