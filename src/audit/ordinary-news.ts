/** Ordinary news: an endless stream of articles made of the topics of fixtures/ordinary, the same for the same seed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { packageRoot } from '../dictionary/dictionary.js';

interface Topic {
  id: string;
  titles: string[];
  sentences: string[];
}
interface Topics {
  slots: Record<string, string[]>;
  topics: Topic[];
}

export interface Ordinary {
  id: string;
  title: string;
  text: string;
  published: string;
}

const readTopics = (): Topics =>
  parse(readFileSync(join(packageRoot(), 'fixtures', 'ordinary', 'topics.yaml'), 'utf8')) as Topics;

/** Pseudo-random numbers from 0 to 1 (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * So many articles of `stories` topics each; of several, a headline stands between them, as endless pages join them. Of
 * the topics in their order, those are taken that `isTaken` says.
 */
export function ordinaryNews(
  count: number,
  seed: number,
  stories = 1,
  isTaken: (topic: number) => boolean = () => true,
): Ordinary[] {
  const { slots, topics: all } = readTopics();
  const topics = all.filter((_, index) => isTaken(index));
  const random = randomFrom(seed);
  const pick = <T>(list: readonly T[]): T => {
    const one = list[Math.floor(random() * list.length)];
    if (one === undefined) throw new Error('fixtures/ordinary/topics.yaml holds an empty list');
    return one;
  };
  return Array.from({ length: count }, (_, number) => {
    const told = Array.from({ length: stories }, () => pick(topics));
    // One article keeps to one place, one person and one day.
    const filled = Object.fromEntries(Object.entries(slots).map(([slot, list]) => [slot, pick(list)]));
    const fill = (text: string): string =>
      text.replace(/\{(\w+)\}/g, (all, slot: string) => filled[slot] ?? all);
    const bodies = told.map(({ sentences }) =>
      sentences
        .map((sentence) => ({ sentence, at: random() }))
        .toSorted((a, b) => a.at - b.at)
        .slice(0, told.length === 1 ? 8 : 4)
        .map(({ sentence }, i) => `${i === 0 ? '' : random() < 0.5 ? ' ' : '\n'}${fill(sentence)}`)
        .join(''),
    );
    const titles = told.map(({ titles: all }) => fill(pick(all)));
    return {
      id: `${told.map(({ id }) => id).join('+')}-${number}`,
      title: titles[0] ?? '',
      text: `${(filled['town'] ?? '').toUpperCase()} - ${bodies.map((body, i) => (i === 0 ? body : `${titles[i]}\n${body}`)).join('\n')}`,
      published: dayAfter(filled['date'] ?? ''),
    };
  });
}

/** 'Senin (4/3/2024)' gives '2024-03-05'. */
function dayAfter(date: string): string {
  const [day = 1, month = 1, year = 2024] = (/\((.+)\)/.exec(date)?.[1] ?? '').split('/').map(Number);
  return new Date(Date.UTC(year, month - 1, day + 1)).toISOString().slice(0, 10);
}
