/** Backfill from dumps: lines of JSON or CSV of other projects to article objects, whatever their fields are called. */
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type { ArticleInput } from '../src/model/article.js';
import { Misuse } from '../src/model/errors.js';
import { givenDate } from '../src/read/read.js';
import { csvRows } from './csv-rows.js';
import type { BackfillFilter } from './backfill-filter.js';
import { asBytes, type Judge, type MayMatter } from './backfill-judge.js';
import { emptyPortion, type FileTask, type Portion } from './backfill-portion.js';
import { readLines } from './lines.js';

/** What a field of an article is called in a dump: field of ours to name of theirs. */
export type FieldNames = Readonly<Record<string, string>>;

const FIELDS = ['id', 'url', 'outlet', 'title', 'text', 'html', 'published'] as const;
type Field = (typeof FIELDS)[number];

/** Names that are common in dumps of news, in lower case, best first. */
const USUAL: Record<Field, readonly string[]> = {
  id: ['id', 'article_id', 'uuid', 'guid'],
  url: ['url', 'link', 'source_url', 'address', 'href', 'permalink', 'canonical', 'uri'],
  outlet: ['outlet', 'source_domain', 'source', 'publisher', 'domain', 'site', 'media', 'publication'],
  title: ['title', 'headline', 'name'],
  text: [
    'text',
    'maintext',
    'content',
    'body',
    'article',
    'article_text',
    'plain_text',
    'full_text',
    'story',
  ],
  html: ['html', 'raw_html', 'page'],
  published: [
    'published',
    'date_publish',
    'published_at',
    'publish_date',
    'pub_date',
    'pubdate',
    'date',
    'datetime',
    'time',
    'timestamp',
  ],
};

const LONGEST = 64 * 1024 * 1024;
const PORTION_LINES = 2000;
const PORTION_KEPT = 50;

/**
 * Reads `--field text=isi` and the like.
 * @throws Misuse when it names no field of ours
 */
export function parseFieldNames(given: readonly string[]): FieldNames {
  return Object.fromEntries(
    given.map((pair) => {
      const at = pair.indexOf('=');
      const field = pair.slice(0, at);
      if (!FIELDS.some((one) => one === field) || at === pair.length - 1)
        throw new Misuse(
          `backfill: --field "${pair}" is none; write FIELD=NAME, FIELD one of ${FIELDS.join(', ')}`,
        );
      return [field, pair.slice(at + 1)];
    }),
  );
}

export interface DumpReading {
  filter: BackfillFilter;
  judge: Judge;
  fields: FieldNames;
  /** Whether an object may hold an article that is kept; asked of its text or page as UTF-8. */
  mayMatter: MayMatter;
}

type Row = Record<string, unknown>;

/** Reads one dump, from the row that it says on. */
export async function* readDump(task: FileTask, reading: DumpReading): AsyncGenerator<Portion> {
  const progress = { position: 0 };
  const chunks = openChunks(task.path, progress);
  const rows = task.kind === 'csv' ? csvRows(chunks, LONGEST) : jsonRows(chunks);
  let portion = emptyPortion();
  let number = 0;
  for await (const row of rows) {
    number += 1;
    if (number <= task.from) continue;
    portion.counts.seen += 1;
    takeRow(task.path, row, reading, portion);
    portion.resumeAt = number;
    portion.position = progress.position;
    if (portion.counts.seen < PORTION_LINES && portion.kept.length < PORTION_KEPT) continue;
    yield portion;
    portion = emptyPortion();
  }
  yield { ...portion, resumeAt: number, position: progress.position };
}

/** Bytes of the file, unpacked; `progress` tells how far the file itself was read. */
async function* openChunks(path: string, progress: { position: number }): AsyncGenerator<Uint8Array> {
  const file = createReadStream(path, { highWaterMark: 1 << 20 });
  file.on('data', (chunk) => (progress.position += chunk.length));
  if (!/\.gz$/i.test(path)) {
    yield* file;
    return;
  }
  const unpacked = createGunzip({ chunkSize: 1 << 18 });
  file.on('error', (error) => unpacked.destroy(error));
  yield* file.pipe(unpacked);
}

interface FoundRow {
  /** Line of the file where it begins. */
  line: number;
  row: Row | null;
  error: string | null;
}

async function* jsonRows(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<FoundRow> {
  for await (const { number: line, text, over } of readLines(chunks, LONGEST)) {
    if (!over && text.trim() === '') continue;
    if (over) yield { line, row: null, error: `longer than ${LONGEST} bytes` };
    else yield { line, ...parseObject(text) };
  }
}

function parseObject(text: string): { row: Row | null; error: string | null } {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return { row: value as Row, error: null };
    return { row: null, error: 'no JSON object' };
  } catch (error) {
    return { row: null, error: `not JSON: ${(error as Error).message.slice(0, 160)}` };
  }
}

function takeRow(path: string, found: FoundRow, reading: DumpReading, portion: Portion): void {
  const complain = (reason: string): void => {
    portion.counts.broken += 1;
    portion.complaints.push(`${path}:${found.line}: ${reason}`);
  };
  if (found.row === null) return complain(found.error ?? 'cannot be read');
  const input = toInput(found.row, reading.fields);
  const body = input.html ?? input.text ?? '';
  if (body.trim() === '') return complain('it has neither text nor html; name its fields with --field');
  if (input.published && givenDate(input.published) === null)
    return complain(`published is no date: ${JSON.stringify(input.published.slice(0, 60))}`);
  portion.counts.wanted += 1;
  const title = input.title ?? '';
  const bytes = input.html ? Buffer.concat([asBytes(title, ''), Buffer.from(body)]) : asBytes(title, body);
  if (!reading.filter.all && !reading.mayMatter(bytes)) return;
  portion.counts.candidates += 1;
  const kept = reading.judge.judgeInput(input);
  if (typeof kept === 'string') return;
  portion.kept.push(kept);
  portion.counts.kept += 1;
}

function toInput(row: Row, fields: FieldNames): ArticleInput {
  const lower = new Map(Object.entries(row).map(([name, value]) => [name.trim().toLowerCase(), value]));
  const input: ArticleInput = {};
  for (const field of FIELDS) {
    const names = fields[field] === undefined ? USUAL[field] : [fields[field].toLowerCase()];
    const value = names.map((name) => plain(valueAt(lower, name))).find((one) => one !== null) ?? null;
    input[field] = field === 'published' ? asDate(value) : value;
  }
  return input;
}

/** A value by its name, or by a path such as `meta.url` into objects. */
function valueAt(row: ReadonlyMap<string, unknown>, name: string): unknown {
  if (row.has(name)) return row.get(name);
  const [first = '', ...rest] = name.split('.');
  let value = row.get(first);
  for (const part of rest)
    value = typeof value === 'object' && value !== null ? (value as Row)[part] : undefined;
  return rest.length > 0 ? value : undefined;
}

function plain(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/** Seconds or milliseconds since 1970 become a time; anything else stays as it is. */
function asDate(value: string | null): string | null {
  const [seconds] = /^\d{10}(?:\d{3})?$/.exec(value ?? '') ?? [];
  if (seconds === undefined) return value;
  return new Date(Number(seconds.slice(0, 10)) * 1000).toISOString();
}
