/** Known releases: tells of those that were made, and marks the folders of those that hold what was erased since. */
import { existsSync } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describeFileFault } from '../src/model/file-fault.js';
import { Halt } from '../src/model/errors.js';
import { Release, type BegunRelease, type KnownRelease } from '../src/model/release.js';
import { printFilter, supersededNote, type Languages } from '../src/publish/publish.js';
import type { Store } from '../src/store/store.js';

/** What tells in the folder of a release that it is superseded. */
export const MARK = 'SUPERSEDED.md';

/**
 * Puts a note into the folder of every known release that holds what was erased; nothing else in it is touched.
 * @param next version that takes their place; null where there is none yet
 * @returns one line for each that was not marked before
 */
export async function markErased(store: Store, languages: Languages, next: string | null): Promise<string[]> {
  await settleBegun(store);
  const lines: string[] = [];
  for (const { folder, version, erased } of await store.releases()) {
    if (erased === null || version === next) continue;
    const what = `release ${version} in ${folder} holds what was erased since`;
    if (!(await holds(folder, version))) {
      lines.push(`${what}; the folder is not at hand: take it down where it is`);
      continue;
    }
    const isMarked = existsSync(join(folder, MARK));
    if (!isMarked) lines.push(`${what}; ${MARK} in it says so: take it down`);
    if (!isMarked || next !== null) await markSuperseded(folder, supersededNote(version, next, languages));
  }
  return lines;
}

export const markSuperseded = (folder: string, text: string): Promise<void> =>
  writeFile(join(folder, MARK), text);

/** Where a release is written until it is whole. */
export const draftOf = (folder: string): string => `${folder}.part`;

/**
 * Enters releases that stand in their folders, though whoever made them was killed before saying so; those that never
 * got there are forgotten. One whose draft is there may be under way, and is left alone.
 */
export async function settleBegun(store: Store): Promise<void> {
  for (const begun of await store.begunReleases()) {
    if (await holds(begun.folder, begun.version)) await store.recordRelease(begun);
    else if (!existsSync(draftOf(begun.folder))) await store.forgetBegun(begun.folder);
  }
}

async function holds(folder: string, version: string): Promise<boolean> {
  try {
    const text = await readFile(join(folder, 'datapackage.json'), 'utf8');
    return (JSON.parse(text) as { version: unknown }).version === version;
  } catch {
    return false;
  }
}

/**
 * What the list keeps of a release, read from its folder; made when its list of files was written.
 * @throws Halt when there is no release in it
 */
export async function readKnown(folder: string): Promise<BegunRelease> {
  const path = join(folder, 'release.json');
  try {
    const { version, created, filter, supersedes } = Release.parse(JSON.parse(await readFile(path, 'utf8')));
    const { mtime } = await stat(path);
    const made = mtime.toISOString();
    return { folder: resolve(folder), version, created, made, filter: printFilter(filter), supersedes };
  } catch (cause) {
    throw new Halt(`${folder} holds no release of pantau (${describeFileFault(cause)}); name its folder`, {
      cause,
    });
  }
}

/** Versions of releases that hold what was erased, each once. */
export const erasedVersions = (releases: readonly KnownRelease[], own: string): string[] =>
  [
    ...new Set(releases.flatMap((one) => (one.erased === null || one.version === own ? [] : one.version))),
  ].sort();

/** A line for each release: when, what, where, and how it stands. */
export function tellReleases(releases: readonly KnownRelease[]): string[] {
  return releases.map(({ version, made, created, folder, filter, erased }) => {
    const by = releases.find(({ supersedes }) => supersedes === version)?.version;
    const state =
      erased !== null
        ? `superseded: holds what was erased on ${erased.slice(0, 10)}, take it down`
        : by === undefined
          ? 'stands'
          : `superseded by ${by}`;
    return `${version}  made ${made}, data of ${created}  ${folder}  ${filter || 'everything'}  ${state}`;
  });
}
