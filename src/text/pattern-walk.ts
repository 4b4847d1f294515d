/** Pattern walk: tries one pattern from one token on, without ever trying the same atom at the same token twice. */
import type { Lexeme, Lexicon, ReadyAtom } from './lexemes.js';
import { asideEnd } from './asides.js';
import { HARD, NUMBER, PLAIN, SOFT, printedRun, type Tokens } from './tokens.js';

/** A mention to which patterns may refer. */
export interface PriorMention {
  kind: string;
  code: string;
  first: number;
  last: number;
}
/** Counts the steps that were taken. */
export interface StepCounter {
  steps: number;
}

const WIDEST_MATCH = 64; // tokens
const MOST_ATOMS = 32;
const LONGEST_NUMBER = 8; // tokens

const visited = new Float64Array(WIDEST_MATCH * MOST_ATOMS);
let round = 0;

/** The tokens of one text under one lexicon. */
export class PatternWalk {
  private readonly lexemes: (Lexeme | undefined)[];
  private readonly mentions = new Map<number, PriorMention[]>();
  private base = 0;
  private atoms: ReadyAtom[] = [];

  constructor(
    readonly tokens: Tokens,
    readonly to: number,
    private readonly lexicon: Lexicon,
    private readonly counter: StepCounter | undefined,
  ) {
    this.lexemes = Array.from({ length: tokens.count });
  }

  /** Makes mentions known to the patterns that refer to mentions. */
  refer(mentions: readonly PriorMention[]): void {
    for (const mention of mentions) {
      const list = this.mentions.get(mention.first);
      if (list === undefined) this.mentions.set(mention.first, [mention]);
      else list.push(mention);
    }
  }

  private lexeme(at: number): Lexeme {
    return (this.lexemes[at] ??= this.lexicon.lexeme(this.tokens.folded[at] ?? ''));
  }

  /** The word that the token makes together with the prefix spelled apart before it; null if there is none. */
  private joined(at: number): Lexeme | null {
    if (at + 1 >= this.to || this.tokens.breakBefore[at + 1] !== PLAIN || !this.lexeme(at).apart) return null;
    return this.lexicon.lexeme(`${this.tokens.folded[at]}${this.tokens.folded[at + 1]}`);
  }

  /** Calls back with each pattern, once, that may begin at a token. */
  candidates(at: number, layered: boolean, use: (pattern: number) => void): void {
    const { set } = this.lexicon;
    const lexeme = this.lexeme(at);
    const stamp = ++this.lexicon.round;
    const offer = (list: readonly number[] | undefined, mixed: boolean): void => {
      if (list === undefined) return;
      for (const pattern of list) {
        if (this.lexicon.tried[pattern] === stamp || (mixed && set.layered[pattern] !== layered)) continue;
        this.lexicon.tried[pattern] = stamp;
        use(pattern);
      }
    };
    offer(layered ? lexeme.layered : lexeme.plain, false);
    if (lexeme.apart) {
      const joined = this.joined(at);
      offer(layered ? joined?.layered : joined?.plain, false);
    }
    if (lexeme.exact) offer(set.byExact.get(printedRun(this.tokens, at, at + 1)), true);
    if (!layered) return;
    for (const mention of this.mentions.get(at) ?? []) {
      offer(set.byKind.get(mention.kind), true);
      offer(set.byKind.get(`${mention.kind}:${mention.code}`), true);
    }
  }

  /** The token after the match of a pattern that begins at token `first`; -1 when it does not match there. */
  match(pattern: number, first: number): number {
    round++;
    this.base = first;
    this.atoms = this.lexicon.ready(pattern);
    return this.walk(0, first);
  }

  private walk(number: number, at: number): number {
    const atom = this.atoms[number];
    if (atom === undefined) return at;
    const state = (at - this.base) * MOST_ATOMS + number;
    if (at - this.base >= WIDEST_MATCH || visited[state] === round) return -1;
    visited[state] = round;
    if (this.counter) this.counter.steps++;
    if (atom.gap > 0) return this.walkGap(number, at, atom.gap);
    const end = this.walkAtom(number, at, atom);
    return end < 0 && atom.optional ? this.walk(number + 1, at) : end;
  }

  /** As few words as will do. */
  private walkGap(number: number, at: number, gap: number): number {
    let next = at;
    for (let skipped = 0; skipped <= gap; skipped++) {
      const end = this.walk(number + 1, next);
      if (end >= 0 || skipped === gap) return end;
      const entry = this.enter(next);
      if (entry < 0) return -1;
      next = entry + 1;
    }
    return -1;
  }

