/** Corpus: thousands of different articles of about 3 KB, mixed from the paragraphs of the invented newsroom. */
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { ArticleToExtract } from '../src/extract/extract.js';
import { placeName } from '../src/dictionary/dictionary.js';
import type { Dictionary } from '../src/model/dictionary.js';

interface Source {
  title: string;
  published: string;
  paragraphs: string[];
}

/** Repeatable numbers in 0..1 (mulberry32). */
export function randoms(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const FOLDER = new URL('../../fixtures/newsroom/articles/', import.meta.url);

function readSources(): Source[] {
  const files = readdirSync(FOLDER)
    .filter((file) => file.endsWith('.yaml'))
    .toSorted();
  return files.flatMap((file) => {
    const read: unknown = parse(readFileSync(new URL(file, FOLDER), 'utf8'));
    return (Array.isArray(read) ? read : [read]) as Source[];
  });
}

/**
 * `count` different articles: paragraphs of different sources in a random order until about `size` characters are
 * reached, each with a place drawn from the gazetteer, so that no two are alike and names differ as they do in the press.
 */
export function mixCorpus(count: number, dictionary: Dictionary, size = 3000): ArticleToExtract[] {
  const sources = readSources();
  const paragraphs = sources.flatMap((source) => source.paragraphs);
  const random = randoms(20_240_214);
  const pick = <T>(list: readonly T[]): T => {
    const value = list[Math.floor(random() * list.length)];
    if (value === undefined) throw new RangeError('nothing to pick from');
    return value;
  };
  const places = dictionary.gazetteer.level.length;
  const name = (): string => placeName(dictionary.gazetteer, Math.floor(random() * places));
  return Array.from({ length: count }, (_, index) => {
    const source = pick(sources);
    const body: string[] = [];
    for (let length = 0; length < size; length += body.at(-1)?.length ?? size) body.push(pick(paragraphs));
    body.push(`${name()}, ${name()} (${index}).`);
    return {
      id: `bench-${index}`,
      url: null,
      outlet: null,
      title: source.title,
      text: body.join('\n'),
      published: source.published,
    };
  });
}
