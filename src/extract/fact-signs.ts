/** Fact signs: facts of people and acts as the signs that they are weighed by, each made once, so that weighing joins and hashes no strings. */
import { signHash, wordHash } from '../text/text.js';

/** Before a fact in files of weights. */
export const FACT = 's';

/** A fact: its name as files of weights write it behind the sort, and the hash of the sign that it is. */
export interface FactSign {
  readonly name: string;
  /** A whole number of 32 bits with a sign, which the engine keeps without a box. */
  readonly hash: number;
}

export type TakeFact = (fact: FactSign) => void;

export const factSign = (name: string): FactSign => ({ name, hash: signHash(FACT, wordHash(name)) | 0 });

/** A number as facts have it: whole, and no further from nought than `most`. */
export const bounded = (value: number, most: number): number =>
  Math.max(-most, Math.min(most, Math.round(value)));

/** What two sets have in common, as facts have it; none where both are empty, half where one is. */
export function howShared<One>(
  one: ReadonlySet<One>,
  other: ReadonlySet<One>,
): 'none' | 'half' | 'apart' | 'some' | 'all' {
  if (one.size === 0 || other.size === 0) return one.size === other.size ? 'none' : 'half';
  const shared = [...one].filter((code) => other.has(code)).length;
  if (shared === 0) return 'apart';
  return shared === one.size && shared === other.size ? 'all' : 'some';
}

/** Facts of one sort that differ by a code or number: "act:campaign_attendance", "tellings:3". */
export function factsBy<Key extends string | number>(write: (key: Key) => string): (key: Key) => FactSign {
  const made = new Map<Key, FactSign>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const sign = factSign(write(key));
    made.set(key, sign);
    return sign;
  };
}

/** Facts of one sort that differ by two of them: "role:leader". */
export function factsByTwo<One extends string | number, Other extends string | number>(
  write: (one: One, other: Other) => string,
): (one: One, other: Other) => FactSign {
  const by = new Map<One, (other: Other) => FactSign>();
  return (one, other) => {
    let facts = by.get(one);
    if (facts === undefined) by.set(one, (facts = factsBy((second) => write(one, second))));
    return facts(other);
  };
}
