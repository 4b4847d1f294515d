/** Lexicon: how analysts write down the words for what can be found: phrasings, their conditions, how far cues reach, and examples. */
import { z } from 'zod';
import { MentionReality } from './codes.js';
import { MentionKind } from './mention.js';

/** A text in both languages of the project. */
export const Bilingual = z.strictObject({
  id: z.string().min(1).describe('In Indonesian'),
  en: z.string().min(1).describe('In English'),
});

export const Voice = z.enum(['active', 'passive', 'state', 'nominal', 'shape']);
export type Voice = z.infer<typeof Voice>;

/**
 * One press phrasing. `form` is written in the pattern language of src/text/patterns.ts:
 * `word`, `a|b`, `word?` (optional), `word*` (prefix), `~stem`, `=Exact`, `..3` (gap of up to three words),
 * `#` (a number in digits or words), `<kind>` or `<kind:code|code>` (a mention of that kind found before).
 */
export const Form = z.strictObject({
  form: z.string().min(1).describe('The phrasing, in the pattern language'),
  voice: Voice.nullable().default(null).describe('Voice of the verb, when it decides who is the subject'),
  reality: MentionReality.nullable().default(null).describe('Reality that the words themselves carry'),
  needs: z
    .array(z.string())
    .default([])
    .describe('Kinds, or kind:code, one of which must stand in the same clause'),
  unless: z
    .array(z.string())
    .default([])
    .describe('Kinds, or kind:code, that must not stand in the same clause'),
  borne: z.coerce
    .number()
    .optional()
    .describe('Log odds with which the words of the sentence together must bear out what the phrasing says'),
});
export type Form = z.infer<typeof Form>;

/** How far a cue reaches, after medspaCy's ConText rules. */
export const Scope = z.strictObject({
  direction: z.enum(['forward', 'backward', 'both']).describe('Which side of the cue it touches'),
  reach: z.enum(['clause', 'sentence', 'quote']).default('clause').describe('How far it reaches at most'),
  words: z.coerce
    .number()
    .int()
    .min(1)
    .nullable()
    .default(null)
    .describe('Most words it reaches, when fewer'),
});
export type Scope = z.infer<typeof Scope>;

/**
 * Example sentences of our own. `find`: the stretch that must be found stands in [square brackets].
 * `ignore`: nothing of this concept may be found. `missed`: known to be not found yet.
 */
export const Examples = z.strictObject({
  find: z.array(z.string().min(1)).min(1).describe('Sentences with what must be found in [brackets]'),
  ignore: z.array(z.string().min(1)).default([]).describe('Look-alikes in which nothing may be found'),
  missed: z.array(z.string().min(1)).default([]).describe('Sentences that ought to be found and are not yet'),
});

export const Concept = z.strictObject({
  code: z.string().min(1).describe('Code of the concept; a controlled code where the kind has one'),
  label: Bilingual.describe('What people read'),
  definition: z.string().nullable().default(null).describe('What it is, with the codebook section'),
  forms: z
    .array(
      z.union([
        z
          .string()
          .min(1)
          .transform((form) => Form.parse({ form })),
        Form,
      ]),
    )
    .min(1)
    .describe('Phrasings of the press, each a pattern or a pattern with conditions'),
  not: z.array(z.string().min(1)).default([]).describe('Look-alikes: a hit inside one of these is dropped'),
  scope: Scope.nullable().default(null).describe('For modality cues only'),
  stop: z.array(z.string().min(1)).default([]).describe('For modality cues only: words that end the reach'),
  props: z.record(z.string(), z.string()).default({}).describe('Further facts a rule may ask for'),
  examples: Examples.describe('Sentences of our own; each is a test'),
});
export type Concept = z.infer<typeof Concept>;

/** A file of dictionaries/lexicon or dictionaries/cues. */
export const LexiconFile = z.strictObject({
  kind: MentionKind.describe('What its concepts are about'),
  note: z.string().optional().describe('Remark for analysts'),
  alias: z
    .stringbool()
    .or(z.boolean())
    .default(false)
    .describe('True for lists of place or institution names, whose forms need no example each'),
  concepts: z.array(Concept).min(1).describe('What can be found, with its words'),
});
export type LexiconFile = z.infer<typeof LexiconFile>;
