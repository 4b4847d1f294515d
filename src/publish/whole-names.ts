/** Whole names: full names of protected people of a dataset, covered in texts of any incident. */
import type { Article } from '../model/article.js';
import { initialsOf } from './display-name.js';
import { LONG, squeeze, tidy, WORD, wordsOf, type Mask } from './plain-names.js';

/** Full names of protected people of a whole dataset, looked for in texts of any incident. */
export interface WholeNames {
  /** Names of people whom an article tells of and no report of it: they hold no office that lets them be named. */
  beside: (article: Article) => readonly string[];
  /** A mask for a text in which some of them may be named. */
  except: (named: ReadonlySet<string>) => Mask;
  /** A mask for words that somebody typed to look for: also one word of a name is covered there, in any letters. */
  typed: Mask;
}

/** Letters of a word that names somebody by itself. */
const SHORT = 4;

/** What is known of a name in the whole dataset. */
export interface KnownName {
  name: string;
  /** Whether some incident may show it. */
  named: boolean;
}

/**
 * Names of two words or more of everybody who is never shown by name. Somebody who may be named in one incident is not
 * covered in others, but for those in which he is a subject himself.
 * @param beside tells of an article the names of its bystanders
 * @param complainants names of those who complained, who are covered where their article is quoted
 */
export function wholeNames(
  people: readonly KnownName[],
  beside: WholeNames['beside'] = () => [],
  complainants: readonly string[] = [],
): WholeNames {
  const shown = new Set(people.filter(({ named }) => named).map(({ name }) => squeeze(name)));
  const byFirst = new Map<string, { name: string; words: string[] }[]>();
  for (const { name } of people) {
    const words = wordsOf(name);
    const key = squeeze(name);
    if (words.length < 2 || key.length < LONG || shown.has(key)) continue;
    const first = words[0] ?? '';
    byFirst.set(first, [...(byFirst.get(first) ?? []), { name, words }]);
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.words.length - a.words.length);
  const open = new Set(people.flatMap(({ name, named }) => (named ? wordsOf(name) : [])));
  const told = [...people.map(({ name }) => name), ...complainants].filter(
    (name) => !shown.has(squeeze(name)),
  );
  const closed = new Set(told.flatMap(wordsOf).filter((word) => word.length >= SHORT && !open.has(word)));
  return {
    beside,
    except: (named) => (text) => maskWhole(tidy(text), byFirst, named),
    typed: (text) =>
      maskWhole(tidy(text), byFirst, new Set()).replace(WORD, (word) =>
        closed.has(word.toLowerCase()) ? initialsOf(word) : word,
      ),
  };
}

function maskWhole(
  text: string,
  byFirst: ReadonlyMap<string, readonly { name: string; words: string[] }[]>,
  named: ReadonlySet<string>,
): string {
  const words = [...text.matchAll(WORD)].map((match) => ({
    word: match[0].toLowerCase(),
    start: match.index,
    end: match.index + match[0].length,
  }));
  let masked = '';
  let from = 0;
  for (let at = 0; at < words.length; at += 1) {
    const here = words[at];
    const hit = byFirst
      .get(here?.word ?? '')
      ?.find(
        ({ name, words: wanted }) =>
          !named.has(name) && wanted.every((word, i) => words[at + i]?.word === word),
      );
    const last = hit === undefined ? undefined : words[at + hit.words.length - 1];
    if (here === undefined || hit === undefined || last === undefined) continue;
    masked += text.slice(from, here.start) + initialsOf(hit.name);
    from = last.end;
    at += hit.words.length - 1;
  }
  return masked + text.slice(from);
}
