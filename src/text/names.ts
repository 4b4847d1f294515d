/** Names: finds stretches that may be the name of a person, with titles and degrees told apart. */
import { bareInitials, type KnownTokens } from './bare-initials.js';
import type { NameGrammar } from './name-grammar.js';
import { groundOf, headlinesOf, isCommon, type NameGround } from './name-ground.js';
import {
  ageAfter,
  coreEnd,
  degreesAfter,
  initialsEnd,
  isApposed,
  isExplained,
  isSentenceStart,
  nameWord,
} from './name-parts.js';
import { ALL_CAPS, HARD, LOWER, SENTENCE, SOFT, WORD, printedRun, type Tokens } from './tokens.js';
import { takeTitles } from './name-titles.js';

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

const LONGEST_NAME = 7; // words

/**
 * Stretches that may name a person, in the order of the text. Places and bodies that are written like names are
 * among them: pass what is known of those as `blocked`. A lone capitalised word at the start of a sentence only
 * counts when the text names it elsewhere too. Initials count where something announces them (a word such as
 * "initialled", a rank, an age), and afterwards anywhere; with `known`, which tells what tokens are something else,
 * also by nothing but their use.
 */
export function findNames(
  tokens: Tokens,
  grammar: NameGrammar,
  blocked: readonly { first: number; last: number }[],
  known: KnownTokens | null = null,
): NameMention[] {
  const ground = groundOf(tokens, blocked);
  const names: NameMention[] = [];
  const weak: NameMention[] = [];
  const shouting: NameMention[] = [];
  const headline = headlinesOf(tokens);
  const announcing = grammar.initials.bit | grammar.courtesy.bit;
  for (let i = 0; i < tokens.count;) {
    // Names begin with a capital, or behind a word that announces one.
    const opens = tokens.words[i]?.opens ?? 0;
    const small = (opens & grammar.titles.bit) !== 0 && grammar.smallTitles.has(tokens.folded[i] ?? '');
    if (tokens.capital[i] === LOWER && (opens & announcing) === 0 && !small) {
      i++;
      continue;
    }
    const found = namesAt(tokens, i, grammar, ground);
    for (const name of found) {
      const group = headline[name.first] === 1 ? shouting : isWeak(tokens, name) ? weak : names;
      group.push(name);
    }
    i = found.at(-1)?.last ?? i + 1;
  }
  const shown = new Set<string>();
  for (const { coreFirst, coreLast } of names)
    for (let token = coreFirst; token < coreLast; token++) shown.add(tokens.folded[token] ?? '');
  const returning = weak.filter((name) => shown.has(tokens.folded[name.coreFirst] ?? ''));
  if (names.length === 0) names.push(...shouting);
  else for (const name of shouting) returning.push(...knownPart(tokens, name, shown, grammar));
  if (known !== null) names.push(...unannounced(tokens, grammar, [...names, ...returning], ground, known));
  const again = repeatedInitials(tokens, names, ground);
  return [...names, ...returning, ...again].sort((a, b) => a.first - b.first);
}

/** One plain word that opens a sentence. */
function isWeak(tokens: Tokens, name: NameMention): boolean {
  const lone = name.coreLast - name.coreFirst === 1 && name.first === name.coreFirst;
  return lone && !name.initials && name.age === null && isSentenceStart(tokens, name.first);
}

/** The names that begin at a token: one, or a list of announced initials. */
function namesAt(tokens: Tokens, first: number, grammar: NameGrammar, ground: NameGround): NameMention[] {
  if (ground.blocked[first] === 1 || tokens.kind[first] !== WORD) return [];
  const announced = grammar.initials.at(tokens, first, tokens.count);
  if (announced !== null) return announcedInitials(tokens, announced.last, grammar);
  const name = nameAt(tokens, first, grammar, ground);
  return name === null ? [] : [name];
}

const LONGEST_LIST = 12;

/** Behind the word that announces initials, a known abbreviation is somebody's as well: 'initials DPT'. */
const ANY: ReadonlySet<string> = new Set();

/** 'AS', 'AS, BT and C' behind the word that announces them. */
function announcedInitials(tokens: Tokens, from: number, grammar: NameGrammar): NameMention[] {
  const found: NameMention[] = [];
  for (let at = from; found.length < LONGEST_LIST;) {
    if (at > from && (tokens.breakBefore[at] ?? SENTENCE) > HARD) break;
    const link = at > from ? grammar.lists.at(tokens, at, tokens.count) : null;
    const first = link?.last ?? at;
    // "initials HS, PNS": behind the first, a known abbreviation is nobody's.
    const notNames = found.length === 0 ? ANY : grammar.notNamesInCapitals;
    // "initials H.A.", "H-R": what elsewhere is a title is a letter among letters.
    const whole = initialsEnd(tokens, first, notNames);
    const { at: core, titles } =
      whole > first + 1 ? { at: first, titles: [] } : takeTitles(tokens, first, grammar);
    const name =
      initialsAt(tokens, first, core, grammar, titles, notNames) ??
      initialsAt(tokens, first, first, grammar, [], notNames) ??
      (found.length > 0 ? lastLetter(tokens, first, grammar) : null);
    if (name === null) break;
    found.push(name);
    at = name.last;
  }
  return found;
}

/** 'R and S.': a letter that ends a list and its sentence. */
function lastLetter(tokens: Tokens, at: number, grammar: NameGrammar): NameMention | null {
  const letter = (tokens.folded[at]?.length ?? 0) === 1 && tokens.capital[at] !== LOWER;
  const stops = tokens.text[tokens.end[at] ?? 0] === '.';
  return letter && stops ? made(tokens, at, at, at + 1, grammar, [], true) : null;
}

