/** Sightings: an article and a person who is to be erased -> how else it prints him, and who else bears words of his name. */
import { createExtractor, explainDerivation, type Extractor } from '../src/extract/extract.js';
import { matchNames, namingOf, readName, type Naming, type PersonName } from '../src/link/link.js';
import type { Article } from '../src/model/article.js';
import type { Dictionary } from '../src/model/dictionary.js';
import type { ReadPeople, Sighting } from '../src/store/store.js';
import { jaroWinkler } from '../src/text/text.js';
import { bareName } from './person-spellings.js';
import { programVersion } from './version.js';

/** How an article prints a person, with the whole names among it that may be a fuller form of his. */
export interface Seen extends Sighting {
  fuller: string[];
}

/** Tells how an article prints a person, who is known to be printed there in some ways. */
export type Sight = (
  article: Pick<Article, 'id' | 'url' | 'outlet' | 'title' | 'text' | 'published'>,
  known: readonly string[],
) => Seen;

/** @param names of the person, without titles and degrees */
export function sightFor(
  names: readonly string[],
  dictionary: Dictionary,
  extractor: Pick<Extractor, 'derive'> = createExtractor(dictionary, programVersion()),
): Sight {
  const naming = namingFor(dictionary);
  const given = names.map((name) => readName(name, naming));
  return ({ id, url, outlet, title, text, published }, known) => {
    const day = published?.value ?? null;
    const derivation = extractor.derive({ id, url, outlet, title, text, published: day });
    const own = [...given, ...known.map((name) => readName(name, naming))];
    const isOwn = (name: PersonName): boolean => own.some((one) => matchNames(one, name) === 'same');
    const fits = (name: PersonName): boolean => own.some((one) => matchNames(one, name) === 'initials');
    const also = new Map(own.slice(given.length).map((name) => [name.printed, name]));
    const others = new Set<string>();
    for (const { variants } of explainDerivation(derivation, dictionary).people) {
      const read = variants.map((name) => readName(name, naming));
      const isPerson = read.some(isOwn);
      for (const name of read) {
        // Initials are his where the article tells of one person by both.
        if (isOwn(name) || (isPerson && fits(name))) also.set(name.printed, name);
        else if (name.initials === null) others.add(name.printed);
      }
    }
    for (const name of [...names, ...also.keys()])
      for (const initials of behind(text, name)) also.set(initials, readName(initials, naming));
    return {
      also: [...also.keys()].sort(),
      others: [...others].sort(),
      fuller: [...also.values()].filter((name) => isFuller(name, given)).map(({ printed }) => printed),
    };
  };
}

/**
 * Tells how texts that come in print people who were erased. Nobody looks at it, so that only what differs from the name
 * by a letter, or is cut from it, is theirs.
 */
export function readErased(dictionary: Dictionary): ReadPeople {
  // Made with the first text that names an erased person: mostly there is none.
  let extractor: Extractor | null = null;
  return (text, names) => {
    extractor ??= createExtractor(dictionary, programVersion());
    const bare = names.map((name) => bareName(name, dictionary));
    const told = {
      id: 'incoming',
      url: null,
      outlet: null,
      title: '',
      text: plainText(text),
      published: null,
    };
    const { also, others } = sightFor(bare, dictionary, extractor)(told, []);
    const words = bare.flatMap((name) => foldName(name).split(' '));
    const isOwn = (name: string): boolean =>
      /^\p{Lu}{2,4}$/u.test(name) ||
      foldName(name)
        .split(' ')
        .every((word) => isNearWord(word, words));
    return {
      also: also.filter(isOwn),
      others: [...others, ...also.filter((name) => !isOwn(name))].filter((name) => !isAmong(name, bare)),
    };
  };
}

// "<p>", "</div>", "<br />" part texts; "<b>" and all others do not.
const PARTING = /<\/?(?:p|div|br|li|h\d|td|title)\b[^>]{0,2000}>/gi;
const TAG = /<[^>]{0,2000}>/g;

const plainText = (text: string): string => text.replace(PARTING, '\n\n').replace(TAG, ' ');

const CLOSE = 0.9;

/** Whether a word is one of some, but for a letter, or short for one of them. */
const isNearWord = (word: string, words: readonly string[]): boolean =>
  words.some((one) => {
    if (one === word) return true;
    if (word.length <= 3) return one.startsWith(word);
    return Math.abs(one.length - word.length) <= 1 && jaroWinkler(one, word) >= CLOSE;
  });

const namingFor = ({ linking }: Dictionary): Naming =>
  namingOf({ titles: [], commonNames: [], closeWord: 1, ...linking.terms });

/** All that tells the given name from others, and a further word. */
const isFuller = (name: PersonName, given: readonly PersonName[]): boolean =>
  given.some(({ words, telling }) => {
    const holds = (telling.length > 0 ? telling : words).every((word) => name.words.includes(word));
    return holds && name.words.some((word) => word.length > 1 && !words.includes(word));
  });

// Between a name and its initials in brackets: " (", ", S.Sos. ("
const INITIALS = /^[\p{L}., ]{0,30}\((\p{Lu}{2,4})\)/u;

/** Initials that stand in brackets behind a name. */
function behind(text: string, name: string): string[] {
  const found: string[] = [];
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const [, initials] = INITIALS.exec(text.slice(at + name.length, at + name.length + 40)) ?? [];
    const heads = name.split(/\s+/u).map((word) => word[0] ?? '');
    if (initials !== undefined && heads.every((one) => initials.includes(one))) found.push(initials);
  }
  return found;
}

/** Whether an official's name may be another spelling of one of the names; short forms of them are none. */
export function mayBeOne(name: string, names: readonly string[], dictionary: Dictionary): boolean {
  const naming = namingFor(dictionary);
  const read = readName(name, naming);
  return read.words.length > 1 && names.some((one) => matchNames(readName(one, naming), read) === 'same');
}

const foldName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Whether a name is one of some, letter case and stops apart. */
export const isAmong = (name: string, names: readonly string[]): boolean =>
  names.some((one) => foldName(one) === foldName(name));
