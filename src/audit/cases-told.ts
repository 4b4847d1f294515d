/** Cases told: people and acts of gold articles with what cases of gold say of them, from which it is learned whom an article accuses, and of what. */
import {
  signsOfActs,
  type ArticleToExtract,
  type Chances,
  type Extractor,
  type SignedPerson,
} from '../extract/extract.js';
import type { GoldArticle } from './gold-article.js';
import { foldName, isSameName } from './normal-form.js';
import type { Lesson } from './wordings.js';

/** Reads the people of an article that is likely what `chances` say. */
export type PeopleReader = (article: ArticleToExtract, chances: Chances) => SignedPerson[];

/** The people of one article: accused are the subjects of cases of gold, authorities those of any of its reports. */
export function lessonsOfPeople(article: GoldArticle, chances: Chances, read: PeopleReader): Lesson[] {
  const subjects = article.reports.flatMap((report) => (report.type === 'case' ? report.subjects : []));
  const authorities = article.reports.flatMap((report) => report.authorities);
  const people = read(
    { ...article, url: null, outlet: null, published: article.published, title: article.title ?? null },
    chances,
  );
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

/** Somebody without a name, of the status and number of a subject. */
const isAlike = (
  { name, count, statuses }: SignedPerson,
  wanted: GoldArticle['reports'][number]['subjects'][number],
): boolean =>
  name === null &&
  statuses.includes(wanted.status ?? '') &&
  (wanted.count === null || wanted.count === undefined || (count ?? 1) === wanted.count);

/** The kinds of acts of one article in which `extractor` finds a case; told are those that a case of gold has. */
export function lessonsOfActs(article: GoldArticle, extractor: Extractor): Lesson[] {
  const wanted = new Set<string>(
    article.reports.flatMap((report) => (report.type === 'case' ? report.violations : [])),
  );
  const derivation = extractor.derive({ ...article, url: null, outlet: null });
  return signsOfActs(derivation).map(({ code, signs }) => ({
    signs,
    codes: wanted.has(code) ? ['told'] : [],
  }));
}
