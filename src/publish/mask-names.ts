/** Masking names: initials in the place of protected names, in every quotation, title and address that is published. */
import type { Article } from '../model/article.js';
import type { Incident } from '../model/incident.js';
import type { Report } from '../model/report.js';
import { isSeniorOffice } from '../model/naming.js';
import type { Reply } from '../model/review.js';
import { formsOf, initialsOf, mayBeNamed } from './display-name.js';
import { LONG, squeeze, tidy, wordsOf, type Mask } from './plain-names.js';
import type { WholeNames } from './whole-names.js';

/** What an incident may show: texts and addresses in which nobody is named who must not be. */
export interface Cover {
  text: Mask;
  /** The address, or null where it spells a protected name: a link to it would publish the name. */
  address: (url: string | null) => string | null;
}

/** Somebody whose name may not be shown, in all printed forms of it. */
interface Covered {
  name: string;
  forms: readonly string[];
}

/** A function that replaces, in any text, the names that may not be shown, in all their printed forms, by initials. */
export function maskerOf(incident: Incident): Mask {
  return maskNames(coveredOf(incident));
}

/**
 * The same for people whom the articles of an incident accuse in other reports, and for those who complained: a
 * sentence about one may name another.
 * @param reports all reports of the articles
 */
export function maskerOfOthers(incident: Incident, reports: readonly Report[]): Mask {
  return maskNames(coveredOthers(incident, reports));
}

/** What an incident or a claim rests on: its articles, and all reports of them. */
export interface Near {
  reports: readonly Report[];
  articles: readonly Article[];
}

/**
 * Everything that an incident needs covered.
 * @param whole covers full names of people of other incidents, and of bystanders
 */
export function coverOf(incident: Incident, near: Near, whole: WholeNames): Cover {
  const named = namedOf(incident);
  const covered = [...coveredOf(incident), ...coveredOthers(incident, near.reports)];
  return coverAll([...covered, ...coveredBeside(near, whole, named)], whole.except(named));
}

/** The same for an article without an incident: by what its reports say of people. */
export function coverOfReports(near: Near, whole: WholeNames): Cover {
  const { reports } = near;
  return coverAll(
    [...coveredInReports(reports, reports), ...coveredBeside(near, whole, new Set())],
    whole.except(new Set()),
  );
}

/** People of the articles whom no report knows, but for those who go by a name of somebody who may be named. */
function coveredBeside(
  { reports, articles }: Near,
  whole: WholeNames,
  named: ReadonlySet<string>,
): Covered[] {
  const senior = reports
    .flatMap(({ subjects }) => subjects)
    .flatMap(({ name, role, status }) =>
      name !== null && role !== 'victim' && isSeniorOffice(status) ? name : [],
    );
  const open = new Set([...named, ...senior].flatMap(wordsOf));
  return [...new Set(articles.flatMap(whole.beside))]
    .filter((name) => wordsOf(name).some((word) => !open.has(word)))
    .map((name) => ({ name, forms: [name] }));
}

/** A correction or reply as it may be shown. */
export const coverReply = (reply: Reply, cover: Cover): Reply => ({
  ...reply,
  by: reply.by === null ? null : cover.text(reply.by),
  text: cover.text(reply.text),
  url: cover.address(reply.url),
});

function coverAll(covered: readonly Covered[], far: Mask): Cover {
  const near = maskNames(covered);
  const text: Mask = (one) => far(near(one));
  // An address is rather withheld than shown with a name in it, though "sut-arno" be a chance.
  const squeezed = covered
    .flatMap(({ forms }) => forms.flatMap((form) => [form, ...form.split(/[\s-]+/)]))
    .map(squeeze)
    .filter(({ length }) => length >= TELLING);
  return { text, address: (url) => (url === null || spells(url, text, squeezed) ? null : url) };
}

function spells(url: string, mask: Mask, squeezed: readonly string[]): boolean {
  const read = decodeSafely(url);
  const letters = squeeze(read);
  return mask(read) !== tidy(read) || squeezed.some((name) => letters.includes(name));
}

export function decodeSafely(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}

function coveredOf({ subjects, replies }: Incident): Covered[] {
  const people = subjects.flatMap((subject) => {
    const forms = formsOf(subject);
    const [name] = forms;
    return name === undefined || mayBeNamed(subject) ? [] : { name, forms };
  });
  // Whom articles know by initials alone gives his whole name with his reply.
  const shown = new Set(people.map(({ name }) => initialsOf(name).replace(/[.\s]/g, '')));
  const repliers = replies.flatMap(({ by }) => (by !== null && shown.has(initialsOf(by)) ? by : []));
  return [...people, ...repliers.map((name) => ({ name, forms: [name] }))];
}

