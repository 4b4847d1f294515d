/** JSON inputs: lines and documents of article objects, each checked by itself so that one bad line harms no other. */
import type { ArticleInput } from '../src/model/article.js';
import { readLines, type NumberedLine } from './lines.js';

/** An article object and where it stood, or what was wrong there; `where` is `file:line`. */
export type Input = { article: ArticleInput; where: string } | { error: string; where: string };

/** Bytes that hold JSON, and the name to report them under. */
export interface JsonSource {
  name: string;
  chunks: AsyncIterable<Uint8Array>;
  limit: number;
}

/** Reads one article object per line; empty lines are passed over. */
export async function* readJsonLines(source: JsonSource): AsyncGenerator<Input> {
  for await (const line of readLines(source.chunks, source.limit)) {
    if (line.over) yield tooLong(source, line.number);
    else if (line.text.trim() !== '') yield await parseLine(source.name, line);
  }
}

/**
 * Reads what a .json file or standard input may hold: one object, an array of objects, or objects one after the
 * other, on one line each or spread over several. An object that begins at the start of a line ends the one before,
 * so lines come out one by one and only an array is held as a whole.
 */
export async function* readJsonDocuments(source: JsonSource): AsyncGenerator<Input> {
  let held: NumberedLine[] = [];
  let chars = 0;
  for await (const line of readLines(source.chunks, source.limit)) {
    if (line.over || (line.text.startsWith('{') && !(held[0]?.text.trimStart().startsWith('[') ?? false))) {
      yield* parseHeld(source.name, held);
      held = [];
      chars = 0;
    }
    if (line.over) yield tooLong(source, line.number);
    if (line.over || (held.length === 0 && line.text.trim() === '')) continue;
    held.push(line);
    chars += line.text.length + 1;
    if (chars > source.limit) {
      yield { ...tooLong(source, held[0]?.number ?? 1) };
      return;
    }
  }
  yield* parseHeld(source.name, held);
}

/** Several lines are one document if they parse as one; otherwise each is judged by itself. */
async function* parseHeld(name: string, held: NumberedLine[]): AsyncGenerator<Input> {
  const first = held[0];
  if (first === undefined) return;
  const whole = parseJson(held.map((line) => line.text).join('\n'));
  const where = `${name}:${first.number}`;
  if (!('error' in whole)) {
    const items: unknown[] = Array.isArray(whole.value) ? whole.value : [whole.value];
    for (const item of items) yield await check(item, where);
    return;
  }
  if (!first.text.endsWith('}') && held.length > 1 && held.some((line) => /^[\s}\]]/.test(line.text)))
    yield { error: whole.error, where };
  else for (const line of held) if (line.text.trim() !== '') yield await parseLine(name, line);
}

async function parseLine(name: string, line: NumberedLine): Promise<Input> {
  const where = `${name}:${line.number}`;
  const parsed = parseJson(line.text);
  return 'error' in parsed ? { error: parsed.error, where } : await check(parsed.value, where);
}

function parseJson(text: string): { value: unknown } | { error: string } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { error: `not JSON: ${error instanceof Error ? error.message.slice(0, 160) : String(error)}` };
  }
}

/** What is not plainly an article is left to the schema, which is loaded only then. */
async function readBySchema(value: unknown): Promise<{ article: ArticleInput } | { error: string }> {
  const { readArticleObject } = await import('./article-schema.js');
  return readArticleObject(value);
}

async function check(value: unknown, where: string): Promise<Input> {
  const plain = plainArticle(value);
  const read = plain === null ? await readBySchema(value) : { article: plain };
  if ('error' in read) return { error: `no article object: ${read.error}`, where };
  if (!hasWords(read.article.text) && !hasWords(read.article.html))
    return { error: 'no article object: it has neither text nor html', where };
  return { article: read.article, where };
}

const FIELDS = ['url', 'outlet', 'title', 'text', 'html', 'published'] as const;

/** The fields of an object in which each is a string (the id perhaps a number), null or absent, as the schema would read them; otherwise null. */
function plainArticle(value: unknown): ArticleInput | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const { id } = value as Record<string, unknown>;
  const article: ArticleInput = {};
  if (id === null || typeof id === 'string') article.id = id;
  else if (typeof id === 'number' && Number.isFinite(id)) article.id = String(id);
  else if (id !== undefined) return null;
  for (const field of FIELDS) {
    const part = (value as Record<string, unknown>)[field];
    if (part === undefined) continue;
    if (part !== null && typeof part !== 'string') return null;
    article[field] = part;
  }
  return article;
}

function hasWords(text: string | null | undefined): boolean {
  return text !== null && text !== undefined && text.trim() !== '';
}

function tooLong(source: JsonSource, line: number): Input {
  return {
    error: `longer than ${source.limit} bytes; write one article object per line (.jsonl)`,
    where: `${source.name}:${line}`,
  };
}
