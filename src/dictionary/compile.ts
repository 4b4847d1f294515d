/** Compiles the sources of the dictionaries into the one value that the stages are handed. */
import { Attribution, Reality } from '../model/codes.js';
import type { Dictionary } from '../model/dictionary.js';
import type { Gazetteer } from '../model/gazetteer.js';
import type { Grammar } from '../model/grammar.js';
import type { CitationWords } from '../model/laws.js';
import type { LinkingRules } from '../model/linking-rules.js';
import { ConfidenceRules } from '../model/confidence-rules.js';
import { GrammarFile } from '../model/grammar.js';
import type { Outlet } from '../model/outlet.js';
import { compileGazetteer } from './compile-gazetteer.js';
import { compileLexicon } from './compile-lexicon.js';
import { compileWeights } from './compile-weights.js';
import { placeByCode } from './gazetteer.js';
import { type Sources, baseName, parseSources } from './parse-sources.js';
import { Problems } from './problems.js';
import { bare, defOf } from './schema-walk.js';
import { type FileMark, listFiles, listOutletFiles, misnamedFiles, readFiles } from './source-files.js';
import type { Parsed } from './yaml-file.js';

const NO_CITATIONS: CitationWords = {
  types: {},
  number: [],
  year: [],
  about: [],
  article: [],
  paragraph: [],
  letter: [],
  point: [],
  joined: [],
  amends: [],
};
// A folder without linking.yaml joins nothing.
const NO_LINKING: LinkingRules = { windowDays: 0, same: 1, possible: 1, weights: {} };
// One without confidence.yaml trusts every report alike.
const ALIKE: ConfidenceRules = {
  attribution: sharesOf(Attribution.options),
  reality: sharesOf(Reality.options),
  open: sharesOf(Object.keys(ConfidenceRules.shape.open.shape)) as ConfidenceRules['open'],
  least: { brief: 0, story: 0, sentences: 0 },
  calibration: [
    [0, 0],
    [1, 1],
  ],
};
function sharesOf<K extends string>(keys: readonly K[]): Record<K, number> {
  return Object.fromEntries(keys.map((key) => [key, 1])) as Record<K, number>;
}

/** Files in, dictionary out; throws one Halt that names everything that is wrong in them. */
export function compile(folder: string, version: string): Dictionary {
  const problems = new Problems();
  const sources = readFolder(folder, listFiles(folder), problems);
  const dictionary = compileSources(sources, version, problems);
  problems.stop();
  return dictionary;
}

/** The checked sources of a folder, for tests and generated documents; throws like compile. */
export function readSources(folder: string): Sources {
  const problems = new Problems();
  const sources = readFolder(folder, [...listFiles(folder), ...listOutletFiles(folder)], problems);
  problems.stop();
  return sources;
}

/**
 * Outlet files in, outlets out; throws one Halt that names everything that is wrong in them.
 * @param gazetteer the places that their reach may name; one without places lets all pass
 */
export function compileOutlets(folder: string, gazetteer: Gazetteer): Outlet[] {
  const problems = new Problems();
  const sources = readFolder(folder, listOutletFiles(folder), problems);
  checkPlaces(sources, knownIn(gazetteer), problems);
  checkLayouts(sources, problems);
  problems.stop();
  return sources.outlets.map(({ value }) => value);
}

const knownIn =
  (gazetteer: Gazetteer) =>
  (code: string): boolean =>
    gazetteer.code.length === 0 || placeByCode(gazetteer, code) >= 0;

function readFolder(folder: string, marks: readonly FileMark[], problems: Problems): Sources {
  for (const path of misnamedFiles(folder))
    problems.add(path, null, '', 'is not read because of its ending; name it .yaml (gazetteer: .csv)');
  return parseSources(readFiles(folder, marks), problems);
}

