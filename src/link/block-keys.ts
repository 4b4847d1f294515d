/** A report -> the keys under which it meets the reports that may tell of the same happening. */
import type { Report } from '../model/report.js';
import { foldWords, readName } from './compare-names.js';
import { SHORTEST, VALUES, readSign, triplesOf } from './sign-body.js';
import { type LinkInput, provincesOf, regenciesOf } from './report-facts.js';

const NO_TITLES: ReadonlySet<string> = new Set();

/**
 * Keys of a report: two reports that share none are never compared, so that a store can fetch a closed
 * neighbourhood. By type with regency; with province, where no regency is told; with the names of the accused (two
 * words at a time, by their consonants, so that spellings meet and common names do not); with letter numbers; with the headline and with
 * bands of the sign of its body (copies, edited ones too); and, where no place is told at all, with the names of authorities. At least one key, sorted.
 */
export function blockKeys(report: Report, article: LinkInput['article']): string[] {
  const regencies = regenciesOf(report);
  const provinces = provincesOf(report, regencies);
  const keys = new Set<string>();
  for (const code of regencies) keys.add(`${report.type}:regency:${code}`);
  for (const code of provinces) keys.add(`${report.type}:province:${code}`);
  for (const word of subjectWords(report)) keys.add(`${report.type}:name:${word}`);
  for (const letter of letterNumbers(report)) keys.add(`${report.type}:letter:${letter}`);
  const title = foldWords(article.title ?? '').join(' ');
  if (title !== '') keys.add(`${report.type}:title:${title}`);
  for (const band of bandsOf(article.sign ?? null)) keys.add(`${report.type}:copy:${band}`);
  if (regencies.size + provinces.size === 0) {
    for (const word of authorityWords(report)) keys.add(`${report.type}:authority:${word}`);
  }
  if (keys.size === 0) keys.add(`${report.type}:report:${report.id}`);
  return [...keys].sort();
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
  const words = readName(name, NO_TITLES).words.map(skeletonOf);
  if (words.length === 1) return words.filter((word) => word.length >= 4);
  return words.slice(1).map((word, at) => `${words[at] ?? ''} ${word}`);
}

// Hendar, Handar and Hendra are all "hndr".
function skeletonOf(word: string): string {
  return word
    .replace(/[aeiouy]/g, '')
    .replace(/(?<=.)h/g, '')
    .replace(/(.)\1/g, '$1');
}

// The running numbers of a letter: "800/1542/BKPSDM/IX/2020" gives "800-1542"; years are left out.
function letterNumbers(report: Report): string[] {
  return report.steps.flatMap(({ document }) => {
    const numbers = (document ?? '').match(/\d{3,}/g) ?? [];
    const running = numbers.filter((number) => !/^(19|20)\d{2}$/.test(number));
    return running.length === 0 ? [] : [running.slice(0, 2).join('-')];
  });
}
