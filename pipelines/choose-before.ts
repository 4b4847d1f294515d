/** Choose before: the releases that are known -> the one whose difference a new one tells, or why it tells of none. */
import { Halt, Misuse } from '../src/model/errors.js';
import type { KnownRelease, Release } from '../src/model/release.js';
import { isSameFilter } from '../src/publish/publish.js';
import { findDamage, readBefore, readHead, type Before } from './release-before.js';

/** What a release is compared with. */
export interface Chosen extends Pick<Release, 'supersedes' | 'noDelta'> {
  before: Before | null;
  /** One line for whoever makes it. */
  told: string;
}

/** What is to be known of a new release: the filter as it is typed. */
export type Own = Pick<KnownRelease, 'version' | 'created' | 'filter'>;

/**
 * The release that was named.
 * @throws Halt when it is not whole, Misuse when it is of the same version
 */
export async function takeNamed(folder: string, version: string): Promise<Chosen> {
  const before = await readBefore(folder);
  if (before.version === version)
    throw new Misuse(`release: ${folder} is version ${version} already; a release is frozen, take another`);
  const damaged = await findDamage(folder);
  if (damaged.length > 0)
    throw new Halt(
      `${folder}: not as SHA256SUMS says: ${tellFiles(damaged)}; name the folder of a whole copy, or give --no-previous`,
    );
  return compareWith(before);
}

/** No release at all, as was asked for. */
export const takeNone = (): Chosen => ({
  before: null,
  supersedes: null,
  noDelta: 'not_wanted',
  told: 'compared with no earlier release, as asked (--no-previous)',
});

/** The newest release known of the same filter. */
export async function takeNewest(releases: readonly KnownRelease[], own: Own): Promise<Chosen> {
  const copies = newestBefore(releases, own);
  const [newest] = copies;
  if (newest === undefined) return takeFirst(releases, own);
  const faults: { noDelta: 'gone' | 'damaged'; told: string }[] = [];
  for (const copy of copies) {
    const fault = await findFault(copy);
    if (fault === null) return compareWith(await readBefore(copy.folder));
    faults.push(fault);
  }
  const worst = faults.find(({ noDelta }) => noDelta === 'damaged') ?? faults[0];
  return {
    before: null,
    supersedes: newest.version,
    noDelta: worst?.noDelta ?? 'gone',
    told: `${faults.map(({ told }) => told).join('; ')}: no difference from it is told, and the changelog says so. To have it told, put a whole copy there, or name one with --previous, take this release away and make it again`,
  };
}

/**
 * The release before and its copies, the newest copy first; none where there is none. What was made again of the same
 * data is compared with what it was compared with, so that it is the same to the byte.
 */
export function newestBefore(releases: readonly KnownRelease[], own: Own): KnownRelease[] {
  const alike = releases
    .filter(
      ({ filter, created }) => isSameFilter(filter, own.filter) && instant(created) <= instant(own.created),
    )
    .toSorted((a, b) => instant(a.created) - instant(b.created) || instant(a.made) - instant(b.made));
  const same = alike.find(
    (one) => one.version === own.version && instant(one.created) === instant(own.created),
  );
  const earlier = alike.filter(
    ({ version, made }) =>
      version !== own.version && (same === undefined || instant(made) < instant(same.made)),
  );
  const newest = earlier.at(-1);
  return earlier
    .filter(({ version, created }) => version === newest?.version && created === newest.created)
    .toReversed();
}

const instant = Date.parse;

function takeFirst(releases: readonly KnownRelease[], own: Own): Chosen {
  const isFirst = releases.every(({ version }) => version === own.version);
  const told = isFirst
    ? 'compared with no earlier release: none is known'
    : 'compared with no earlier release: none of this filter is known; --previous FOLDER names one';
  return { before: null, supersedes: null, noDelta: null, told };
}

const compareWith = (before: Before): Chosen => ({
  before,
  supersedes: before.version,
  noDelta: null,
  told: `compared with release ${before.version} in ${before.folder}`,
});

/** Why nothing can be told of a release that was made; null where it is whole. */
async function findFault({
  folder,
  version,
  created,
}: KnownRelease): Promise<{ noDelta: 'gone' | 'damaged'; told: string } | null> {
  const head = await readHead(folder).catch(() => null);
  if (head === null) return { noDelta: 'gone', told: `release ${version} is not in ${folder} any more` };
  if (head.version !== version || instant(head.created) !== instant(created))
    return { noDelta: 'gone', told: `${folder} holds another release than ${version} now` };
  const damaged = await findDamage(folder);
  if (damaged.length === 0) return null;
  const told = `release ${version} in ${folder} is not as it was made (not as SHA256SUMS says: ${tellFiles(damaged)})`;
  return { noDelta: 'damaged', told };
}

const MOST = 3;

const tellFiles = (paths: readonly string[]): string =>
  paths.length <= MOST
    ? paths.join(', ')
    : `${paths.slice(0, MOST).join(', ')} and ${paths.length - MOST} more`;
