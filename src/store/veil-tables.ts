/** Veils in the store: names made unreadable in every text, document and version that holds them. */
import { sql, type Kysely } from 'kysely';
import { hashOfArticle } from './articles.js';
import { toJson } from './documents.js';
import type { Tables } from './tables.js';
import { textsOf, veilDocument, veilOver, type Veil } from './veil.js';

/** A veil for the texts of some articles. */
export type Veils = (articles: readonly string[]) => Veil;

/** Documents that may name people: table, key, column, and the article they are of where they are of one. */
const DOCUMENTS: readonly [table: string, key: string, column: string][] = [
  ['articles', 'id', 'doc'],
  ['extractions', 'article', 'doc'],
  ['reports', 'id', 'doc'],
  ['claims', 'ctid', 'doc'],
  ['article_versions', 'ctid', 'doc'],
  ['extraction_versions', 'seq', 'doc'],
  ['extraction_versions', 'seq', 'keys'],
  ['linked', 'id', 'doc'],
  ['incidents', 'id', 'doc'],
  ['changes', 'id', 'doc'],
  ['reviews', 'id', 'doc'],
  ['urls', 'url', 'hint'],
  ['outlets_state', 'outlet', 'doc'],
];

/** Condition that some text holds all words of one of the names, which are folded: "Ma'ruf" is "maruf". */
export const holdsName = (column: string, names: readonly (readonly string[])[]) =>
  sql.join(
    names.map(
      (words) =>
        sql`(${sql.join(
          words.map((word) => sql`translate(${sql.raw(column)}, ${`'’.`}, '') ILIKE ${`%${word}%`}`),
          sql` AND `,
        )})`,
    ),
    sql` OR `,
  );

/** Titles and bodies, with the hash that the veiled article has when it is read again. */
export async function veilTexts(
  db: Kysely<Tables>,
  articles: readonly string[],
  veils: Veils,
): Promise<void> {
  for (const table of ['articles', 'article_versions']) {
    const key = table === 'articles' ? 'id' : 'article';
    const { rows } = await sql<{
      at: string;
      id: string;
      title: string;
      text: string;
      doc: Record<string, unknown>;
    }>`SELECT ctid::text AS at, ${sql.ref(key)} AS id, title, text, doc FROM ${sql.table(table)}
      WHERE ${sql.ref(key)} = ANY(${[...articles]}::text[])`.execute(db);
    for (const { at, id, title, text, doc } of rows) {
      const veil = veils([id]);
      const veiled = veilDocument(doc, veil) as Record<string, unknown>;
      const texts = { title: veil(title), text: veil(text) };
      await sql`UPDATE ${sql.table(table)} SET title = ${texts.title}, text = ${texts.text}, doc = ${toJson(veiled)}::jsonb
        WHERE ctid = ${at}::tid`.execute(db);
      if (table === 'articles')
        await sql`UPDATE articles SET hash = ${hashOfArticle({ ...veiled, ...texts })}, url = ${veiled.url ?? null}
          WHERE id = ${String(veiled.id)}`.execute(db);
    }
  }
}

/** Block keys are made of headlines, too. */
export async function veilKeys(db: Kysely<Tables>, articles: readonly string[], veils: Veils): Promise<void> {
  const { rows } = await sql<{ id: string; article: string; blocks: string[] }>`
    SELECT id, article, blocks FROM reports WHERE article = ANY(${[...articles]}::text[])`.execute(db);
  for (const { id, article, blocks } of rows)
    await sql`UPDATE reports SET blocks = ${blocks.map(veils([article]))}::text[] WHERE id = ${id}`.execute(
      db,
    );
}

/** Every document that names the person, or is of an article that does; gives how many. */
export async function veilDocuments(
  db: Kysely<Tables>,
  names: readonly (readonly string[])[],
  articles: readonly string[],
  veils: Veils,
): Promise<number> {
  let count = 0;
  const whole = veilOver(names, null);
  for (const [table, key, column] of DOCUMENTS) {
    const text = `${column}::text`;
    const own = mentionsArticle(table, column, articles);
    const { rows } = await sql<{ at: string; doc: unknown; own: boolean; articles: string[] }>`
      SELECT ${sql.ref(key)}::text AS at, ${sql.ref(column)} AS doc, ${own} AS own,
        ${articlesOf(table, column)} AS articles FROM ${sql.table(table)}
      WHERE ${holdsName(text, names)} OR ${own}`.execute(db);
    for (const { at, doc, own: isOwn, articles: of } of rows) {
      const told = textsOf(doc);
      if (!isOwn && whole(told) === told) continue;
      const veiled = veilDocument(doc, veils(of));
      if (JSON.stringify(veiled) === JSON.stringify(doc)) continue;
      count += 1;
      await sql`UPDATE ${sql.table(table)} SET ${sql.ref(column)} = ${toJson(veiled)}::jsonb
        WHERE ${sql.ref(key)}::text = ${at}`.execute(db);
    }
  }
  return count;
}

/** Documents of incidents hold the ids of their articles. */
const OF_INCIDENTS: ReadonlySet<string> = new Set(['linked', 'incidents', 'changes']);

/** The articles that a document is of. */
const articlesOf = (table: string, column: string) => {
  if (table === 'reviews') return sql`ARRAY(${REVIEWED})`;
  if (OF_INCIDENTS.has(table))
    return sql`ARRAY(SELECT link->>'article' FROM jsonb_array_elements(${sql.ref(column)}->'links') link)`;
  const key = ARTICLE_KEYS.get(table);
  return key === undefined ? sql`'{}'::text[]` : sql`ARRAY[${sql.ref(key)}]`;
};

const ARTICLE_KEYS: ReadonlyMap<string, string> = new Map([
  ['articles', 'id'],
  ['extractions', 'article'],
  ['reports', 'article'],
  ['claims', 'article'],
  ['article_versions', 'article'],
  ['extraction_versions', 'article'],
]);

/** The articles that a decision is about. */
const REVIEWED = sql`SELECT r.article FROM review_reports p JOIN reports r ON r.id = p.report
  WHERE p.review = reviews.id`;

const mentionsArticle = (table: string, column: string, articles: readonly string[]) => {
  if (table === 'reviews')
    return sql`EXISTS (SELECT FROM (${REVIEWED}) of WHERE of.article = ANY(${[...articles]}::text[]))`;
  if (OF_INCIDENTS.has(table))
    return sql`EXISTS (SELECT FROM jsonb_array_elements(${sql.ref(column)}->'links') link
        WHERE link->>'article' = ANY(${[...articles]}::text[]))`;
  const key = ARTICLE_KEYS.get(table);
  return key === undefined ? sql`false` : sql`${sql.ref(key)} = ANY(${[...articles]}::text[])`;
};
