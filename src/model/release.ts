/** Release: a frozen, versioned dataset with schema, codebook, coverage and checksums. */
import { z } from 'zod';

export const Release = z.strictObject({
  version: z.string().describe('Version of the dataset'),
  created: z.iso.datetime().describe('When it was frozen, UTC'),
  dictionary: z.string().describe('Version of the dictionaries'),
  pantau: z.string().describe('Version of the program'),
  files: z
    .array(
      z.strictObject({
        path: z.string().describe('File inside the release'),
        sha256: z.string().describe('Checksum'),
        rows: z.int().nullable().describe('Rows, for tables'),
      }),
    )
    .describe('Everything the release holds'),
  supersedes: z.string().nullable().describe('Release that this one replaces'),
});
export type Release = z.infer<typeof Release>;
