/** Claim signs: what of a number and around it is weighed to know whether it is a published statistic (rulings 11.15, 11.36). */
import { stepBeside, type Neighbourhood } from './claim-parts.js';
import type { ClaimFrame } from './claim-frames.js';
import type { Indexed } from './claim-source.js';
import { unitOf } from './claim-units.js';
import { FACT, bounded, factSign, factsBy, factsByTwo, type TakeFact } from './fact-signs.js';
import type { Mark, Passage } from './passage.js';
import type { TakeSign } from './root-signs.js';

/** One number of a passage, where it stands, and how many its sentence has. */
export interface NumberTold {
  around: Neighbourhood;
  frame: ClaimFrame;
  sentence: number;
  inSentence: number;
}

/** Gives what hands over the signs of the numbers of a passage, one after the other as they stand in the text. */
export function claimSigner(source: Indexed, passage: Passage): (told: NumberTold, take: TakeSign) => void {
  const before = { greatest: 0, values: new Set<number>(), sentence: -Infinity };
  const inTitle = new Set(source.title.analysed.numbers.map(({ value }) => value));
  const likeliest = likeliestOf(source);
  const isNamed = source.title.marks.some(isNeutrality);
  return (told, take) => {
    const fact: TakeFact = ({ hash, name }) => take(hash, FACT, name);
    const { around, frame, sentence, inSentence } = told;
    const value = around.number.value ?? around.number.min;
    takeCount(told, value, fact);
    takeWords(passage, around, sentence, fact);
    takeMarks(passage, around, sentence, fact);
    fact(FRAME(frame.agency ?? 'none'));
    fact(AS_OF(String(frame.asOf !== null)));
    fact(IN_SENTENCE(bounded(inSentence, 6)));
    fact(ACCUSED(accusedBeside(source, told)));
    fact(RELEVANCE(likeliest));
    if (isNamed) fact(OURS_IN_TITLE);
    fact(IN(passage.in));
    if (passage === source.body && inTitle.has(value)) fact(IN_TITLE);
    const { greatest, values } = before;
    fact(BEFORE(greatest === 0 ? 'none' : value < greatest ? 'less' : value === greatest ? 'same' : 'more'));
    if (values.has(value)) fact(SEEN);
    fact(GAP(bounded(sentence - before.sentence, 6)));
    if (unitOf(around) !== null) {
      before.greatest = Math.max(greatest, value);
      before.sentence = sentence;
    }
    values.add(value);
  };
}

const BEFORE = factsBy((how: string) => `before:${how}`);
const GAP = factsBy((sentences: number) => `gap:${sentences}`);
const FRAME = factsBy((agency: string) => `agency:${agency}`);
const AS_OF = factsBy((is: string) => `as-of:${is}`);
const IN_SENTENCE = factsBy((count: number) => `in-sentence:${count}`);
const ACCUSED = factsBy((who: string) => `accused:${who}`);
const RELEVANCE = factsBy((what: string) => `relevance:${what}`);
const IN = factsBy((where: string) => `in:${where}`);
const OURS_IN_TITLE = factSign('ours-in-title');
const IN_TITLE = factSign('in-title');
const SEEN = factSign('seen');

const isNeutrality = ({ kind, code }: Mark): boolean => kind === 'topic' && code === 'neutrality';

/** What the article likeliest is. */
function likeliestOf({ chances }: Indexed): string {
  const [first] = Object.entries(chances ?? {}).sort(([, a], [, b]) => b - a);
  return first?.[0] ?? 'unknown';
}

/** Greatest values of the sizes that numbers are told apart by. */
const SIZES = [1, 4, 9, 19, 49, 99, 999];
const SIZE = factsBy((size: number) => `size:${size}`);
const UNIT = factsBy((unit: string) => `unit:${unit}`);
const SIZED = factsByTwo((unit: string, size: number) => `sized:${unit}:${size}`);
const STEP = factsByTwo((code: string, reality: string) => `step:${code}:${reality}`);
const DIGITS = factSign('digits');

/** How great it is, what it counts, and what was done with them. */
function takeCount({ around }: NumberTold, value: number, fact: TakeFact): void {
  const size = SIZES.findIndex((most) => value <= most);
  const unit = unitOf(around);
  const step = stepBeside(around);
  const told = unit === null ? 'none' : `${unit.unit}${unit.people ? '-people' : ''}`;
  fact(SIZE(size));
  fact(UNIT(told));
  fact(SIZED(told, size));
  fact(STEP(step?.code ?? 'none', step?.reality ?? 'none'));
  if (isDigit(around.passage.text.charCodeAt(around.number.start))) fact(DIGITS);
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** Words before a number and behind it that are looked at, and those whose place counts. */
const WORDS = { before: 6, behind: 9, placed: 2 };
const WORD = factsByTwo((where: string, word: string) => `${where}:${word}`);

/** The words around a number within its sentence; other numbers are all alike. */
function takeWords({ analysed }: Passage, { number }: Neighbourhood, sentence: number, fact: TakeFact): void {
  const { folded, kind } = analysed.tokens;
  const { first, last } = analysed.sentences[sentence] ?? { first: 0, last: 0 };
  const word = (token: number): string => (kind[token] === 1 ? '#' : (folded[token] ?? ''));
  for (let token = Math.max(first, number.first - WORDS.before); token < number.first; token += 1) {
    fact(WORD('left', word(token)));
    const place = number.first - token;
    if (place <= WORDS.placed) fact(WORD(`left-${place}`, word(token)));
  }
  for (let token = number.last; token < Math.min(last, number.last + WORDS.behind); token += 1) {
    fact(WORD('right', word(token)));
    const place = token - number.last + 1;
    if (place <= WORDS.placed) fact(WORD(`right-${place}`, word(token)));
  }
}

const ROW = factsByTwo((kind: string, code: string) => `row:${kind}:${code}`);
const LEFT = factsByTwo((kind: string, code: string) => `before:${kind}:${code}`);
const RIGHT = factsByTwo((kind: string, code: string) => `behind:${kind}:${code}`);
const LAST = factsByTwo((kind: string, code: string) => `last:${kind}:${code}`);

/** What is told in its sentence, on either side of it up to the next number, and in the sentence before. */
function takeMarks(
  { bySentence }: Passage,
  { row, number, from, to }: Neighbourhood,
  sentence: number,
  fact: TakeFact,
): void {
  for (const { kind, code: told, first, last } of row) {
    const code = kind === 'law' ? '' : told;
    fact(ROW(kind, code));
    if (last > from && last <= number.first) fact(LEFT(kind, code));
    if (first >= number.last && first < to) fact(RIGHT(kind, code));
  }
  for (const { kind, code } of bySentence[sentence - 1] ?? []) if (CARRIED.has(kind)) fact(LAST(kind, code));
}
const CARRIED = new Set<string>(['unit', 'step', 'topic', 'violation']);

const NEAR = 2; // words between a number and those whom it counts
const MANY = 20; // a count of persons from this on is hardly that of one case

/** Whether somebody accused is told of by a number. */
function accusedBeside({ accusedIn, body }: Indexed, { around, sentence }: NumberTold): string {
  const { number, passage } = around;
  const told =
    passage === body &&
    (accusedIn.get(sentence) ?? []).some(
      ({ telling }) => telling.first <= number.last + NEAR && telling.last > number.first,
    );
  if (!told) return 'none';
  return (number.value ?? number.min) >= MANY ? 'many' : 'few';
}
