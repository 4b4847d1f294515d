/** Reader: a text and its publication date in; sentences, quotes, clauses, numbers, dates and names out. */
import type { Grammar } from '../model/grammar.js';
import { parseIsoDay } from './calendar.js';
import type { KnownTokens } from './bare-initials.js';
import { cutClauses, type Clause } from './clauses.js';
import { readDateGrammar } from './date-grammar.js';
import { findDates, type DateMention } from './dates.js';
import { endEndless } from './endless.js';
import { fold } from './fold.js';
import { readNameGrammar } from './name-grammar.js';
import { findNames, type NameMention } from './names.js';
import { findNumbers, readNumberGrammar, type NumberMention } from './numbers.js';
import { phraseList } from './phrases.js';
import { readAbbreviations, readOpeners, refineBreaks } from './refine-breaks.js';
import { cutSentences, findQuotes, type Paragraph, type Quote, type Sentence } from './sentences.js';
import { tokenise, type Tokens } from './tokens.js';

/** A text read as text. All offsets are UTF-16 code units of the text as given. */
export interface Analysed {
  /** With breaks refined by the abbreviations of the grammar. */
  tokens: Tokens;
  sentences: Sentence[];
  paragraphs: Paragraph[];
  quotes: Quote[];
  numbers: NumberMention[];
  dates: DateMention[];
  names: NameMention[];
  clauses: Clause[];
}

export interface TextReader {
  /** Reads a text; `now` is the ISO date of publication, null when unknown. Never throws; pure. */
  analyse(text: string, now: string | null): Analysed;
  /** The names of a text once more, when more is known of what is none: places, bodies, offices. */
  names(
    analysed: Analysed,
    blocked: readonly { first: number; last: number }[],
    known: KnownTokens,
  ): NameMention[];
}

/** Makes a grammar ready for reading texts. Throws an Error that names a grammar entry that cannot be read. */
export function createReader(grammar: Grammar): TextReader {
  const abbreviations = readAbbreviations(grammar);
  const openers = readOpeners(grammar);
  const conjunctions = phraseList(grammar.conjunctions);
  const particles = new Set(grammar.nameParticles.map(fold));
  const numberGrammar = readNumberGrammar(grammar);
  const dateGrammar = readDateGrammar(grammar);
  const nameGrammar = readNameGrammar(grammar);

  const analyse = (text: string, now: string | null): Analysed => {
    const tokens = tokenise(text);
    refineBreaks(tokens, abbreviations, openers);
    endEndless(tokens);
    const { paragraphs, sentences } = cutSentences(tokens);
    const dates = findDates(tokens, dateGrammar, parseIsoDay(now));
    const dated = new Uint8Array(tokens.count);
    for (const { first, last } of dates) dated.fill(1, first, last);
    return new ReadText({
      tokens,
      sentences,
      paragraphs,
      quotes: findQuotes(text, paragraphs),
      numbers: findNumbers(tokens, numberGrammar, (token) => dated[token] === 1),
      dates,
      names: () => findNames(tokens, nameGrammar, dates),
      clauses: () => cutClauses(tokens, sentences, conjunctions, particles),
    });
  };
  const names: TextReader['names'] = ({ tokens, dates }, blocked, known) =>
    findNames(tokens, nameGrammar, [...dates, ...blocked], known);
  return { analyse, names };
}

/** What has been read of a text, and how to find out what may never be asked for. */
interface Reading extends Omit<Analysed, 'names' | 'clauses'> {
  names: () => NameMention[];
  clauses: () => Clause[];
}

/** A text whose names and clauses are found when they are asked for: of what is none of ours, nobody asks for them. */
class ReadText implements Analysed {
  readonly tokens: Tokens;
  readonly sentences: Sentence[];
  readonly paragraphs: Paragraph[];
  readonly quotes: Quote[];
  readonly numbers: NumberMention[];
  readonly dates: DateMention[];
  readonly #reading: Reading;
  #names: NameMention[] | null = null;
  #clauses: Clause[] | null = null;

  constructor(reading: Reading) {
    this.#reading = reading;
    this.tokens = reading.tokens;
    this.sentences = reading.sentences;
    this.paragraphs = reading.paragraphs;
    this.quotes = reading.quotes;
    this.numbers = reading.numbers;
    this.dates = reading.dates;
  }

  get names(): NameMention[] {
    return (this.#names ??= this.#reading.names());
  }

  set names(names: NameMention[]) {
    this.#names = names;
  }

  get clauses(): Clause[] {
    return (this.#clauses ??= this.#reading.clauses());
  }
}
