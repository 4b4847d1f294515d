/** Door of the dictionaries: the folder that analysts edit in, one value that nobody may change with one version out. */
import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { Dictionary } from '../model/dictionary.js';
import type { Outlet } from '../model/outlet.js';
import { type Stamp, readCache, writeCache } from './cache.js';
import { readOutletCache, stampOutlets, writeOutletCache } from './outlet-cache.js';
import type { Sources } from './parse-sources.js';
import {
  type FileMark,
  RUNS_AS_SOURCE,
  hashCode,
  hashFiles,
  listCode,
  listFiles,
  packageRoot,
} from './source-files.js';

export { conditionsHold, type Neighbour } from './conditions.js';
export {
  ancestorAt,
  describePlace,
  lookupPlaces,
  opensPlace,
  type Place,
  placeByCode,
  placeCode,
  type PlaceHit,
  placeName,
} from './gazetteer.js';
export { packageRoot } from './source-files.js';

/**
 * Loads the dictionaries of a folder (default: `dictionaries` of this package): from the compiled cache when its
 * files are the ones it was made from, otherwise by compiling them; what compiles (and the schemas) is loaded only
 * then. Throws one Halt that lists everything wrong.
 */
export async function loadDictionary(
  folder: string = join(packageRoot(), 'dictionaries'),
): Promise<Dictionary> {
  const wanted = stampOf(folder);
  const path = cachePath(folder);
  const cache = readCache(path);
  if (cache !== null && cache.stamp.folder === wanted.folder) {
    const { stamp } = cache;
    const untouched = sameMarks(stamp.files, wanted.files) && sameMarks(stamp.code, wanted.code);
    const version = untouched ? stamp.version : hashFiles(folder, wanted.files);
    if (untouched || (version === stamp.version && stamp.codeHash === hashCode(wanted.code))) {
      const dictionary = cache.open();
      if (dictionary !== null) {
        if (!untouched) writeCache(path, { ...stamp, ...wanted }, dictionary);
        return freeze(alignConcepts(dictionary));
      }
    }
  }
  return compileDictionary(folder);
}

/** Compiles a folder whatever the cache says, and writes the cache anew, unless the folder will not be seen again. */
export async function compileDictionary(
  folder: string = join(packageRoot(), 'dictionaries'),
  { cache = true }: { cache?: boolean } = {},
): Promise<Dictionary> {
  const { compile } = await import('./compile.js');
  const stamp = stampOf(folder);
  const version = hashFiles(folder, stamp.files);
  const dictionary = compile(folder, version);
  const worthIt = cache && (dictionary.gazetteer.code.length >= LARGE || isOwn(folder));
  if (worthIt)
    writeCache(cachePath(folder), { ...stamp, version, codeHash: hashCode(stamp.code) }, dictionary);
  return freeze(alignConcepts(dictionary));
}

/**
 * Loads the outlets of a dictionaries folder: from their own cache when their files are the ones it was made from,
 * otherwise by compiling them. They are no part of the dictionary: a start that crawls and reads nothing does without,
 * and an outlet that is added or checked leaves the dictionary's version, and all that was extracted, as it was.
 * Throws one Halt that lists everything wrong.
 */
export async function loadOutlets(
  folder: string = join(packageRoot(), 'dictionaries'),
): Promise<readonly Outlet[]> {
  const path = cachePath(folder, 'outlets', 'json');
  const kept = readOutletCache(path, stampOutlets(folder));
  return kept === null ? compileOutlets(folder) : freezeDeep(kept);
}

/** Compiles the outlets of a folder whatever the cache says, and writes their cache anew, unless they are few. */
export async function compileOutlets(
  folder: string = join(packageRoot(), 'dictionaries'),
): Promise<readonly Outlet[]> {
  const { gazetteer } = await loadDictionary(folder);
  const { compileOutlets: compile } = await import('./compile.js');
  const stamp = stampOutlets(folder);
  const outlets = compile(folder, gazetteer);
  if (isOwn(folder) || outlets.length >= MANY_OUTLETS)
    writeOutletCache(cachePath(folder, 'outlets', 'json'), stamp, outlets);
  return freezeDeep(outlets);
}

/** The checked sources of a folder, for tests and generated documents; throws one Halt that lists everything wrong. */
export async function readSources(folder: string): Promise<Sources> {
  const { readSources: read } = await import('./compile.js');
  return read(folder);
}

// A folder without a gazetteer of this many places compiles as fast as it loads.
const LARGE = 10_000;
// The same of outlets.
const MANY_OUTLETS = 50;

const isOwn = (folder: string): boolean => resolve(folder) === join(packageRoot(), 'dictionaries');

/** Writes the codebook and the JSON Schemas of a repository anew where they are stale; gives their paths. */
export async function writeDocuments(root: string): Promise<string[]> {
  const { writeStale } = await import('./documents.js');
  return writeStale(root, await freshDocuments(root));
}

