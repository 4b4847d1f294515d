/** Lessons of briefs: sentences of articles without marks, of which a coder says what each tells, or only what all of them tell. */
import type { GoldArticle, GoldReport } from './gold-article.js';
import { addUp, type Learned } from './weigh.js';
import type { Lesson, LessonKind, SignedSentence, SignReader } from './wordings.js';

/**
 * The sentences of articles without marks. Where a coder says which sentences tell of an act or step, these are its lessons,
 * and all others are lessons of none. Where he does not, of each act or step that gold has, the sentence that tells of it best
 * by what was `learned` from others, and those that surely do (multiple-instance learning, Andrews et al. 2002).
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
      const reports = article.reports.filter(({ type }) => kind === 'step' || type === 'case');
      return reports.some(({ told }) => told !== undefined)
        ? lessonsTold(article, reports, kind, read)
        : lessonsGuessed(article, reports, kind, read, learned);
    });
}

const TITLE = 'title';

/** The headline and each sentence of an article, with what its coder says that it tells. */
function lessonsTold(
  { title, text }: GoldArticle,
  reports: readonly GoldReport[],
  kind: LessonKind,
  read: SignReader,
): Lesson[] {
  const places = new Map<string, Set<number | typeof TITLE>>();
  for (const { told = {} } of reports)
    for (const [what, starts] of Object.entries(told)) {
      const [code = '', reality] = what.split('/');
      if (code === WHO || (kind === 'step') !== (reality !== undefined)) continue;
      places.set(code, new Set([...(places.get(code) ?? []), ...starts]));
    }
  const codesAt = (isHere: (place: number | typeof TITLE) => boolean): string[] =>
    [...places].filter(([, at]) => [...at].some(isHere)).map(([code]) => code);
  const headline = read(title).flatMap(({ signs }) => signs);
  return [
    { signs: [...new Set(headline)], codes: codesAt((place) => place === TITLE) },
    ...read(text).map(({ start, end, signs }) => ({
      signs,
      codes: codesAt((place) => place !== TITLE && place >= start && place < end),
    })),
  ];
}

const WHO = 'who'; // whom a report accuses, which is learned elsewhere

/** Log odds from which a further sentence of an article tells of what the article is told to have. */
const TOLD_AGAIN = 1;

/** The sentences of an article, with what they are likeliest to tell of all that it has. */
function lessonsGuessed(
  { text }: GoldArticle,
  reports: readonly GoldReport[],
  kind: LessonKind,
  read: SignReader,
  learned: Learned,
): Lesson[] {
  const sentences: readonly SignedSentence[] = read(text);
  const odds = sentences.map(({ signs }) => addUp(learned, signs));
  const told = sentences.map((): string[] => []);
  for (const code of codesOf(reports, kind)) {
    const values = odds.map((one) => one.get(code) ?? -Infinity);
    const best = values.indexOf(Math.max(...values));
    values.forEach((value, index) => {
      if (index === best || value >= TOLD_AGAIN) told[index]?.push(code);
    });
  }
  return sentences.map(({ signs }, index) => ({ signs, codes: told[index] ?? [] }));
}

/** The acts of reports, or their steps. */
const codesOf = (reports: readonly GoldReport[], kind: LessonKind): ReadonlySet<string> =>
  new Set(
    reports.flatMap(({ steps, violations }) => (kind === 'step' ? steps.map(([code]) => code) : violations)),
  );
