/** Reports of an article before and after it was extracted anew -> which new report is which old one, by overlap of evidence. */
import type { Report } from '../model/report.js';
import type { Evidence } from '../model/why.js';

/** An old report that is no more, and the new one that tells of the same. */
export interface Inheritance {
  from: string;
  to: string;
}

/**
 * Pairs reports whose ids are gone with reports whose ids are new, within one type: those first whose evidence overlaps
 * most. Where the text was revised, so that offsets moved and nothing overlaps, the one that is gone is the one that is
 * new, as long as there is but one of each. Heirs keep the incident of the old report and the decisions on it.
 */
export function inheritReports(
  before: readonly Report[],
  after: readonly Report[],
  revised: boolean,
): Inheritance[] {
  const known = new Set(before.map(({ id }) => id));
  const staying = new Set(after.map(({ id }) => id));
  const gone = before.filter(({ id }) => !staying.has(id));
  const fresh = after.filter(({ id }) => !known.has(id));
  return (['case', 'measure'] as const).flatMap((type) =>
    pair(
      gone.filter((report) => report.type === type),
      fresh.filter((report) => report.type === type),
      revised,
    ),
  );
}

function pair(gone: readonly Report[], fresh: readonly Report[], revised: boolean): Inheritance[] {
  const pairs = gone
    .flatMap((from) => fresh.map((to) => ({ from: from.id, to: to.id, share: overlap(from, to) })))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share || (a.from + a.to < b.from + b.to ? -1 : 1));
  const paired = new Set<string>();
  const heirs = pairs.flatMap(({ from, to }) => {
    if (paired.has(from) || paired.has(to)) return [];
    paired.add(from).add(to);
    return [{ from, to }];
  });
  if (!revised) return heirs;
  const [lastGone, ...moreGone] = gone.filter(({ id }) => !paired.has(id));
  const [lastFresh, ...moreFresh] = fresh.filter(({ id }) => !paired.has(id));
  if (lastGone === undefined || lastFresh === undefined || moreGone.length + moreFresh.length > 0)
    return heirs;
  return [...heirs, { from: lastGone.id, to: lastFresh.id }];
}

/** Share of the code units that are evidence of either report which are evidence of both. */
function overlap(a: Report, b: Report): number {
  const [left, right] = [unitsOf(a), unitsOf(b)];
  let both = 0;
  for (const unit of left) if (right.has(unit)) both += 1;
  const all = left.size + right.size - both;
  return all === 0 ? 0 : both / all;
}

const TITLE = 1 << 30;

/** What the report rests on: its acts, steps and people. Places and elections are shared by all reports of an article. */
function unitsOf({ violations, steps, subjects }: Report): Set<number> {
  const units = new Set<number>();
  const add = ({ in: text, start, end }: Evidence): void => {
    for (let unit = start; unit < end; unit += 1) units.add(text === 'title' ? unit + TITLE : unit);
  };
  for (const { evidence } of [...violations, ...steps, ...subjects]) evidence.forEach(add);
  return units;
}
