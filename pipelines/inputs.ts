/** Inputs: files, folders and standard input as a stream of article objects, in the order they were named. */
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import type { ArticleInput } from '../src/model/article.js';
import { type Input, readJsonDocuments, readJsonLines } from './json-inputs.js';
import { decodeBytes, headlineOf } from './plain-text.js';
import { describeFileFault } from '../src/model/file-fault.js';

export type { Input } from './json-inputs.js';

/** What the caller says of inputs that do not say it themselves. */
export interface InputOptions {
  published?: string | null | undefined;
  outlet?: string | null | undefined;
  url?: string | null | undefined;
  title?: string | null | undefined;
  /** Most bytes of one line or of one document; 64 MB unless given. */
  limit?: number | undefined;
  /** What `-` reads; standard input unless given. */
  stdin?: AsyncIterable<Uint8Array> | undefined;
}

/** What a caller may say of inputs, as options of a program. */
export const INPUT_OPTIONS = {
  published: { type: 'string' },
  outlet: { type: 'string' },
  url: { type: 'string' },
  title: { type: 'string' },
} as const;

const LIMIT = 64 * 1024 * 1024;
const KIND = /\.(txt|html?|json|jsonl|ndjson)(\.gz)?$/i;

type Format = 'text' | 'html' | 'json' | 'jsonl';

interface Source {
  name: string;
  format: Format;
  chunks: AsyncIterable<Uint8Array>;
  limit: number;
}

/**
 * Reads article objects from files (.txt, .html, .json, .jsonl, each also .gz), from folders of such files
 * (sorted by name, folders inside too) and from standard input (`-`).
 * An input that cannot be read comes as an error with its place; the rest goes on. Nothing is held but the
 * line or document at hand.
 */
export async function* readInputs(
  paths: readonly string[],
  options: InputOptions = {},
): AsyncGenerator<Input> {
  for (const path of paths) {
    for await (const found of openSources(path, options)) {
      if ('error' in found) yield found;
      else yield* readSource(found, options);
    }
  }
}

async function* readSource(source: Source, options: InputOptions): AsyncGenerator<Input> {
  try {
    for await (const input of readFormat(source, options)) {
      yield 'error' in input ? input : { ...input, article: fill(input.article, options) };
    }
  } catch (error) {
    yield { error: reasonOf(error), where: `${source.name}:1` };
  }
}

function readFormat(source: Source, options: InputOptions): AsyncGenerator<Input> {
  if (source.format === 'jsonl') return readJsonLines(source);
  if (source.format === 'json') return readJsonDocuments(source);
  return readWhole(source, source.format, options);
}

/** A page or a plain text is one article; its first line may be its headline. */
async function* readWhole(
  source: Source,
  format: 'text' | 'html',
  options: InputOptions,
): AsyncGenerator<Input> {
  const where = `${source.name}:1`;
  const bytes = await collect(source.chunks, source.limit);
  if (bytes === null) {
    yield { error: `longer than ${source.limit} bytes; split it into smaller files`, where };
    return;
  }
  const text = decodeBytes(bytes, format === 'html');
  if (text.trim() === '') yield { error: 'empty: there is no text to read', where };
  else if (format === 'html') yield { article: { html: text }, where };
  else yield { article: { text, title: options.title ?? headlineOf(text) }, where };
}

function fill(article: ArticleInput, options: InputOptions): ArticleInput {
  return {
    ...article,
    published: article.published ?? options.published ?? null,
    outlet: article.outlet ?? options.outlet ?? null,
    url: article.url ?? options.url ?? null,
    title: article.title ?? options.title ?? null,
  };
}

/** All bytes, or null when there are more than the limit. */
async function collect(chunks: AsyncIterable<Uint8Array>, limit: number): Promise<Buffer | null> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > limit) return null;
    pieces.push(chunk);
  }
  return Buffer.concat(pieces);
}

async function* openSources(
  path: string,
  options: InputOptions,
): AsyncGenerator<Source | { error: string; where: string }> {
  const limit = options.limit ?? LIMIT;
  if (path === '-') {
    yield await openStandardInput(options.stdin ?? process.stdin, limit);
    return;
  }
  try {
    for await (const name of listFiles(path)) yield openFile(name, limit);
  } catch (error) {
    yield { error: reasonOf(error), where: path };
  }
}

/** The file itself, or the files of a folder whose names tell a kind that is known. */
async function* listFiles(path: string): AsyncGenerator<string> {
  if (!(await stat(path)).isDirectory()) {
    yield path;
    return;
  }
  const entries = await readdir(path, { withFileTypes: true });
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory()) yield* listFiles(join(path, entry.name));
    else if (KIND.test(entry.name)) yield join(path, entry.name);
  }
}

function openFile(name: string, limit: number): Source | { error: string; where: string } {
  const [, extension, gz] = KIND.exec(name) ?? [];
  if (extension === undefined)
    return { error: 'of no kind that is read (.txt, .html, .json, .jsonl, each also .gz)', where: name };
  return {
    name,
    format: formatOf(extension.toLowerCase()),
    chunks: openChunks(name, gz !== undefined),
    limit,
  };
}

function formatOf(extension: string): Format {
  if (extension === 'txt') return 'text';
  if (extension.startsWith('htm')) return 'html';
  return extension === 'json' ? 'json' : 'jsonl';
}

async function* openChunks(name: string, gz: boolean): AsyncGenerator<Uint8Array> {
  const file = createReadStream(name, { highWaterMark: 1 << 18 });
  if (!gz) {
    yield* file;
    return;
  }
  const unpacked = createGunzip({ chunkSize: 1 << 18 });
  file.on('error', (error) => unpacked.destroy(error));
  yield* file.pipe(unpacked);
}

/** Standard input has no name to tell its kind, so its first character does. */
async function openStandardInput(stdin: AsyncIterable<Uint8Array>, limit: number): Promise<Source> {
  const iterator = stdin[Symbol.asyncIterator]();
  const head: Uint8Array[] = [];
  let first = '';
  while (first === '') {
    const next = await iterator.next();
    if (next.done === true) break;
    head.push(next.value);
    first = Buffer.concat(head)
      .toString('utf8')
      .replace(/^\uFEFF/, '')
      .trimStart()
      .slice(0, 1);
  }
  return { name: '-', format: formatByFirst(first, head), chunks: rejoin(head, iterator), limit };
}

/** `{` and `[{` begin JSON, `<` a page; a text may begin with a bracket too. */
function formatByFirst(first: string, head: Uint8Array[]): Format {
  if (first === '{') return 'json';
  if (first === '<') return 'html';
  return first === '[' && /^\uFEFF?\s*\[\s*(\{|$)/.test(Buffer.concat(head).toString('utf8'))
    ? 'json'
    : 'text';
}

async function* rejoin(head: Uint8Array[], rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* head;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code?.startsWith('Z_') === true ? `not a sound gzip file (${message})` : describeFileFault(error);
}