/** Paths of generated documents of a repository that no longer say what the dictionaries and the model say. */
export async function staleDocuments(root: string): Promise<string[]> {
  const { stale } = await import('./documents.js');
  return stale(root, await freshDocuments(root));
}

// Loaded only here: no other start needs what writes documents.
async function freshDocuments(root: string): Promise<Map<string, string>> {
  const { documentsOf } = await import('./documents.js');
  const folder = join(root, 'dictionaries');
  return documentsOf(await readSources(folder), await loadDictionary(folder));
}

/** The cache stands beside the program, one for each folder. */
function cachePath(folder: string, name = 'dictionary', ending = 'bin'): string {
  const other = isOwn(folder)
    ? ''
    : `-${createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 12)}`;
  return join(packageRoot(), 'dist', `${name}${other}${RUNS_AS_SOURCE ? '.test' : ''}.${ending}`);
}

function stampOf(folder: string): Pick<Stamp, 'folder' | 'files' | 'code'> {
  return { folder: isOwn(folder) ? '' : resolve(folder), files: listFiles(folder), code: listCode() };
}

function sameMarks(a: readonly FileMark[], b: readonly FileMark[]): boolean {
  return a.length === b.length && a.every((mark, i) => mark.every((part, j) => part === b[i]?.[j]));
}

/**
 * A dictionary that weighs with these files of weights ("violations", their text) instead of its own; throws a Halt that
 * names the row that is none.
 */
export async function withWeights(
  dictionary: Dictionary,
  files: readonly (readonly [name: string, text: string])[],
): Promise<Dictionary> {
  const { compileAlone } = await import('./compile-weights.js');
  return { ...dictionary, weights: files.map(([name, text]) => compileAlone(name, text)) };
}

/** What extraction says of single marks beside what the dictionaries say: a copy of props that gets it is of the same shape. */
const SAID_LATER = ['odds', 'of', 'support'];

/**
 * Gives the props of all concepts the same keys, undefined where a concept has none: rules ask the marks of every concept for
 * them, and the engine reads objects of one shape several times as fast as objects of thirty. Kinds and codes become the
 * engine's own strings, which it compares by where they lie; read from the cache, each is a string of its own.
 */
function alignConcepts(dictionary: Dictionary): Dictionary {
  const keys = new Set<string>();
  for (const { props } of dictionary.concepts) for (const key in props) keys.add(key);
  for (const key of SAID_LATER) keys.add(key);
  // Read from JSON, as the engine gives up on shapes of so many keys when they are added one by one; copies keep the shape.
  const blank = JSON.parse(JSON.stringify(Object.fromEntries([...keys].map((key) => [key, null])))) as Props;
  for (const key of keys) blank[key] = undefined;
  const own = ownStrings(dictionary);
  for (const concept of dictionary.concepts) {
    const aligned = { ...blank };
    for (const key in concept.props) aligned[key] = own(concept.props[key]);
    concept.props = aligned as Record<string, string>;
    concept.kind = own(concept.kind);
    concept.code = own(concept.code);
  }
  for (const weights of dictionary.weights) weights.codes = weights.codes.map(own);
  return dictionary;
}
type Props = Record<string, string | undefined>;

/** Gives the engine's own string of each kind, code and value of concepts: the one that it keeps as the name of a property. */
function ownStrings({ concepts, weights }: Dictionary): <T>(text: T) => T {
  const texts = new Set<string>();
  for (const { kind, code, props } of concepts) {
    texts.add(kind).add(code);
    for (const key in props) texts.add(props[key] ?? '');
  }
  for (const { codes } of weights) for (const code of codes) texts.add(code);
  const names = Object.keys(Object.fromEntries([...texts].map((text) => [text, null])));
  const own = new Map<unknown, string>(names.map((name) => [name, name]));
  return <T>(text: T): T => (own.get(text) as T | undefined) ?? text;
}

/**
 * Freezes the dictionary: all the way down, but of the many patterns only the list and each pattern itself. Only what runs
 * from its sources, as the tests do, finds a forbidden write so: the engine reads frozen lists more slowly, and rules read
 * them all the time.
 */
function freeze(dictionary: Dictionary): Dictionary {
  if (!RUNS_AS_SOURCE) return dictionary;
  const { patterns } = dictionary.patterns;
  for (const pattern of patterns) Object.freeze(pattern);
  Object.freeze(patterns);
  Object.freeze(dictionary.patterns.atoms);
  Object.freeze(dictionary.patterns);
  return freezeDeep(dictionary);
}

/** Typed arrays and maps cannot be frozen and are left; what is frozen already is not entered. */
function freezeDeep<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  if (ArrayBuffer.isView(value) || value instanceof Map) return value;
  for (const key in value) freezeDeep(value[key]);
  return Object.freeze(value);
}
