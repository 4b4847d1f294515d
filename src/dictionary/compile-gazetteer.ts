/** Compiles the gazetteer: CSV rows of places, aliases and level words into typed arrays with a hash of names. */
import { z } from 'zod';
import { AliasRow, type Gazetteer, PlaceKind, PlaceVia } from '../model/gazetteer.js';
import { tokenise } from '../text/text.js';
import { readCsv, readRecords } from './csv-file.js';
import { HASH_START, hashSpace, hashWord, placeByCode, slotOf } from './gazetteer.js';
import { Problems } from './problems.js';
import type { SourceFile } from './yaml-file.js';

const ProvinceRow = z.strictObject({ code: z.string().regex(/^\d{2}$/), name: z.string().min(1) });
const RegencyRow = z.strictObject({
  code: z.string().regex(/^\d{2}\.\d{2}$/),
  name: z.string().min(1),
  bare: z.string().min(1),
  kind: PlaceKind,
});
// '11.01.01', '11.01.01.2001'
const SMALL_CODES = [/^\d{2}\.\d{2}\.\d{2}$/, /^\d{2}\.\d{2}\.\d{2}\.\d{4}$/];
const FIRST_RURAL = 2000; // last part of a village code: 1001 to 1999 are urban
const OPENERS = 1 << 16;

/** A place before it is packed; `key` is the name without its level word. */
interface Row {
  code: string;
  name: string;
  key: string;
  kind: number;
  line: number;
}

type Files = ReadonlyMap<string, SourceFile>;

/** Files of dictionaries/gazetteer by their name without ending; missing ones are empty. */
export function compileGazetteer(files: Files, problems: Problems): Gazetteer {
  const levels = [provinces, regencies, districts, villages].map((read) => read(files, problems));
  const gazetteer = packPlaces(levels, problems, files);
  const names = officialNames(levels.flat());
  addAliases(gazetteer, names, files, problems);
  packNames(gazetteer, names);
  return gazetteer;
}

function provinces(files: Files, problems: Problems): Row[] {
  const file = files.get('provinces');
  if (file === undefined) return [];
  const rows = readCsv(file, ProvinceRow, ['code', 'name'], problems);
  return rows.map(({ line, value }) => ({ ...value, key: value.name, kind: 0, line }));
}

function regencies(files: Files, problems: Problems): Row[] {
  const file = files.get('regencies');
  if (file === undefined) return [];
  const rows = readCsv(file, RegencyRow, ['code', 'name', 'bare', 'kind'], problems);
  return rows.map(({ line, value: { code, name, bare, kind } }) => ({
    code,
    name,
    key: bare,
    kind: kind === 'city' ? 1 : 0,
    line,
  }));
}

const districts = (files: Files, problems: Problems): Row[] =>
  smallPlaces(files.get('districts'), 0, problems);
const villages = (files: Files, problems: Problems): Row[] => smallPlaces(files.get('villages'), 1, problems);

function smallPlaces(file: SourceFile | undefined, depth: 0 | 1, problems: Problems): Row[] {
  if (file === undefined) return [];
  const rows: Row[] = [];
  for (const { line, value } of readRecords(file, ['code', 'name'], problems)) {
    const { code = '', name = '' } = value;
    if (!SMALL_CODES[depth]?.test(code) || name === '')
      problems.add(
        file.shown,
        line,
        code,
        `not a code and a name; a code here looks like ${depth ? '11.01.01.2001' : '11.01.01'}`,
      );
    else {
      const urban = depth === 1 && Number(code.slice(9)) < FIRST_RURAL;
      rows.push({ code, name, key: name, kind: urban ? 1 : 0, line });
    }
  }
  return rows;
}

const LEVEL_FILES = ['provinces', 'regencies', 'districts', 'villages'];

/** Codes, levels, parents and names, in the order of the codes within each level. */
function packPlaces(levels: Row[][], problems: Problems, files: Files): Gazetteer {
  for (const rows of levels) rows.sort((a, b) => (a.code < b.code ? -1 : 1));
  const all = levels.flat();
  const levelStart = new Int32Array(levels.length + 1);
  levels.forEach((rows, i) => (levelStart[i + 1] = (levelStart[i] ?? 0) + rows.length));
  const gazetteer: Gazetteer = {
    code: Float64Array.from(all, ({ code }) => Number(code.replaceAll('.', ''))),
    level: Uint8Array.from(levels.flatMap((rows, i) => rows.map(() => i))),
    kind: Uint8Array.from(all, ({ kind }) => kind),
    parent: new Int32Array(all.length).fill(-1),
    levelStart,
    ...packStrings(
      all.map(({ name }) => name),
      'names',
      'nameStart',
    ),
    ...EMPTY_NAMES,
  };
  all.forEach((row, place) => {
    const shown = files.get(LEVEL_FILES[gazetteer.level[place] ?? 0] ?? '')?.shown ?? '';
    if (all[place - 1]?.code === row.code) problems.add(shown, row.line, row.code, 'code stands here twice');
    if (gazetteer.level[place] === 0) return;
    const parent = placeByCode(gazetteer, row.code.slice(0, row.code.lastIndexOf('.')));
    if (parent < 0) problems.add(shown, row.line, row.code, 'the unit above it is missing; add that one too');
    gazetteer.parent[place] = parent;
  });
  return gazetteer;
}

