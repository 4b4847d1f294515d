/** Scan: goes over a text once, stretch by stretch, and tries only the patterns whose words all stand in the stretch. */
import { NEEDS } from './atom-index.js';
import type { Lexeme, Lexicon } from './lexemes.js';
import type { PatternWalk } from './pattern-walk.js';
import type { Hit } from './resolve-hits.js';
import { work } from './work.js';
import { SENTENCE, printedRun, type Tokens } from './tokens.js';

/** Patterns that refer to mentions and may begin at a token: tried once the mentions are known. */
export interface Waiting {
  first: number;
  pattern: number;
}

/** One pass over tokens[from, walk.to) of one text. */
export class Scan {
  readonly hits: Hit[] = [];
  readonly waiting: Waiting[] = [];
  /** Where the stretches begin that no pattern crosses. */
  private readonly stretches: number[] = [];
  private readonly base: number;

  constructor(
    private readonly walk: PatternWalk,
    private readonly lexicon: Lexicon,
  ) {
    this.base = lexicon.takePlaces(walk.tokens.count);
  }

  /** Finds the hits of the patterns without references, and keeps the others waiting. */
  run(from: number): void {
    const { tokens, to } = this.walk;
    for (let first = from; first < to;) {
      const last = stretchEnd(tokens, first, to);
      this.stretches.push(first);
      for (let at = first; at < last; at++) this.note(at);
      for (let at = first; at < last; at++) this.offerAt(at);
      first = last;
    }
  }

  /** Tries the waiting patterns, and those that begin with a mention; `begun` are the tokens where mentions begin. */
  resume(): Hit[] {
    const { lexicon, walk } = this;
    const begun = walk.begun().filter((at) => at < walk.to);
    const plain = this.hits.length;
    let next = 0;
    let noted = 0;
    this.stretches.forEach((_, stretch) => {
      const end = this.stretches[stretch + 1] ?? walk.to;
      const from = noted;
      for (; (begun[noted] ?? end) < end; noted++) this.noteKinds(begun[noted] ?? 0);
      for (let mention = from; mention <= noted; mention++) {
        const at = mention < noted ? (begun[mention] ?? end) : end;
        for (; (this.waiting[next]?.first ?? end) < at; next++) this.offerWaiting(next);
        if (at === end) continue;
        const stamp = ++lexicon.round;
        for (; this.waiting[next]?.first === at; next++) this.offerWaiting(next, stamp);
        this.offerKinds(at, stamp);
      }
    });
    return this.hits.splice(plain);
  }

  /** Notes which kinds of mentions begin at a token. */
  private noteKinds(at: number): void {
    const { seenKinds } = this.lexicon;
    for (const { kind, code } of this.walk.referentsAt(at)) {
      if (kind >= 0) seenKinds[kind] = this.base + at;
      if (code >= 0) seenKinds[code] = this.base + at;
    }
  }

  private offerWaiting(number: number, stamp = 0): void {
    const wait = this.waiting[number];
    if (wait === undefined || !this.hasKinds(wait.pattern, this.base + wait.first)) return;
    if (stamp > 0) this.lexicon.tried[wait.pattern] = stamp;
    this.attempt(wait.pattern, wait.first);
  }

  /** Tries the patterns that may begin with the mentions that begin at a token. */
  private offerKinds(at: number, stamp: number): void {
    const { byKind } = this.lexicon;
    const place = this.base + at;
    for (const { kind, code } of this.walk.referentsAt(at))
      for (const number of [kind, code])
        for (const pattern of byKind[number] ?? [])
          // Asked of the whole text, whose stretches are all noted by now.
          if (this.mayMatch(pattern, place) && this.hasKinds(pattern, place)) this.once(pattern, at, stamp);
  }

  private once(pattern: number, at: number, stamp: number): void {
    if (this.lexicon.tried[pattern] === stamp) return;
    this.lexicon.tried[pattern] = stamp;
    this.attempt(pattern, at);
  }

  /** Notes which atoms the word at a token opens. */
  private note(at: number): void {
    const lexeme = this.walk.lexemes[at];
    if (lexeme === undefined) return;
    const { seen, rows } = this.lexicon;
    const { numbers } = rows;
    const place = this.base + at;
    for (let i = lexeme.opens; i < lexeme.offers; i++) seen[numbers[i] ?? 0] = place;
    const joined = lexeme.apart ? this.walk.joined(at) : null;
    if (joined === null) return;
    const { numbers: more } = this.lexicon.rows;
    for (let i = joined.opens; i < joined.offers; i++) seen[more[i] ?? 0] = place;
  }

  private offerAt(at: number): void {
    const lexeme = this.walk.lexemes[at];
    if (lexeme === undefined) return;
    if (lexeme.apart || lexeme.exact) this.offerManifold(at, lexeme);
    else this.offer(lexeme, at);
  }

