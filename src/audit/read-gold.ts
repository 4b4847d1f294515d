/** Read gold: the gold articles of a folder, whichever of the three forms they are written in. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { Relevance } from '../model/codes.js';
import { Halt } from '../model/errors.js';
import {
  GOLD_SETS,
  GoldClaim,
  GoldFile,
  GoldReport,
  GoldTold,
  type GoldArticle,
  type GoldSet,
} from './gold-article.js';
import { faultsOf } from './gold-faults.js';
import { takeMarksOut } from './gold-marks.js';

/** What is wrong in a file of gold. */
export interface GoldFault {
  file: string;
  mend: string;
}

const FOLDERS: Record<GoldSet, string> = {
  newsroom: 'fixtures/newsroom/articles',
  seeds: 'fixtures/seeds',
  open: 'fixtures/gold/open',
  sealed: 'fixtures/gold/sealed',
  briefs: 'fixtures/briefs/open',
  'briefs-sealed': 'fixtures/briefs/sealed',
};

/**
 * The articles of a set of the repository, in the order of their files.
 * @throws Halt that names file and mend of everything that is wrong
 */
export function readGoldSet(root: string, set: GoldSet): GoldArticle[] {
  const folder = join(root, FOLDERS[set]);
  if (set === 'seeds') return readLabelled(folder, 'labels.yaml');
  if (set === 'newsroom') return readNewsroom(folder);
  if (set === 'briefs' || set === 'briefs-sealed') return existsSync(folder) ? readGoldJson(folder) : [];
  const { articles, faults } = checkGoldFolder(folder);
  if (faults.length > 0)
    throw new Halt(`gold is not in order:\n${faults.map(({ file, mend }) => `${file}: ${mend}`).join('\n')}`);
  return articles;
}

/** All sets of the repository that hold articles. */
export function readGoldSets(
  root: string,
  wanted: readonly GoldSet[] = GOLD_SETS,
): Map<GoldSet, GoldArticle[]> {
  return new Map(wanted.map((set) => [set, readGoldSet(root, set)]));
}

/** Reads and checks the files of fixtures/gold/open or sealed; a folder that is absent holds none. */
export function checkGoldFolder(folder: string): { articles: GoldArticle[]; faults: GoldFault[] } {
  const articles: GoldArticle[] = [];
  const faults: GoldFault[] = [];
  for (const file of filesIn(folder, '.yaml')) {
    const path = join(folder, file);
    const read = readGoldFile(readFileSync(path, 'utf8'), { folder: basename(folder), name: file, path });
    articles.push(...read.articles);
    faults.push(...read.mends.map((mend) => ({ file: path, mend })));
  }
  return { articles, faults };
}

/** One gold file: the article, if its schema holds, and what is wrong in it. */
export function readGoldFile(
  text: string,
  at: { folder: string; name: string; path: string },
): { articles: GoldArticle[]; mends: string[] } {
  let raw: unknown;
  try {
    raw = parse(text);
  } catch (error) {
    return { articles: [], mends: [`not YAML: ${(error as Error).message.split('\n')[0]}`] };
  }
  const read = GoldFile.safeParse(raw);
  if (!read.success) return { articles: [], mends: read.error.issues.map(mendOf) };
  const file = read.data;
  const unmarked = takeMarksOut(file.text);
  return {
    articles: [
      {
        ...file,
        file: at.path,
        text: unmarked.text,
        hardCases: file.hard_cases,
        marks: unmarked.marks,
      },
    ],
    mends: faultsOf(file, unmarked, at),
  };
}

function mendOf(issue: z.core.$ZodIssue): string {
  const where = issue.path.length === 0 ? 'the file' : issue.path.join('.');
  return `${where}: ${issue.message}`;
}

/** Labels of the newsroom hold more than is scored. */
const NewsroomReport = z.object(GoldReport.shape);

