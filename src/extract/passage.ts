/** Passage: the title or body of an article with every dictionary hit marked on it; what all later rules of extraction look at. */
import type { MentionReality } from '../model/codes.js';
import type { Dictionary } from '../model/dictionary.js';
import type { Grammar } from '../model/grammar.js';
import type { Voice } from '../model/lexicon.js';
import type { MentionKind } from '../model/mention.js';
import type { Evidence } from '../model/why.js';
import { allowedHits } from './allowed-hits.js';
import { dropBrokenAntis } from './broken-antis.js';
import { dropRunOnTitles } from './run-on-titles.js';
import { namesSomebody } from './items.js';
import { dropTitleTails } from './title-tails.js';
import { isToldOfSomebody } from './told-of-somebody.js';
import {
  matchPatterns,
  sortNearby,
  type Analysed,
  type Hit,
  type Sentence,
  type TextReader,
} from '../text/text.js';

/** A dictionary hit, with where it stands and what is known of it. */
export interface Mark {
  kind: MentionKind;
  code: string;
  rule: string;
  concept: number;
  pattern: number;
  first: number; // token
  last: number; // token after the last
  start: number;
  end: number;
  sentence: number;
  voice: Voice | null;
  props: Record<string, string>;
  reality: MentionReality | null; // fixed by the words, or set by cues
  cue: Mark | null; // the cue that set it
}

/** A stretch of words of a passage. */
export type Stretch = Pick<Mark, 'sentence' | 'first' | 'last' | 'start' | 'end'>;

/**
 * A mark that no pattern of the lexicon made: `rule` says what tells it of these words. Written out in the order of the marks
 * of patterns, not spread: marks of one shape are read fastest.
 */
export function implyMark(
  { kind, code, rule }: Pick<Mark, 'kind' | 'code' | 'rule'>,
  { sentence, first, last, start, end }: Stretch,
): Mark {
  return {
    kind,
    code,
    rule,
    concept: -1,
    pattern: -1,
    first,
    last,
    start,
    end,
    sentence,
    voice: null,
    props: {},
    reality: null,
    cue: null,
  };
}

export interface Passage {
  in: 'title' | 'body';
  text: string;
  analysed: Analysed;
  grammar: Grammar;
  marks: Mark[]; // in the order of the text
  bySentence: Mark[][];
  muted: boolean[]; // by sentence: boilerplate, never evidence
  boilerplate: Mark[]; // what mutes, in the order of the text
}

/** Reads a text and marks every lexicon hit on it. Sentences of boilerplate are muted, their hits dropped. */
export function markPassage(
  where: 'title' | 'body',
  text: string,
  now: string | null,
  dictionary: Dictionary,
  reader: TextReader,
): Passage {
  const analysed = reader.analyse(text, now);
  const sentenceOf = numberSentences(analysed);
  const ofSomebody = isToldOfSomebody(analysed, dictionary.grammar);
  const hits = matchPatterns(analysed.tokens, 0, analysed.tokens.count, dictionary.patterns, {
    concepts: dictionary.concepts,
    grammar: dictionary.grammar,
    allow: (all) => {
      const { tokens } = analysed;
      const titled = dropTitleTails(dropRunOnTitles(all, dictionary, tokens), dictionary, tokens);
      return allowedHits(
        dropBrokenAntis(titled, dictionary, tokens.folded),
        dictionary,
        sentenceOf,
        ofSomebody,
      );
    },
  });
  const marks = sortNearby(
    hits.map((hit) => withVoice(toMark(hit, dictionary, sentenceOf), analysed, dictionary)),
    (a, b) => a.first - b.first || b.last - a.last,
  );
  const muted = muteBoilerplate(analysed, marks);
  const bySentence: Mark[][] = analysed.sentences.map(() => []);
  for (const mark of marks) if (!muted[mark.sentence]) bySentence[mark.sentence]?.push(mark);
  const boilerplate = marks.filter((mark) => mark.kind === 'boilerplate');
  const passage: Passage = {
    in: where,
    text,
    analysed,
    grammar: dictionary.grammar,
    marks: [],
    bySentence,
    muted,
    boilerplate,
  };
  passage.marks = passage.bySentence.flat();
  return passage;
}

function numberSentences(analysed: Analysed): Int32Array {
  const of = new Int32Array(analysed.tokens.count + 1);
  analysed.sentences.forEach((sentence, index) => of.fill(index, sentence.first, sentence.last));
  return of;
}

function toMark(hit: Hit, dictionary: Dictionary, sentenceOf: Int32Array): Mark {
  const pattern = dictionary.patterns.patterns[hit.pattern];
  const concept = dictionary.concepts[hit.concept];
  if (pattern === undefined || concept === undefined)
    throw new RangeError(`hit of unknown pattern ${hit.pattern}`);
  return {
    kind: concept.kind,
    code: concept.code,
    rule: pattern.id,
    concept: hit.concept,
    pattern: hit.pattern,
    first: hit.first,
    last: hit.last,
    start: hit.start,
    end: hit.end,
    sentence: sentenceOf[hit.first] ?? 0,
    voice: pattern.voice,
    props: concept.props,
    reality: pattern.reality,
    cue: null,
  };
}

const VERB = 6; // letters of the shortest verb whose beginning tells its voice

