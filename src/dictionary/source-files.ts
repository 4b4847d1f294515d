/** The files of a dictionaries folder: which there are, what they hold, and the one version of all of them. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Halt } from '../model/errors.js';
import type { SourceFile } from './yaml-file.js';

/** Folders that are scanned, with the ending of the files that are read in them. */
export const FOLDERS: Readonly<Record<string, string>> = {
  lexicon: '.yaml',
  cues: '.yaml',
  grammar: '.yaml',
  elections: '.yaml',
  laws: '.yaml',
  gazetteer: '.csv',
  outlets: '.yaml',
  phrases: '.yaml',
  weights: '.tsv',
};
export const LINKING_FILE = 'linking.yaml';
export const CONFIDENCE_FILE = 'confidence.yaml';
export const DEADLINES_FILE = 'deadlines.yaml';
const NEAR_MISSES = ['.yml', '.YAML', '.YML', '.CSV', '.tsv', '.json'];

/** Path below the folder, size in bytes and time of the last change in milliseconds. */
export type FileMark = [path: string, size: number, mtimeMs: number];

const PACKAGE = 'pantau-netralitas';
const HERE = fileURLToPath(import.meta.url);

/** Folder of the package: the nearest one above this file whose package.json has its name. */
export function packageRoot(from: string = dirname(HERE)): string {
  const manifest = join(from, 'package.json');
  if (existsSync(manifest)) {
    const { name } = JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string };
    if (name === PACKAGE) return from;
  }
  if (dirname(from) === from)
    throw new Halt(`no package.json of ${PACKAGE} above ${HERE}; install the package again`);
  return packageRoot(dirname(from));
}

/** The folder of the outlets: read apart from the rest, since no extraction needs it. */
const OUTLETS = 'outlets';

/**
 * Source files that a dictionary is made of, in the order of their paths: all but the outlets. Folders that are absent
 * hold none.
 */
export function listFiles(folder: string): FileMark[] {
  checkFolder(folder);
  const paths = Object.entries(FOLDERS).flatMap(([name, ending]) =>
    name === OUTLETS ? [] : namesIn(join(folder, name), name, ending),
  );
  for (const file of [LINKING_FILE, CONFIDENCE_FILE, DEADLINES_FILE])
    if (existsSync(join(folder, file))) paths.push(file);
  return paths.sort().map((path) => markOf(folder, path));
}

/** Files of the outlets in the order of their names. */
export function listOutletFiles(folder: string): FileMark[] {
  checkFolder(folder);
  return namesIn(join(folder, OUTLETS), OUTLETS, '.yaml')
    .sort()
    .map((path) => markOf(folder, path));
}

function checkFolder(folder: string): void {
  if (!existsSync(folder))
    throw new Halt(
      `${folder}: no such folder; name the folder that holds lexicon/, gazetteer/ and the others`,
    );
  // Else nothing would be found in any article, and nobody told why.
  if (!Object.keys(FOLDERS).some((name) => existsSync(join(folder, name))))
    throw new Halt(
      `${folder}: holds no dictionaries; name the folder that holds lexicon/, gazetteer/ and the others`,
    );
}

function namesIn(folder: string, name: string, ending: string): string[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names
    .filter((file) => file.endsWith(ending) && !file.startsWith('.'))
    .map((file) => `${name}/${file}`);
}

function markOf(folder: string, path: string): FileMark {
  const { size, mtimeMs } = statSync(`${folder}/${path}`);
  return [path, size, mtimeMs];
}

/** Files that look like sources and would silently not be read. */
export function misnamedFiles(folder: string): string[] {
  return Object.entries(FOLDERS).flatMap(([name, own]) =>
    NEAR_MISSES.filter((ending) => ending !== own).flatMap((ending) =>
      namesIn(join(folder, name), name, ending),
    ),
  );
}

/** The code that compiles, as marks: a cache made by other code is not used. */
export function listCode(): FileMark[] {
  const ending = extname(HERE);
  const source = dirname(dirname(HERE));
  return ['dictionary', 'text', 'model'].flatMap((part) =>
    namesIn(join(source, part), part, ending)
      .sort()
      .map((path) => markOf(source, path)),
  );
}

/** The code that says what an outlet is. */
export function listOutletCode(): FileMark[] {
  return [markOf(dirname(dirname(HERE)), `model/outlet${extname(HERE)}`)];
}

/** Hash of the code that compiles. */
export const hashCode = (marks: readonly FileMark[]): string => hashFiles(dirname(dirname(HERE)), marks);

/** sha256 over paths and contents, in the order of the marks. */
export function hashFiles(folder: string, marks: readonly FileMark[]): string {
  const hash = createHash('sha256');
  for (const [path] of marks)
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(folder, path)))
      .update('\0');
  return `sha256:${hash.digest('hex')}`;
}

/** Contents of the files, as text. */
export function readFiles(folder: string, marks: readonly FileMark[]): SourceFile[] {
  return marks.map(([path]) => ({
    path,
    shown: `${basename(folder)}/${path}`,
    text: readFileSync(join(folder, path), 'utf8').replace(/^\uFEFF/, ''),
  }));
}

/** True when this code runs as TypeScript, in tests; its cache is another one. */
export const RUNS_AS_SOURCE = extname(HERE) === '.ts';
