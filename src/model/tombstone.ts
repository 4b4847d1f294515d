/** Tombstone: that something was erased on a legal request, when, by whom and why; never what. */
import { z } from 'zod';

export const Tombstone = z.strictObject({
  id: z.string().describe('Id'),
  kind: z.enum(['article', 'person']).describe('What was erased'),
  reason: z.string().min(1).max(2000).describe('Legal ground, without the name of the person'),
  author: z.string().min(1).max(200).describe('Who erased'),
  at: z.iso.datetime().describe('When, UTC: releases made before are superseded'),
  articles: z.int().min(0).describe('Number of articles erased, or in which the person was made unreadable'),
  incidents: z.array(z.string()).describe('Incidents that rested on them'),
  captures: z
    .array(z.string())
    .describe('References to archived pages that hold what was erased, until the archive is rid of them'),
});
export type Tombstone = z.infer<typeof Tombstone>;

/** What stands for each sign of an erased name, so that offsets of texts stay true. */
export const ERASED_SIGN = '\u2588';
