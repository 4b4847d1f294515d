/** Backfill sources: what was named on the command line, as files to read and archives of outlets to ask. */
import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Halt, Misuse } from '../src/model/errors.js';
import { describeFileFault } from '../src/model/file-fault.js';
import type { FeedKind, Outlet } from '../src/model/outlet.js';
import type { FileTask } from './backfill-portion.js';

export interface FileSource {
  kind: FileTask['kind'];
  path: string;
  size: number;
}

export interface SiteSource {
  kind: 'wordpress' | 'sitemap';
  outlet: Outlet;
  /** Address of the archive; null where the outlet's file names none, and it is to be found out. */
  url: string | null;
}

export interface Sources {
  files: FileSource[];
  sites: SiteSource[];
}

// Kinds of files by the ends of their names, such as `a.warc.gz`.
const KINDS: [RegExp, FileTask['kind']][] = [
  [/\.warc(\.gz)?$/i, 'warc'],
  [/\.(jsonl|ndjson)(\.gz)?$/i, 'jsonl'],
  [/\.csv(\.gz)?$/i, 'csv'],
];
/** Example: `wordpress:kabar-satu`. */
const SITE = /^(wordpress|sitemap):(.{1,200})$/;

/**
 * Finds all files and archives.
 * @throws Misuse that names what is missing or of no kind that is read
 */
export async function findSources(named: readonly string[], outlets: readonly Outlet[]): Promise<Sources> {
  const sources: Sources = { files: [], sites: [] };
  for (const name of named) {
    const [, kind, id = ''] = SITE.exec(name) ?? [];
    if (kind === 'wordpress' || kind === 'sitemap') sources.sites.push(siteSource(kind, id, outlets));
    else sources.files.push(...(await listFiles(name, true)));
  }
  return sources;
}

async function listFiles(path: string, named: boolean): Promise<FileSource[]> {
  const about = await stat(path).catch((error: unknown) => refuse(path, error));
  if (!about.isDirectory()) {
    const kind = KINDS.find(([ending]) => ending.test(path))?.[1];
    if (kind !== undefined) return [{ kind, path, size: about.size }];
    if (!named) return [];
    throw new Misuse(`backfill: ${path}: of no kind that is read (.warc, .jsonl, .csv, each also .gz)`);
  }
  const entries = await readdir(path).catch((error: unknown) => refuse(path, error));
  const names = entries.filter((name) => !name.startsWith('.'));
  const found: FileSource[] = [];
  for (const name of names.toSorted()) found.push(...(await listFiles(join(path, name), false)));
  return found;
}

function refuse(path: string, cause: unknown): never {
  throw new Halt(`backfill: ${path}: ${describeFileFault(cause)}`, { cause });
}

/** Feeds of these kinds lead to an archive. */
const FEEDS: Record<SiteSource['kind'], readonly FeedKind[]> = {
  wordpress: ['wordpress'],
  // News sitemaps hold two days.
  sitemap: ['sitemap'],
};

function siteSource(kind: SiteSource['kind'], id: string, outlets: readonly Outlet[]): SiteSource {
  const outlet = outlets.find((one) => one.id === id);
  if (outlet === undefined)
    throw new Misuse(
      `backfill: no outlet "${id}"; write its id, the name of its file in dictionaries/outlets`,
    );
  const feed = FEEDS[kind].flatMap((wanted) => outlet.feeds.find((one) => one.kind === wanted) ?? [])[0];
  return { kind, outlet, url: feed?.url ?? (kind === 'wordpress' ? new URL('/', outlet.home).href : null) };
}

/** The same source read for the same purpose has the same id, wherever it lies. */
export function sourceId(source: FileSource | SiteSource, purpose: unknown): string {
  const what =
    'path' in source
      ? [basename(source.path), source.size]
      : [source.url ?? source.outlet.home, source.outlet.id];
  return createHash('sha256')
    .update(JSON.stringify([source.kind, ...what, purpose]))
    .digest('hex')
    .slice(0, 32);
}
