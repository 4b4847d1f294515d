/** Audit diff: what the dictionaries at hand find, lose and alter against those of a git revision, on gold and on article files. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  accuracyOf,
  compareExtractions,
  f1Of,
  FIELDS,
  readGoldSets,
  scoreGold,
  type ArticleChange,
  type Audit,
  isSealed,
} from '../src/audit/audit.js';
import { compileDictionary, loadDictionary, packageRoot } from '../src/dictionary/dictionary.js';
import { createExtractor, type ArticleToExtract, type Extractor } from '../src/extract/extract.js';
import type { Dictionary } from '../src/model/dictionary.js';
import { Halt, Misuse } from '../src/model/errors.js';
import type { Extraction } from '../src/model/report.js';
import { articleReader } from './article-reader.js';
import type { AuditArguments } from './audit-arguments.js';
import { readInputs } from './inputs.js';
import { changeLines, percent } from './print-audit.js';
import { programVersion } from './version.js';

/** What became of a set of gold, or of a file, between two dictionaries. */
interface Comparison {
  name: string;
  articles: number;
  changes: ArticleChange[];
  /** Whether single articles may be shown. */
  open: boolean;
  /** Figures before and after; null for articles without labels. */
  audits: { before: Audit; after: Audit } | null;
}

/**
 * Prints the changes and the figures before and after. Exit code 1 when a file could not be read.
 * @throws Misuse for an unknown revision, Halt without git or when the old dictionaries do not fit this program
 */
export async function compareDictionaries(revision: string, options: AuditArguments): Promise<number> {
  const dictionary = await loadDictionary(process.env.PANTAU_DICTIONARIES);
  const old = await dictionaryOf(revision);
  const extractors = [old, dictionary].map((one) => createExtractor(one, programVersion()));
  const [before, after] = extractors as [Extractor, Extractor];
  const compared: Comparison[] = [];
  for (const [set, gold] of readGoldSets(packageRoot(), options.sets)) {
    if (gold.length === 0) continue;
    const articles = gold.map(({ id, title, text, published }) => ({ ...BARE, id, title, text, published }));
    const { changes, extractions } = compareArticles(articles, before, after);
    compared.push({
      name: set,
      articles: gold.length,
      changes,
      open: !isSealed(set) || options.unseal,
      audits: { before: scoreGold(gold, extractions.before), after: scoreGold(gold, extractions.after) },
    });
  }
  const { articles, broken } = await readArticles(options.files, dictionary);
  if (articles.length > 0) {
    const { changes } = compareArticles(articles, before, after);
    compared.push({ name: 'files', articles: articles.length, changes, open: true, audits: null });
  }
  process.stdout.write(
    options.json ? `${JSON.stringify(compared.map(asJson))}\n` : compared.map(asText).join('\n'),
  );
  return broken ? 1 : 0;
}

const BARE = { url: null, outlet: null };

/** The dictionaries of a revision, taken out into a folder that is gone afterwards. */
async function dictionaryOf(revision: string): Promise<Dictionary> {
  if (revision.startsWith('-')) throw new Misuse(`audit: "${revision}" is no git revision`);
  const folder = mkdtempSync(join(tmpdir(), 'pantau-diff-'));
  try {
    const archive = join(folder, 'dictionaries.tar');
    run('git', ['archive', '--format=tar', `--output=${archive}`, revision, 'dictionaries'], packageRoot());
    run('tar', ['-xf', archive, '-C', folder], folder);
    return await compileDictionary(join(folder, 'dictionaries'), { cache: false });
  } catch (error) {
    if (!(error instanceof Halt)) throw error;
    throw new Halt(`the dictionaries of ${revision} cannot be used: ${error.message}`, { cause: error });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(program: string, args: string[], cwd: string): void {
  const { status, stderr, error } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  if (error !== undefined) throw new Halt(`${program} cannot be run: ${error.message}`);
  if (status !== 0) throw new Halt(`${program} ${args[0]}: ${stderr.trim()}`);
}

function compareArticles(
  articles: readonly ArticleToExtract[],
  before: Extractor,
  after: Extractor,
): { changes: ArticleChange[]; extractions: { before: Extraction[]; after: Extraction[] } } {
  const extractions = {
    before: articles.map((article) => before.extract(article)),
    after: articles.map((article) => after.extract(article)),
  };
  const changes = extractions.before.flatMap((one, index) => {
    const other = extractions.after[index];
    const change = other === undefined ? null : compareExtractions(one, other);
    return change === null ? [] : [change];
  });
  return { changes, extractions };
}

async function readArticles(
  files: readonly string[],
  dictionary: Dictionary,
): Promise<{ articles: ArticleToExtract[]; broken: boolean }> {
  const articles: ArticleToExtract[] = [];
  let broken = false;
  const toArticle = articleReader(dictionary);
  for await (const input of readInputs(files)) {
    if ('error' in input) {
      process.stderr.write(`pantau: ${input.where}: ${input.error}\n`);
      broken = true;
    } else articles.push(await toArticle(input.article));
  }
  return { articles, broken };
}

function asText({ name, articles, changes, open, audits }: Comparison): string {
  const counts = (['gained', 'lost', 'altered'] as const).map(
    (kind) =>
      `${kind} ${changes.flatMap(({ reports }) => reports).filter(({ change }) => change === kind).length}`,
  );
  const words = { gained: '+', lost: '-', altered: '~' };
  return [
    `${name}: ${changes.length} of ${articles} articles differ; reports ${counts.join(', ')}`,
    ...(open ? changes.flatMap((change) => changeLines(change, words)) : []),
    ...(audits === null ? [] : figureLines(audits)),
    '',
  ].join('\n');
}

/** The figures that moved. */
function figureLines({ before, after }: { before: Audit; after: Audit }): string[] {
  const rows: [string, string, string][] = [
    ['relevance', percent(accuracyOf(before)), percent(accuracyOf(after))],
    ['false accusations', String(before.falseAccusations.length), String(after.falseAccusations.length)],
    ...FIELDS.map((field): [string, string, string] => [
      `F1 of ${field}`,
      percent(f1Of(before.fields[field])),
      percent(f1Of(after.fields[field])),
    ]),
  ];
  const moved = rows.filter(([, a, b]) => a !== b);
  if (moved.length === 0) return ['  no figure moves'];
  return moved.map(([what, a, b]) => `  ${what.padEnd(28)} ${a.padStart(6)} -> ${b.padStart(6)}`);
}

function asJson({ name, articles, changes, open, audits }: Comparison): object {
  const figures = (audit: Audit): object => ({
    relevanceAccuracy: accuracyOf(audit),
    falseAccusations: audit.falseAccusations.length,
    f1: Object.fromEntries(FIELDS.map((field) => [field, f1Of(audit.fields[field])])),
  });
  return {
    name,
    articles,
    differ: changes.length,
    changes: open ? changes : null,
    before: audits === null ? null : figures(audits.before),
    after: audits === null ? null : figures(audits.after),
  };
}
