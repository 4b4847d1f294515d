/** Laws: citations in the sentences of an article, in normal form, checked against the whitelist (codebook 6). */
import type { Dictionary } from '../model/dictionary.js';
import type { LawReference } from '../model/report.js';
import { evidence, type Passage } from './passage.js';
import { stated } from './why.js';

/** The laws cited in a passage, those of the given sentences first, each once. */
export function findLaws(
  passage: Passage,
  dictionary: Dictionary,
  sentences: ReadonlySet<number>,
): LawReference[] {
  const byValue = new Map<string, LawReference>();
  const marks = passage.marks
    .filter((mark) => mark.kind === 'law')
    .toSorted(
      (a, b) => Number(sentences.has(b.sentence)) - Number(sentences.has(a.sentence)) || a.first - b.first,
    );
  for (const mark of marks) {
    const known = byValue.get(mark.code);
    if (known !== undefined) {
      known.evidence.push(evidence(passage, mark));
      continue;
    }
    const valid = dictionary.laws.some((law) => law.value === mark.code);
    byValue.set(mark.code, {
      value: mark.code,
      article: null,
      valid,
      ...stated(mark.rule, evidence(passage, mark)),
    });
  }
  return [...byValue.values()];
}
