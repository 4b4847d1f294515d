/** Edited reprints: invented bodies of about 3 KB, and what other outlets make of them by rule: cut, swapped, re-headlined, re-datelined. */
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { randoms } from './corpus.js';

const FOLDER = new URL('../../fixtures/newsroom/articles/', import.meta.url);
const STOCK = 600; // sentences that outlets use again and again
const WORDS = 16_000;

type Random = () => number;

const pick = <T>(list: readonly T[], random: Random): T => {
  const value = list[Math.floor(random() * list.length)];
  if (value === undefined) throw new RangeError('nothing to pick from');
  return value;
};

/** Words of the newsroom, and endings of them, so many that two bodies share few triples but by stock sentences. */
function makeVocabulary(random: Random): string[] {
  const texts = readdirSync(FOLDER).map((file) => readFileSync(new URL(file, FOLDER), 'utf8'));
  const paragraphs = texts.flatMap((text) => (parse(text) as { paragraphs: string[] }).paragraphs);
  const words = [...new Set(paragraphs.join(' ').split(/[^A-Za-z]+/))].filter((word) => word.length > 1);
  const syllables = ['ka', 'ri', 'tu', 'men', 'lo', 'sa', 'bu', 'an', 'di', 'pe', 'ra', 'gi'];
  const made = Array.from({ length: WORDS - words.length }, () =>
    Array.from({ length: 2 + Math.floor(random() * 3) }, () => pick(syllables, random)).join(''),
  );
  return [...words, ...made];
}

/** Makes bodies: paragraphs of two to four sentences, one sentence in eight a stock one. */
export class Press {
  private readonly random = randoms(5_110_024);
  private readonly words = makeVocabulary(this.random);
  private readonly stock = Array.from({ length: STOCK }, () => this.writeSentence());

  private writeSentence(): string {
    const length = 9 + Math.floor(this.random() * 14);
    // Common words come first in the list and are drawn the more often.
    const words = Array.from(
      { length },
      () => this.words[Math.floor(this.random() ** 2.5 * this.words.length)] ?? '',
    );
    return `${words.join(' ')}.`;
  }

  private writeParagraph(): string {
    const sentences = Array.from({ length: 2 + Math.floor(this.random() * 3) }, () =>
      this.random() < 1 / 8 ? pick(this.stock, this.random) : this.writeSentence(),
    );
    return sentences.join(' ');
  }

  /** A body of about 3 KB: paragraphs. */
  write(): string[] {
    const count = 6 + Math.floor(this.random() * 5);
    return [`${this.dateline()}${this.writeParagraph()}`, ...this.more(count)];
  }

  private more(count: number): string[] {
    return Array.from({ length: count }, () => this.writeParagraph());
  }

  private dateline(): string {
    return `${pick(this.words, this.random).toUpperCase()}, ${pick(this.words, this.random)}.com - `;
  }

  /** Another article on the same matter: new paragraphs, and up to three in ten of the old ones as background. */
  followUp(body: readonly string[]): string[] {
    const background = body.slice(-Math.floor(body.length * 0.3));
    return [
      `${this.dateline()}${this.writeParagraph()}`,
      ...this.more(body.length - 1 - background.length),
      ...background,
    ];
  }

  /** The edits of a reprint, each by itself and some together. */
  readonly edits: Record<string, (body: readonly string[]) => string[]> = {
    cut: (body) => body.slice(0, Math.ceil(body.length * (0.55 + this.random() * 0.35))),
    'head cut': (body) => body.slice(1 + Math.floor(this.random() * 2)),
    're-headlined': (body) => [this.writeSentence(), this.writeParagraph(), ...body.slice(1)],
    swapped: (body) => swap(body, 1 + Math.floor(this.random() * (body.length - 2))),
    'dateline changed': (body) => [
      `${this.dateline()}${(body[0] ?? '').replace(/^.{1,60} - /, '')}`,
      ...body.slice(1),
      `(${pick(this.words, this.random)}/${pick(this.words, this.random)})`,
    ],
    'words changed': (body) => body.map((paragraph) => this.reword(paragraph)),
    'all at once': (body) => {
      const { edits } = this;
      const steps = ['cut', 're-headlined', 'swapped', 'dateline changed'].flatMap(
        (name) => edits[name] ?? [],
      );
      const short = steps[0]?.(body) ?? [...body];
      // What was cut by a third and got a new head as well is half another text.
      const whole = short.length * 1.4 < body.length ? [...body] : short;
      return steps.slice(1).reduce((now, edit) => edit(now), whole);
    },
  };

  // One word in forty.
  private reword(paragraph: string): string {
    const words = paragraph.split(' ');
    return words.map((word) => (this.random() < 1 / 40 ? pick(this.words, this.random) : word)).join(' ');
  }
}

function swap(body: readonly string[], at: number): string[] {
  const [one, other] = [body[at], body[at + 1]];
  if (one === undefined || other === undefined) return [...body];
  return [...body.slice(0, at), other, one, ...body.slice(at + 2)];
}
