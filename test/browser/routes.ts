import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Application } from 'express';
import { isPage } from '../../src/platform/http/page-or-program.js';

interface Layer {
  readonly route?: { readonly path: string | readonly string[]; readonly methods: Readonly<Record<string, boolean>> };
}

/** The addresses of the pages that the router knows. */
export function pageRoutes(app: NestExpressApplication): readonly string[] {
  const express = app.getHttpAdapter().getInstance() as Application;
  const layers = express.router.stack as unknown as readonly Layer[];
  const paths = layers.flatMap(({ route }) => (route?.methods.get === true ? [route.path].flat() : []));
  return [...new Set(paths)].filter((path) => isPage({ path })).sort();
}