  private walkAtom(number: number, at: number, atom: ReadyAtom): number {
    const entry = this.enter(at);
    if (entry < 0) return -1;
    const end = this.walkAt(number, entry, atom);
    if (end >= 0 || entry === this.base || !this.lexeme(entry).clitic) return end;
    // A clitic that is spelled apart is passed over.
    const next = this.enter(entry + 1);
    return next < 0 ? -1 : this.walkAt(number, next, atom);
  }

  /** Where the walk goes on from a token: there, or after an aside in brackets; -1 across a hard break. */
  private enter(at: number): number {
    if (at >= this.to) return -1;
    if (at === this.base || (this.tokens.breakBefore[at] ?? HARD) < HARD) return at;
    const end = asideEnd(this.tokens, at, this.to);
    return end < this.to ? end : -1;
  }

  private walkAt(number: number, at: number, atom: ReadyAtom): number {
    let longest = -1;
    const ends = this.ends(at, atom);
    for (const end of ends) {
      longest = this.walk(number + 1, end);
      if (longest >= 0) return longest;
    }
    return longest;
  }

  /** Where an atom may end that begins at a token: the farthest first. */
  private ends(at: number, atom: ReadyAtom): number[] {
    const lexeme = this.lexeme(at);
    const ends: number[] = [];
    if (matchesWord(lexeme, atom)) ends.push(at + 1);
    if (lexeme.apart) {
      const joined = this.joined(at);
      if (joined !== null && matchesWord(joined, atom)) ends.push(at + 2);
    }
    for (const compound of atom.compounds) {
      if (this.isCompound(at, compound.parts, compound.prefix)) ends.push(at + compound.parts.length);
    }
    for (const parts of atom.exact) if (this.isExact(at, parts)) ends.push(at + parts.length);
    if (atom.number && lexeme.number) ends.push(this.numberEnd(at));
    if (atom.kinds.size > 0) this.addMentionEnds(at, atom, ends);
    return ends.length > 1 ? ends.sort((a, b) => b - a) : ends;
  }

  private addMentionEnds(at: number, atom: ReadyAtom, ends: number[]): void {
    for (const { kind, code, last } of this.mentions.get(at) ?? []) {
      if (last <= this.to && (atom.kinds.has(kind) || atom.kinds.has(`${kind}:${code}`))) ends.push(last);
    }
  }

  private runsOn(at: number, length: number): boolean {
    if (at + length > this.to) return false;
    for (let i = at + 1; i < at + length; i++) {
      if ((this.tokens.breakBefore[i] ?? HARD) > SOFT) return false;
    }
    return true;
  }

  private isCompound(at: number, parts: string[], prefix: boolean): boolean {
    if (parts[0] !== this.tokens.folded[at] || !this.runsOn(at, parts.length)) return false;
    for (let i = 1; i < parts.length; i++) {
      const part = parts[i] ?? '';
      const { folded, bare } = this.lexeme(at + i);
      const last = i === parts.length - 1;
      if (folded === part || (last && (bare === part || (prefix && folded.startsWith(part))))) continue;
      return false;
    }
    return true;
  }

  private isExact(at: number, parts: string[]): boolean {
    return (
      this.runsOn(at, parts.length) &&
      parts.every((part, i) => part === printedRun(this.tokens, at + i, at + i + 1))
    );
  }

  /** The token after the number that begins at a token: a run of digits, number words and "-an"-like suffixes. */
  private numberEnd(at: number): number {
    const { breakBefore, folded, kind } = this.tokens;
    let end = at + 1;
    const most = Math.min(this.to, at + LONGEST_NUMBER);
    while (end < most && (breakBefore[end] ?? HARD) <= SOFT && this.lexeme(end).number) end++;
    const suffix = end < this.to && breakBefore[end] === SOFT && kind[end - 1] === NUMBER;
    return suffix && this.lexicon.suffixes.has(folded[end] ?? '') ? end + 1 : end;
  }
}

function matchesWord(lexeme: Lexeme, atom: ReadyAtom): boolean {
  if (atom.single.has(lexeme.folded) || (lexeme.bare !== null && atom.single.has(lexeme.bare))) return true;
  if (atom.stems.size > 0 && atom.stems.has(lexeme.root)) return true;
  for (const prefix of atom.prefixes) if (lexeme.folded.startsWith(prefix)) return true;
  return false;
}