/** Articles of the invented newsroom: paragraphs and labels. */
const NewsroomFile = z.object({
  id: z.string(),
  title: z.string(),
  published: z.string(),
  paragraphs: z.array(z.string()),
  labels: z.object({
    relevance: Relevance,
    reports: z.array(NewsroomReport).default([]),
    claims: z.array(GoldClaim).default([]),
  }),
});

function readNewsroom(folder: string): GoldArticle[] {
  return filesIn(folder, '.yaml').map((name) => {
    const file = join(folder, name);
    const { id, title, published, paragraphs, labels } = checked(
      NewsroomFile,
      file,
      parse(readFileSync(file, 'utf8')),
    );
    return { ...BARE, ...labels, id, file, title, published, text: paragraphs.join('\n') };
  });
}

const BARE = { phenomena: [], hardCases: [], province: null, marks: [] };

/** Plain texts of a folder with their labels in one file beside them. */
const LabelFile = z.array(
  z.strictObject({
    id: z.string(),
    file: z.string(),
    title: z.string(),
    published: z.string(),
    relevance: Relevance,
    reports: z.array(GoldReport),
    claims: z.array(GoldClaim).default([]),
  }),
);

function readLabelled(folder: string, labels: string): GoldArticle[] {
  const path = join(folder, labels);
  if (!existsSync(path)) return [];
  return checked(LabelFile, path, parse(readFileSync(path, 'utf8'))).map((one) => ({
    ...BARE,
    ...one,
    file: join(folder, one.file),
    text: readFileSync(join(folder, one.file), 'utf8'),
  }));
}

/** Articles labelled elsewhere, one JSON file each (steps are called actions there, claims statistics). */
const JsonFile = z.object({
  id: z.string(),
  title: z.string(),
  text: z.string(),
  published: z.string(),
  relevance: Relevance,
  reports: z.array(z.looseObject({ actions: z.array(z.unknown()).default([]) })).default([]),
  statistics: z.array(z.object({ agency: z.string().nullish(), value: z.number() })).default([]),
  phenomena: z.array(z.string()).default([]),
});
/** Codes of others are compared as they stand. */
const JsonReport = z.object({
  type: z.enum(['case', 'measure']),
  stage: z.string().nullish(),
  violations: z.array(z.string()).default([]),
  steps: z.array(z.tuple([z.string(), z.string()])).default([]),
  places: z.array(z.string()).default([]),
  election: z.object({ type: z.string(), year: z.number().nullish() }).nullish(),
  date: z.string().nullish(),
  subjects: z
    .array(
      z.object({ name: z.string().nullish(), status: z.string().nullish(), count: z.number().nullish() }),
    )
    .default([]),
  authorities: z
    .array(z.object({ name: z.string().nullish(), institution: z.string().nullish() }))
    .default([]),
  told: GoldTold.optional(),
});

/**
 * The articles of a folder of JSON files, in the order of their names.
 * @throws Halt when the folder is missing or a file has another form
 */
export function readGoldJson(folder: string): GoldArticle[] {
  if (!existsSync(folder))
    throw new Halt(`${folder}: no such folder; name one that holds labelled .json articles`);
  const files = filesIn(folder, '.json');
  if (files.length === 0) throw new Halt(`${folder} holds no .json file; name a folder of labelled articles`);
  return files.map((name) => {
    const file = join(folder, name);
    const { statistics, reports, ...rest } = checked(JsonFile, file, JSON.parse(readFileSync(file, 'utf8')));
    const told = reports.map(({ actions, ...report }) =>
      checked(JsonReport, file, { ...report, steps: actions }),
    );
    return { ...BARE, ...rest, file, reports: told as GoldReport[], claims: statistics as GoldClaim[] };
  });
}

function checked<S extends z.ZodType>(schema: S, file: string, value: unknown): z.output<S> {
  const read = schema.safeParse(value);
  if (!read.success) throw new Halt(`${file}: no gold: ${read.error.issues.map(mendOf).join('; ')}`);
  return read.data;
}

const filesIn = (folder: string, ending: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.endsWith(ending))
        .toSorted()
    : [];
