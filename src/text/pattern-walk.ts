/** Pattern walk: tries one pattern from one token on, without ever trying the same atom at the same token twice. */
import { appositionEnd, asideEnd } from './asides.js';
import type { Compound, ReadyAtom } from './atoms.js';
import { matchesAtom, opensAtom, type Lexeme, type Lexicon } from './lexemes.js';
import { runsOfCapitals } from './runs.js';
import { work } from './work.js';
import { HARD, NUMBER, PLAIN, SOFT, type Tokens } from './tokens.js';

/** A stretch that patterns may refer to: number of its kind and of its kind:code, -1 where no pattern asks for it. */
export interface Referent {
  kind: number;
  code: number;
  last: number;
}
/** Counts the steps that were taken. */
export interface StepCounter {
  steps: number;
}

const WIDEST_MATCH = 64; // tokens
const MOST_ATOMS = 32;
const LONGEST_NUMBER = 8; // tokens

const NO_COMPOUNDS: readonly Compound[] = [];
const NO_REFERENTS: readonly Referent[] = [];

const visited = new Float64Array(WIDEST_MATCH * MOST_ATOMS);
let round = 0;

/** Where the atoms that are being walked may end: one stack for all, as atoms are walked within atoms. */
const ends: number[] = [];

/** The tokens of one text under one lexicon. */
export class PatternWalk {
  readonly lexemes: Lexeme[] = [];
  /** By token, with holes. */
  private readonly referents: (Referent[] | undefined)[] = [];
  private readonly goesOn: Uint8Array;
  private readonly joins = new Map<number, Lexeme | null>();
  private base = 0;
  private anti = false;
  private atoms: ReadyAtom[] = [];

  constructor(
    readonly tokens: Tokens,
    readonly to: number,
    private readonly lexicon: Lexicon,
    private readonly counter: StepCounter | undefined,
  ) {
    const { words } = tokens;
    for (const word of words) this.lexemes.push(lexicon.lexeme(word));
    this.goesOn = runsOfCapitals(tokens);
  }

  /** Makes a stretch known to the patterns that refer to mentions. */
  refer(first: number, referent: Referent): void {
    const list = this.referents[first];
    if (list === undefined) this.referents[first] = [referent];
    else list.push(referent);
  }

  /** The stretches that begin at a token. */
  referentsAt(at: number): readonly Referent[] {
    return this.referents[at] ?? NO_REFERENTS;
  }

  /** The tokens where stretches begin, in their order. */
  begun(): number[] {
    const tokens: number[] = [];
    this.referents.forEach((list, at) => {
      if (list !== undefined) tokens.push(at);
    });
    return tokens;
  }

  private lexeme(at: number): Lexeme {
    const lexeme = this.lexemes[at];
    if (lexeme === undefined) throw new RangeError(`no token ${at}`);
    return lexeme;
  }

  /** The word that a prefix spelled apart makes together with the word behind it; null if there is none. */
  joined(at: number): Lexeme | null {
    const known = this.joins.get(at);
    if (known !== undefined) return known;
    const parted = at + 1 >= this.to || this.tokens.breakBefore[at + 1] !== PLAIN;
    const { folded } = this.tokens;
    const joined = parted ? null : this.lexicon.joined(folded[at] ?? '', folded[at + 1] ?? '');
    this.joins.set(at, joined);
    return joined;
  }

  /** The token after the match of a pattern that begins at token `first`; -1 when it does not match there. */
  match(pattern: number, first: number): number {
    round++;
    this.base = first;
    this.atoms = this.lexicon.ready(pattern);
    this.anti = this.lexicon.set.patterns[pattern]?.anti === true;
    return this.walk(0, first);
  }

  private walk(number: number, at: number): number {
    const atom = this.atoms[number];
    if (atom === undefined) return at;
    const state = (at - this.base) * MOST_ATOMS + number;
    if (at - this.base >= WIDEST_MATCH || visited[state] === round) return -1;
    visited[state] = round;
    work.steps++;
    if (this.counter) this.counter.steps++;
    if (atom.gap > 0) return this.walkGap(number, at, atom.gap);
    const end = this.walkAtom(number, at, atom);
    return end < 0 && atom.optional ? this.walk(number + 1, at) : end;
  }

