/** Weighing the story: which acts and steps an article tells of as a whole, by all its words; what single sentences tell is weighed beside it. */
import type { Dictionary } from '../model/dictionary.js';
import { bounded } from './fact-signs.js';
import { addUp } from './weights.js';

/** Log odds of each act and step that a report of an article has it, the steps as having happened. */
export type Story = ReadonlyMap<string, number>;

/** The story of an article by the hashes of its signs; empty where none was learned. */
export function weighStory(hashes: readonly number[], { weights }: Dictionary): Story {
  const table = weights.find(({ kind }) => kind === 'story');
  if (table === undefined) return new Map();
  const { odds } = addUp(table, hashes);
  return new Map(table.codes.map((code, number) => [code, odds[number] ?? -Infinity]));
}

/** Halves of log odds between which nothing is told apart, and the most that are. */
const HALVES = 2;
const MOST = 8;

/** How likely a story tells of a code, in halves of log odds; null where that was not learned. */
export function likelihoodIn(story: Story, code: string): number | null {
  const odds = story.get(code);
  if (odds === undefined) return null;
  return bounded(HALVES * odds, MOST);
}
