/** Misspellings: announced place names that nobody knows, read as a name that stands elsewhere in the article. */
import type { Grammar } from '../model/grammar.js';
import { foldedRun } from '../text/text.js';
import type { Passage } from './passage.js';
import { announcedBefore, type PlaceTelling } from './place-tellings.js';
import { sentenceAt } from './sentence-at.js';

/** Levels whose names are few enough that an unknown one is a misprint. */
const REGENCIES = new Set(['kabupaten', 'kota', 'regency']);

/** "Kabupaten Tengarang" in an article about Tangerang: the tellings that the misprints stand for. */
export function mendMisspellings(
  passages: readonly Passage[],
  tellings: readonly PlaceTelling[],
  grammar: Grammar,
): PlaceTelling[] {
  const known = new Map<string, PlaceTelling>();
  for (const telling of tellings) {
    const name = foldedRun(telling.passage.analysed.tokens, telling.first, telling.last);
    if (!telling.dateline && !known.has(name)) known.set(name, telling);
  }
  if (known.size === 0) return [];
  return passages.flatMap((passage) => mendPassage(passage, known, tellings, grammar));
}

function mendPassage(
  passage: Passage,
  known: ReadonlyMap<string, PlaceTelling>,
  tellings: readonly PlaceTelling[],
  grammar: Grammar,
): PlaceTelling[] {
  const { tokens } = passage.analysed;
  const taken = new Set(tellings.filter((telling) => telling.passage === passage).map(({ first }) => first));
  const mended: PlaceTelling[] = [];
  for (let token = 1; token < tokens.count; token += 1) {
    if (tokens.capital[token] === 0 || taken.has(token)) continue;
    const announced = announcedBefore(passage, grammar, token);
    if (announced === null || !REGENCIES.has(announced)) continue;
    const sentence = sentenceAt(passage, token);
    if (sentence < 0 || passage.muted[sentence] === true) continue;
    const meant = nearestName(passage, token, known);
    if (meant === null) continue;
    const { telling, name } = meant;
    const last = token + (telling.last - telling.first);
    const { candidates } = telling;
    mended.push({
      passage,
      sentence,
      first: token,
      last,
      announced,
      strong: false,
      candidates,
      dateline: false,
      faint: null,
      heading: false,
      mended: name,
    });
  }
  return mended;
}

function nearestName(
  passage: Passage,
  token: number,
  known: ReadonlyMap<string, PlaceTelling>,
): { telling: PlaceTelling; name: string } | null {
  const { tokens } = passage.analysed;
  for (const [name, telling] of known) {
    const last = token + (telling.last - telling.first);
    if (last > tokens.count) continue;
    const printed = foldedRun(tokens, token, last);
    const most = name.length >= 7 ? 2 : name.length >= 5 ? 1 : 0;
    if (most > 0 && printed[0] === name[0] && printed !== name && isWithin(printed, name, most))
      return { telling, name };
  }
  return null;
}

/** Whether two words differ by at most `most` letters added, left out, changed or swapped with their neighbour. */
export function isWithin(a: string, b: string, most: number): boolean {
  if (Math.abs(a.length - b.length) > most) return false;
  let older: number[] = [];
  let before = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (before[column] ?? 0) + 1,
        (line[column - 1] ?? 0) + 1,
        (before[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) cost = Math.min(cost, (older[column - 2] ?? 0) + 1);
      line.push(cost);
    }
    if (Math.min(...line) > most) return false;
    older = before;
    before = line;
  }
  return (before[b.length] ?? most + 1) <= most;
}
