/** Versions of extractions: what was said of an article before it was extracted anew, and why it was; append-only. */
import { sql, type Kysely } from 'kysely';
import type { Cause } from '../model/change.js';
import { Extraction } from '../model/report.js';
import { readDocument } from './documents.js';
import type { Tables } from './tables.js';

/** An extraction with the keys under which linking looks for the reports of it, by report id. */
export interface ExtractionToSave {
  extraction: Extraction;
  blockKeys: ReadonlyMap<string, readonly string[]>;
  /** What the body of the article is known by; kept beside its reports, so that linking reads no bodies. */
  sign?: string | null;
}

/** A run of reextract, or the reversal of one. */
export interface ExtractionRun {
  id: string;
  kind: 'reextract' | 'revert';
}

/** Why an article is extracted now. */
export interface Why {
  cause: Cause;
  /** True when its text is another than before, so that offsets may have moved. */
  revised: boolean;
}

/** Why each article is extracted: it is new, was revised, or the dictionaries or the program are others than before. */
export async function listWhys(
  db: Kysely<Tables>,
  items: readonly ExtractionToSave[],
  run: ExtractionRun | null,
): Promise<Map<string, Why>> {
  const ids = items.map(({ extraction }) => extraction.article.id);
  const { rows } = await sql<{ id: string; version: string; revised: boolean }>`
    SELECT a.id, e.version, a.changed_at > e.at AS revised FROM articles a JOIN extractions e ON e.article = a.id
    WHERE a.id = ANY(${ids}::text[])`.execute(db);
  const known = new Map(rows.map((row) => [row.id, row]));
  return new Map(
    items.map(({ extraction: { article, version } }): [string, Why] => {
      const before = known.get(article.id);
      const revised = before?.revised ?? false;
      const now = `${version.pantau} ${version.dictionary}`;
      return [
        article.id,
        { cause: causeOf(article.id, { before: before?.version ?? null, revised, now }, run), revised },
      ];
    }),
  );
}

function causeOf(
  article: string,
  { before, revised, now }: { before: string | null; revised: boolean; now: string },
  run: ExtractionRun | null,
): Cause {
  if (run !== null) return { kind: run.kind, ref: run.id };
  if (before === null) return { kind: 'article', ref: article };
  if (!revised && before !== now) return { kind: 'dictionary', ref: now };
  return { kind: revised ? 'revision' : 'article', ref: article };
}

/** Keeps the extractions of some articles as they are, before others are put in their place. */
export async function keepVersions(
  db: Kysely<Tables>,
  articles: readonly string[],
  run: ExtractionRun | null,
  now: Date,
): Promise<void> {
  if (articles.length === 0) return;
  await sql`
    INSERT INTO extraction_versions (article, since, until, run, made_by, doc, keys, sign)
    SELECT e.article, e.at, ${now}::timestamptz, ${run?.id ?? null}::text, e.run,
      e.doc || jsonb_build_object(
        'reports', coalesce((SELECT jsonb_agg(r.doc ORDER BY r.seq) FROM reports r WHERE r.article = e.article), '[]'),
        'claims', coalesce((SELECT jsonb_agg(c.doc ORDER BY c.seq) FROM claims c WHERE c.article = e.article), '[]')),
      coalesce((SELECT jsonb_object_agg(r.id, to_jsonb(r.blocks)) FROM reports r WHERE r.article = e.article), '{}'),
      (SELECT min(r.sign) FROM reports r WHERE r.article = e.article)
    FROM extractions e WHERE e.article = ANY(${[...articles]}::text[])
    ORDER BY e.article`.execute(db);
}

/** What a run put something else in the place of, and whether that still stands. */
export interface Replaced {
  item: ExtractionToSave;
  /** False when the article was extracted again since, so that the run cannot be taken back for it. */
  standing: boolean;
}

/**
 * Extractions that a run replaced, as they were, in the order of their articles.
 * @param after article after which to begin; null from the first
 */
export async function listReplaced(
  db: Kysely<Tables>,
  run: string,
  after: string | null,
  most: number,
): Promise<Replaced[]> {
  const { rows } = await sql<{
    article: string;
    doc: unknown;
    keys: Record<string, string[]>;
    sign: string | null;
    standing: boolean;
  }>`
    SELECT v.article, v.doc, v.keys, v.sign, coalesce(e.run = ${run}, false) AS standing
    FROM extraction_versions v LEFT JOIN extractions e ON e.article = v.article
    WHERE v.run = ${run} AND (${after}::text IS NULL OR v.article > ${after}::text)
    ORDER BY v.article, v.seq LIMIT ${most}`.execute(db);
  return rows.map(({ article, doc, keys, sign, standing }) => ({
    item: {
      extraction: readDocument(Extraction, doc, `an earlier extraction of article ${article}`),
      blockKeys: new Map(Object.entries(keys)),
      sign,
    },
    standing,
  }));
}
