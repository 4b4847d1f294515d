/** Erasure of a person: the name becomes unreadable in every text, document and version of the store. */
import { randomBytes } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import { Misuse } from '../model/errors.js';
import { IncidentSubject } from '../model/incident.js';
import type { Tombstone } from '../model/tombstone.js';
import { hashOfArticle } from './articles.js';
import { noteCauses } from './causes.js';
import { spellingsOf } from './correct-people.js';
import { readDocument, toJson } from './documents.js';
import { erasePages, newTombstone, tracesOf, underLock, type Erased, type Erasure } from './erase.js';
import { NEXT_MARK } from './link-marks.js';
import type { Tables } from './tables.js';
import { recordTombstone } from './tombstones.js';
import { findNames, nameWords, textsOf, veilDocument, veilOver, type Veil } from './veil.js';

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

/**
 * Makes a person unreadable everywhere, under all names given; what articles say beside that stays. Pages that hold the
 * name go; reports that were one incident by the name stay one. Articles that bring the name again are veiled as they
 * come, by its hash: the name itself is kept nowhere.
 * @throws Misuse when a name has but one word, which would hide other people, or nobody is named so: words that are
 *   no name anywhere, such as "tak ada", are hidden nowhere, unless they are said to be one
 */
export async function erasePerson(
  database: Kysely<Tables>,
  names: readonly string[],
  erasure: Erasure,
  now: Date,
  isRehearsal = false,
): Promise<Erased> {
  const all = names.map(nameWords);
  for (const [at, words] of all.entries())
    if (words.length < 2)
      throw new Misuse(`erase: "${names[at]}" is one word and may be many people; give the full name`);
  return underLock(database, isRehearsal, async (db) => {
    const sights = await listNaming(db, all);
    if (erasure.smallLetters !== true && sights.length > 0 && !sights.some(({ capital }) => capital))
      throw new Misuse(
        `erase: nobody is named so in the store; the words stand in small letters, as in "${sights[0]?.words ?? ''}"; add --small-letters if that is the person`,
      );
    const articles = sights.map(({ article }) => article);
    const tombstone = newTombstone('person', erasure, now);
    const traces = await tracesOf(db, articles);
    await keepTogether(db, articles, tombstone, now);
    const veil = veilOver(all, true);
    await veilTexts(db, articles, veil);
    await veilKeys(db, articles, veil);
    const named = await veilDocuments(db, all, articles);
    if (articles.length === 0 && named === 0) throw new Misuse('erase: nobody is named so in the store');
    await erasePages(db, traces.addresses);
    const incidents = await haveLinkedAgain(db, articles, tombstone.id);
    const told = { ...tombstone, articles: articles.length, incidents, captures: traces.captures };
    await recordTombstone(db, told, {
      salt: randomBytes(8).toString('hex'),
      names: all,
      addresses: traces.addresses,
    });
    return { tombstone: told, sights: sights.map(({ article, words }) => ({ article, words })) };
  });
}

/** Further whole names that incidents know people by who are named so, as printed or as analysts spelled them. */
export async function listSpellings(db: Kysely<Tables>, names: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ subject: unknown }>`
    SELECT s AS subject FROM (SELECT doc FROM linked UNION ALL SELECT doc FROM incidents) d,
      jsonb_array_elements(d.doc->'subjects') s WHERE s->>'name' IS NOT NULL`.execute(db);
  const given = new Set(names.map((name) => nameWords(name).join(' ')));
  const found = rows.flatMap(({ subject }) => {
    const known = spellingsOf(readDocument(IncidentSubject, subject, 'a subject'));
    const folded = known.map((name) => ({ name, words: nameWords(name) }));
    if (!folded.some(({ words }) => given.has(words.join(' ')))) return [];
    return folded
      .filter(({ words }) => words.length > 1 && !given.has(words.join(' ')))
      .map(({ name }) => name);
  });
  return [...new Set(found)].sort();
}

/** Condition that some text holds all words of one of the names, which are folded: "Ma'ruf" is "maruf". */
const holdsName = (column: string, names: readonly (readonly string[])[]) =>
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

/** An article that names the person in some version of it: the first place, and whether one is written as a name. */
interface Sight {
  article: string;
  words: string;
  capital: boolean;
}

async function listNaming(db: Kysely<Tables>, names: readonly (readonly string[])[]): Promise<Sight[]> {
  const { rows } = await sql<{ id: string; told: string }>`
    SELECT id, concat_ws(E'\n', title, text, doc) AS told FROM articles
      WHERE ${holdsName(`concat_ws(' ', title, text, doc)`, names)}
    UNION ALL SELECT article, concat_ws(E'\n', title, text, doc) FROM article_versions
      WHERE ${holdsName(`concat_ws(' ', title, text, doc)`, names)}`.execute(db);
  const found = new Map<string, Sight>();
  for (const { id, told } of rows) {
    const places = findNames(told, names);
    const [first] = places;
    if (first === undefined) continue;
    const capital = places.some(({ start, end }) => isName(told.slice(start, end)));
    const before = found.get(id);
    const words = before?.words ?? wordsAround(told, first);
    found.set(id, { article: id, words, capital: capital || before?.capital === true });
  }
  return [...found.values()].sort((a, b) => (a.article < b.article ? -1 : 1));
}

// Particles of names: "Ahmad bin Saleh", "Tri dan Dwi"
const SMALL_WORD = /^\p{Ll}{1,5}$/u;

