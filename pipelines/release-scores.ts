/** Release scores: how good extraction and linking are, as a release carries it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../src/dictionary/dictionary.js';

export interface Scores {
  /** Least precision and recall of each field on each set of labelled articles, as the floors hold them. */
  extraction: Record<string, SetScores>;
  /** Linking of reports to incidents; null where it was not scored. */
  linking: Record<string, unknown> | null;
  /** Agreement of two coders on the same articles; null where nothing was coded twice. */
  coderAgreement: Record<string, unknown> | null;
}

export interface SetScores {
  articles: number;
  /** Share of articles whose relevance is right. */
  relevance: number;
  /** Most articles without a case for which a case came out. */
  falseAccusations: number;
  fields: Record<string, { precision: number; recall: number }>;
}

interface Floors {
  articles: number;
  relevance: { accuracy: number };
  falseAccusations: { most: number };
  fields: Record<string, { precision: number; recall: number }>;
}

/** The pinned floors of the audit; files that a package does not hold count as not scored. */
export async function readScores(root: string = packageRoot()): Promise<Scores> {
  const floors = (await readJson(join(root, 'fixtures/floors.json'))) as Record<string, Floors> | null;
  const extraction = Object.entries(floors ?? {}).map(
    ([set, { articles, relevance, falseAccusations, fields }]): [string, SetScores] => [
      set,
      {
        articles,
        relevance: relevance.accuracy,
        falseAccusations: falseAccusations.most,
        fields: Object.fromEntries(
          Object.entries(fields).map(([field, { precision, recall }]) => [field, { precision, recall }]),
        ),
      },
    ],
  );
  return {
    extraction: Object.fromEntries(extraction),
    linking: (await readJson(join(root, 'fixtures/link-floors.json'))) as Scores['linking'],
    coderAgreement: (await readJson(join(root, 'fixtures/coder-agreement.json'))) as Scores['coderAgreement'],
  };
}

async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch(() => null);
  return text === null ? null : JSON.parse(text);
}
