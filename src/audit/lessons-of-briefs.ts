/** Lessons of briefs: sentences of articles of which it is known what they tell, but not where, to learn from. */
import type { GoldArticle } from './gold-article.js';
import { addUp, type Learned } from './weigh.js';
import type { Lesson, LessonKind, SignReader } from './wordings.js';

/** Log odds from which a further sentence of an article tells of what the article is told to have. */
const TOLD_AGAIN = 1;

/**
 * The sentences of articles without marks: of each act or step that gold has, the sentence that tells of it best by what was
 * `learned` from others, and those that surely do; no sentence tells of what gold has not (multiple-instance learning,
 * Andrews et al. 2002).
 */
export function lessonsOfBriefs(
  articles: readonly GoldArticle[],
  kind: LessonKind,
  read: SignReader,
  learned: Learned,
): Lesson[] {
  return articles
    .filter(({ marks, relevance }) => marks.length === 0 && relevance !== 'none')
    .flatMap((article) => {
      const sentences = read(article.text);
      const odds = sentences.map(({ signs }) => addUp(learned, signs));
      const told = sentences.map((): string[] => []);
      for (const code of codesOf(article, kind)) {
        const values = odds.map((one) => one.get(code) ?? -Infinity);
        const best = values.indexOf(Math.max(...values));
        values.forEach((value, index) => {
          if (index === best || value >= TOLD_AGAIN) told[index]?.push(code);
        });
      }
      return sentences.map(({ signs }, index) => ({ signs, codes: told[index] ?? [] }));
    });
}

/** The acts of the cases of an article, or the steps of all its reports. */
const codesOf = ({ reports }: GoldArticle, kind: LessonKind): ReadonlySet<string> =>
  new Set(
    reports.flatMap((report) =>
      kind === 'step' ? report.steps.map(([code]) => code) : report.type === 'case' ? report.violations : [],
    ),
  );
