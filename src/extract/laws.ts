/** Laws: what a report cites, each law once in normal form, and the doubts about citations (codebook 6). */
import type { Dictionary } from '../model/dictionary.js';
import type { LawReference } from '../model/report.js';
import type { Doubt } from '../model/why.js';
import { citationsIn, type Citation } from './citations.js';
import type { Passage } from './passage.js';
import { inferred, stated } from './why.js';

/** The laws cited in a passage, those of the given sentences first, each once per article. */
export function findLaws(
  passage: Passage,
  dictionary: Dictionary,
  sentences: ReadonlySet<number>,
): LawReference[] {
  const byKey = new Map<string, LawReference>();
  const near = (citation: Citation): number => (sentences.has(citation.sentence) ? 0 : 1);
  const citations = citationsIn(passage, dictionary).toSorted(
    (a, b) => near(a) - near(b) || a.first - b.first,
  );
  for (const citation of citations) {
    const key = `${citation.value}\n${citation.article ?? ''}`;
    const known = byKey.get(key) ?? (citation.article === null ? sameLaw(byKey, citation.value) : undefined);
    if (known !== undefined) known.evidence.push(citation.evidence);
    else byKey.set(key, asReference(citation));
  }
  return [...byKey.values()];
}

const sameLaw = (laws: ReadonlyMap<string, LawReference>, value: string): LawReference | undefined =>
  [...laws.values()].find((law) => law.value === value);

function asReference({ value, article, valid, doubt, rule, evidence }: Citation): LawReference {
  const why = doubt === null || !valid ? stated(rule, evidence) : inferred(rule, evidence);
  return { value, article, valid, ...why };
}

/** Doubts about the citations of a body: misprints that were mended, laws that nobody knows. */
export function lawDoubts(passage: Passage, dictionary: Dictionary): Doubt[] {
  return citationsIn(passage, dictionary).flatMap(({ doubt, evidence }) =>
    doubt === null
      ? []
      : [{ ...doubt, span: passage.in === 'body' ? [evidence.start, evidence.end] : null } satisfies Doubt],
  );
}
