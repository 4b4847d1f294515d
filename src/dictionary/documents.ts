/** Generated documents: the codebook and the JSON Schemas, as text by their path in the repository. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Dictionary } from '../model/dictionary.js';
import { conceptSections } from './codebook-concepts.js';
import { fieldSections } from './codebook-fields.js';
import { introduction, tableSections } from './codebook-tables.js';
import type { Sources } from './parse-sources.js';
import { DATA_FILES, NOUNS, jsonSchemaOf } from './schemas.js';

/** Path below the root to the text that belongs there. */
export function documentsOf(sources: Sources, dictionary: Dictionary): Map<string, string> {
  const documents = new Map([['dictionaries/CODEBOOK.md', codebook(sources, dictionary)]]);
  for (const name of [...Object.keys(NOUNS), ...Object.keys(DATA_FILES)])
    documents.set(`schemas/${kebab(name)}.json`, `${JSON.stringify(titled(name), null, 2)}\n`);
  return documents;
}

/** Documents whose text on disk is another one, or missing. */
export function stale(root: string, documents: ReadonlyMap<string, string>): string[] {
  return [...documents].filter(([path, text]) => textAt(join(root, path)) !== text).map(([path]) => path);
}

/** Writes the documents that are stale; gives their paths. */
export function writeStale(root: string, documents: ReadonlyMap<string, string>): string[] {
  const paths = stale(root, documents);
  for (const path of paths) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), documents.get(path) ?? '');
  }
  return paths;
}

function textAt(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function codebook(sources: Sources, dictionary: Dictionary): string {
  const parts = [
    ...introduction(),
    ...conceptSections(sources),
    ...tableSections(sources, dictionary),
    ...fieldSections(),
  ];
  return `${parts.join('\n\n')}\n`;
}

function titled(name: string): object {
  const { $schema, ...rest } = jsonSchemaOf(name) as Record<string, unknown>;
  return { $schema, title: name, description: NOUNS[name] ?? DATA_FILES[name], ...rest };
}

/** 'ArticleInput' gives 'article-input'. */
const kebab = (name: string): string => name.replace(/(?<!^)([A-Z])/gu, '-$1').toLowerCase();
