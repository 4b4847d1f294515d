/** Scan: goes over a text once, stretch by stretch, and tries only the patterns whose words all stand in the stretch. */
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
      for (let at = first; at < last; at++) this.note(at);
      for (let at = first; at < last; at++) this.offerAt(at);
      first = last;
    }
  }

  /** Tries the waiting patterns, and those that begin with a mention. */
  resume(): Hit[] {
    const { lexicon, walk } = this;
    const begun = [...walk.referents.keys()].filter((at) => at < walk.to).sort((a, b) => a - b);
    const plain = this.hits.length;
    let next = 0;
    for (const at of [...begun, Infinity]) {
      for (let wait = this.waiting[next]; wait !== undefined && wait.first < at; wait = this.waiting[++next])
        this.attempt(wait.pattern, wait.first);
      const stamp = ++lexicon.round;
      for (let wait = this.waiting[next]; wait?.first === at; wait = this.waiting[++next])
        this.once(wait.pattern, at, stamp);
      for (const { kind, code } of walk.referents.get(at) ?? [])
        for (const number of [kind, code])
          for (const pattern of lexicon.byKind[number] ?? [])
            // Asked of the whole text, whose stretches are all noted by now.
            if (this.mayMatch(pattern, this.base + at)) this.once(pattern, at, stamp);
    }
    return this.hits.splice(plain);
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
    const { seen } = this.lexicon;
    const place = this.base + at;
    const { opens } = lexeme;
    for (const atom of opens) seen[atom] = place;
    if (!lexeme.apart) return;
    for (const atom of this.walk.joined(at)?.opens ?? []) seen[atom] = place;
  }

  private offerAt(at: number): void {
    const lexeme = this.walk.lexemes[at];
    if (lexeme === undefined) return;
    if (lexeme.apart || lexeme.exact) this.offerManifold(at, lexeme);
    else {
      this.offer(lexeme.plain, at);
      this.offer(lexeme.layered, at);
    }
  }

  /** A token that may begin a pattern in several ways begins it once. */
  private offerManifold(at: number, lexeme: Lexeme): void {
    const { set } = this.lexicon;
    const joined = lexeme.apart ? this.walk.joined(at) : null;
    const more = [...(joined?.plain ?? []), ...(joined?.layered ?? [])];
    if (lexeme.exact) more.push(...(set.byExact.get(printedRun(this.walk.tokens, at, at + 1)) ?? []));
    const patterns = new Set(more.length === 0 ? more : [...lexeme.plain, ...lexeme.layered]);
    const before = patterns.size;
    for (const one of more) patterns.add(one);
    if (patterns.size === before) {
      this.offer(lexeme.plain, at);
      this.offer(lexeme.layered, at);
    } else
      this.offer(
        [...patterns].sort((a, b) => a - b),
        at,
      );
  }

  private offer(patterns: readonly number[], at: number): void {
    const { layered } = this.lexicon;
    const place = this.base + at;
    work.steps += patterns.length;
    for (const pattern of patterns) {
      if (!this.mayMatch(pattern, place)) continue;
      if (layered[pattern] === 1) this.waiting.push({ first: at, pattern });
      else this.attempt(pattern, at);
    }
  }

  /** Whether every atom that a pattern needs is opened behind a place. */
  private mayMatch(pattern: number, place: number): boolean {
    const { atoms: index, seen } = this.lexicon;
    const { needed: atoms, neededStart: start } = index;
    const end = start[pattern + 1] ?? 0;
    for (let i = start[pattern] ?? 0; i < end; i++) if ((seen[atoms[i] ?? 0] ?? 0) <= place) return false;
    return true;
  }

  private attempt(pattern: number, first: number): void {
    const last = this.walk.match(pattern, first);
    if (last <= first) return;
    const { start, end } = this.walk.tokens;
    const concept = this.lexicon.set.patterns[pattern]?.concept ?? -1;
    const begin = start[first] ?? 0;
    this.hits.push({ pattern, concept, first, last, start: begin, end: end[last - 1] ?? begin });
  }
}

/** No pattern crosses the end of a sentence, except into an aside in brackets. */
function stretchEnd({ breakBefore, text, start }: Tokens, first: number, to: number): number {
  let last = first + 1;
  while (last < to && ((breakBefore[last] ?? 0) < SENTENCE || text[(start[last] ?? 0) - 1] === '(')) last++;
  return last;
}
