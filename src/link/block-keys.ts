/** A report -> the keys under which it meets the reports that may tell of the same happening. */
import type { LinkingRules } from '../model/linking-rules.js';
import type { Report } from '../model/report.js';
import { type Naming, foldWords, readName, skeletonOf } from './compare-names.js';
import { type Days, dayNumber, daysOf } from './measure-time.js';
import { type LinkInput, provincesOf, regenciesOf, termsOf } from './report-facts.js';
import { SHORTEST, VALUES, readSign, triplesOf } from './sign-body.js';

const PLAIN: Naming = { titles: new Set(), common: new Set(), closeWord: 1 };

/**
 * Keys of a report: two reports that share none are never compared, so that a store can fetch a closed
 * neighbourhood (codebook 9-E). By type, regency (the province, where no regency is told; the names of authorities,
 * where no place is told at all), kind of apparatus and time; and, whenever they were told, by the names of the
 * accused (two words at a time, by their consonants, so that spellings meet and common names do not), by letter
 * numbers, by the headline and by bands of the sign of the body (copies, edited ones too). At least one key, sorted.
 */
export function blockKeys(report: Report, article: LinkInput['article'], rules: LinkingRules): string[] {
  const keys = new Set<string>();
  const grounds = groundsOf(report);
  const kinds = kindsOf(report, rules);
  const times = timesOf(report, article, rules);
  for (const ground of grounds)
    for (const kind of kinds) for (const time of times) keys.add(`${ground}${kind}:${time}`);
  for (const word of subjectWords(report)) keys.add(`name:${word}`);
  for (const letter of letterNumbers(report)) keys.add(`letter:${letter}`);
  const title = foldWords(article.title ?? '').join(' ');
  if (title !== '') keys.add(`title:${title}`);
  for (const band of bandsOf(article.sign ?? null)) keys.add(`copy:${band}`);
  if (keys.size === 0) keys.add(`report:${report.id}`);
  return [...keys].map((key) => `${report.type}:${key}`).sort();
}

function groundsOf(report: Report): string[] {
  const regencies = regenciesOf(report);
  const provinces = provincesOf(report, regencies);
  if (regencies.size + provinces.size === 0) return authorityWords(report).map((word) => `authority:${word}`);
  return [
    ...[...regencies].map((code) => `regency:${code}`),
    ...[...provinces].map((code) => `province:${code}`),
  ];
}

// Addressees of measures are told too loosely; a case whose subjects fit no kind meets all kinds.
function kindsOf(report: Report, rules: LinkingRules): string[] {
  const { kinds } = termsOf(rules);
  const names = Object.keys(kinds);
  if (report.type === 'measure' || names.length === 0) return [''];
  const accused = report.subjects.filter(({ role }) => role === 'accused').map(({ status }) => status);
  const found = names.filter((kind) => accused.some((status) => kinds[kind]?.includes(status)));
  return (found.length > 0 ? found : names).map((kind) => `:${kind}`);
}

const MOST_TIMES = 24;

/** Stretches of time, each as long as two tellings may lie apart; a report meets its own and the next. */
function timesOf(report: Report, article: LinkInput['article'], rules: LinkingRules): string[] {
  const { measureDays, lastingDays } = termsOf(rules);
  const length = report.type === 'case' ? rules.windowDays : Math.max(measureDays, lastingDays, 1);
  const days = daysTold(report, article);
  if (days === null) return ['undated'];
  const first = Math.floor(days.from / length);
  const last = Math.min(Math.floor(days.to / length) + 1, first + MOST_TIMES);
  return Array.from({ length: last - first + 1 }, (_, at) => String(first + at));
}

function daysTold({ date }: Report, { published }: LinkInput['article']): Days | null {
  const day = dayNumber(published);
  return (date === null ? null : daysOf(date)) ?? (day === null ? null : { from: day, to: day, open: true });
}

const ROWS = 8;

// Sixteen keys of eight values each: long enough that only copies share one.
function bandsOf(text: string | null): string[] {
  const sign = readSign(text);
  if (sign === null || triplesOf(sign) < SHORTEST) return [];
  return Array.from({ length: VALUES / ROWS }, (_, band) => {
    const values = sign.subarray(band * ROWS, band * ROWS + ROWS);
    return `${band}-${Buffer.from(values).toString('base64url')}`;
  });
}

function subjectWords(report: Report): string[] {
  const names = report.subjects.filter(({ role }) => role === 'accused').map(({ name }) => name);
  return names.flatMap((name) => (name === null ? [] : neighbours(name)));
}

function authorityWords(report: Report): string[] {
  return report.authorities.flatMap(({ name }) => (name === null ? [] : neighbours(name)));
}

// Two words that stand together, so that a common first name joins nobody: "Usep Basuki Eko" and "Basuki Eko" meet.
function neighbours(name: string): string[] {
  const words = readName(name, PLAIN).words.map(skeletonOf);
  if (words.length === 1) return words.filter((word) => word.length >= 4);
  return words.slice(1).map((word, at) => `${words[at] ?? ''} ${word}`);
}

// The running numbers of a letter: "800/1542/BKPSDM/IX/2020" gives "800-1542"; years are left out.
function letterNumbers(report: Report): string[] {
  return report.steps.flatMap(({ document }) => {
    const numbers = (document ?? '').match(/\d{3,}/g) ?? [];
    const running = numbers.filter((number) => !/^(19|20)\d{2}$/.test(number));
    return running.length === 0 ? [] : [running.slice(0, 2).join('-')];
  });
}
