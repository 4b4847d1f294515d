/** Floors: the figures below which no set of gold may fall, pinned with a hash of the gold; never lowered without a reason. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { GoldArticle, GoldSet } from './gold-article.js';
import type { Audit } from './score-set.js';
import { FIELDS, precisionOf, recallOf, type Field } from './tally.js';

const Lowered = z.string().optional().describe('Why it was lowered when it last was');
const Floor = z.strictObject({ precision: z.number(), recall: z.number(), lowered: Lowered });

const SetFloors = z.strictObject({
  gold: z.string().describe('sha256 of the gold articles that the floors were taken on'),
  articles: z.int(),
  relevance: z.strictObject({ accuracy: z.number(), lowered: Lowered }),
  falseAccusations: z.strictObject({ most: z.int(), lowered: Lowered }),
  fields: z.partialRecord(z.enum(FIELDS), Floor),
});
type SetFloors = z.infer<typeof SetFloors>;

/** fixtures/floors.json: floors by set. */
export const Floors = z.record(z.string(), SetFloors);
export type Floors = z.infer<typeof Floors>;

/** Hash of what is scored of gold articles, so that floors are not compared with figures on other gold. */
function hashGold(gold: readonly GoldArticle[]): string {
  const scored = gold.map(({ id, title, text, published, relevance, reports, claims }) => [
    id,
    title,
    text,
    published,
    relevance,
    reports,
    claims,
  ]);
  return createHash('sha256').update(JSON.stringify(scored)).digest('hex');
}

const floorOf = (value: number): number => Math.floor(value * 1000) / 1000;

/** A floor beside the figure of today. */
interface Figure {
  what: string;
  floor: number;
  today: number;
  /** Whether more is better. */
  more: boolean;
}

function figuresOf(audit: Audit, floors: SetFloors): Figure[] {
  const fields = Object.entries(floors.fields).flatMap(([field, floor]): Figure[] => {
    const score = audit.fields[field as Field];
    return [
      { what: `precision of ${field}`, floor: floor.precision, today: precisionOf(score), more: true },
      { what: `recall of ${field}`, floor: floor.recall, today: recallOf(score), more: true },
    ];
  });
  return [
    { what: 'accuracy of relevance', floor: floors.relevance.accuracy, today: accuracyOf(audit), more: true },
    {
      what: 'false accusations',
      floor: floors.falseAccusations.most,
      today: audit.falseAccusations.length,
      more: false,
    },
    ...fields,
  ];
}

/** Share of articles with the right relevance, 0 to 1; 1 where there are none. */
export const accuracyOf = ({ articles, relevanceRight }: Audit): number =>
  articles === 0 ? 1 : relevanceRight / articles;

const isLow = ({ floor, today, more }: Figure): boolean => (more ? today < floor : today > floor);

/** What fell below the floors of a set, one sentence each; empty when all holds. */
export function checkFloors(
  set: GoldSet,
  audit: Audit,
  gold: readonly GoldArticle[],
  floors: Floors,
): string[] {
  const own = floors[set];
  if (own === undefined)
    return gold.length === 0
      ? []
      : [`${set} has no floors yet: look at the figures, then pin them with --pin`];
  if (hashGold(gold) !== own.gold)
    return [
      `the articles of ${set} are others than those of its floors: look at the figures, then use --pin`,
    ];
  return figuresOf(audit, own)
    .filter(isLow)
    .map(({ what, floor, today }) => `${set}: ${what} is ${shown(today)}, its floor ${shown(floor)}`);
}

const shown = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(3));

/**
 * Floors of a set that today's figures just meet. `refused` names the floors that would be lowered without a reason;
 * with a reason they are lowered and the reason is written beside them.
 */
export function pinFloors(
  set: GoldSet,
  audit: Audit,
  gold: readonly GoldArticle[],
  { before, reason }: { before: Floors; reason: string | null },
): { floors: SetFloors; refused: string[] } {
  const own = before[set];
  const refused: string[] = [];
  const keep = (figure: Figure, lowered: string | undefined): string | undefined => {
    if (!isLow({ ...figure, today: figure.more ? floorOf(figure.today) : figure.today })) return lowered;
    if (reason === null)
      refused.push(`${set}: ${figure.what} would fall from ${shown(figure.floor)} to ${shown(figure.today)}`);
    return reason ?? lowered;
  };
  const figures = new Map((own === undefined ? [] : figuresOf(audit, own)).map((one) => [one.what, one]));
  const noted = (lowered: string | undefined, ...whats: string[]): { lowered?: string } => {
    let note = lowered;
    for (const what of whats) {
      const figure = figures.get(what);
      if (figure !== undefined) note = keep(figure, note);
    }
    return note === undefined ? {} : { lowered: note };
  };
  const floors: SetFloors = {
    gold: hashGold(gold),
    articles: gold.length,
    relevance: {
      accuracy: floorOf(accuracyOf(audit)),
      ...noted(own?.relevance.lowered, 'accuracy of relevance'),
    },
    falseAccusations: {
      most: audit.falseAccusations.length,
      ...noted(own?.falseAccusations.lowered, 'false accusations'),
    },
    fields: Object.fromEntries(
      FIELDS.map((field) => [
        field,
        {
          precision: floorOf(precisionOf(audit.fields[field])),
          recall: floorOf(recallOf(audit.fields[field])),
          ...noted(own?.fields[field]?.lowered, `precision of ${field}`, `recall of ${field}`),
        },
      ]),
    ),
  };
  return { floors, refused };
}