  /** A token that may begin a pattern in several ways begins it once. */
  private offerManifold(at: number, lexeme: Lexeme): void {
    const { lexicon, walk } = this;
    const joined = lexeme.apart ? walk.joined(at) : null;
    const more = joined === null ? [] : this.offeredBy(joined);
    if (lexeme.exact) more.push(...(lexicon.set.byExact.get(printedRun(walk.tokens, at, at + 1)) ?? []));
    if (more.length === 0) this.offer(lexeme, at);
    else this.offerBoth(lexeme, more.sort(byNumber), at);
  }

  /** Offers the patterns of a word and others, in the order of their numbers. */
  private offerBoth({ offers, end }: Lexeme, others: readonly number[], at: number): void {
    const { numbers } = this.lexicon.rows;
    let next = 0;
    let last = -1;
    // What is nothing but the joined word is tried all the same, as it is two tokens long.
    const offerUntil = (pattern: number): void => {
      for (let one = others[next] ?? pattern; one < pattern; one = others[++next] ?? pattern)
        if (one !== last) this.offerOne((last = one), at);
      while (others[next] === pattern) next++;
    };
    work.steps += ((end - offers) >> 1) + others.length;
    for (let i = offers; i < end; i += 2) {
      const named = numbers[i] ?? 0;
      const pattern = patternOf(named);
      offerUntil(pattern);
      if (named < 0) this.hit(pattern, at, at + 1);
      else this.offerOne(pattern, at);
    }
    offerUntil(Infinity);
  }

  /** The patterns that a word offers. */
  private offeredBy({ offers, end }: Lexeme): number[] {
    const { numbers } = this.lexicon.rows;
    const patterns: number[] = [];
    for (let i = offers; i < end; i += 2) patterns.push(patternOf(numbers[i] ?? 0));
    return patterns;
  }

  private offer({ offers, end }: Lexeme, at: number): void {
    const { seen, rows } = this.lexicon;
    const { numbers } = rows;
    const place = this.base + at;
    work.steps += (end - offers) >> 1;
    // By number, and from one row: thousands of patterns are offered in each text.
    for (let i = offers; i < end; i += 2) {
      const pattern = numbers[i] ?? 0;
      if (pattern < 0) this.hit(~pattern, at, at + 1);
      else if ((seen[numbers[i + 1] ?? 0] ?? 0) > place) this.offerOne(pattern, at);
    }
  }

  /** Tries a pattern, or keeps it waiting until the mentions are known, if what it needs is there. */
  private offerOne(pattern: number, at: number): void {
    if (!this.mayMatch(pattern, this.base + at)) return;
    if (this.lexicon.layered[pattern] === 1) this.waiting.push({ first: at, pattern });
    else this.attempt(pattern, at);
  }

  /** Whether every atom that a pattern needs is opened behind a place. */
  private mayMatch(pattern: number, place: number): boolean {
    const { seen } = this.lexicon;
    const { needs } = this.lexicon.atoms;
    const row = pattern * NEEDS;
    return (
      (seen[needs[row] ?? 0] ?? 0) > place &&
      (seen[needs[row + 1] ?? 0] ?? 0) > place &&
      (seen[needs[row + 2] ?? 0] ?? 0) > place
    );
  }

  /** Whether mentions of every kind that a pattern needs begin behind a place of the stretch at hand. */
  private hasKinds(pattern: number, place: number): boolean {
    const needed = this.lexicon.atoms.neededKinds[pattern] ?? null;
    if (needed === null) return true;
    const { seenKinds } = this.lexicon;
    return needed.every((kinds) => kinds.some((kind) => (seenKinds[kind] ?? 0) > place));
  }

  private attempt(pattern: number, first: number): void {
    const last = this.walk.match(pattern, first);
    if (last > first) this.hit(pattern, first, last);
  }

  private hit(pattern: number, first: number, last: number): void {
    const { start, end } = this.walk.tokens;
    const concept = this.lexicon.set.patterns[pattern]?.concept ?? -1;
    const begin = start[first] ?? 0;
    this.hits.push({ pattern, concept, first, last, start: begin, end: end[last - 1] ?? begin });
  }
}

const byNumber = (a: number, b: number): number => a - b;

/** A pattern as a row names it: the complement of its number stands for one that is nothing but the word. */
const patternOf = (named: number): number => (named < 0 ? ~named : named);

/** No pattern crosses the end of a sentence, except into an aside in brackets. */
function stretchEnd({ breakBefore, text, start }: Tokens, first: number, to: number): number {
  let last = first + 1;
  while (last < to && ((breakBefore[last] ?? 0) < SENTENCE || text[(start[last] ?? 0) - 1] === '(')) last++;
  return last;
}