/**
 * "Diancam tak dipekerjakan": an act that begins with a passive verb is told in the passive, whatever its form says. Where
 * the form leaves it to the word ("shape"), what begins like no verb is a noun.
 */
function withVoice(mark: Mark, { tokens }: Analysed, { grammar }: Dictionary): Mark {
  if (mark.voice !== 'shape' && (mark.voice !== 'active' || mark.kind !== 'violation')) return mark;
  const word = tokens.folded[mark.first] ?? '';
  const begins = (prefix: string): boolean => word.length >= VERB && word.startsWith(prefix);
  if (grammar.passivePrefixes.some(begins)) mark.voice = 'passive';
  else if (mark.voice !== 'active') mark.voice = grammar.activePrefixes.some(begins) ? 'active' : 'nominal';
  return mark;
}

/**
 * Related-article lines, follow-us lines and credits interrupt bodies (codebook 7.2). A boilerplate hit at the start
 * of a line mutes that line; one whose props say `scope: rest` and that stands alone in its line mutes all that follows.
 */
function muteBoilerplate(analysed: Analysed, marks: readonly Mark[]): boolean[] {
  const muted = analysed.sentences.map(() => false);
  muteHeadlines(analysed, marks, muted);
  let restFrom = Infinity;
  for (const mark of marks) {
    if (mark.kind !== 'boilerplate') continue;
    const sentence = analysed.sentences[mark.sentence];
    const paragraph = analysed.paragraphs[sentence?.paragraph ?? 0];
    if (sentence === undefined || paragraph === undefined) continue;
    const opens = mark.start - paragraph.start <= 6;
    const alone = opens && paragraph.end - mark.end <= 3;
    if (mark.props['scope'] === 'rest' && alone) restFrom = Math.min(restFrom, paragraph.start);
    else if (mark.props['scope'] === 'sentence') muted[mark.sentence] = true;
    else if ((opens && isHeading(analysed, mark, paragraph)) || mark.props['scope'] === 'anywhere')
      muteParagraph(analysed, sentence.paragraph, muted);
  }
  analysed.sentences.forEach((sentence, index) => {
    if (sentence.start >= restFrom) muted[index] = true;
  });
  return muted;
}

/**
 * "Foto: ..." and "Baca juga ..." are boilerplate, "Foto-foto itu beredar" is none: credits are followed by a break, or
 * stand in a line of few words.
 */
function isHeading(analysed: Analysed, mark: Mark, paragraph: { start: number; end: number }): boolean {
  if (mark.props['position'] !== 'whole' && !CREDITS.has(mark.code)) return true;
  const { breakBefore, start, count } = analysed.tokens;
  if (mark.last >= count || (start[mark.last] ?? 0) >= paragraph.end) return true;
  // "Lima hari yang lalu, Kepala Desa ..." opens a story: an age is followed by nothing, or by a sentence of its own.
  if ((breakBefore[mark.last] ?? 0) >= (mark.props['position'] === 'whole' ? 3 : 2)) return true;
  return paragraph.end - paragraph.start <= 48;
}
const CREDITS = new Set<string>([
  'credit',
  'writer',
  'updated',
  'copyright',
  'time_ago',
  'changed',
  'continued',
]);

/**
 * A line of its own in headline case, without a full stop, is a headline: at the head of the body it repeats that of the
 * article, further down it is that of another story. Its capitals are no names, and what it says is no evidence.
 */
function muteHeadlines(analysed: Analysed, marks: readonly Mark[], muted: boolean[]): void {
  const { sentences, paragraphs } = analysed;
  if (sentences.length < 3) return;
  sentences.forEach((sentence, index) => {
    const alone =
      sentences[index - 1]?.paragraph !== sentence.paragraph &&
      sentences[index + 1]?.paragraph !== sentence.paragraph;
    const line = paragraphs[sentence.paragraph] ?? sentence;
    if (
      alone &&
      isHeadline(analysed, sentence, line.end) &&
      !namesSomebody(analysed.tokens.text, line, marks)
    )
      muted[index] = true;
  });
}

/** Most words begin with capitals, and nothing closes the line. */
function isHeadline({ tokens }: Analysed, { first, last, start }: Sentence, end: number): boolean {
  const words = last - first;
  if (words < 5 || words > 25) return false;
  let capitals = 0;
  for (let token = first; token < last; token += 1) if ((tokens.capital[token] ?? 0) > 0) capitals += 1;
  return capitals >= words * 0.6 && !/[.!?”"]$/.test(tokens.text.slice(start, end).trim());
}

function muteParagraph(analysed: Analysed, paragraph: number, muted: boolean[]): void {
  analysed.sentences.forEach((sentence, index) => {
    if (sentence.paragraph === paragraph) muted[index] = true;
  });
}

/** Evidence of a stretch of tokens. */
export function evidenceOf(passage: Passage, first: number, last: number): Evidence {
  const { start, end } = passage.analysed.tokens;
  return { in: passage.in, start: start[first] ?? 0, end: end[last - 1] ?? 0 };
}

/** Evidence of a mark. */
export function evidence(passage: Passage, mark: Pick<Mark, 'start' | 'end'>): Evidence {
  return { in: passage.in, start: mark.start, end: mark.end };
}
