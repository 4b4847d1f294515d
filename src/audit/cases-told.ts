/** Cases told: people, acts and steps of gold articles with what reports of gold say of them, from which it is learned whom an article accuses, of what, which steps are a case's or a measure's, and which measures one report tells. */
import {
  signsOfActs,
  signsOfArticle,
  signsOfClaims,
  signsOfPairs,
  signsOfTellings,
  signsOfTogether,
  type ArticleToExtract,
  type Chances,
  type Derivation,
  type Extractor,
  type SignedPerson,
  type SignedTelling,
} from '../extract/extract.js';
import { MEASURE_CODES, SEVERAL_CASES } from '../model/code-lists.js';
import { Reality } from '../model/codes.js';
import { hasHappened } from '../model/realities.js';
import type { GoldArticle } from './gold-article.js';
import { foldName, isSameName } from './normal-form.js';
import type { Lesson } from './wordings.js';

/** Reads the people of an article that is likely what `chances` say. */
export type PeopleReader = (article: ArticleToExtract, chances: Chances) => SignedPerson[];

/** The people of one article: accused are the subjects of cases of gold, authorities those of any of its reports. */
export function lessonsOfPeople(article: GoldArticle, chances: Chances, read: PeopleReader): Lesson[] {
  const subjects = article.reports.flatMap(({ type, subjects: all, told }) =>
    type === 'case' ? all.map((one): Wanted => ({ ...one, sentences: told?.['who'] })) : [],
  );
  const authorities = article.reports.flatMap((report) => report.authorities);
  const people = read(toExtract(article), chances);
  const isNamed = ({ name }: { name?: string | null | undefined }): boolean =>
    people.some((one) => isOne(one, name));
  const isSubject = (person: SignedPerson): boolean =>
    subjects.some((one) => isOne(person, one.name) || (!isNamed(one) && isAlike(person, one)));
  return people.map((person) => ({
    signs: person.signs,
    codes: [
      ...(isSubject(person) ? ['accused'] : []),
      ...(authorities.some(({ name }) => isOne(person, name)) ? ['authority'] : []),
    ],
  }));
}

const isOne = (person: SignedPerson, name: string | null | undefined): boolean =>
  person.name !== null &&
  name !== null &&
  name !== undefined &&
  isSameName(foldName(person.name), foldName(name));

/** A subject of gold, with the starts of the sentences that tell of the accused of its report, if its coder says which. */
type Wanted = GoldArticle['reports'][number]['subjects'][number] & {
  sentences: readonly (number | 'title')[] | undefined;
};

/** Somebody without a name, of the status and number of a subject, told of where a coder says that the accused are. */
const isAlike = ({ name, count, statuses, sentences }: SignedPerson, wanted: Wanted): boolean =>
  name === null &&
  statuses.includes(wanted.status ?? '') &&
  (wanted.count === null || wanted.count === undefined || (count ?? 1) === wanted.count) &&
  (wanted.sentences === undefined || isMostly(sentences, wanted.sentences));

/** Whether at least half of the sentences are among the others. */
const isMostly = (sentences: readonly number[], others: readonly (number | 'title')[]): boolean =>
  2 * sentences.filter((one) => others.includes(one)).length >= sentences.length;

const toExtract = (article: GoldArticle): ArticleToExtract => ({ ...article, url: null, outlet: null });

const deriveGold = (article: GoldArticle, extractor: Extractor): Derivation =>
  extractor.derive(toExtract(article));

/**
 * The kinds of acts that each case which `extractor` finds in an article may tell of; told are those that gold has of any of
 * its accused, or of anybody where gold knows none of them.
 */
export function lessonsOfActs(article: GoldArticle, extractor: Extractor): Lesson[] {
  const cases = article.reports.filter(({ type }) => type === 'case');
  return signsOfActs(deriveGold(article, extractor)).flatMap(({ accused, acts }) => {
    const reports = cases.filter((report) => accused.some((person) => isSubjectOf(person, report)));
    const wanted = new Set<string>(
      (reports.length > 0 ? reports : cases).flatMap(({ violations }) => violations),
    );
    return acts.map(({ code, signs }) => ({ signs, codes: wanted.has(code) ? ['told'] : [] }));
  });
}

/**
 * Whether somebody is a subject of a report of gold, by name, or without one by status, number and sentences; whose name
 * `isNamed` knows is nobody without one.
 */
const isSubjectOf = (
  person: SignedPerson,
  { subjects, told }: GoldArticle['reports'][number],
  isNamed: (name: string | null | undefined) => boolean = () => false,
): boolean =>
  subjects.some(
    (one) =>
      isOne(person, one.name) ||
      (!isNamed(one.name) && isAlike(person, { ...one, sentences: told?.['who'] })),
  );

/**
 * A whole article with the acts and steps that its reports have, the steps as having happened; nothing of an article without
 * reports.
 */
export function lessonsOfStories(article: GoldArticle, extractor: Extractor): Lesson[] {
  if (article.reports.length === 0) return [];
  const acts = article.reports.flatMap(({ violations }) => violations);
  const several = article.reports.filter(({ type }) => type === 'case').length > 1 ? [SEVERAL_CASES] : [];
  const steps = article.reports.flatMap((report) =>
    report.steps.flatMap(([code, reality]) => (hasHappened(reality) ? [code] : [])),
  );
  const derivation = deriveGold(article, extractor);
  return [
    { signs: signsOfArticle(derivation), codes: [...new Set<string>([...acts, ...steps, ...several])] },
  ];
}

