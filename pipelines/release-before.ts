/** Release before: what of an earlier release is needed to tell what became of it. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeFileFault } from '../src/model/file-fault.js';
import { Halt } from '../src/model/errors.js';
import { readLines } from './lines.js';

export interface Before {
  /** Where it lies. */
  folder: string;
  version: string;
  /** When its data changed last, UTC. */
  created: string;
  changelog: string;
  /** Rows of the incident file as JSON, by id. */
  incidents: Map<string, string>;
  /** Reports and articles of each incident. */
  links: Map<string, { report: string; article: string }[]>;
}

/** Whether something was erased since the data of a release were read. */
export const holdsErased = ({ created }: Before, tombstones: readonly { at: string }[]): boolean =>
  tombstones.some(({ at }) => Date.parse(at) > Date.parse(created));

/** Version and day of the release in a folder. */
export const readHead = async (folder: string): Promise<{ version: string; created: string }> =>
  JSON.parse(await readFile(join(folder, 'datapackage.json'), 'utf8')) as {
    version: string;
    created: string;
  };

// "0123...cdef  data/incidents.jsonl"
const CHECKSUM = /^([0-9a-f]{64}) {2}(.+)$/;

/** Files of a release that are gone or other than its list of checksums says; the list itself where it cannot be read. */
export async function findDamage(folder: string): Promise<string[]> {
  const list = await readFile(join(folder, 'SHA256SUMS'), 'utf8').catch(() => '');
  const sums = list.split('\n').flatMap((line) => {
    const [, sum, path] = CHECKSUM.exec(line) ?? [];
    return sum === undefined || path === undefined ? [] : [{ sum, path }];
  });
  if (sums.length === 0) return ['SHA256SUMS'];
  const damaged = [];
  for (const { sum, path } of sums) if ((await checksumOf(join(folder, path))) !== sum) damaged.push(path);
  return damaged;
}

/** Null for a file that cannot be read. */
async function checksumOf(path: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  } catch {
    return null;
  }
  return hash.digest('hex');
}

const LONGEST_ROW = 1 << 24;

/**
 * Reads the folder of a release.
 * @throws Halt when there is none in it
 */
export async function readBefore(folder: string): Promise<Before> {
  try {
    const { version, created } = await readHead(folder);
    const incidents = new Map<string, string>();
    await eachRow(join(folder, 'data/incidents.jsonl'), (row, line) =>
      incidents.set(String(row.event_id), line),
    );
    const links: Before['links'] = new Map();
    await eachRow(join(folder, 'data/event_articles.jsonl'), (row) => {
      const id = String(row.event_id);
      const link = { report: String(row.report_id), article: String(row.article_id) };
      links.set(id, [...(links.get(id) ?? []), link]);
    });
    const changelog = await readFile(join(folder, 'CHANGELOG.md'), 'utf8');
    return { folder, version, created, changelog, incidents, links };
  } catch (cause) {
    throw new Halt(`${folder} holds no release of pantau (${describeFileFault(cause)}); name its folder`, {
      cause,
    });
  }
}

async function eachRow(
  path: string,
  take: (row: Record<string, unknown>, line: string) => void,
): Promise<void> {
  for await (const { text } of readLines(createReadStream(path), LONGEST_ROW))
    if (text !== '') take(JSON.parse(text) as Record<string, unknown>, text);
}