function nameAt(tokens: Tokens, first: number, grammar: NameGrammar, ground: NameGround): NameMention | null {
  const { at, titles, courtesy } = takeTitles(tokens, first, grammar);
  if (at >= tokens.count || (at > first && (tokens.breakBefore[at] ?? HARD) > SOFT)) return null;
  const aged = initialsAt(tokens, first, at, grammar, titles);
  if (
    aged !== null &&
    (titles.length > 0 ||
      aged.age !== null ||
      isExplained(tokens, at, grammar) ||
      isApposed(tokens, at, grammar))
  )
    return aged;
  const coreFirst = at;
  if (isCommonOpening(tokens, at, ground, grammar)) return null;
  const coreLast = coreEnd(tokens, coreFirst, grammar, ground.blocked);
  if (coreLast === coreFirst || coreLast - coreFirst > LONGEST_NAME) return null;
  if (courtesy && titles.length === 0 && isCommon(tokens, coreFirst, ground)) return null;
  return made(tokens, first, coreFirst, coreLast, grammar, titles, false);
}

/** True for a common word that opens a sentence in front of a name: the name only begins behind it. */
function isCommonOpening(tokens: Tokens, at: number, ground: NameGround, grammar: NameGrammar): boolean {
  if (!isSentenceStart(tokens, at)) return false;
  const word = tokens.folded[at] ?? '';
  // "Pengundangnya Juheni": a possessed noun is no name either.
  const possessed = word.length > 6 && grammar.possessive.some((ending) => word.endsWith(ending));
  if (!possessed && !isCommon(tokens, at, ground)) return false;
  return nameWord(tokens, at + 1, grammar, ground.blocked) && (tokens.breakBefore[at + 1] ?? HARD) <= SOFT;
}

/** Initials at a token, when their shape fits. */
function initialsAt(
  tokens: Tokens,
  first: number,
  at: number,
  grammar: NameGrammar,
  titles: string[],
  notNames: ReadonlySet<string> = grammar.notNamesInCapitals,
): NameMention | null {
  const last = initialsEnd(tokens, at, notNames);
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
  const printed = printedRun(tokens, first, last);
  return last - first === 1 ? printed : printed.replace(/\s+/gu, ' ');
}

/** Initials by their use alone, where no name stands. */
function unannounced(
  tokens: Tokens,
  grammar: NameGrammar,
  names: readonly NameMention[],
  { blocked }: NameGround,
  others: KnownTokens,
): NameMention[] {
  const covered = blocked.slice();
  for (const name of names) if (!name.initials) covered.fill(1, name.first, name.last);
  const known = new Set(names.filter((name) => name.initials).map(({ first }) => first));
  const isOther = (token: number): boolean => covered[token] === 1 || others.isOther(token);
  return bareInitials(tokens, grammar, { ...others, isOther })
    .filter((at) => !known.has(at))
    .map((at) => made(tokens, at, at, at + 1, grammar, [], true));
}

/** Initials that were announced once ("AS", "H-R") are names wherever they stand again. */
function repeatedInitials(tokens: Tokens, names: readonly NameMention[], ground: NameGround): NameMention[] {
  const announced = new Map<string, NameMention>();
  const covered = new Uint8Array(tokens.count);
  for (const name of names) {
    covered.fill(1, name.first, name.last);
    if (name.initials && (name.coreLast - name.coreFirst === 1 || /[-.]/.test(name.core)))
      announced.set(name.core, name);
  }
  if (announced.size === 0) return [];
  const sizes = [...announced.values()].map(({ coreFirst, coreLast }) => coreLast - coreFirst);
  // The longest first: "H-R" is not "H" and something else.
  const lengths = [...new Set(sizes)].sort((a, b) => b - a);
  const again: NameMention[] = [];
  for (let i = 0; i < tokens.count; i++) {
    if (covered[i] === 1 || ground.blocked[i] === 1 || tokens.capital[i] === LOWER) continue;
    for (const length of lengths) {
      if (i + length > tokens.count) continue;
      const printed = printedRun(tokens, i, i + length);
      const name = announced.get(printed);
      if (name === undefined || (tokens.capital[i] !== ALL_CAPS && (tokens.breakBefore[i] ?? 0) >= SENTENCE))
        continue;
      const start = tokens.start[i] ?? 0;
      const last = i + length;
      const end = tokens.end[last - 1] ?? start;
      again.push({
        ...name,
        start,
        end,
        first: i,
        last,
        coreFirst: i,
        coreLast: last,
        printed,
        titles: [],
        age: null,
      });
      covered.fill(1, i, last);
      break;
    }
  }
  return again;
}

/** The stretch of a headline name that the text names elsewhere too. */
function knownPart(
  tokens: Tokens,
  name: NameMention,
  shown: ReadonlySet<string>,
  grammar: NameGrammar,
): NameMention[] {
  if (name.initials) return [name];
  const isKnown = (at: number): boolean => shown.has(tokens.folded[at] ?? '');
  let first = name.coreFirst;
  while (first < name.coreLast && !isKnown(first)) first++;
  let last = first;
  while (last < name.coreLast && isKnown(last)) last++;
  if (first === last) return [];
  const whole = first === name.coreFirst;
  return [made(tokens, whole ? name.first : first, first, last, grammar, whole ? name.titles : [], false)];
}
