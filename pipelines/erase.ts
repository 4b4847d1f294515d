/** Program `erase`: removes a person or an article everywhere on a legal request, and leaves a tombstone with the reason. */
import { eraseCapture } from '../src/archive/archive.js';
import { loadDictionary } from '../src/dictionary/dictionary.js';
import type { Dictionary } from '../src/model/dictionary.js';
import { Misuse } from '../src/model/errors.js';
import type { Tombstone } from '../src/model/tombstone.js';
import { readSettings, type Settings } from '../src/run/run.js';
import type { Sighting, Store } from '../src/store/store.js';
import { markErased } from './known-releases.js';
import { bareName, spellOut } from './person-spellings.js';
import { oneLine, print } from './print.js';
import { readOptions } from './read-options.js';
import { linkWaiting } from './review.js';
import { bothLanguages } from './row-manner.js';
import { isAmong, mayBeOne, sightFor } from './sightings.js';
import { withStore } from './with-store.js';

const HELP = `Usage: pantau erase (--article ID|URL | --person NAME [--person NAME]...) --reason TEXT [OPTIONS]
       pantau erase (--article ID|URL | --person NAME...) --dry-run
       pantau erase --list | --captures

Removes an article with all that was made of it, or makes a person unreadable, in the store, its history, stored pages
and the archive, and has the next release and digest go without. It cannot be taken back. What is left is a tombstone with
the reason. An erased article is not taken in again, and an erased name is made unreadable wherever it comes again. Releases
made before are named, and marked as superseded in their folders; copies that others hold, and mails that went out, are not
reached.

  --article ID|URL   the article
  --person NAME      the full name, and further spellings of it; only whole names of two words or more. Titles and degrees
                     may be left away; Muhammad, Moh. and M. are one
  --small-letters    the name is printed in small letters only; without this, such words are taken for no name
  --only             these spellings alone, though others of the same person are printed: else initials, short forms and
                     misprints go too, in the articles that print them of the person
  --reason TEXT      the legal ground, without the name of the person
  --author NAME      who erases; PANTAU_AUTHOR unless given
  --warc DIR         folder of the archive; PANTAU_WARC unless given
  --dry-run          tell which articles and incidents that would be, with the words found and
                     the further spellings that go; nothing is erased
  --captures         erase what earlier erasures left in the archive, once its folder is at hand
  --list             list the tombstones
  --json             one JSON object per line
`;

/** Runs the program; exit code 1 when something is left in an archive that is not at hand. */
export default async function erase(args: string[]): Promise<number> {
  const values = readArguments(args);
  if (values.help === true) {
    process.stdout.write(HELP);
    return 0;
  }
  const settings = readSettings({
    ...process.env,
    ...(values.warc === undefined ? {} : { PANTAU_WARC: values.warc }),
  });
  const isRehearsal = values['dry-run'] === true;
  const wanted = values.list === true || values.captures === true ? null : check(values, isRehearsal);
  const dictionary = await loadDictionary(settings.dictionaries);
  return withStore(settings, async (store) => {
    if (values.list === true) {
      await tell(await store.tombstones(), values.json === true);
      return 0;
    }
    if (isRehearsal && wanted !== null) {
      await rehearse(store, wanted, dictionary, values.json === true);
      return 0;
    }
    const made = wanted === null ? await store.tombstones() : [await eraseWanted(store, wanted, dictionary)];
    // What comes after may be killed: linking goes on with the next command, and --captures with the archive.
    if (wanted !== null) {
      await linkWaiting(store, settings, dictionary);
      for (const line of await markErased(store, bothLanguages(dictionary), null))
        process.stderr.write(`pantau: ${line}\n`);
    }
    const left = await eraseCaptures(store, made, settings);
    await tell(await onlyThese(store, made), values.json === true);
    if (left > 0)
      process.stderr.write(
        `pantau: ${left} archived pages are left: name their folder with --warc and run "pantau erase --captures"\n`,
      );
    return left > 0 ? 1 : 0;
  });
}

type Values = ReturnType<typeof readArguments>;

function readArguments(args: string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  return readOptions('erase', HELP, {
    args,
    options: {
      article: text,
      person: { type: 'string', multiple: true },
      reason: text,
      author: text,
      warc: text,
      only: flag,
      'small-letters': flag,
      'dry-run': flag,
      captures: flag,
      list: flag,
      json: flag,
      help: { type: 'boolean', short: 'h' },
    },
  }).values;
}

interface Wanted {
  article: string | null;
  person: string[];
  /** Whether other spellings may stay. */
  only: boolean;
  smallLetters: boolean;
  reason: string;
  author: string;
}

function check(values: Values, isRehearsal: boolean): Wanted {
  const { article, person = [], reason = '', author = process.env.PANTAU_AUTHOR ?? '' } = values;
  const smallLetters = values['small-letters'] === true;
  const wanted = {
    article: article ?? null,
    person,
    only: values.only === true,
    smallLetters,
    reason,
    author,
  };
  if ((article === undefined) === (person.length === 0))
    throw new Misuse(`erase: name one article with --article, or one person with --person\n\n${HELP}`);
  if (isRehearsal) return wanted;
  if (reason.trim() === '') throw new Misuse('erase: give the legal ground with --reason');
  if (author.trim() === '') throw new Misuse('erase: say who erases, with --author or PANTAU_AUTHOR');
  const words = reason.toLowerCase();
  if (person.some((name) => words.includes(name.toLowerCase())))
    throw new Misuse('erase: the reason stays on record; write it without the name of the person');
  return wanted;
}

