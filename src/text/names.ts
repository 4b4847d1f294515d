/** Names: finds stretches that may be the name of a person, with titles and degrees told apart. */
import type { NameGrammar } from './name-grammar.js';
import { ageAfter, coreEnd, degreesAfter, initialsEnd, isSentenceStart, nameWord } from './name-parts.js';
import { ALL_CAPS, HARD, LOWER, SENTENCE, SOFT, WORD, printedRun, type Tokens } from './tokens.js';

export interface NameMention {
  start: number;
  end: number;
  /** First token, and the one after the last, titles and degrees included. */
  first: number;
  last: number;
  printed: string;
  /** Without titles, courtesy and degrees; spaces made one. */
  core: string;
  coreFirst: number;
  coreLast: number;
  titles: string[];
  /** True when only initials are printed. */
  initials: boolean;
  age: number | null;
}

/** What is known of the whole text before names are looked for. */
export interface NameGround {
  /** Words that the text also prints in small letters. */
  common: ReadonlySet<string>;
  /** Tokens that belong to something else, such as dates. */
  blocked: Uint8Array;
}

/** Words of the text that also stand there in small letters: at the start of a sentence they are no names. */
export function groundOf(tokens: Tokens, blocked: readonly { first: number; last: number }[]): NameGround {
  const common = new Set<string>();
  for (let i = 0; i < tokens.count; i++) {
    if (tokens.kind[i] === WORD && tokens.capital[i] === LOWER) common.add(tokens.folded[i] ?? '');
  }
  const marks = new Uint8Array(tokens.count);
  for (const { first, last } of blocked) marks.fill(1, first, last);
  return { common, blocked: marks };
}

const LONGEST_NAME = 7; // words

/**
 * Stretches that may name a person, in the order of the text. Places and bodies that are written like names are
 * among them: pass what is known of those as `blocked`. A lone capitalised word at the start of a sentence only
 * counts when the text names it elsewhere too. Initials count where something announces them (a word such as
 * "initialled", a rank, an age), and afterwards anywhere.
 */
export function findNames(
  tokens: Tokens,
  grammar: NameGrammar,
  blocked: readonly { first: number; last: number }[],
): NameMention[] {
  const ground = groundOf(tokens, blocked);
  const names: NameMention[] = [];
  const weak: NameMention[] = [];
  for (let i = 0; i < tokens.count;) {
    const name = nameAt(tokens, i, grammar, ground);
    if (name === null) {
      i++;
      continue;
    }
    (isWeak(tokens, name) ? weak : names).push(name);
    i = name.last;
  }
  const shown = new Set(names.flatMap((name) => wordsOf(tokens, name)));
  const returning = weak.filter((name) => shown.has(tokens.folded[name.coreFirst] ?? ''));
  const again = repeatedInitials(tokens, names, ground);
  return [...names, ...returning, ...again].sort((a, b) => a.first - b.first);
}

const wordsOf = (tokens: Tokens, name: NameMention): string[] =>
  tokens.folded.slice(name.coreFirst, name.coreLast);

/** One plain word that opens a sentence. */
function isWeak(tokens: Tokens, name: NameMention): boolean {
  const lone = name.coreLast - name.coreFirst === 1 && name.first === name.coreFirst;
  return lone && !name.initials && name.age === null && isSentenceStart(tokens, name.first);
}

function nameAt(tokens: Tokens, first: number, grammar: NameGrammar, ground: NameGround): NameMention | null {
  if (ground.blocked[first] === 1 || tokens.kind[first] !== WORD) return null;
  const announced = grammar.initials.at(tokens, first, tokens.count);
  if (announced !== null) return initialsAt(tokens, announced.last, announced.last, grammar, []);
  const { at, titles, courtesy } = takeTitles(tokens, first, grammar);
  if (at >= tokens.count || (at > first && (tokens.breakBefore[at] ?? HARD) > SOFT)) return null;
  const aged = initialsAt(tokens, first, at, grammar, titles);
  if (aged !== null && (titles.length > 0 || aged.age !== null)) return aged;
  const coreFirst = skipCommonStart(tokens, at, ground, grammar);
  const coreLast = coreEnd(tokens, coreFirst, grammar, ground.blocked);
  if (coreLast === coreFirst || coreLast - coreFirst > LONGEST_NAME) return null;
  if (courtesy && titles.length === 0 && ground.common.has(tokens.folded[coreFirst] ?? '')) return null;
  return made(tokens, at === coreFirst ? first : coreFirst, coreFirst, coreLast, grammar, titles, false);
}

