/** Weigh: learns from labelled lessons how much each sign of a sentence speaks for each code (logistic regression by FTRL-proximal, McMahan et al. 2013). */
import type { Lesson } from './wordings.js';

/** Weights of signs by code; `bias` is among the signs. */
export type Learned = Map<string, Map<string, number>>;

export interface Settings {
  /** A sign that stands in fewer lessons is left out; a pair of words must stand in more. */
  least: number;
  leastPairs: number;
  /** Times that all lessons are gone through. */
  rounds: number;
  rate: number;
  /** Penalty on each weight that is not nought, so that few are. */
  sparse: number;
  /** Penalty on large weights. */
  small: number;
  /** How much more a wording of the code counts than one of none. */
  positive: number;
  /** A code with fewer lessons is not learned. */
  fewest: number;
  /**
   * Share of the signs of a lesson that are left out at random each time it is gone through, so that a code leans on no single
   * word (Wager et al. 2013): articles have few words of ours, and unseen ones others.
   */
  dropped: number;
  /** What a weight counts where nothing is left out. */
  lightened: number;
  /** A weight that is lighter changes hardly anything and is not written. */
  lightest: number;
}

export const OF_SENTENCES: Settings = {
  least: 2,
  leastPairs: 3,
  rounds: 12,
  rate: 0.2,
  sparse: 0.8,
  small: 0.5,
  positive: 2,
  fewest: 8,
  dropped: 0,
  lightened: 1,
  lightest: 0.2,
};

/**
 * Acts are told in scenes, each in words of its own: what is left out at random teaches them to stand on whatever is there
 * (of acts held out, average precision 69 to 71; steps have words of their own, and gain nothing).
 */
export const OF_ACT_SENTENCES: Settings = { ...OF_SENTENCES, rounds: 24, dropped: 0.5, lightened: 0.75 };

/** People are few, too, and most of them are not accused. */
export const OF_PEOPLE: Settings = {
  least: 3,
  leastPairs: 3,
  rounds: 25,
  rate: 0.05,
  sparse: 0.2,
  small: 3,
  positive: 1,
  fewest: 8,
  dropped: 0,
  lightened: 1,
  lightest: 0.004,
};

/** Articles are few and have many signs. */
export const OF_ARTICLES: Settings = {
  least: 3,
  leastPairs: 3,
  rounds: 30,
  rate: 0.05,
  sparse: 0.2,
  small: 5,
  positive: 1,
  fewest: 8,
  dropped: 0,
  lightened: 1,
  lightest: 0.004,
};

/** Stories have many codes: lighter weights change hardly anything and would be most of the file. */
export const OF_STORIES: Settings = { ...OF_ARTICLES, lightest: 0.06 };

/** Learns every code on its own; the same lessons in the same order give the same weights. */
export function weigh(lessons: readonly Lesson[], settings: Settings = OF_SENTENCES): Learned {
  const numbers = numberSigns(lessons, settings);
  const rows = lessons.map(({ signs }) =>
    Int32Array.from(signs.flatMap((sign) => numbers.get(sign) ?? []).concat(0)),
  );
  const order = shuffled(lessons.length);
  const codes = [...new Set(lessons.flatMap((one) => one.codes))].sort();
  const signs = ['bias', ...numbers.keys()];
  const learned: Learned = new Map();
  for (const code of codes) {
    const told = lessons.map((one) => one.codes.includes(code));
    if (told.filter(Boolean).length < settings.fewest) continue;
    const weights = learnOne(rows, told, order, signs.length, settings);
    weights.forEach((weight, number) => {
      const sign = signs[number] ?? '';
      // A code without a bias is told by nothing: it is kept however light it is.
      if (weight === 0 && number !== 0) return;
      const cells = learned.get(sign) ?? new Map<string, number>();
      cells.set(code, weight);
      learned.set(sign, cells);
    });
  }
  return learned;
}

const PAIR = 'p '; // what the sign of a pair begins with

function numberSigns(lessons: readonly Lesson[], { least, leastPairs }: Settings): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { signs } of lessons) for (const sign of signs) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  const kept = [...counts]
    .filter(([sign, count]) => count >= (sign.startsWith(PAIR) ? leastPairs : least))
    .map(([sign]) => sign);
  return new Map(kept.sort().map((sign, index) => [sign, index + 1]));
}

const SEED = 20_240_210;

/** An order that is mixed and always the same. */
function shuffled(count: number): number[] {
  const order = Array.from({ length: count }, (_, i) => i);
  let state = SEED;
  for (let i = count - 1; i > 0; i -= 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    const j = state % (i + 1);
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
  return order;
}

const STATES = 2 ** 32;

/** Numbers from 0 to 1 that look thrown and are the same each time (Numerical Recipes' generator). */
function diceFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / STATES;
  };
}

