/** Linking rules: what the link stage has to know: thresholds, weights, and what outlets print for one another. */
import { z } from 'zod';
import { InstitutionCode, MeasureCode, StageCode, SubjectStatus, ViolationCode } from './codes.js';
import { Share } from './share.js';

/** What the link stage has to know beside its weights. */
export const LinkingTerms = z.strictObject({
  nearDays: z.coerce.number().describe('Days within which two case reports count as close'),
  measureDays: z.coerce.number().describe('Most days between two tellings of a spoken measure'),
  lastingDays: z.coerce.number().describe('Most days between two tellings of a lasting measure'),
  lasting: z.array(MeasureCode).describe('Measures that last: a circular, a task force, a hotline'),
  compatible: z
    .partialRecord(SubjectStatus, z.array(SubjectStatus))
    .describe('Statuses that two outlets may print for one person (codebook 2, 9-C)'),
  actors: z
    .record(z.string(), z.array(InstitutionCode))
    .describe('Families of institutions that speak for one another'),
  titles: z.array(z.string()).describe('Titles that are no part of a name, folded'),
  commonNames: z
    .array(z.string())
    .default([])
    .describe('Words of names that many bear, folded: by them alone two people are not one'),
  nameSpellings: z
    .array(z.array(z.string()))
    .default([])
    .describe('Spellings of one word of names, folded, list by list: who is erased goes in all of them'),
  copies: z
    .strictObject({
      whole: Share.describe('Least share of the word triples of two bodies together that both have'),
      inside: Share.describe('Or least share of those of the shorter body, where one was cut'),
    })
    .describe('From when on two bodies are copies of one text'),
  kinds: z
    .record(z.string(), z.array(SubjectStatus))
    .describe(
      'Kinds of apparatus, each with the statuses that outlets print for it; two kinds only meet by name, letter, headline or text',
    ),
  closeWord: Share.describe('Likeness (Jaro-Winkler) from which two words of a name are one'),
  lagDays: z.coerce
    .number()
    .describe('Days that an outlet may lag behind; beyond them a step back is another case'),
  closeShare: Share.describe('Share of the smaller count by which two counts may differ and be close'),
  mostPossible: z.coerce.number().describe('Incidents named as possibly the same, at most'),
  kin: z.array(z.array(ViolationCode)).describe('Acts that outlets print for one another, list by list'),
  common: z
    .array(z.string())
    .describe('Folded words that are common in headlines on neutrality and join nothing'),
  unproven: z
    .array(StageCode)
    .describe(
      'Stages at which a matter came to nothing and nothing had been proven; an annulled sanction is none, as it was imposed first',
    ),
  proven: z
    .array(StageCode)
    .describe('Stages that hold something proven: of one matter none is told beside those'),
});
export type LinkingTerms = z.infer<typeof LinkingTerms>;

/** dictionaries/linking.yaml: thresholds of the link stage. */
export const LinkingRules = z.strictObject({
  windowDays: z.coerce
    .number()
    .describe('Days between two reports within which they may tell of one happening'),
  same: z.coerce.number().describe('Score from which two reports are one incident'),
  possible: z.coerce.number().describe('Score from which they are possibly one'),
  weights: z.record(z.string(), z.coerce.number()).describe('What each agreement or contradiction counts'),
  terms: LinkingTerms.optional().describe('Days, compatible statuses, families of actors, titles'),
});
export type LinkingRules = z.infer<typeof LinkingRules>;