const namedOf = (incident: Incident): Set<string> =>
  new Set(incident.subjects.flatMap((subject) => (mayBeNamed(subject) ? formsOf(subject) : [])));

function coveredOthers(incident: Incident, reports: readonly Report[]): Covered[] {
  const own = new Set(incident.links.map(({ report }) => report));
  const named = namedOf(incident);
  const known = new Set(incident.subjects.flatMap(formsOf));
  // Also of its own reports whoever is no subject of it any more, since an analyst said so.
  const others = reports.flatMap((report) =>
    own.has(report.id)
      ? { ...report, subjects: report.subjects.filter(({ name }) => name !== null && !known.has(name)) }
      : report,
  );
  return coveredInReports(others, reports).filter(({ name }) => !named.has(name));
}

/**
 * Subjects of some reports without an office of weight, and the complainants of others. As in an incident, an office
 * counts only where no report at hand gives the same name another status.
 */
function coveredInReports(accusing: readonly Report[], all: readonly Report[]): Covered[] {
  const protectedToo = new Set(
    all
      .flatMap((report) => report.subjects)
      .filter(({ role, status }) => role === 'victim' || !isSeniorOffice(status))
      .map(({ name }) => (name === null ? '' : squeeze(name))),
  );
  const subjects = accusing
    .flatMap((report) => report.subjects)
    .filter(({ name }) => name !== null && protectedToo.has(squeeze(name)));
  const complainants = all.flatMap(({ others }) => others.filter(({ role }) => role === 'complainant'));
  return [...subjects, ...complainants].flatMap(({ name }) => (name === null ? [] : { name, forms: [name] }));
}

// "AMR", "Y.D.": a form that is initials already
const INITIALS = /^[\p{Lu}.\s]{1,5}$/u;
const TELLING = 6;
const SHORT = 3;
const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
// Between the words of a name: a space, a line break, the hyphen of a slug, the underscore of an account
const BETWEEN = '[\\s_+.-]{1,3}';

/**
 * Whole names first, then each word of a name alone: people are quoted on by one of their names. A word of five letters
 * or more is found with a short ending glued to it; a name of eight or more is found where its words are run together,
 * and any word where it is glued to another one with its capital.
 */
function maskNames(covered: readonly Covered[]): Mask {
  const initials = new Map<string, string>();
  const bare: string[] = [];
  const worded: string[] = [];
  const short: string[] = [];
  const camel: string[] = [];
  for (const { name, forms } of covered)
    for (const form of forms.map(tidy)) {
      const words = form.split(/[\s-]+/).filter((word) => word !== '');
      const key = squeeze(form);
      if (words.length > 1 && key.length >= LONG) bare.push(escape(key));
      if (words.length > 1) worded.push(words.map(escape).join(BETWEEN));
      initials.set(key, initials.get(key) ?? initialsOf(name));
      for (const word of words) {
        const letters = word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
        if (!/^\p{Lu}/u.test(letters) || letters.length < SHORT || INITIALS.test(form)) continue;
        (letters.length === SHORT ? short : worded).push(escape(letters));
        if (letters.length > SHORT) camel.push(escape(letters));
        const one = squeeze(letters);
        initials.set(one, initials.get(one) ?? initialsOf(letters));
      }
    }
  if (initials.size === 0) return tidy;
  const longest = (all: readonly string[]): string =>
    [...new Set(all)].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).join('|');
  const passes = [
    worded.length === 0
      ? null
      : new RegExp(`(?<![\\p{L}\\p{N}])(${longest(worded)})(\\p{Ll}{0,3})(?![\\p{L}\\p{N}])`, 'giu'),
    bare.length === 0 ? null : new RegExp(`(${longest(bare)})()`, 'giu'),
    // "#SaveNgadimin": a capital inside a word begins a name
    camel.length === 0 ? null : new RegExp(`(?<=[\\p{Ll}\\p{N}])(${longest(camel)})()`, 'gu'),
    // Three letters are a word of the language more often than not: only as the name is printed, or in capitals
    short.length === 0
      ? null
      : new RegExp(
          `(?<![\\p{L}\\p{N}])(${longest(short.flatMap((word) => [word, word.toUpperCase()]))})()(?![\\p{L}\\p{N}])`,
          'gu',
        ),
  ];
  return (text) =>
    passes.reduce<string>(
      (masked, pass) =>
        pass === null
          ? masked
          : masked.replace(pass, (whole, name: string, ending: string) => {
              const by = initials.get(squeeze(name));
              if (by === undefined) return whole;
              return ending === '' || squeeze(name).length >= 5 ? by : whole;
            }),
      tidy(text),
    );
}
