/** Program `audit`: scores extraction on the gold articles, prints the tables, and fails below the pinned floors. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  accuracyOf,
  checkFloors,
  compareWithGold,
  f1Of,
  GOLD_SETS,
  FIELDS,
  Floors,
  pinFloors,
  proposePoints,
  precisionOf,
  readGoldJson,
  readGoldSets,
  recallOf,
  scoreGold,
  type Audit,
  type GoldArticle,
  type GoldSet,
  isSealed,
} from '../src/audit/audit.js';
import { loadDictionary, packageRoot } from '../src/dictionary/dictionary.js';
import { createExtractor, type Extractor } from '../src/extract/extract.js';
import { Halt } from '../src/model/errors.js';
import type { Extraction } from '../src/model/report.js';
import { AUDIT_HELP, readAuditArguments, SEALED, type AuditArguments } from './audit-arguments.js';
import { calibratedOn, calibrationTable, writeTables } from './audit-documents.js';
import { changeLines, confusionTable, evidenceTable, fieldTable, phenomenonTable } from './print-audit.js';
import {
  articleLines,
  linkLines,
  lowLinks,
  pinLinks,
  scoreLinkArticles,
  scoreLinkGold,
  type LinkedGold,
} from './audit-links.js';
import { lowSentences, pinSentences, scoreSentences, sentenceLines } from './audit-sentences.js';
import { programVersion } from './version.js';
import { writeWhole } from './write-whole.js';

/** A set of gold with what extraction made of it. */
interface Audited {
  name: string;
  gold: GoldArticle[];
  extractions: Extraction[];
  audit: Audit;
  /** Whether its errors may be shown. */
  open: boolean;
}

/** Runs the program; exit code 1 when a figure is below its floor. */
export default async function audit(args: string[]): Promise<number> {
  const options = readAuditArguments(args);
  if (options.help) {
    process.stdout.write(AUDIT_HELP);
    return 0;
  }
  if (options.diff !== null) {
    const { compareDictionaries } = await import('./audit-diff.js');
    return compareDictionaries(options.diff, options);
  }
  const dictionary = await loadDictionary(process.env.PANTAU_DICTIONARIES);
  const extractor = createExtractor(dictionary, programVersion());
  const isWhole = options.sets.length === GOLD_SETS.length && options.gold === null && !options.sentences;
  const links = isWhole ? scoreLinkGold(dictionary.linking) : null;
  const articles = isWhole && !options.json ? scoreLinkArticles(dictionary.linking, extractor) : null;
  const lines = articles === null ? [] : articleLines(articles, options.errors);
  if (options.links) return tellLinks(links, lines, options);
  if (options.gold !== null) {
    print([auditSet(options.gold, readGoldJson(options.gold), extractor, true)], options);
    return 0;
  }
  const whole = options.sets.length === GOLD_SETS.length;
  const banks = whole ? scoreSentences(extractor) : [];
  if (options.sentences) {
    process.stdout.write(`${sentenceLines(banks, options.errors).join('\n')}\n`);
    return tellLow(options.pin ? await pinSentences(banks, options.lower) : lowSentences(banks));
  }
  const sets = readGoldSets(packageRoot(), options.sets);
  const audited = new Map(
    [...sets].map(([set, gold]) => [set, auditSet(set, gold, extractor, !isSealed(set) || options.unseal)]),
  );
  print([...audited.values()], options);
  if (!options.json && whole) process.stdout.write(`${sentenceLines(banks, options.errors).join('\n')}\n`);
  const audits = new Map([...audited].map(([set, one]) => [set, one.audit]));
  if (options.calibration) {
    const points = proposePoints(calibratedOn(audits), dictionary.confidence.calibration);
    const lines = points.map((point) => `  - [${point.join(', ')}]`);
    process.stdout.write(
      `${calibrationTable(audits)}\n\nproposed for dictionaries/confidence.yaml:\n${lines.join('\n')}\n`,
    );
  }
  if (options.writeReadme) await writeTables(packageRoot(), audits);
  const gold = options.pin ? await pin(audited, options.lower) : check(audited);
  const low = options.pin ? await pinSentences(banks, options.lower) : lowSentences(banks);
  return Math.max(gold, tellLow(low), await tellLinks(links, lines, options));
}