/** Titles and courtesy before a name. */
function takeTitles(
  tokens: Tokens,
  first: number,
  grammar: NameGrammar,
): { at: number; titles: string[]; courtesy: boolean } {
  let at = first;
  const titles: string[] = [];
  let courtesy = false;
  for (let round = 0; round < 6; round++) {
    if (at > first && (tokens.breakBefore[at] ?? HARD) > SOFT && !isBracketed(tokens, at)) break;
    const title = tokens.capital[at] === LOWER ? null : grammar.titles.at(tokens, at, tokens.count);
    const polite = grammar.courtesy.at(tokens, at, tokens.count);
    const taken = title ?? polite;
    if (taken === null) break;
    if (title !== null) titles.push(printedRun(tokens, at, taken.last));
    else courtesy = true;
    at = taken.last;
  }
  return { at, titles, courtesy };
}

/** '(Purn)' */
const isBracketed = (tokens: Tokens, at: number): boolean =>
  tokens.text[(tokens.start[at] ?? 0) - 1] === '(' || tokens.text[tokens.end[at - 1] ?? 0] === ')';

/** A sentence that opens with a common word: the name can only begin behind it. */
function skipCommonStart(tokens: Tokens, at: number, ground: NameGround, grammar: NameGrammar): number {
  if (!isSentenceStart(tokens, at)) return at;
  const opens =
    ground.common.has(tokens.folded[at] ?? '') && nameWord(tokens, at + 1, grammar, ground.blocked);
  return opens && (tokens.breakBefore[at + 1] ?? HARD) <= SOFT ? at + 1 : at;
}

/** Initials at a token, when their shape fits. */
function initialsAt(
  tokens: Tokens,
  first: number,
  at: number,
  grammar: NameGrammar,
  titles: string[],
): NameMention | null {
  const last = initialsEnd(tokens, at, grammar.notNames);
  return last === at ? null : made(tokens, first, at, last, grammar, titles, true);
}

function made(
  tokens: Tokens,
  first: number,
  coreFirst: number,
  coreLast: number,
  grammar: NameGrammar,
  titles: string[],
  initials: boolean,
): NameMention {
  const age = ageAfter(tokens, coreLast, grammar);
  const last = initials ? coreLast : degreesAfter(tokens, coreLast, grammar);
  const start = tokens.start[first] ?? 0;
  const end = tokens.end[last - 1] ?? start;
  return {
    start,
    end,
    first,
    last,
    printed: tokens.text.slice(start, end),
    core: coreText(tokens, coreFirst, coreLast),
    coreFirst,
    coreLast,
    titles,
    initials,
    age: age ?? ageAfter(tokens, last, grammar),
  };
}

function coreText(tokens: Tokens, first: number, last: number): string {
  return printedRun(tokens, first, last).replace(/\s+/gu, ' ');
}

/** Initials that were announced once are names wherever they stand again. */
function repeatedInitials(tokens: Tokens, names: readonly NameMention[], ground: NameGround): NameMention[] {
  const announced = new Map<string, NameMention>();
  const covered = new Uint8Array(tokens.count);
  for (const name of names) {
    covered.fill(1, name.first, name.last);
    if (name.initials && name.coreLast - name.coreFirst === 1) announced.set(name.core, name);
  }
  if (announced.size === 0) return [];
  const again: NameMention[] = [];
  for (let i = 0; i < tokens.count; i++) {
    if (covered[i] === 1 || ground.blocked[i] === 1 || tokens.capital[i] === LOWER) continue;
    const printed = printedRun(tokens, i, i + 1);
    const name = announced.get(printed);
    if (name === undefined || (tokens.capital[i] !== ALL_CAPS && (tokens.breakBefore[i] ?? 0) >= SENTENCE))
      continue;
    const start = tokens.start[i] ?? 0;
    const place = {
      start,
      end: tokens.end[i] ?? start,
      first: i,
      last: i + 1,
      coreFirst: i,
      coreLast: i + 1,
    };
    again.push({ ...name, ...place, printed, titles: [], age: null });
  }
  return again;
}
