/** Mention: a typed hit in the text of an article, before anyone decides what it means. */
import { z } from 'zod';
import { Evidence, whyFields } from './why.js';

/** What a lexicon entry can be about; the folder of dictionaries it stands in is free. */
export const MentionKind = z.enum([
  'violation',
  'step',
  'subject',
  'institution',
  'position',
  'attribute',
  'election',
  'candidate',
  'modality',
  'speech',
  'role',
  'topic',
  'word',
  'object',
  'sanction',
  'origin',
  'genre',
  'boilerplate',
  'unit',
  'person',
  'place',
  'date',
  'number',
  'law',
  'weighed',
]);
export type MentionKind = z.infer<typeof MentionKind>;

export const Mention = z.strictObject({
  kind: MentionKind.describe('What sort of thing was found'),
  value: z.string().describe('Code of the concept, or normal form of the thing'),
  span: Evidence.describe('Where it stands'),
  sentence: z.int().min(0).describe('Number of the sentence'),
  ...whyFields,
});
export type Mention = z.infer<typeof Mention>;
