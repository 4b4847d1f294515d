/** Words: phrases, labels of codes, place names and dates in the language of the reader. */
import { placeByCode, placeName } from '../dictionary/dictionary.js';
import type { Dictionary } from '../model/dictionary.js';
import type { MentionKind } from '../model/mention.js';

export type Language = 'id' | 'en';

export interface Words {
  language: Language;
  /** A phrase of dictionaries/phrases with its {slots} filled; where `n` is 1, the phrase `key.one` if there is one. */
  say: (key: string, slots?: Record<string, string | number>) => string;
  /** What people call a code; several concepts may make one code, then the phrases name it. */
  label: (kind: MentionKind, code: string) => string;
  place: (code: string) => string;
  /** A number with its thousands parted: 1.800 in Indonesian, 1,800 in English. */
  number: (value: number) => string;
  /** A date shortened to its precision, written out. */
  date: (iso: string) => string;
}

const LOCALES: Record<Language, string> = { id: 'id-ID', en: 'en-GB' };

/** Words of one language. A missing phrase shows its key: the test on phrases finds it before a reader does. */
export function wordsOf(dictionary: Dictionary, language: Language): Words {
  const phrases = dictionary.phrases[language];
  const phraseFor = (key: string, slots: Record<string, string | number>): string =>
    (slots.n === 1 ? phrases[`${key}.one`] : undefined) ?? phrases[key] ?? key;
  const number = (value: number): string => value.toLocaleString(LOCALES[language]);
  const labels = new Map(
    dictionary.concepts.map((concept) => [`${concept.kind}.${concept.code}`, concept.label[language]]),
  );
  return {
    language,
    say: (key, slots = {}) =>
      phraseFor(key, slots).replace(/\{([a-z]+)\}/g, (_, slot: string) => {
        const value = slots[slot] ?? '';
        return typeof value === 'number' ? number(value) : value;
      }),
    number,
    label: (kind, code) =>
      phrases[`label.${kind}.${code}`] ?? labels.get(`${kind}.${code}`) ?? code.replaceAll('_', ' '),
    place: (code) => {
      const place = placeByCode(dictionary.gazetteer, code);
      return place < 0 ? code : placeName(dictionary.gazetteer, place);
    },
    date: (iso) => writeDate(iso, language),
  };
}

function writeDate(iso: string, language: Language): string {
  const [year = '', month, day] = iso.slice(0, 10).split('-');
  if (month === undefined) return year;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1)));
  const parts: Intl.DateTimeFormatOptions =
    day === undefined
      ? { month: 'long', year: 'numeric' }
      : { day: 'numeric', month: 'long', year: 'numeric' };
  return new Intl.DateTimeFormat(LOCALES[language], { ...parts, timeZone: 'UTC' }).format(date);
}
