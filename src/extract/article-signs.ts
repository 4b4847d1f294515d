/** Article signs: what of a whole article is weighed to know whether it is a case, a measure, context or nothing of ours. */
import { OF_BODY, OF_TITLE, hashOfSign, rootOf, rootSign, type Word } from '../text/text.js';
import { oddsOf } from './mark-odds.js';
import type { Mark, Passage } from './passage.js';

/** Kinds of marks that are a sign whatever their code. */
const PLAIN = new Set<string>(['candidate', 'subject', 'position', 'law']);
/** Kinds of marks whose realities are signs. */
const REAL = new Set<string>(['violation', 'step', 'weighed']);
const MANY = [2, 4] as const;

/** The signs of an article, each once: its marks, how many of a kind there are, and the roots of its words. */
export function articleSigns(title: Passage, body: Passage): Set<string> {
  const signs = signsOfMarks(title, body);
  takeRoots(title, 'title', (word) => signs.add(`title=${rootOf(word)}`));
  takeRoots(body, 'body', (word) => signs.add(`body=${rootOf(word)}`));
  return signs;
}

/**
 * The hashes of the same signs in the same order, those of words as often as they stand there: they are kept on words and
 * signs, and no string is made for them.
 */
export function articleHashes(title: Passage, body: Passage): number[] {
  const hashes: number[] = [];
  for (const { count, own, many } of countSigns(title, body)) {
    hashes.push(own);
    for (let index = 0; index < MANY.length; index += 1)
      if (count >= (MANY[index] ?? Infinity)) hashes.push(many[index] ?? 0);
  }
  takeRoots(title, 'title', (word) => hashes.push(rootSign(OF_TITLE, word)));
  takeRoots(body, 'body', (word) => hashes.push(rootSign(OF_BODY, word)));
  return hashes;
}

function signsOfMarks(title: Passage, body: Passage): Set<string> {
  const signs = new Set<string>();
  for (const { sign, count } of countSigns(title, body)) {
    signs.add(sign);
    for (const many of MANY) if (count >= many) signs.add(`${sign}>=${many}`);
  }
  return signs;
}

/**
 * A sign of marks, made once: as written, its hash and those of many of it (whole numbers of 32 bits with a sign, which the
 * engine keeps without a box), and how often it was met in an article.
 */
interface MarkSign {
  sign: string;
  own: number;
  many: number[];
  count: number;
  round: number;
}

/** The signs of the marks of one kind and code in the title or body; those of their realities are made when met. */
interface SignsOfCode {
  name: MarkSign;
  kind: MarkSign;
  isReal: boolean;
  real: Map<string | null, [name: MarkSign, kind: MarkSign]>;
  sure: Map<string, MarkSign>;
}

type Known = Map<string, Map<string, SignsOfCode>>;

const known: Record<'title' | 'body', Known> = { title: new Map(), body: new Map() };
const made = new Map<string, MarkSign>();
let round = 0;

/** The signs of the marks of an article in the order in which they are met first, with their counts. */
function countSigns(title: Passage, body: Passage): MarkSign[] {
  round += 1;
  const met: MarkSign[] = [];
  for (const mark of title.marks) meetMark(mark, 'title', met);
  for (const mark of body.marks) meetMark(mark, 'body', met);
  return met;
}

function meet(sign: MarkSign, met: MarkSign[]): void {
  if (sign.round !== round) {
    sign.round = round;
    sign.count = 0;
    met.push(sign);
  }
  sign.count += 1;
}

function meetMark(mark: Mark, where: 'title' | 'body', met: MarkSign[]): void {
  const { kind, code } = mark;
  const signs = signsOf(where, kind, code);
  meet(signs.name, met);
  meet(signs.kind, met);
  if (signs.isReal) meetReality(mark, where, signs, met);
}

function meetReality(mark: Mark, where: 'title' | 'body', signs: SignsOfCode, met: MarkSign[]): void {
  const { kind, reality, props } = mark;
  let real = signs.real.get(reality);
  if (real === undefined)
    signs.real.set(
      reality,
      (real = [signOf(`${signs.name.sign}:${reality}`), signOf(`${signs.kind.sign}:${reality}`)]),
    );
  meet(real[0], met);
  meet(real[1], met);
  if (!(oddsOf(mark, -1) > 0)) return;
  const of = props['of'] ?? kind;
  let sure = signs.sure.get(of);
  if (sure === undefined) signs.sure.set(of, (sure = signOf(`${where}/sure-${of}`)));
  meet(sure, met);
}

function signsOf(where: 'title' | 'body', kind: string, code: string): SignsOfCode {
  let codes = known[where].get(kind);
  if (codes === undefined) known[where].set(kind, (codes = new Map()));
  let signs = codes.get(code);
  if (signs !== undefined) return signs;
  const name = PLAIN.has(kind) ? kind : `${kind}:${code}`;
  signs = {
    name: signOf(`${where}/${name}`),
    kind: signOf(`${where}/${kind}`),
    isReal: REAL.has(kind),
    real: new Map(),
    sure: new Map(),
  };
  codes.set(code, signs);
  return signs;
}

/** The one object that stands for a sign, whatever marks it is of. */
function signOf(sign: string): MarkSign {
  const before = made.get(sign);
  if (before !== undefined) return before;
  const hash = (written: string): number => hashOfSign(`a ${written}`) | 0;
  const many = MANY.map((least) => hash(`${sign}>=${least}`));
  const one = { sign, own: hash(sign), many, count: 0, round: 0 };
  made.set(sign, one);
  return one;
}

/** Names are no signs: capitals inside a sentence of the body are left out; titles are all capitals. */
function takeRoots({ analysed, muted }: Passage, where: string, take: (word: Word) => void): void {
  const { words, capital, kind } = analysed.tokens;
  const { sentences } = analysed;
  const ofBody = where === 'body';
  for (let index = 0; index < sentences.length; index += 1) {
    const sentence = sentences[index];
    if (sentence === undefined || muted[index] === true) continue;
    const { first, last } = sentence;
    for (let token = first; token < last; token += 1) {
      if (kind[token] === 1 || (ofBody && capital[token] === 1 && token > first)) continue;
      const word = words[token];
      if (word !== undefined) take(word);
    }
  }
}