/** Prints how well the link gold is linked, and checks or pins its floors. */
async function tellLinks(
  links: LinkedGold | null,
  articles: readonly string[],
  { errors, json, pin: pins, lower }: AuditArguments,
): Promise<number> {
  if (links === null) return 0;
  if (!json) process.stdout.write(`${[...linkLines(links, errors), ...articles].join('\n')}\n`);
  return tellLow(pins ? await pinLinks(links, lower) : lowLinks(links));
}

function tellLow(low: readonly string[]): number {
  for (const sentence of low) process.stderr.write(`pantau: audit: ${sentence}\n`);
  return low.length === 0 ? 0 : 1;
}

function auditSet(name: string, gold: GoldArticle[], extractor: Extractor, open: boolean): Audited {
  const extractions = gold.map(({ id, title, text, published }) =>
    extractor.extract({ id, url: null, outlet: null, title, text, published }),
  );
  return { name, gold, extractions, audit: scoreGold(gold, extractions), open };
}

function print(sets: readonly Audited[], options: AuditArguments): void {
  const shown = sets.filter(({ gold }) => gold.length > 0);
  if (options.json) {
    process.stdout.write(
      `${JSON.stringify(Object.fromEntries(shown.map((one) => [one.name, figuresOf(one)])))}\n`,
    );
    return;
  }
  const details = options.errors || options.confusion || options.phenomena || options.evidence;
  for (const set of shown) {
    process.stdout.write(`${fieldTable(set.name, set.audit, { withIds: set.open })}\n`);
    if (details && !set.open) process.stderr.write(`pantau: audit: ${SEALED}\n`);
    if (set.open) printDetails(set, options);
  }
}

function printDetails({ gold, extractions, audit }: Audited, options: AuditArguments): void {
  if (options.evidence) process.stdout.write(`${evidenceTable(audit)}\n`);
  if (options.confusion) process.stdout.write(`${confusionTable(audit)}\n`);
  if (options.phenomena) process.stdout.write(`${phenomenonTable(audit)}\n`);
  if (!options.errors) return;
  const words = { gained: 'not wanted:', lost: 'missed:', altered: 'wanted -> got in' };
  const lines = gold.flatMap((article, index) => {
    const extraction = extractions[index];
    const change = extraction === undefined ? null : compareWithGold(article, extraction);
    return change === null ? [] : changeLines(change, words);
  });
  process.stdout.write(`${lines.join('\n')}\n\n`);
}

/** The figures of a set; of a sealed one without ids. */
function figuresOf({ audit, open }: Audited): object {
  const fields = FIELDS.map((field) => {
    const score = audit.fields[field];
    return [
      field,
      { precision: precisionOf(score), recall: recallOf(score), f1: f1Of(score), ...score },
    ] as const;
  });
  const { articles, withoutCase, falseAccusations, evidence, scores } = audit;
  return {
    articles,
    relevanceAccuracy: accuracyOf(audit),
    falseAccusationRate: falseAccusations.length / (withoutCase || 1),
    falseAccusations: falseAccusations.length,
    withoutCase,
    fields: Object.fromEntries(fields),
    evidence,
    ...(open ? { byArticle: scores } : {}),
  };
}

const floorsPath = (): string => join(packageRoot(), 'fixtures', 'floors.json');

function readFloors(): Floors {
  const path = floorsPath();
  if (!existsSync(path)) return {};
  const read = Floors.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!read.success)
    throw new Halt(`${path} holds no floors: take it back from the history, or write it with --pin`);
  return read.data;
}

function check(audited: ReadonlyMap<GoldSet, Audited>): number {
  const floors = readFloors();
  const low = [...audited].flatMap(([set, { audit, gold }]) => checkFloors(set, audit, gold, floors));
  return tellLow(low);
}

/** Writes the floors of the sets that were scored; those of other sets stay. Nothing is written when one would fall unsaid. */
async function pin(audited: ReadonlyMap<GoldSet, Audited>, reason: string | null): Promise<number> {
  const before = readFloors();
  const after: Floors = { ...before };
  const refused: string[] = [];
  for (const [set, { audit, gold }] of audited) {
    if (gold.length === 0) continue;
    const pinned = pinFloors(set, audit, gold, { before, reason });
    after[set] = pinned.floors;
    refused.push(...pinned.refused);
  }
  if (refused.length > 0) {
    for (const sentence of refused) process.stderr.write(`pantau: audit: ${sentence}\n`);
    process.stderr.write('pantau: audit: nothing is pinned; --lower REASON lowers floors and writes why\n');
    return 1;
  }
  await writeWhole(floorsPath(), Buffer.from(`${JSON.stringify(after, null, 2)}\n`));
  return 0;
}