const EMPTY_NAMES = {
  keys: '',
  keyStart: new Uint32Array(1),
  hash: new Int32Array(1).fill(-1),
  openers: new Uint8Array(OPENERS),
  lists: new Int32Array(0),
  via: new Uint8Array(0),
  listStart: new Uint32Array(1),
  maxWords: 0,
};

function packStrings<A extends string, B extends string>(
  strings: readonly string[],
  name: A,
  startName: B,
): Record<A, string> & Record<B, Uint32Array> {
  const starts = new Uint32Array(strings.length + 1);
  strings.forEach((string, i) => (starts[i + 1] = (starts[i] ?? 0) + string.length));
  return { [name]: strings.join(''), [startName]: starts } as Record<A, string> & Record<B, Uint32Array>;
}

/** Folded words of a name, as the tokeniser finds them in an article, with one space between. */
export function keyOf(name: string): string {
  return tokenise(name).folded.join(' ');
}

/** Places of one name, with how each came by it. */
type Names = Map<string, { place: number; via: number }[]>;

function officialNames(rows: readonly Row[]): Names {
  const names: Names = new Map();
  rows.forEach(({ key }, place) => addName(names, keyOf(key), place, 0));
  return names;
}

function addName(names: Names, key: string, place: number, via: number): void {
  const list = names.get(key);
  if (list === undefined) names.set(key, [{ place, via }]);
  else list.push({ place, via });
}

function addAliases(gazetteer: Gazetteer, names: Names, files: Files, problems: Problems): void {
  const file = files.get('aliases');
  if (file === undefined) return;
  for (const { line, value } of readCsv(file, AliasRow, ['alias', 'code', 'kind', 'note'], problems)) {
    const key = keyOf(value.alias);
    const place = placeByCode(gazetteer, value.code);
    const entry = `alias ${value.alias}`;
    const same = names.get(key)?.find((known) => known.place === place);
    if (key === '') problems.add(file.shown, line, entry, 'holds no word');
    else if (place < 0)
      problems.add(
        file.shown,
        line,
        entry,
        `no place has the code ${value.code}; look it up in the other files of this folder`,
      );
    else if (same !== undefined)
      problems.add(
        file.shown,
        line,
        entry,
        same.via === 0
          ? `is the official name of ${value.code}; delete the row`
          : `stands here twice for ${value.code}; delete one`,
      );
    else addName(names, key, place, PlaceVia.options.indexOf(value.kind));
  }
}

/** Names in their order, their places, and the hash that finds them. */
function packNames(gazetteer: Gazetteer, names: Names): void {
  const sorted = [...names.keys()].sort();
  const lists = sorted.map((key) => names.get(key) ?? []);
  const entries = lists.flat();
  Object.assign(gazetteer, packStrings(sorted, 'keys', 'keyStart'));
  gazetteer.lists = Int32Array.from(entries, ({ place }) => place);
  gazetteer.via = Uint8Array.from(entries, ({ via }) => via);
  gazetteer.listStart = new Uint32Array(sorted.length + 1);
  lists.forEach((list, i) => (gazetteer.listStart[i + 1] = (gazetteer.listStart[i] ?? 0) + list.length));
  gazetteer.openers = new Uint8Array(OPENERS);
  gazetteer.hash = new Int32Array(2 ** Math.ceil(Math.log2(sorted.length * 2 + 2))).fill(-1);
  sorted.forEach((key, number) => enterKey(gazetteer, key.split(' '), number));
}

function enterKey(gazetteer: Gazetteer, words: readonly string[], number: number): void {
  const { hash: table, openers } = gazetteer;
  let hash = hashWord(HASH_START, words[0] ?? '');
  const opener = slotOf(hash, openers.length);
  openers[opener] = Math.max(openers[opener] ?? 0, words.length);
  gazetteer.maxWords = Math.max(gazetteer.maxWords, words.length);
  for (const word of words.slice(1)) hash = hashWord(hashSpace(hash), word);
  let slot = slotOf(hash, table.length);
  while ((table[slot] ?? -1) >= 0) slot = (slot + 1) & (table.length - 1);
  table[slot] = number;
}
