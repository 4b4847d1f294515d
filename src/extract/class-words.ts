/** Class words: classes of words that the forms of acts refer to, and what they take from the cues inside them. */
import type { Mark } from './passage.js';

/** "Kontrak tak diperpanjang": a cue inside words of a class that the act itself is told with takes nothing from the act. */
export const isOfClass = (cue: Mark, act: Mark, row: readonly Mark[]): boolean =>
  row.some(
    (mark) =>
      mark.kind === 'word' &&
      mark.first >= act.first &&
      mark.last <= act.last &&
      mark.first <= cue.first &&
      mark.last >= cue.last,
  );
