/** The table of figures in README.md: made from an audit, written between two markers. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  accuracyOf,
  f1Of,
  FIELDS,
  precisionOf,
  recallOf,
  type Audit,
  type GoldSet,
} from '../src/audit/audit.js';
import { Halt } from '../src/model/errors.js';
import { writeWhole } from './write-whole.js';

const BEGIN = '<!-- audit: begin (written by "pantau audit --write-readme") -->';
const END = '<!-- audit: end -->';

const NAMES: Record<GoldSet, string> = {
  newsroom: 'newsroom',
  seeds: 'seed twins',
  open: 'gold, open part',
  sealed: 'gold, sealed part',
};

/** The table of all sets that hold articles: precision, recall and F1 in percent, and how many values were wanted. */
export function readmeTable(audits: ReadonlyMap<GoldSet, Audit>): string {
  const sets = [...audits].filter(([, { articles }]) => articles > 0);
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const percent = (value: number): string => (100 * value).toFixed(0);
  return [
    row(['', ...sets.map(([set]) => NAMES[set])]),
    row(['---', ...sets.map(() => '---')]),
    row(['articles', ...sets.map(([, { articles }]) => String(articles))]),
    row(['relevance right', ...sets.map(([, audit]) => `${percent(accuracyOf(audit))} %`)]),
    row([
      'false accusations',
      ...sets.map(([, { falseAccusations, withoutCase }]) => `${falseAccusations.length} of ${withoutCase}`),
    ]),
    ...FIELDS.map((field) =>
      row([
        field,
        ...sets.map(([, audit]) => {
          const score = audit.fields[field];
          const wanted = score.right + score.missed;
          if (wanted + score.extra === 0) return '';
          const figures = [precisionOf(score), recallOf(score), f1Of(score)].map(percent);
          return `${figures.join(' / ')} (${wanted})`;
        }),
      ]),
    ),
  ].join('\n');
}

/** The readme with the table between its markers. @throws Halt when the markers are missing */
export function withTable(readme: string, table: string): string {
  const [from, to] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (from < 0 || to < from) throw new Halt(`README.md lacks the markers ${BEGIN} and ${END}; put them back`);
  return `${readme.slice(0, from + BEGIN.length)}\n\n${table}\n\n${readme.slice(to)}`;
}

/** Writes the table into README.md of a repository. */
export async function writeReadme(root: string, audits: ReadonlyMap<GoldSet, Audit>): Promise<void> {
  const path = join(root, 'README.md');
  await writeWhole(path, Buffer.from(withTable(readFileSync(path, 'utf8'), readmeTable(audits))));
}