function learnOne(
  rows: readonly Int32Array[],
  told: readonly boolean[],
  order: readonly number[],
  signs: number,
  { rounds, rate, sparse, small, positive, dropped, lightened }: Settings,
): Float64Array {
  const z = new Float64Array(signs);
  const n = new Float64Array(signs);
  const weightOf = (i: number): number => {
    const at = z[i] ?? 0;
    const penalty = i === 0 ? 0 : sparse;
    if (Math.abs(at) <= penalty) return 0;
    return -(at - Math.sign(at) * penalty) / ((1 + Math.sqrt(n[i] ?? 0)) / rate + small);
  };
  const chance = diceFrom(SEED);
  for (let round = 0; round < rounds; round += 1)
    for (const index of order) {
      const whole = rows[index] ?? new Int32Array(0);
      const row = dropped === 0 ? whole : whole.filter((sign) => sign === 0 || chance() >= dropped);
      let odds = 0;
      for (const i of row) odds += weightOf(i);
      const y = told[index] === true ? 1 : 0;
      const error = (1 / (1 + Math.exp(-odds)) - y) * (y === 1 ? positive : 1);
      for (const i of row) {
        const before = n[i] ?? 0;
        const after = before + error * error;
        z[i] = (z[i] ?? 0) + error - ((Math.sqrt(after) - Math.sqrt(before)) / rate) * weightOf(i);
        n[i] = after;
      }
    }
  return Float64Array.from(z, (_, i) => (i === 0 ? 1 : lightened) * weightOf(i));
}

/** The file of weights: a row for each sign, in the order of the signs. */
export function writeWeights(lessons: number, learned: Learned, { lightest }: Settings): string {
  const rows = [...learned]
    .map(([sign, cells]): [string, [string, string][]] => [
      sign,
      [...cells]
        .map(([code, weight]): [string, string] => [code, weight.toFixed(3)])
        .filter(([, weight]) => sign === 'bias' || Math.abs(Number(weight)) >= lightest),
    ])
    .filter(([, cells]) => cells.length > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([sign, cells]) => `${sign}\t${cells.map((cell) => cell.join('=')).join(' ')}`);
  return `# Learned by pantau weigh from ${lessons} lessons; not to be mended by hand.\n${rows.join('\n')}\n`;
}

const TENTH = 10;
const THRESHOLDS = [-1.5, -1, -0.5, 0, 1] as const;

/** Learns from nine tenths; lines with precision and recall over all codes on the tenth that is held out. */
export function testLessons(name: string, lessons: readonly Lesson[], settings: Settings): string[] {
  const learned = weigh(
    lessons.filter((_, index) => index % TENTH !== 0),
    settings,
  );
  const held = lessons.filter((_, index) => index % TENTH === 0);
  const odds = held.map(({ signs }) => addUp(learned, signs));
  return THRESHOLDS.map((least) => {
    let [right, told, wanted] = [0, 0, 0];
    held.forEach(({ codes }, index) => {
      const found = [...(odds[index] ?? [])].filter(([, value]) => value >= least).map(([code]) => code);
      right += found.filter((code) => codes.includes(code)).length;
      told += found.length;
      wanted += codes.length;
    });
    const share = (part: number, all: number): string => (all === 0 ? '-' : ((100 * part) / all).toFixed(1));
    return `${name} held out ${held.length}, odds >= ${least}: precision ${share(right, told)}, recall ${share(right, wanted)}`;
  });
}

/** Log odds of each code, given the signs that are there. */
export function addUp(learned: Learned, signs: readonly string[]): Map<string, number> {
  const odds = new Map(learned.get('bias'));
  for (const sign of signs)
    for (const [code, weight] of learned.get(sign) ?? []) odds.set(code, (odds.get(code) ?? 0) + weight);
  return odds;
}

/** Log odds of every lesson as told by what was learned from the other half of them; `groupOf` keeps together what belongs together. */
export function tellByOthers(
  lessons: readonly Lesson[],
  groupOf: (index: number) => number,
  settings: Settings,
): Map<string, number>[] {
  const isOdd = (index: number): boolean => groupOf(index) % 2 === 1;
  const [even, odd] = [false, true].map((half) =>
    weigh(
      lessons.filter((_, index) => isOdd(index) === half),
      settings,
    ),
  );
  return lessons.map(({ signs }, index) => addUp((isOdd(index) ? even : odd) ?? new Map(), signs));
}