function compileSources(sources: Sources, version: string, problems: Problems): Dictionary {
  const gazetteer = compileGazetteer(sources.gazetteer, problems);
  checkPlaces(sources, knownIn(gazetteer), problems);
  checkLaws(sources, problems);
  return {
    version,
    ...compileLexicon(sources, problems),
    grammar: mergeGrammar(sources.grammar, problems),
    gazetteer,
    elections: sources.elections.map(({ value }) => value),
    laws: sources.laws.flatMap(({ value }) => value.laws),
    citation: sources.citation ?? NO_CITATIONS,
    phrases: { id: phrasesOf(sources, 'id'), en: phrasesOf(sources, 'en') },
    linking: sources.linking ?? NO_LINKING,
    deadlines: sources.deadlines ?? { grace: 0, deadlines: [] },
    confidence: sources.confidence ?? ALIKE,
    weights: sources.weights.flatMap((file) => compileWeights(file, baseName(file.path), problems) ?? []),
  };
}

function phrasesOf(sources: Sources, language: string): Record<string, string> {
  return sources.phrases.find(({ file }) => baseName(file.path) === language)?.value ?? {};
}

/** Props of concepts that are codes of places. */
const PLACE_PROPS = ['province', 'not_in'];

function checkPlaces(sources: Sources, known: (code: string) => boolean, problems: Problems): void {
  const checkOne = (parsed: Parsed<unknown>, path: PropertyKey[], key: string, code?: string): void => {
    if (code !== undefined && !known(code))
      problems.add(
        parsed.file.shown,
        parsed.lineOf(path),
        `${key} ${code}`,
        'no place has this code; look it up in gazetteer/provinces.csv and regencies.csv',
      );
  };
  const check = (parsed: Parsed<unknown>, key: string, codes: readonly string[]): void =>
    codes.forEach((code, i) => checkOne(parsed, [key, i], key, code));
  for (const outlet of sources.outlets) check(outlet, 'reach', outlet.value.reach);
  for (const election of sources.elections) check(election, 'regions', election.value.regions);
  for (const parsed of sources.lexicon)
    parsed.value.concepts.forEach(({ props }, i) => {
      for (const name of PLACE_PROPS) checkOne(parsed, ['concepts', i, 'props', name], name, props[name]);
    });
}

/** The reader takes the first layout that fits, so the newest must stand first; one without a day stands last. */
function checkLayouts(sources: Sources, problems: Problems): void {
  for (const { file, value, lineOf } of sources.outlets)
    value.layouts.forEach(({ since }, i) => {
      const before = value.layouts[i - 1];
      if (i > 0 && (before?.since ?? '') < (since ?? ''))
        problems.add(
          file.shown,
          lineOf(['layouts', i]),
          `layout of ${since}`,
          'stands below an older one; write the newest first',
        );
    });
}

function checkLaws(sources: Sources, problems: Problems): void {
  const seen = new Map<string, string>();
  for (const parsed of sources.laws)
    parsed.value.laws.forEach(({ value, corruptions }, i) => {
      for (const name of [value, ...corruptions]) {
        const line = parsed.lineOf(['laws', i]);
        const first = seen.get(name);
        if (first === undefined) seen.set(name, `${parsed.file.shown}:${line}`);
        else problems.add(parsed.file.shown, line, `law ${value}`, `"${name}" stands also at ${first}`);
      }
    });
}

/** Lists of all grammar files joined; a word that two files give different values is a problem. */
function mergeGrammar(files: readonly Parsed<GrammarFile>[], problems: Problems): Grammar {
  const grammar: Record<string, unknown> = {};
  for (const [key, schema] of Object.entries(GrammarFile.shape))
    grammar[key] = defOf(bare(schema)).type === 'array' ? [] : {};
  for (const parsed of files)
    for (const [key, value] of Object.entries(parsed.value))
      if (Array.isArray(value)) grammar[key] = [...new Set([...(grammar[key] as string[]), ...value])];
      else
        mergeRecord(grammar[key] as Record<string, unknown>, value, (word) => {
          problems.add(
            parsed.file.shown,
            parsed.lineOf([key, word]),
            key,
            `"${word}" has another value in another file`,
          );
        });
  return grammar as Grammar;
}

function mergeRecord(
  into: Record<string, unknown>,
  from: Record<string, unknown>,
  clash: (word: string) => void,
): void {
  for (const [word, value] of Object.entries(from)) {
    const known = into[word];
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(value)) clash(word);
    into[word] = value;
  }
}
