/** Links of the audit: links the reports of the link gold, prints how well, and checks or pins the floors. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  checkLinkFloors,
  linkArticles,
  LinkFloors,
  pinLinkFloors,
  readLinkArticles,
  readLinkGold,
  scoreLinks,
  type ArticleLinks,
  type LinkGold,
  type LinkScore,
} from '../src/audit/audit.js';
import { packageRoot } from '../src/dictionary/dictionary.js';
import type { Extractor } from '../src/extract/extract.js';
import { linkReports } from '../src/link/link.js';
import type { LinkingRules } from '../src/model/linking-rules.js';
import { Halt } from '../src/model/errors.js';
import { writeWhole } from './write-whole.js';

const FOLDER = ['fixtures', 'link-gold'];

/** The link gold with how well it is linked. */
export interface LinkedGold {
  gold: LinkGold[];
  score: LinkScore;
}

/** Links the gold of the repository; none where the folder is absent. */
export function scoreLinkGold(rules: LinkingRules): LinkedGold | null {
  const folder = join(packageRoot(), ...FOLDER);
  if (!existsSync(folder)) return null;
  const gold = readLinkGold(folder);
  const incidents = linkReports(
    gold.map(({ input }) => input),
    rules,
  ).value;
  return { gold, score: scoreLinks(gold, incidents) };
}

/** How whole articles are linked by what extraction makes of them; null where their folder is absent. */
export function scoreLinkArticles(
  rules: LinkingRules,
  extractor: Pick<Extractor, 'extract'>,
): ArticleLinks | null {
  const folder = join(packageRoot(), ...FOLDER, 'articles');
  return existsSync(folder) ? linkArticles(readLinkArticles(folder), extractor, rules) : null;
}

/** One line, and with `errors` each pair of articles that was joined or parted wrongly. */
export function articleLines(score: ArticleLinks, errors: boolean): string[] {
  const { articles, happenings, silent, precision, recall, wrong, missed } = score;
  const figures = `pairs: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`;
  return [
    `links of ${articles} articles of ${happenings} happenings, as extracted: ${figures}; ${silent.length} gave no report`,
    ...(errors ? wrong.map(([a, b]) => `  joined wrongly: ${a} and ${b}`) : []),
    ...(errors ? missed.map(([a, b]) => `  not joined: ${a} and ${b}`) : []),
  ];
}

/** One line, and with `errors` each pair that was joined or parted wrongly. */
export function linkLines({ score }: LinkedGold, errors: boolean): string[] {
  const { reports, happenings, precision, recall, bcubed, wrong, missed } = score;
  const figures = `pairs: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}; B-cubed F1 ${bcubed.toFixed(3)}`;
  return [
    `links of ${reports} reports of ${happenings} happenings: ${figures}`,
    ...(errors ? wrong.map(([a, b]) => `  joined wrongly: ${a} and ${b}`) : []),
    ...(errors ? missed.map(([a, b]) => `  not joined: ${a} and ${b}`) : []),
  ];
}

const floorsPath = (): string => join(packageRoot(), 'fixtures', 'link-floors.json');

function readFloors(): LinkFloors | null {
  const path = floorsPath();
  if (!existsSync(path)) return null;
  const read = LinkFloors.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!read.success)
    throw new Halt(`${path} holds no floors: take it back from the history, or write it with --pin`);
  return read.data;
}

/** What fell below its floor, one sentence each. */
export const lowLinks = ({ score, gold }: LinkedGold): string[] => checkLinkFloors(score, gold, readFloors());

/** Writes the floors of today, or says which would fall unsaid and writes nothing. */
export async function pinLinks({ score, gold }: LinkedGold, reason: string | null): Promise<string[]> {
  const { floors, refused } = pinLinkFloors(score, gold, readFloors(), reason);
  if (refused.length === 0)
    await writeWhole(floorsPath(), Buffer.from(`${JSON.stringify(floors, null, 2)}\n`));
  return refused;
}