/**
 * The steps that one article tells of, with the reality that gold has of each in the sentence that its coder names; nothing of
 * what gold has not told there.
 */
export function lessonsOfRealities(article: GoldArticle, extractor: Extractor): Lesson[] {
  if (article.reports.every(({ told }) => told === undefined)) return [];
  const derivation = deriveGold(article, extractor);
  return signsOfTellings(derivation, 'nothing').flatMap((telling) => {
    const realities = article.reports.flatMap((report) =>
      Reality.options.filter((reality) => isToldThere(report, { ...telling, reality })),
    );
    const [reality] = realities.includes(telling.reality) ? [telling.reality] : realities;
    return reality === undefined ? [] : [{ signs: telling.signs, codes: [reality] }];
  });
}

/** Whether a coder says that a report has this step with this reality in this sentence. */
const isToldThere = (
  { told }: GoldArticle['reports'][number],
  { code, reality, start, end }: SignedTelling,
): boolean => (told?.[`${code}/${reality}`] ?? []).some((at) => at !== 'title' && at >= start && at < end);

/**
 * The measures that one article may tell of, told are those that a measure of gold has, with their reality, in a sentence
 * that its coder names; nothing of articles whose coders name no sentences.
 */
export function lessonsOfTellings(article: GoldArticle, extractor: Extractor): Lesson[] {
  if (article.reports.some(({ told }) => told === undefined)) return [];
  const derivation = deriveGold(article, extractor);
  if (derivation.gate !== null) return [];
  return signsOfTellings(derivation, 'cases')
    .filter(({ code }) => MEASURES.has(code))
    .map((telling) => {
      const isTold = article.reports.some(
        (report) => report.type === 'measure' && isToldThere(report, telling),
      );
      return { signs: telling.signs, codes: isTold ? ['measure'] : [] };
    });
}

/**
 * The steps other than measures that one article with a case may tell of, told are those that a case of gold has, with their
 * reality, in a sentence that its coder names; nothing of articles whose coders name no sentences.
 */
export function lessonsOfTaken(article: GoldArticle, extractor: Extractor): Lesson[] {
  const cases = article.reports.filter(({ type }) => type === 'case');
  if (cases.length === 0 || cases.some(({ told }) => told === undefined)) return [];
  const derivation = deriveGold(article, extractor);
  if (derivation.extraction.relevance !== 'case') return [];
  return signsOfTellings(derivation, 'cases')
    .filter(({ code }) => !MEASURES.has(code))
    .map((telling) => ({
      signs: telling.signs,
      codes: cases.some((report) => isToldThere(report, telling)) ? ['case'] : [],
    }));
}

/**
 * Each two measures that gold has in one article, told as the same where one report of gold has both; nothing of articles
 * whose coders name no sentences.
 */
export function lessonsOfPairs(article: GoldArticle, extractor: Extractor): Lesson[] {
  const measures = article.reports.filter(({ type, told }) => type === 'measure' && told !== undefined);
  if (measures.length === 0) return [];
  const derivation = deriveGold(article, extractor);
  if (derivation.gate !== null) return [];
  const reportsOf = (telling: SignedTelling): GoldArticle['reports'] =>
    MEASURES.has(telling.code) ? measures.filter((report) => isToldThere(report, telling)) : [];
  const pairs = signsOfPairs(derivation, (telling) => reportsOf(telling).length > 0);
  return pairs.map(({ one, other, signs }) => {
    const others = reportsOf(other);
    return { signs, codes: reportsOf(one).some((report) => others.includes(report)) ? ['same'] : [] };
  });
}

/**
 * Each two accused that are subjects of cases of gold, told as the same where one case of gold has both; one who is a subject
 * of all of them says nothing.
 */
export function lessonsOfTogether(article: GoldArticle, extractor: Extractor): Lesson[] {
  const cases = article.reports.filter(({ type }) => type === 'case');
  if (cases.length === 0) return [];
  const derivation = deriveGold(article, extractor);
  const pairs = signsOfTogether(derivation);
  const people = new Set(pairs.flatMap(({ one, other }) => [one, other]));
  const isNamed = (name: string | null | undefined): boolean =>
    [...people].some((person) => isOne(person, name));
  const reportsOf = (person: SignedPerson): GoldArticle['reports'] =>
    cases.filter((report) => isSubjectOf(person, report, isNamed));
  const known = new Map([...people].map((person) => [person, reportsOf(person)]));
  return pairs.flatMap(({ one, other, signs }) => {
    const [a = [], b = []] = [known.get(one), known.get(other)];
    const isKnown = (of: GoldArticle['reports']): boolean =>
      of.length > 0 && (cases.length === 1 || of.length < cases.length);
    if (!isKnown(a) || !isKnown(b)) return [];
    return [{ signs, codes: a.some((report) => b.includes(report)) ? ['same'] : [] }];
  });
}

/** The numbers of an article, told as claims where gold has one of that value. */
export function lessonsOfClaims(article: GoldArticle, extractor: Extractor): Lesson[] {
  const derivation = deriveGold(article, extractor);
  const told = new Set(article.claims.map(({ value }) => value));
  return signsOfClaims(derivation).map(({ value, signs }) => ({
    signs,
    codes: told.has(value) ? ['claim'] : [],
  }));
}

const MEASURES = new Set<string>(MEASURE_CODES);
