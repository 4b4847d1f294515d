/** Laws: those that reports cite, their names and misprints, and the words that citations are made of (codebook 6). */
import { z } from 'zod';
import { Bilingual, Examples } from './lexicon.js';

export const LawEntry = z.strictObject({
  value: z.string().min(1).describe('Normal form, such as UU 20/2023'),
  type: z.string().min(1).describe('UU, PP, SKB, ...'),
  number: z.string().min(1).describe('Number as cited'),
  year: z.coerce.number().int().nullable().default(null).describe('Year of the law'),
  label: Bilingual.describe('What people read'),
  forms: z.array(z.string()).default([]).describe('Names in the press, in the pattern language'),
  corruptions: z
    .array(z.string())
    .default([])
    .describe('Misprints that are known to mean this one, in normal form, such as UU 5/2004'),
  inForce: z
    .strictObject({
      from: z.iso.date().nullable().default(null).describe('First day'),
      until: z.iso.date().nullable().default(null).describe('Last day; null while in force'),
    })
    .prefault({})
    .describe('First and last day in force'),
  examples: Examples.nullable().default(null).describe('Sentences of our own that cite it by name'),
});
export type LawEntry = z.infer<typeof LawEntry>;

/** A file of dictionaries/laws, except citation.yaml. */
export const LawFile = z.strictObject({
  note: z.string().optional().describe('Remark for analysts'),
  laws: z.array(LawEntry).min(1).describe('The laws of this file'),
});
export type LawFile = z.infer<typeof LawFile>;

/** dictionaries/laws/citation.yaml: the words that citations are made of (codebook 6). */
export const CitationWords = z.strictObject({
  types: z
    .record(z.string(), z.array(z.string()).min(1))
    .describe('Type as in the normal form (UU, PP) to its spellings'),
  number: z.array(z.string()).describe('Words before the number'),
  year: z.array(z.string()).describe('Words before the year'),
  about: z.array(z.string()).describe('Words before the subject of a law'),
  article: z.array(z.string()).describe('Words before an article'),
  paragraph: z.array(z.string()).describe('Words before a paragraph'),
  letter: z.array(z.string()).describe('Words before a letter'),
  point: z.array(z.string()).describe('Words before a point'),
  joined: z.array(z.string()).describe('Words that join articles to be read together'),
  amends: z.array(z.string()).describe('Words that name the amending or amended law'),
});
export type CitationWords = z.infer<typeof CitationWords>;
