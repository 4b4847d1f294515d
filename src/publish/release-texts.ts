/** Texts of a release: what a person reads of it, in Indonesian first and English beside it. */
import type { Release } from '../model/release.js';
import { labelOfCode } from './code-labels.js';
import { countDelta, type Delta } from './compare-releases.js';
import type { Languages } from './data-package.js';
import { tellStrangers } from './digest-sheet.js';
import { printFilter } from './filter-text.js';
import { DELTA, TABLES, type Column } from './tables.js';
import type { Words } from './words.js';

const both = (key: string, { id, en }: Languages): string => `${id.say(key)} / ${en.say(key)}`;
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

/** README.md of a release. */
export function releaseReadme(release: Release, languages: Languages, doublyCoded: boolean): string {
  const { version, created, filter, pantau, dictionary, files, strangers } = release;
  const told = (words: Words): string[] =>
    ['about', 'privacy', 'coverage', 'missing'].map((key) => words.say(`release.${key}`));
  const say = (key: string): string => both(key, languages);
  const quality = doublyCoded ? 'release.agreement' : 'release.scores';
  return lines([
    `# ${languages.id.say('release.title')}`,
    `*${languages.en.say('release.title')}*`,
    `${say('release.version')}: ${version} (${created.slice(0, 10)}; pantau ${pantau}, ${dictionary})`,
    `${say('release.filter')}: ${filterInWords(printFilter(filter), languages)}`,
    ...(strangers.length === 0
      ? []
      : [languages.id, languages.en].map((one) => tellStrangers(strangers, one))),
    ...told(languages.id),
    '---',
    ...told(languages.en),
    `## ${say('release.files')}`,
    table(
      [say('release.files'), say('release.rows'), ''],
      files
        .filter(({ path }) => path.endsWith('.csv'))
        .map(({ path, rows }) => [
          `\`data/${nameOf(path)}\` (.csv, .jsonl, .parquet)`,
          String(rows),
          say(`table.${nameOf(path)}`),
        ]),
    ),
    `## ${say('release.quality')}`,
    languages.id.say(quality),
    languages.en.say(quality),
    `${languages.id.say('release.r')}\n\n${languages.en.say('release.r')}`,
    languages.id.say('release.licence'),
    languages.en.say('release.licence'),
  ]);
}

const nameOf = (path: string): string => path.replace(/^data\//, '').replace(/\.[a-z]+$/, '');
const filterInWords = (filter: string, languages: Languages): string =>
  filter === '' ? both('release.everything', languages) : `\`${filter}\``;
const lines = (parts: readonly string[]): string => `${parts.join('\n\n')}\n`;

/** Codebook of the columns: each with its type and meaning, and every code with what people call it. */
export function columnCodebook(languages: Languages): string {
  const { id, en } = languages;
  const sections = [...TABLES, DELTA].flatMap(({ name, columns }) => [
    `## \`${name}\``,
    both(`table.${name}`, languages),
    table(
      [
        both('release.column', languages),
        both('release.type', languages),
        id.say('release.meaning'),
        en.say('release.meaning'),
      ],
      columns.map((column) => [
        `\`${column.name}\``,
        typeInWords(column),
        id.say(`column.${column.name}`),
        column.description,
      ]),
    ),
  ]);
  return lines([`# ${both('release.codebook', languages)}`, ...sections, ...codeSections(languages)]);
}

const typeInWords = ({ type, list, nullable, format }: Column): string =>
  `${format ?? type}${list ? '[]' : ''}${nullable ? '?' : ''}`;

function codeSections(languages: Languages): string[] {
  const lists = new Map<string, { names: string[]; codes: readonly string[]; column: string }>();
  for (const { columns } of [...TABLES, DELTA])
    for (const { name, categories } of columns) {
      if (categories === null) continue;
      const key = categories.join(' ');
      const known = lists.get(key) ?? { names: [], codes: categories, column: name };
      if (!known.names.includes(name)) known.names.push(name);
      lists.set(key, known);
    }
  return [
    `## ${both('release.codes', languages)}`,
    ...[...lists.values()].flatMap(({ names, codes, column }) => [
      `### ${names.map((name) => `\`${name}\``).join(', ')}`,
      table(
        [both('release.code', languages), 'Indonesia', 'English'],
        codes.map((code) => [
          `\`${code}\``,
          labelOfCode(column, code, languages.id) ?? '',
          labelOfCode(column, code, languages.en) ?? '',
        ]),
      ),
    ]),
  ];
}

/** What became of the dataset, put in front of the changelog of the release before. */
export function releaseChangelog(
  release: Release,
  delta: readonly Delta[],
  languages: Languages,
  before: string | null,
): string {
  const head = `# ${both('release.changes', languages)}`;
  const told =
    release.noDelta === null ? tellDelta(release, delta, languages) : tellNoDelta(release, languages);
  const older = before === null ? [] : [before.replace(/^# [^\n]*\n+/, '').trimEnd()];
  const erased = tellErased(release.superseded, languages);
  return lines([
    head,
    `## ${release.version} (${release.created.slice(0, 10)})`,
    ...told,
    ...erased,
    ...older,
  ]);
}

function tellDelta(
  { version, supersedes }: Release,
  delta: readonly Delta[],
  languages: Languages,
): string[] {
  if (supersedes === null) return [both('release.first', languages)];
  const counts = countDelta(delta).flatMap(({ change, count, reasons }) => [
    `- ${both(`release.${change}`, languages)}: ${count}`,
    ...reasons.map(([reason, some]) => `  - ${both(`release.reason.${reason}`, languages)}: ${some}`),
  ]);
  return [`${both('release.version', languages)} ${supersedes} → ${version}`, counts.join('\n')];
}

/** Why it is not told what changed. */
function tellNoDelta({ noDelta, supersedes }: Release, { id, en }: Languages): string[] {
  const slots = { version: supersedes ?? '' };
  return [id, en].map((words) => words.say(`release.no_delta.${noDelta}`, slots));
}

/** Which releases hold what was erased since, and what that means; nothing where none does. */
function tellErased(versions: readonly string[], { id, en }: Languages): string[] {
  const slots = { versions: versions.join(', ') };
  return versions.length === 0 ? [] : [id.say('release.erased', slots), en.say('release.erased', slots)];
}

/** What stands in the folder of a release that holds what was erased since, with the one that takes its place. */
export const supersededNote = (version: string, next: string | null, languages: Languages): string =>
  lines([next === null ? `# ${version}` : `# ${version} → ${next}`, ...tellErased([version], languages)]);

/** CITATION.cff of the data. */
export function releaseCitation(release: Release, languages: Languages): string {
  const text = (one: string): string => JSON.stringify(one);
  return `cff-version: 1.2.0
message: ${text('If you use this dataset, please cite it as below.')}
type: dataset
title: ${text(languages.en.say('release.title'))}
authors:
  - name: The Pantau Netralitas authors
version: ${text(release.version)}
date-released: ${release.created.slice(0, 10)}
license: ODbL-1.0
keywords:
  - event data
  - Indonesia
  - elections
  - civil service neutrality
abstract: ${text(languages.en.say('release.about'))}
`;
}
