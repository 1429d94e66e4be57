import { open, type FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { readJson, UnreadableJson } from '../../platform/json-text.js';
import { Problems } from '../../platform/problem.js';

const MEGABYTE = 1024 * 1024;
/** A case of 1000 milestones takes a tenth of a megabyte. */
export const MOST_BYTES = 5 * MEGABYTE;

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a directory',
  EACCES: 'you may not read it',
  EPERM: 'you may not read it',
  ENAMETOOLONG: 'the name is too long to be a file',
  ERR_INVALID_ARG_VALUE: 'that cannot be the name of a file',
};

const ACCEPTED = 'a file of JSON text in UTF-8, at most 5 MB';

function refuse(place: string, reason: string): never {
  throw new Problems([{ place, reason, accepted: ACCEPTED }]);
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/**
 * Reads JSON from a stream.
 * @param place how messages name the source
 * @throws Problems where it is too long, not UTF-8, empty or not JSON
 */
export async function readJsonStream(stream: Readable, place: string): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MOST_BYTES) refuse(place, 'it is larger than 5 MB');
    chunks.push(chunk);
  }
  try {
    return readJson(Buffer.concat(chunks));
  } catch (error) {
    if (error instanceof UnreadableJson) refuse(place, error.reason);
    throw error;
  }
}

/**
 * Reads JSON from a file.
 * @throws Problems where the file cannot be read, and as {@link readJsonStream}
 */
export async function readJsonFile(path: string): Promise<unknown> {
  let file: FileHandle | undefined;
  try {
    file = await open(path);
    return await readJsonStream(file.createReadStream({ autoClose: false }), path);
  } catch (error) {
    if (error instanceof Problems) throw error;
    return refuse(path, REASONS[codeOf(error)] ?? `it cannot be read (${codeOf(error)})`);
  } finally {
    await file?.close();
  }
}
