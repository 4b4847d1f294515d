/** Erasure of a person: the name becomes unreadable in every text, document and version of the store. */
import { randomBytes } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import { Misuse } from '../model/errors.js';
import type { Tombstone } from '../model/tombstone.js';
import { noteCauses } from './causes.js';
import { toJson } from './documents.js';
import { erasePages, newTombstone, tracesOf, underLock, type Erased, type Erasure } from './erase.js';
import { NEXT_MARK } from './link-marks.js';
import type { Tables } from './tables.js';
import { recordTombstone } from './tombstones.js';
import { findNames, nameWords, veilOver, type Sighting } from './veil.js';
import { holdsName, veilDocuments, veilKeys, veilTexts, type Veils } from './veil-tables.js';

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
    const named = await listNaming(db, all);
    if (erasure.smallLetters !== true && named.length > 0 && !named.some(({ capital }) => capital))
      throw new Misuse(
        `erase: nobody is named so in the store; the words stand in small letters, as in "${named[0]?.words ?? ''}"; add --small-letters if that is the person`,
      );
    const sights = await addSightings(db, named, erasure.sightings ?? new Map());
    const articles = sights.map(({ article }) => article);
    const tombstone = newTombstone('person', erasure, now);
    const traces = await tracesOf(db, articles);
    await keepTogether(db, articles, tombstone, now);
    const veils = makeVeils(all, erasure);
    await veilTexts(db, articles, veils);
    await veilKeys(db, articles, veils);
    const documents = await veilDocuments(db, all, articles, veils);
    if (named.length === 0 && documents === 0) throw new Misuse('erase: nobody is named so in the store');
    await erasePages(db, traces.addresses);
    const incidents = await haveLinkedAgain(db, articles, tombstone.id);
    const told = { ...tombstone, articles: articles.length, incidents, captures: traces.captures };
    await recordTombstone(db, told, {
      salt: randomBytes(8).toString('hex'),
      names: [...all, ...furtherNames(erasure)],
      common: erasure.commonWords ?? [],
      addresses: traces.addresses,
    });
    return {
      tombstone: told,
      sights: sights.map(({ article, words }) => ({
        article,
        words,
        also: erasure.sightings?.get(article)?.also ?? [],
      })),
    };
  });
}

/** Further whole names by which the person was printed: what comes later may print them again. */
function furtherNames({ commonWords = [], sightings = new Map() }: Erasure): string[][] {
  const common = new Set(commonWords);
  const isTelling = (word: string): boolean => word.length > 2 && !common.has(word);
  return [...sightings.values()]
    .flatMap(({ also }) => also.map(nameWords))
    .filter((words) => words.filter(isTelling).length > 1);
}

/** Where a person stands who is named so: the articles, with the words. */
export async function findPerson(
  db: Kysely<Tables>,
  names: readonly string[],
): Promise<{ article: string; words: string }[]> {
  const found = await listNaming(db, names.map(nameWords));
  return found.map(({ article, words }) => ({ article, words }));
}

/** The veils of a person: in an article go further spellings, too, and names of others stay. */
function makeVeils(
  names: readonly (readonly string[])[],
  { commonWords = [], sightings = new Map() }: Erasure,
): Veils {
  return (articles) => {
    const seen = articles.flatMap((article) => sightings.get(article) ?? []);
    const sighting = {
      also: [...new Set(seen.flatMap(({ also }) => also))],
      others: [...new Set(seen.flatMap(({ others }) => others))],
    };
    return veilOver(names, { common: commonWords, sighting });
  };
}

/** Articles that print the person by further spellings alone. */
async function addSightings(
  db: Kysely<Tables>,
  named: readonly Sight[],
  sightings: ReadonlyMap<string, Sighting>,
): Promise<Sight[]> {
  const known = new Set(named.map(({ article }) => article));
  const further = [...sightings].filter(([article, { also }]) => !known.has(article) && also.length > 0);
  const { rows } = await sql<{ id: string; told: string }>`
    SELECT id, concat_ws(E'\n', title, text) AS told FROM articles
    WHERE id = ANY(${further.map(([article]) => article)}::text[]) ORDER BY id`.execute(db);
  const added = rows.map(({ id, told }) => {
    const also = sightings.get(id)?.also ?? [];
    const at = Math.max(0, ...also.slice(0, 1).map((name) => told.indexOf(name)));
    const words = wordsAround(told, { start: at, end: at + (also[0]?.length ?? 0) });
    return { article: id, words, capital: true };
  });
  return [...named, ...added].sort((a, b) => (a.article < b.article ? -1 : 1));
}

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