  /** As few words as will do; capitalised words in a row, such as a name, are one. */
  private walkGap(number: number, at: number, gap: number): number {
    let next = at;
    for (let skipped = 0; ;) {
      const end = this.walk(number + 1, next);
      if (end >= 0) return end;
      const entry = this.enter(next);
      // What a clause tells takes nothing back from the next one: "Bawaslu karena menghadiri".
      if (entry < 0 || (this.anti && this.lexicon.conjunctions.has(this.tokens.folded[entry] ?? '')))
        return -1;
      if (skipped === 0 || this.anti || this.goesOn[entry] !== 1) skipped++;
      if (skipped > gap) return -1;
      next = entry + 1;
    }
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

  /** Where the walk goes on from a token: there, or after an aside in brackets or of names; -1 across a hard break. */
  private enter(at: number): number {
    if (at >= this.to) return -1;
    if (at === this.base || (this.tokens.breakBefore[at] ?? HARD) < HARD) return at;
    const aside = asideEnd(this.tokens, at, this.to);
    const end = aside < this.to || this.anti ? aside : appositionEnd(this.tokens, at, this.to);
    return end < this.to ? end : -1;
  }

  private walkAt(number: number, at: number, atom: ReadyAtom): number {
    const lexeme = this.lexeme(at);
    if (atom.simple && !lexeme.apart)
      return matchesAtom(lexeme, atom.number) ? this.walk(number + 1, at + 1) : -1;
    if (atom.kinds.size === 0 && !lexeme.apart && !opensAtom(lexeme, atom.number)) return -1;
    const bottom = ends.length;
    this.stackEnds(at, atom, lexeme);
    sortFrom(bottom);
    // The farthest is tried first: it lies on top.
    let found = -1;
    while (ends.length > bottom) {
      const end = ends.pop();
      if (end !== undefined && found < 0) found = this.walk(number + 1, end);
    }
    return found;
  }

  /** Puts on the stack where an atom may end that begins at a token. */
  private stackEnds(at: number, atom: ReadyAtom, lexeme: Lexeme): void {
    if (matchesAtom(lexeme, atom.number)) ends.push(at + 1);
    if (lexeme.apart) {
      const joined = this.joined(at);
      if (joined !== null && matchesAtom(joined, atom.number)) ends.push(at + 2);
    }
    if (atom.compounds !== null) {
      for (const compound of atom.compounds.get(this.tokens.folded[at] ?? '') ?? NO_COMPOUNDS) {
        if (this.isCompound(at, compound.parts, compound.prefix)) ends.push(at + compound.parts.length);
      }
    }
    for (const parts of atom.exact) if (this.isExact(at, parts)) ends.push(at + parts.length);
    if (atom.digits && lexeme.number) ends.push(this.numberEnd(at));
    if (atom.kinds.size > 0) this.stackReferentEnds(at, atom);
  }

  private stackReferentEnds(at: number, atom: ReadyAtom): void {
    for (const { kind, code, last } of this.referentsAt(at)) {
      if (last <= this.to && (atom.kinds.has(kind) || atom.kinds.has(code))) ends.push(last);
    }
  }

  private runsOn(at: number, length: number): boolean {
    if (at + length > this.to) return false;
    for (let i = at + 1; i < at + length; i++) {
      if ((this.tokens.breakBefore[i] ?? HARD) > SOFT) return false;
    }
    return true;
  }

  /** Whether the words behind a token go on with a compound whose first word stands there. */
  private isCompound(at: number, parts: string[], prefix: boolean): boolean {
    if (!this.runsOn(at, parts.length)) return false;
    for (let i = 1; i < parts.length; i++) {
      const part = parts[i] ?? '';
      const folded = this.tokens.folded[at + i] ?? '';
      if (folded === part) continue;
      const last = i === parts.length - 1;
      if (!last || (this.lexeme(at + i).bare !== part && !(prefix && folded.startsWith(part)))) return false;
    }
    return true;
  }

  private isExact(at: number, parts: string[]): boolean {
    if (!this.runsOn(at, parts.length)) return false;
    const { text, start, end } = this.tokens;
    for (let i = 0; i < parts.length; i++) {
      const part = parts[i] ?? '';
      const from = start[at + i] ?? 0;
      if ((end[at + i] ?? 0) - from !== part.length || !text.startsWith(part, from)) return false;
    }
    return true;
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

/** Sorts the stack from an entry on; there are never more than a few. */
function sortFrom(bottom: number): void {
  for (let i = bottom + 1; i < ends.length; i++) {
    const end = ends[i] ?? 0;
    let at = i;
    for (; at > bottom && (ends[at - 1] ?? 0) > end; at--) ends[at] = ends[at - 1] ?? 0;
    ends[at] = end;
  }
}
