/** The figures in README.md and docs/confidence.md: made from an audit, written between two markers. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  accuracyOf,
  calibrationBins,
  calibrationError,
  f1Of,
  FIELDS,
  precisionOf,
  recallOf,
  type Audit,
  type GoldSet,
  type Judged,
  isSealed,
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
  briefs: 'briefs, open part',
  'briefs-sealed': 'briefs, sealed part',
};

/** The table of all sets that hold articles: precision, recall and F1 in percent, and how many values were wanted. */
function readmeTable(audits: ReadonlyMap<GoldSet, Audit>): string {
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

/** Reports of the sets on which confidence is calibrated: all but the sealed. */
export const calibratedOn = (audits: ReadonlyMap<GoldSet, Audit>): Judged[] =>
  reportsOf(audits, (set) => !isSealed(set));

const reportsOf = (audits: ReadonlyMap<GoldSet, Audit>, isWanted: (set: GoldSet) => boolean): Judged[] =>
  [...audits].flatMap(([set, { scores }]) => (isWanted(set) ? scores.flatMap(({ reports }) => reports) : []));

/** Predicted against observed, a row for each tenth. */
export function calibrationTable(audits: ReadonlyMap<GoldSet, Audit>): string {
  const rows = (name: string, reports: readonly Judged[]): string[] => {
    const bins = calibrationBins(reports);
    return [
      `| ${name} | ${reports.length} | | | mean distance ${calibrationError(bins).toFixed(2)} |`,
      ...bins.map(
        ({ from, to, reports: count, predicted, observed }) =>
          `| ${from.toFixed(1)} to ${to.toFixed(1)} | ${count} | ${predicted.toFixed(2)} | ${observed.toFixed(2)} | |`,
      ),
    ];
  };
  const sealed = reportsOf(audits, isSealed);
  return [
    '| confidence | reports | predicted | observed | |',
    '| --- | --- | --- | --- | --- |',
    ...rows('**open gold and briefs, newsroom, seed twins**', calibratedOn(audits)),
    ...(sealed.length === 0 ? [] : rows('**sealed gold and briefs**', sealed)),
  ].join('\n');
}

/** A document with a table between its markers. @throws Halt when the markers are missing */
export function withTable(document: string, table: string): string {
  const [from, to] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (from < 0 || to < from)
    throw new Halt(`the document lacks the markers ${BEGIN} and ${END}; put them back`);
  return `${document.slice(0, from + BEGIN.length)}\n\n${table}\n\n${document.slice(to)}`;
}

/** The documents that hold figures, with the table that belongs into each. */
export const tablesOf = (audits: ReadonlyMap<GoldSet, Audit>): Map<string, string> =>
  new Map([
    ['README.md', readmeTable(audits)],
    ['docs/confidence.md', calibrationTable(audits)],
  ]);

/** Writes the tables into the documents of a repository. */
export async function writeTables(root: string, audits: ReadonlyMap<GoldSet, Audit>): Promise<void> {
  for (const [path, table] of tablesOf(audits)) {
    const file = join(root, path);
    await writeWhole(file, Buffer.from(withTable(readFileSync(file, 'utf8'), table)));
  }
}
