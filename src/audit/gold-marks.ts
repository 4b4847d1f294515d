/** Gold marks: takes the inline marks of a gold article out of its text and keeps them as stretches of what is left. */

const MARK_KINDS = [
  'subject',
  'step',
  'violation',
  'place',
  'date',
  'election',
  'authority',
  'claim',
  'trap',
] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

/** Words on which a value of a report rests. Offsets are UTF-16 code units of the text without marks. */
export interface GoldMark {
  /** Number of the report, from 0; null for claims and traps. */
  report: number | null;
  kind: MarkKind;
  /** Code of a step or violation; null otherwise. */
  code: string | null;
  /** Reality of a step; null otherwise. */
  reality: string | null;
  start: number;
  end: number;
  words: string;
}

export interface Unmarked {
  text: string;
  marks: GoldMark[];
  /** Marks that say nothing, in words; empty when all is well. */
  faults: string[];
}

// "{{1 step examined realised|diperiksa selama dua jam}}"
const MARK = /\{\{([^|{}]{1,120})\|([^{}]*)\}\}/g;

/** Takes the marks out of a text. Never throws; what is no mark stays in the text and is a fault. */
export function takeMarksOut(marked: string): Unmarked {
  const marks: GoldMark[] = [];
  const faults: string[] = [];
  let text = '';
  let from = 0;
  for (const match of marked.matchAll(MARK)) {
    const [all, head = '', words = ''] = match;
    text += marked.slice(from, match.index);
    const mark = readHead(head.trim().split(/\s+/));
    if (mark === null)
      faults.push(`mark "${head}" says nothing: write {{1 kind|words}} with a kind of the README`);
    else marks.push({ ...mark, start: text.length, end: text.length + words.length, words });
    text += words;
    from = match.index + all.length;
  }
  text += marked.slice(from);
  if (/[{}]/.test(text))
    faults.push('a brace stands alone or marks are nested: close each mark before the next');
  return { text: text.trimEnd(), marks, faults };
}

/** ['1', 'step', 'examined', 'realised'] gives report 0, kind step. */
function readHead(head: readonly string[]): Pick<GoldMark, 'report' | 'kind' | 'code' | 'reality'> | null {
  const [first = '', kind = '', code = null, reality = null] = head;
  if (first === 'claim' || first === 'trap') return { report: null, kind: first, code: null, reality: null };
  const known = MARK_KINDS.find((one) => one === kind);
  if (!/^[1-9]\d?$/.test(first) || known === undefined) return null;
  return { report: Number(first) - 1, kind: known, code, reality };
}
