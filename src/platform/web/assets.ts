import type { NextFunction, Request, Response } from 'express';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { stylesheet } from './stylesheet.js';

const require = createRequire(import.meta.url);
const FOLDER = fileURLToPath(new URL('./assets/', import.meta.url));
const PREFIX = '/assets/';
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

interface Asset {
  readonly type: string;
  readonly body: Buffer;
  readonly compressed: Buffer;
}

const assets = new Map<string, Asset>();
const urls = new Map<string, string>();

/** The name holds what the file holds, so that a browser may keep it for good. */
function add(name: string, text: string): void {
  const extension = extname(name);
  const body = Buffer.from(text);
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 12);
  const path = `${name.slice(0, -extension.length)}-${hash}${extension}`;
  assets.set(path, { type: TYPES[extension] ?? 'application/octet-stream', body, compressed: gzipSync(body) });
  urls.set(name, `${PREFIX}${path}`);
}

/** A script that another one imports. */
const NAMED = /'\.\/([\w-]+\.js)'/g;

function load(): void {
  add('tracker.css', stylesheet());
  add(
    'govuk.js',
    readFileSync(require.resolve('govuk-frontend/dist/govuk/govuk-frontend.min.js'), 'utf8').replace(
      /\/\/# sourceMappingURL=.*\s*$/,
      '',
    ),
  );
  for (const name of readdirSync(FOLDER)) addFile(name);
}

/** Adds a file, after those that it names: scripts name each other by the names of their files. */
function addFile(name: string): void {
  if (TYPES[extname(name)] === undefined || urls.has(name)) return;
  const text = readFileSync(`${FOLDER}${name}`, 'utf8').replaceAll(NAMED, (_, file: string) => {
    addFile(file);
    return `'${urls.get(file) ?? ''}'`;
  });
  add(name, text);
}

/**
 * Where something is that pages load, such as `tracker.css`.
 * @throws Error where there is no such file
 */
export function assetPathOf(name: string): string {
  if (urls.size === 0) load();
  const url = urls.get(name);
  if (url === undefined) throw new Error(`There is no asset ${name}.`);
  return url;
}

/** Answers requests for what pages load. */
export function serveAssets({ method, path, headers }: Request, response: Response, next: NextFunction): void {
  if ((method !== 'GET' && method !== 'HEAD') || !path.startsWith(PREFIX)) {
    next();
    return;
  }
  if (urls.size === 0) load();
  const asset = assets.get(path.slice(PREFIX.length));
  if (asset === undefined) {
    next();
    return;
  }
  const isCompressed = /\bgzip\b/.test(headers['accept-encoding'] ?? '');
  response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
  response.setHeader('Vary', 'Accept-Encoding');
  response.type(asset.type);
  if (isCompressed) response.setHeader('Content-Encoding', 'gzip');
  response.end(isCompressed ? asset.compressed : asset.body);
}
