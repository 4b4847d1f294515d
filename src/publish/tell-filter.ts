/** Telling a filter: what it lets through, in the words of whoever reads an edition, where programs print its codes. */
import { Filter } from '../model/query.js';
import { labelOfCode } from './code-labels.js';
import type { Words } from './words.js';

type Key = keyof Filter;
type NameValue = (value: string, words: Words) => string;

const codeOf =
  (column: string): NameValue =>
  (code, words) =>
    labelOfCode(column, code, words) ?? code;
const phraseOf =
  (key: string): NameValue =>
  (code, words) =>
    words.say(`${key}.${code}`);
const day: NameValue = (iso, words) => words.date(iso);

/** What people call the values of a field; others are told as they are. */
const NAMES: Partial<Record<Key, NameValue>> = {
  region: (code, words) => words.place(code),
  from: day,
  to: day,
  type: phraseOf('filter.type'),
  election: codeOf('election_type'),
  phase: phraseOf('phase'),
  violation: codeOf('violation'),
  step: codeOf('step'),
  reality: codeOf('reality'),
  status: codeOf('subject_statuses'),
  stage: codeOf('stage'),
  tier: codeOf('tier'),
  review: codeOf('review'),
};

/** "wilayah: Jawa Tengah; tingkat: Dijatuhi sanksi / Divonis bersalah"; nothing for the filter that takes everything. */
export function tellFilter(filter: Filter, words: Words, nameOutlet: (outlet: string) => string): string {
  return (Object.keys(Filter.shape) as Key[])
    .flatMap((key) => {
      const name = key === 'outlet' ? nameOutlet : (NAMES[key] ?? ((value: string) => value));
      const values = [filter[key] ?? []].flat().map((value) => name(String(value), words));
      return values.length === 0 ? [] : [`${words.say(`filter.${key}`)}: ${values.join(' / ')}`];
    })
    .join('; ');
}
