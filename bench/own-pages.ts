/** The project's own pages, fixtures/pages: invented articles in the dress of Indonesian sites, each with what must be read from it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../src/dictionary/dictionary.js';
import type { PageWithTruth } from './reading.js';

const FOLDER = join(packageRoot(), 'fixtures', 'pages');

/** What must be read from a page; other fields of the article are not said. */
export interface Golden {
  url: string;
  title: string;
  text: string;
  [field: string]: unknown;
}

export interface OwnPage extends PageWithTruth {
  golden: Golden;
}

/** All pages with their golden files, in the order of their names. */
export function ownPages(folder: string = FOLDER): OwnPage[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.html'));
  return names.toSorted().map((name) => {
    const id = name.slice(0, -'.html'.length);
    const golden = JSON.parse(readFileSync(join(folder, `${id}.json`), 'utf8')) as Golden;
    return { id, html: readFileSync(join(folder, name)), url: golden.url, truth: golden.text, golden };
  });
}
