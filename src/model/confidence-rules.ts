/** Confidence rules: how far a report can be trusted, by what it rests on and what it leaves open. */
import { z } from 'zod';
import { Attribution, Reality, SUREST_FIRST } from './codes.js';
import { Share } from './share.js';

const falls = (values: readonly number[]): boolean =>
  values.every((value, i) => i === 0 || value <= (values[i - 1] ?? 1));

/**
 * dictionaries/confidence.yaml: how far a report can be trusted. The best of its steps gives attribution times reality;
 * each thing that is left open multiplies that by its share; `calibration` maps the product to the share of reports
 * that were right on gold.
 */
export const ConfidenceRules = z.strictObject({
  attribution: z
    .record(Attribution, Share)
    .refine((ladder) => falls(Attribution.options.map((rung) => ladder[rung])), {
      message: 'a lower rung of the ladder is never trusted more (codebook 9-I)',
    })
    .describe('Share of trust by who says it, falling down the ladder'),
  reality: z
    .record(Reality, Share)
    .refine((shares) => falls(SUREST_FIRST.map((reality) => shares[reality])), {
      message: `a less sure reality is never trusted more (${SUREST_FIRST.join(' > ')})`,
    })
    .describe('Share of trust by reality'),
  open: z
    .strictObject({
      no_step: Share.describe('Nothing is told but the act'),
      single_step: Share.describe('Just one step is told'),
      two_steps: Share.describe('Just two steps are told'),
      no_place: Share.describe('No jurisdiction is known'),
      no_date: Share.describe('No date is known'),
      distant_date: Share.describe(
        'The date is that of a statement, a letter or the publication, not of the stage',
      ),
      no_act: Share.describe('A case without a violation'),
      status_unknown: Share.describe('A case in which no status of apparatus is told'),
      nobody_named: Share.describe('A case that names nobody'),
      no_addressee: Share.describe('A measure that addresses nobody'),
      no_authority: Share.describe('Nobody examines, decides or speaks for a body'),
      conflict: Share.describe('Each conflict inside the article, and an overclaiming headline'),
    })
    .describe('What each thing that the text leaves open multiplies by'),
  least: z
    .strictObject({
      brief: Share.describe('A case less sure than this accuses nobody: the article is no more than context'),
      story: Share.describe(
        'The same in a story of `sentences` sentences or more, which has room to tell when and where',
      ),
      sentences: z.coerce
        .number()
        .int()
        .describe('Sentences, boilerplate aside, from which on an article is a story'),
    })
    .describe('Confidence that a report must reach to be made'),
  calibration: z
    .array(z.tuple([Share, Share]))
    .min(2)
    .refine(
      (points) =>
        points.every(([from, to], i) => {
          const before = points[i - 1];
          return before === undefined || (from > before[0] && to >= before[1]);
        }),
      { message: 'points rise: [product, share of right reports]' },
    )
    .describe(
      'Points between which the product is mapped in straight lines; fitted by pantau audit --calibration',
    ),
});
export type ConfidenceRules = z.infer<typeof ConfidenceRules>;
