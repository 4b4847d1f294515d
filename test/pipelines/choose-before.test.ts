/** Which known release a new one is compared with: the newest of the same filter, and the same one whenever it is made again. */
import { describe, expect, it } from '@jest/globals';
import { newestBefore } from '../../pipelines/choose-before.js';
import type { KnownRelease } from '../../src/model/release.js';

/** A release of the data of one day, made on another; days of March 2024. */
const known = (
  version: string,
  created: number,
  made: number,
  over: Partial<KnownRelease> = {},
): KnownRelease => ({
  folder: `/releases/${version}`,
  version,
  created: day(created),
  made: day(made),
  filter: '',
  supersedes: null,
  erased: null,
  ...over,
});

const day = (of: number): string => new Date(Date.UTC(2024, 2, of)).toISOString();

const foldersBefore = (
  releases: readonly KnownRelease[],
  version: string,
  created: number,
  filter = '',
): string[] => newestBefore(releases, { version, created: day(created), filter }).map(({ folder }) => folder);

describe('the release before', () => {
  it.each<[string, KnownRelease[], string[]]>([
    ['none where none is known', [], []],
    ['the newest', [known('1.0', 1, 1), known('1.1', 2, 2)], ['/releases/1.1']],
    [
      'the one of newer data, though the other was put on the list later',
      [known('1.1', 2, 3), known('1.0', 1, 9)],
      ['/releases/1.1'],
    ],
    ['not one of later data', [known('1.0', 1, 1), known('9.0', 8, 8)], ['/releases/1.0']],
    [
      'not one of another filter',
      [known('1.0', 1, 1), known('1.1', 2, 2, { filter: 'tier:found' })],
      ['/releases/1.0'],
    ],
    ['not one of the same version', [known('1.0', 1, 1), known('2.0', 2, 2)], ['/releases/1.0']],
    [
      'all copies of it',
      [known('1.0', 1, 1, { folder: '/a' }), known('1.0', 1, 2, { folder: '/b' })],
      ['/b', '/a'],
    ],
    [
      'what it was compared with before, for one that is made again of the same data',
      [known('1.0', 1, 1), known('2.0', 4, 4), known('2.1', 4, 5)],
      ['/releases/1.0'],
    ],
  ])('is %s', (_, releases, folders) => {
    expect(foldersBefore(releases, '2.0', 4)).toEqual(folders);
  });

  it('is of the same filter in whatever order its values were given', () => {
    const releases = [known('1.0', 1, 1, { filter: 'region:33 tier:found,sanctioned "mutasi jabatan"' })];
    expect(
      foldersBefore(releases, '2.0', 4, '"mutasi jabatan" tier:sanctioned,found region:33'),
    ).toHaveLength(1);
    expect(foldersBefore(releases, '2.0', 4, 'region:33 tier:found')).toHaveLength(0);
    expect(foldersBefore([known('1.0', 1, 1, { filter: 'bygone:x' })], '2.0', 4, 'bygone:x')).toHaveLength(1);
    expect(foldersBefore([known('1.0', 1, 1, { filter: 'bygone:x' })], '2.0', 4)).toHaveLength(0);
  });
});
