/** Gold coverage: what the gold articles still lack of the codebook: provinces, elections, codes, realities, hard cases, look-alikes. */
import { MeasureCode, Reality, StageCode, SubjectStatus, ViolationCode } from '../model/codes.js';
import type { ElectionCalendar } from '../model/election-calendar.js';
import type { GoldArticle } from './gold-article.js';
import { familyOfElection } from './normal-form.js';

/** Least articles, and least of them with nothing to find. */
const ARTICLES = 200;
const LOOK_ALIKES = 50;
/** Least tellings of each code. */
const TELLINGS = 3;
/** Hard cases of codebook 9; its numbers leave out 79. */
const HARD_CASES = Array.from({ length: 81 }, (_, index) => `HC${String(index + 1).padStart(2, '0')}`).filter(
  (name) => name !== 'HC79',
);

/** What is told of the codebook: how often, by "kind code". */
export function countCoverage(articles: readonly GoldArticle[]): Map<string, number> {
  const counts = new Map<string, number>();
  const count = (kind: string, code: string | null | undefined): void => {
    if (code !== null && code !== undefined)
      counts.set(`${kind} ${code}`, (counts.get(`${kind} ${code}`) ?? 0) + 1);
  };
  for (const { province, relevance, reports, phenomena, hardCases } of articles) {
    count('province', province);
    count('relevance', relevance);
    // A case of several outlets has letters: HC41a.
    for (const one of new Set(hardCases.map((name) => name.slice(0, 4)))) count('hard case', one);
    // Measures that alone make an article context stand among the phenomena where there is no report (ruling 11.21).
    for (const one of new Set(phenomena)) count('measure', one);
    for (const { type, steps, violations, subjects, election } of reports) {
      for (const [step, reality] of steps) {
        count(type === 'case' ? 'stage' : 'measure', step);
        count('reality', reality);
      }
      for (const code of violations) count('violation', code);
      for (const { status } of subjects) count('subject', status);
      if (election !== null && election !== undefined)
        count('election', `${familyOfElection(election.type)} ${election.year ?? ''}`);
    }
  }
  return counts;
}

/** What is missing, one line each ("violation bpd: 1 of 3"); empty when the gold is complete. */
export function missingCoverage(
  articles: readonly GoldArticle[],
  { provinces, elections }: { provinces: readonly string[]; elections: readonly ElectionCalendar[] },
): string[] {
  const counts = countCoverage(articles);
  const wanted: [string, readonly string[], number][] = [
    ['province', provinces, 1],
    ['election', [...new Set(elections.map(({ family, year }) => `${family} ${year}`))], 1],
    ['violation', ViolationCode.options, TELLINGS],
    ['stage', StageCode.options.filter((code) => !LAWFUL.has(code)), TELLINGS],
    ['measure', [...MeasureCode.options, ...LAWFUL], TELLINGS],
    ['subject', SubjectStatus.options, TELLINGS],
    ['reality', Reality.options, TELLINGS],
    ['hard case', HARD_CASES, 1],
    ['relevance', ['none'], LOOK_ALIKES],
  ];
  const missing = wanted.flatMap(([kind, codes, least]) =>
    codes.flatMap((code) => {
      const told = counts.get(`${kind} ${code}`) ?? 0;
      return told < least ? [`${kind} ${code}: ${told} of ${least}`] : [];
    }),
  );
  return articles.length < ARTICLES ? [`articles: ${articles.length} of ${ARTICLES}`, ...missing] : missing;
}

/** Exits that are measures of their own unless a case holds them (ruling 11.32). */
const LAWFUL = new Set<string>(['resign_to_run', 'leave_taken']);
