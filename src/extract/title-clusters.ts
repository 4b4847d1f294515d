/** Title clusters: titles that are told of one person, as they overlap, explain each other, or tell work and employment. */
import { HARD } from '../text/text.js';
import type { Mark, Passage } from './passage.js';

/** "guru non-ASN", "perawat PPPK": work with the employment behind it. */
export const isWork = (mark: Mark | undefined): boolean =>
  mark?.kind === 'subject' && mark.props['employment'] === undefined;

/** Titles as groups that overlap, in order; "Hukum Tua (Kumtua)", "Jaksa Penuntut Umum (JPU)" and "guru berstatus PNS" are one. */
export function clusterTitles(
  { text, analysed }: Passage,
  apposers: ReadonlySet<string>,
  titles: readonly Mark[],
): Mark[][] {
  const clusters: Mark[][] = [];
  const { folded, breakBefore } = analysed.tokens;
  const isTied = (from: number, to: number): boolean => {
    if (to - from > MOST_TIES) return false;
    for (let token = from; token <= to; token += 1)
      if ((breakBefore[token] ?? HARD) >= HARD || (token < to && !apposers.has(folded[token] ?? '')))
        return false;
    return true;
  };
  let end = -1;
  for (const title of titles.toSorted((a, b) => a.first - b.first)) {
    const last = clusters.at(-1);
    const explains = text[title.start - 1] === '(' && text[title.end] === ')' && title.first === end;
    const beside =
      title.kind === 'subject' &&
      isWork(last?.at(-1)) &&
      (title.first === end
        ? /[^\S\r\n]/.test(text[title.start - 1] ?? '')
        : !isWork(title) && title.first > end && isTied(end, title.first));
    if (last !== undefined && (title.first < end || explains || beside)) last.push(title);
    else clusters.push([title]);
    end = Math.max(end, title.last);
  }
  return clusters;
}

const MOST_TIES = 3; // words such as "yang juga berstatus" between work and employment
