/** Reports of an incident -> which of their articles are copies of one text, and so one source (codebook 9-E11). */
import type { Facts } from './report-facts.js';
import { ReprintIndex } from './reprint-index.js';
import { type CopyRules, compareSigns, isCopy } from './sign-body.js';

/** So many articles are compared each with each; among more an index looks for copies. */
const FEW = 200;

export interface Joined {
  /** The same reports in their order; those of one source name it alike. */
  facts: Facts[];
  /** Ids of articles that are copies of one text; each group and the groups in the order of the reports. */
  reprints: string[][];
}

/**
 * Joins outlets whose articles are copies of one text into one source, and those that credit a news agency: how much each
 * of them cut and rewrote, what they say is the agency's. The order of reports must be canonical.
 */
export function joinReprints(group: Facts[], rules: CopyRules): Joined {
  const articles = [...new Map(group.map((one) => [one.input.article.id, one])).values()];
  const texts = new Groups(articles.length);
  const sources = new Groups(articles.length);
  for (const [a, b] of findCopies(articles, rules)) {
    texts.join(a, b);
    sources.join(a, b);
  }
  joinAlike(articles, sources, ({ source }) => source);
  joinAlike(articles, sources, ({ input }) => (input.article.origin === 'wire' ? 'wire' : null));
  const sourceOf = new Map(
    articles.map(({ input }, at) => [input.article.id, articles[sources.find(at)]?.source ?? '']),
  );
  return {
    facts: group.map((one) => ({ ...one, source: sourceOf.get(one.input.article.id) ?? one.source })),
    reprints: texts.all().map((members) => members.flatMap((at) => articles[at]?.input.article.id ?? [])),
  };
}

/** Joins articles that have one key; those without any stay. */
function joinAlike(articles: readonly Facts[], groups: Groups, keyOf: (one: Facts) => string | null): void {
  const firstOf = new Map<string, number>();
  articles.forEach((one, at) => {
    const key = keyOf(one);
    const first = key === null ? undefined : firstOf.get(key);
    if (first !== undefined) groups.join(first, at);
    else if (key !== null) firstOf.set(key, at);
  });
}

function findCopies(articles: Facts[], rules: CopyRules): [number, number][] {
  const signed = articles.flatMap(({ sign }, at) => (sign === null ? [] : [{ sign, at }]));
  if (signed.length > FEW) {
    const index = new ReprintIndex(rules);
    return signed.flatMap(({ sign, at }) =>
      index.add(sign).map((other): [number, number] => [signed[other]?.at ?? at, at]),
    );
  }
  return signed.flatMap((one, nth) =>
    signed
      .slice(0, nth)
      .filter((other) => isCopy(compareSigns(one.sign, other.sign), rules))
      .map((other): [number, number] => [other.at, one.at]),
  );
}

/** Numbers that are joined into groups, each known by its least number. */
class Groups {
  private readonly parent: number[];

  constructor(count: number) {
    this.parent = Array.from({ length: count }, (_, at) => at);
  }

  find(at: number): number {
    let root = at;
    while (this.parent[root] !== root) root = this.parent[root] ?? root;
    this.parent[at] = root;
    return root;
  }

  join(a: number, b: number): void {
    const [left, right] = [this.find(a), this.find(b)];
    this.parent[Math.max(left, right)] = Math.min(left, right);
  }

  /** Groups of two or more, in order. */
  all(): number[][] {
    const groups = new Map<number, number[]>();
    this.parent.forEach((_, at) => {
      const root = this.find(at);
      groups.set(root, [...(groups.get(root) ?? []), at]);
    });
    return [...groups.values()].filter(({ length }) => length > 1);
  }
}
