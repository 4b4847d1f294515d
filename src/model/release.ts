/** Release: a frozen, versioned dataset with schema, codebook, coverage and checksums. */
import { z } from 'zod';
import { Filter } from './query.js';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const ReleaseFile = z.strictObject({
  path: z.string().describe('File inside the release'),
  sha256: Sha256.describe('Checksum'),
  bytes: z.int().min(0).describe('Size'),
  rows: z.int().nullable().describe('Rows, for tables'),
});
export type ReleaseFile = z.infer<typeof ReleaseFile>;

export const Release = z.strictObject({
  version: z
    .string()
    .regex(/^[0-9A-Za-z][0-9A-Za-z.-]{0,40}$/)
    .describe('Version of the dataset'),
  created: z.iso
    .datetime()
    .describe('When the data changed last, UTC: the same data give the same release, whenever it is made'),
  filter: Filter.describe('What it holds'),
  dictionary: z.string().describe('Version of the dictionaries'),
  pantau: z.string().describe('Version of the program'),
  extractedBy: z
    .array(
      z.strictObject({
        version: z.string().describe('Versions of program and dictionaries'),
        articles: z.int().describe('Articles that were extracted by them'),
      }),
    )
    .describe('What made the reports; more than one where articles were not extracted again'),
  files: z.array(ReleaseFile).describe('Everything the release holds, but for this list'),
  supersedes: z.string().nullable().describe('Release that this one replaces'),
  noDelta: z
    .enum(['not_wanted', 'gone', 'damaged'])
    .nullable()
    .default(null)
    .describe(
      'Why data/delta tells nothing: no comparison was asked for; the release before was not where it was made; or its files were not those of its checksums any more. Null where it is told, and for a first release',
    ),
  superseded: z
    .array(z.string())
    .default([])
    .describe(
      'All earlier releases that hold what was erased on a legal request since: to be taken down, and not passed on',
    ),
  strangers: z
    .array(z.string())
    .default([])
    .describe(
      'Outlets of the filter that nobody knows and of which nothing was read: that they tell nothing means nothing',
    ),
});
export type Release = z.infer<typeof Release>;

export const KnownRelease = z.strictObject({
  folder: z.string().describe('Where it was written'),
  version: Release.shape.version,
  created: Release.shape.created,
  made: z.iso.datetime().describe('When it was made, UTC'),
  filter: z.string().describe('The filter as it is typed; empty for everything'),
  supersedes: Release.shape.supersedes,
  erased: z.iso
    .datetime()
    .nullable()
    .describe('When something that it may hold was erased first, UTC; null while nothing was'),
});
export type KnownRelease = z.infer<typeof KnownRelease>;

/** A release as it is noted before it is put in its folder. */
export const BegunRelease = KnownRelease.omit({ erased: true });
export type BegunRelease = z.infer<typeof BegunRelease>;
