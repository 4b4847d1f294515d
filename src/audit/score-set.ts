/** Score set: sums what the articles of a set scored, as a whole and by what is hard about them. */
import type { Extraction } from '../model/report.js';
import type { Confusion } from './confusion.js';
import { EVIDENCED, type Evidenced } from './evidence.js';
import type { GoldArticle } from './gold-article.js';
import { scoreArticle, type ArticleScore } from './score-article.js';
import { addScore, addTally, newTally, NO_SCORE, sumOf, type Score, type Tally } from './tally.js';

/** How a set of gold did. */
export interface Audit {
  articles: number;
  relevanceRight: number;
  /** Articles without a case, and the ids of those that came out with one. */
  withoutCase: number;
  falseAccusations: string[];
  fields: Tally;
  evidence: Record<Evidenced, { touches: number; of: number }>;
  scores: ArticleScore[];
}

/** Scores extractions against gold; both lists are in the same order. */
export function scoreGold(gold: readonly GoldArticle[], extractions: readonly Extraction[]): Audit {
  if (gold.length !== extractions.length)
    throw new RangeError(`${extractions.length} extractions for ${gold.length} gold articles`);
  return sumScores(
    gold.flatMap((article, index) => {
      const extraction = extractions[index];
      return extraction === undefined ? [] : [scoreArticle(article, extraction)];
    }),
  );
}

/** Sums the scores of articles. */
function sumScores(scores: readonly ArticleScore[]): Audit {
  const audit: Audit = {
    articles: scores.length,
    relevanceRight: 0,
    withoutCase: 0,
    falseAccusations: [],
    fields: newTally(),
    evidence: Object.fromEntries(EVIDENCED.map((what) => [what, { touches: 0, of: 0 }])) as Audit['evidence'],
    scores: [...scores],
  };
  for (const { id, relevance, falseAccusation, fields, evidence } of scores) {
    if (relevance.wanted === relevance.got) audit.relevanceRight += 1;
    if (relevance.wanted !== 'case') audit.withoutCase += 1;
    if (falseAccusation) audit.falseAccusations.push(id);
    addTally(audit.fields, fields);
    for (const { what, touches } of evidence) {
      audit.evidence[what].of += 1;
      if (touches) audit.evidence[what].touches += 1;
    }
  }
  return audit;
}

/** All confusions of a set. */
export const confusionsIn = (audit: Audit): Confusion[] =>
  audit.scores.flatMap(({ confusions }) => confusions);

/** How the articles with one phenomenon did. */
export interface PhenomenonRow {
  phenomenon: string;
  articles: number;
  relevanceRight: number;
  falseAccusations: number;
  /** All fields together. */
  score: Score;
}

/** By phenomenon and hard case, the one with most wrong values first. */
export function byPhenomenon(audit: Audit): PhenomenonRow[] {
  const rows = new Map<string, PhenomenonRow>();
  for (const { phenomena, relevance, falseAccusation, fields } of audit.scores)
    for (const phenomenon of phenomena) {
      const row = rows.get(phenomenon) ?? {
        phenomenon,
        articles: 0,
        relevanceRight: 0,
        falseAccusations: 0,
        score: { ...NO_SCORE },
      };
      row.articles += 1;
      row.relevanceRight += relevance.wanted === relevance.got ? 1 : 0;
      row.falseAccusations += falseAccusation ? 1 : 0;
      addScore(row.score, sumOf(fields));
      rows.set(phenomenon, row);
    }
  const wrong = ({ score }: PhenomenonRow): number => score.extra + score.missed;
  return [...rows.values()].toSorted(
    (a, b) => wrong(b) - wrong(a) || a.phenomenon.localeCompare(b.phenomenon),
  );
}