async function eraseWanted(store: Store, wanted: Wanted, dictionary: Dictionary): Promise<Tombstone> {
  const { article, smallLetters, reason, author } = wanted;
  const erasure = { reason, author, smallLetters };
  if (article !== null) return store.eraseArticle(article, erasure, new Date());
  const { names, ...further } = await seekPerson(store, wanted, dictionary);
  return store.erasePerson(names, { ...erasure, ...further }, new Date());
}

/** Tells what would be erased; nothing is. */
async function rehearse(store: Store, wanted: Wanted, dictionary: Dictionary, json: boolean): Promise<void> {
  const { article } = wanted;
  const sought = article === null ? await seekPerson(store, wanted, dictionary) : null;
  const { tombstone, sights } = await store.rehearseErasure(
    sought === null ? { article: article ?? '' } : { person: sought.names },
    sought ?? {},
  );
  const { kind, incidents } = tombstone;
  if (json) return print([`${JSON.stringify({ kind, articles: sights, incidents })}\n`]);
  await print(
    [
      ...sights.flatMap(({ article: id, words, also }) => [
        oneLine(`${id}  ${words}`),
        ...tellFurther(also, sought?.names ?? []),
        ...tellKept(sought?.sightings.get(id)?.others ?? [], sought?.names ?? []),
      ]),
      ...incidents,
      `${kind}: ${sights.length} articles and ${incidents.length} incidents would be changed or go; nothing was erased (--dry-run)`,
    ].map((line) => `${line}\n`),
  );
}

/** What goes with the names that are given. */
function tellFurther(also: readonly string[], names: readonly string[]): string[] {
  const further = also.filter((name) => !isAmong(name, names));
  return further.length === 0 ? [] : [`    also as ${quoted(further)}`];
}

/** Whose names stay, though they share a word with those that go. */
function tellKept(others: readonly string[], names: readonly string[]): string[] {
  const words = new Set(names.flatMap((name) => name.toLowerCase().split(/\s+/u)));
  const kept = others.filter((name) =>
    name
      .toLowerCase()
      .split(/\s+/u)
      .some((word) => words.has(word)),
  );
  return kept.length === 0 ? [] : [`    others, who stay: ${quoted(kept)}`];
}

const quoted = (names: readonly string[]): string => names.map((name) => `"${oneLine(name)}"`).join(', ');

interface Sought {
  /** All spellings that are looked for everywhere. */
  names: string[];
  commonWords: readonly string[];
  sightings: Map<string, Sighting>;
}

/**
 * How a person is printed: under the names given, without titles, in all spellings of their words; and article by article
 * under what was read there, or joined to him by linking.
 * @throws Misuse where incidents know other whole names of the person, which would stay
 */
async function seekPerson(store: Store, { person, only }: Wanted, dictionary: Dictionary): Promise<Sought> {
  const bare = person.map((name) => bareName(name, dictionary));
  const names = [...new Set(bare.flatMap((name) => spellOut(name, dictionary)))];
  const { commonNames = [], nameSpellings = [] } = dictionary.linking.terms ?? {};
  const commonWords = [...commonNames, ...nameSpellings.flat()];
  const sightings = new Map<string, Sighting>();
  if (only) return { names, commonWords, sightings };
  const known = await store.spellings(names);
  const joined = new Map<string, string[]>();
  for (const { name, articles } of known)
    for (const article of articles) joined.set(article, [...(joined.get(article) ?? []), name]);
  const found = (await store.findPerson(names)).map(({ article }) => article);
  const sight = sightFor(bare, dictionary);
  const officials = await store.officialsBeside(names);
  const fuller = new Set(officials.filter((name) => mayBeOne(name, bare, dictionary)));
  for (const { name } of known) if (name.trim().includes(' ')) fuller.add(name);
  for (const article of await store.articles([...new Set([...found, ...joined.keys()])])) {
    const seen = sight(article, joined.get(article.id) ?? []);
    sightings.set(article.id, seen);
    for (const name of seen.fuller) fuller.add(name);
  }
  // Of the same happening: "Camat Ridwan diperiksa" is he, unless somebody else there bears the name.
  for (const article of await store.articles(await store.articlesBeside([...sightings.keys()]))) {
    const { also, others } = sight(article, []);
    const isAnothers = (name: string): boolean => others.some((other) => other.split(/\s+/u).includes(name));
    sightings.set(article.id, { also: also.filter((name) => !isAnothers(name)), others });
  }
  const asked = [...fuller].filter((name) => !isAmong(name, names)).sort();
  if (asked.length > 0)
    throw new Misuse(
      `erase: the same person is printed as ${quoted(asked)} too; add --person for each that is the same, or --only; nothing was erased`,
    );
  return { names, commonWords, sightings };
}

/** Erases in the archive what tombstones name; gives how much is left. */
async function eraseCaptures(
  store: Store,
  tombstones: readonly Tombstone[],
  { warc }: Settings,
): Promise<number> {
  let left = 0;
  for (const { id, captures } of tombstones) {
    const done = warc === null ? [] : captures.filter((capture) => eraseCapture(warc, capture));
    await store.settleCaptures(id, done);
    left += captures.length - done.length;
  }
  return left;
}

async function onlyThese(store: Store, made: readonly Tombstone[]): Promise<Tombstone[]> {
  const ids = new Set(made.map(({ id }) => id));
  return (await store.tombstones()).filter(({ id }) => ids.has(id));
}

const tell = (tombstones: readonly Tombstone[], json: boolean): Promise<void> =>
  print(
    tombstones.map((one) => {
      if (json) return `${JSON.stringify(one)}\n`;
      const { id, at, kind, articles, incidents, author, reason } = one;
      return `${id}  ${at}  ${kind}  ${articles} articles, ${incidents.length} incidents  ${author}  ${reason}\n`;
    }),
  );
