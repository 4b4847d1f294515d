/** Problems of the dictionary files: gathered over all files, told together, each with file, line, entry and mend. */
import { Halt } from '../model/errors.js';

const MOST_TOLD = 200;

/** Collects problems so that an analyst sees all of them at once. */
export class Problems {
  readonly lines: string[] = [];

  /** One problem: file as shown to people, line from 1 (null when unknown), entry such as "concept x" or ''. */
  add(file: string, line: number | null, entry: string, text: string): void {
    const where = line === null ? file : `${file}:${line}`;
    this.lines.push(`${where}: ${entry === '' ? '' : `${entry}: `}${text}`);
  }

  /** Throws Halt with all problems, if there are any. */
  stop(): void {
    const found = this.lines.length;
    if (found === 0) return;
    const told = this.lines.slice(0, MOST_TOLD);
    if (found > told.length) told.push(`... and ${found - told.length} more`);
    const many = found === 1 ? 'a problem' : `${found} problems`;
    throw new Halt(`${many} in the dictionaries; nothing was loaded\n${told.join('\n')}`);
  }
}

/** The known word nearest to a mistyped one, as '; did you mean "x"?', or '' when none is near. */
export function didYouMean(word: string, known: readonly string[]): string {
  let best = '';
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of known) {
    const distance = editDistance(word, candidate);
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best === '' ? '' : `; did you mean "${best}"?`;
}

/** Number of letters to add, drop, change or swap between two words. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = swapped ? (before[j - 2] ?? 0) + 1 : Infinity;
      next[j] = Math.min(change, swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
    }
    [before, row] = [row, next];
  }
  return row[b.length] ?? 0;
}
