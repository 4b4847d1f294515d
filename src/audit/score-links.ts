/** Incidents beside the link gold -> pairwise precision and recall, B-cubed F1, what went wrong, and the floors of these figures. */
import { z } from 'zod';
import type { Incident } from '../model/incident.js';
import { type LinkGold, hashLinkGold } from './link-gold.js';

export interface LinkScore {
  reports: number;
  happenings: number;
  /** Share of linked pairs of reports that tell of one happening, 0 to 1. */
  precision: number;
  /** Share of pairs that tell of one happening that are linked, 0 to 1. */
  recall: number;
  /** Harmonic mean of B-cubed precision and recall, 0 to 1: the mean over reports of how pure and how whole their incident is. */
  bcubed: number;
  /** Pairs of report ids that were joined and are two happenings. */
  wrong: [string, string][];
  /** Pairs that are one happening and were not joined. */
  missed: [string, string][];
}

/** Scores a grouping of the reports of the gold; a report in no incident stands alone. */
export function scoreLinks(gold: readonly LinkGold[], incidents: readonly Incident[]): LinkScore {
  const incidentOf = new Map(
    incidents.flatMap(({ id, links }) => links.map(({ report }) => [report, id] as const)),
  );
  const told = gold.map(({ happening, input: { report } }) => ({
    id: report.id,
    happening,
    incident: incidentOf.get(report.id) ?? `alone ${report.id}`,
  }));
  let both = 0;
  const [wrong, missed]: [string, string][][] = [[], []];
  let [pure, whole] = [0, 0];
  for (const [nth, one] of told.entries()) {
    const joined = told.filter(({ incident }) => incident === one.incident);
    const wanted = told.filter(({ happening }) => happening === one.happening);
    const right = joined.filter(({ happening }) => happening === one.happening).length;
    pure += right / joined.length;
    whole += right / wanted.length;
    for (const other of told.slice(nth + 1)) {
      const [isOne, isJoined] = [other.happening === one.happening, other.incident === one.incident];
      if (isOne && isJoined) both += 1;
      else if (isJoined) wrong?.push([one.id, other.id]);
      else if (isOne) missed?.push([one.id, other.id]);
    }
  }
  const [wrongs, misses] = [wrong ?? [], missed ?? []];
  const [purity, wholeness] = [pure / (told.length || 1), whole / (told.length || 1)];
  return {
    reports: told.length,
    happenings: new Set(told.map(({ happening }) => happening)).size,
    precision: both + wrongs.length === 0 ? 1 : both / (both + wrongs.length),
    recall: both + misses.length === 0 ? 1 : both / (both + misses.length),
    bcubed: purity + wholeness === 0 ? 1 : (2 * purity * wholeness) / (purity + wholeness),
    wrong: wrongs,
    missed: misses,
  };
}

/** fixtures/link-floors.json: what linking must reach on the link gold. */
export const LinkFloors = z.strictObject({
  gold: z.string().describe('sha256 of the reports that the floors were taken on'),
  reports: z.int(),
  happenings: z.int(),
  precision: z.number(),
  recall: z.number(),
  bcubed: z.number(),
  lowered: z.string().optional().describe('Why it was lowered when it last was'),
});
export type LinkFloors = z.infer<typeof LinkFloors>;

const FIGURES = ['precision', 'recall', 'bcubed'] as const;

/** What fell below its floor, one sentence each; empty when all holds. */
export function checkLinkFloors(
  score: LinkScore,
  gold: readonly LinkGold[],
  floors: LinkFloors | null,
): string[] {
  if (floors === null || floors.gold !== hashLinkGold(gold))
    return ['the link gold is another than that of its floors: look at the figures, then use --pin'];
  return FIGURES.filter((figure) => score[figure] < floors[figure]).map(
    (figure) => `linking: ${figure} is ${score[figure].toFixed(3)}, its floor ${floors[figure].toFixed(3)}`,
  );
}

/** Floors that today's figures just meet; `refused` names those that would be lowered without a reason. */
export function pinLinkFloors(
  score: LinkScore,
  gold: readonly LinkGold[],
  before: LinkFloors | null,
  reason: string | null,
): { floors: LinkFloors; refused: string[] } {
  const cut = (value: number): number => Math.floor(value * 1000) / 1000;
  const fallen = FIGURES.filter((figure) => before !== null && cut(score[figure]) < before[figure]);
  const lowered = fallen.length > 0 ? reason : (before?.lowered ?? null);
  const floors: LinkFloors = {
    gold: hashLinkGold(gold),
    reports: score.reports,
    happenings: score.happenings,
    precision: cut(score.precision),
    recall: cut(score.recall),
    bcubed: cut(score.bcubed),
    ...(lowered === null ? {} : { lowered }),
  };
  const refused = fallen.map(
    (figure) => `linking: ${figure} would fall from ${before?.[figure] ?? 0} to ${cut(score[figure])}`,
  );
  return { floors, refused: reason === null ? refused : [] };
}