/** Whether words are written as a name is: "Darmo Lastro", "DARMO LASTRO", "Ahmad bin Saleh"; not "tak ada", "Tak ada". */
function isName(words: string): boolean {
  const all = words.split(/[^\p{L}\p{N}'’]+/u).filter((word) => word !== '');
  const small = all.filter((word) => SMALL_WORD.test(word)).length;
  const capital = all.filter((word) => /^[\p{Lu}\p{N}]/u.test(word)).length;
  return capital >= 2 && capital + small === all.length;
}

const wordsAround = (text: string, { start, end }: { start: number; end: number }): string =>
  text
    .slice(Math.max(0, start - 40), end + 40)
    .replace(/\s+/g, ' ')
    .trim();

/** Titles and bodies, with the hash that the veiled article has when it is read again. */
async function veilTexts(db: Kysely<Tables>, articles: readonly string[], veil: Veil): Promise<void> {
  for (const table of ['articles', 'article_versions']) {
    const key = table === 'articles' ? 'id' : 'article';
    const { rows } = await sql<{ at: string; title: string; text: string; doc: Record<string, unknown> }>`
      SELECT ctid::text AS at, title, text, doc FROM ${sql.table(table)}
      WHERE ${sql.ref(key)} = ANY(${[...articles]}::text[])`.execute(db);
    for (const { at, title, text, doc } of rows) {
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
async function veilKeys(db: Kysely<Tables>, articles: readonly string[], veil: Veil): Promise<void> {
  const { rows } = await sql<{ id: string; blocks: string[] }>`
    SELECT id, blocks FROM reports WHERE article = ANY(${[...articles]}::text[])`.execute(db);
  for (const { id, blocks } of rows)
    await sql`UPDATE reports SET blocks = ${blocks.map(veil)}::text[] WHERE id = ${id}`.execute(db);
}

/** Every document that names the person, or is of an article that does; gives how many. */
async function veilDocuments(
  db: Kysely<Tables>,
  names: readonly (readonly string[])[],
  articles: readonly string[],
): Promise<number> {
  let count = 0;
  const [whole, words] = [veilOver(names, false), veilOver(names, true)];
  for (const [table, key, column] of DOCUMENTS) {
    const text = `${column}::text`;
    const own = mentionsArticle(table, column, articles);
    const { rows } = await sql<{ at: string; doc: unknown; own: boolean }>`
      SELECT ${sql.ref(key)}::text AS at, ${sql.ref(column)} AS doc, ${own} AS own FROM ${sql.table(table)}
      WHERE ${holdsName(text, names)} OR ${own}`.execute(db);
    for (const { at, doc, own: isOwn } of rows) {
      const told = textsOf(doc);
      if (!isOwn && whole(told) === told) continue;
      const veiled = veilDocument(doc, words);
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

const mentionsArticle = (table: string, column: string, articles: readonly string[]) =>
  OF_INCIDENTS.has(table)
    ? sql`EXISTS (SELECT FROM jsonb_array_elements(${sql.ref(column)}->'links') link
        WHERE link->>'article' = ANY(${[...articles]}::text[]))`
    : table === 'reports' || table === 'claims'
      ? sql`article = ANY(${[...articles]}::text[])`
      : sql`false`;

/** Reports that are one incident today stay one, though the name that joined them is gone. */
async function keepTogether(
  db: Kysely<Tables>,
  articles: readonly string[],
  tombstone: Tombstone,
  now: Date,
): Promise<void> {
  const { rows } = await sql<{ incident: string; members: string[] }>`
    SELECT m.incident, array_agg(m.report ORDER BY m.nth) AS members FROM incident_reports m
    WHERE m.incident IN (SELECT o.incident FROM incident_reports o JOIN reports r ON r.id = o.report
      WHERE r.article = ANY(${[...articles]}::text[]))
    GROUP BY m.incident HAVING count(*) > 1`.execute(db);
  for (const { incident, members } of rows) {
    const id = `review-${tombstone.id.slice(-8)}-${incident.slice(-8)}`;
    const doc = {
      id,
      target: { kind: 'incident', id: incident },
      decision: 'merge',
      field: null,
      value: null,
      note: tombstone.id,
      author: tombstone.author,
      at: now.toISOString(),
      reports: members,
      basis: null,
    };
    await sql`INSERT INTO reviews (id, kind, target, decision, doc, at)
      VALUES (${id}, 'incident', ${incident}, 'merge', ${toJson(doc)}::jsonb, ${now}::timestamptz)`.execute(
      db,
    );
    await sql`INSERT INTO review_incidents (review, target, incident) VALUES (${id}, ${incident}, ${incident})`.execute(
      db,
    );
    for (const side of [0, 1])
      await sql`INSERT INTO review_reports (review, side, report)
        SELECT ${id}, ${side}::int, unnest(${members}::text[])`.execute(db);
  }
}

async function haveLinkedAgain(
  db: Kysely<Tables>,
  articles: readonly string[],
  tombstone: string,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    UPDATE reports SET to_link = ${NEXT_MARK} WHERE article = ANY(${[...articles]}::text[]) RETURNING id`.execute(
    db,
  );
  const reports = rows.map(({ id }) => id);
  await noteCauses(
    db,
    reports.map((report) => ({ report, cause: { kind: 'erasure', ref: tombstone } })),
  );
  const held = await sql<{ incident: string }>`
    SELECT DISTINCT incident FROM incident_reports WHERE report = ANY(${reports}::text[]) ORDER BY 1`.execute(
    db,
  );
  return held.rows.map(({ incident }) => incident);
}
