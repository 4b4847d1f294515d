/** Known spellings: by what other names incidents know somebody who is to be erased, and who stands beside him. */
import { sql, type Kysely } from 'kysely';
import { IncidentSubject } from '../model/incident.js';
import { spellingsOf } from './correct-people.js';
import { readDocument } from './documents.js';
import type { Tables } from './tables.js';
import { nameWords } from './veil.js';

/** A spelling that incidents know somebody by, and the articles that print it. */
export interface Spelling {
  name: string;
  articles: string[];
}

/**
 * Further spellings that incidents know people by who are named so, as printed or as analysts spelled them: whole
 * names, single words and initials.
 */
export async function listSpellings(db: Kysely<Tables>, names: readonly string[]): Promise<Spelling[]> {
  const { rows } = await sql<{ subject: unknown }>`
    SELECT s AS subject FROM (SELECT doc FROM linked UNION ALL SELECT doc FROM incidents) d,
      jsonb_array_elements(d.doc->'subjects') s WHERE s->>'name' IS NOT NULL`.execute(db);
  const given = new Set(names.map((name) => nameWords(name).join(' ')));
  const isGiven = (name: string): boolean => given.has(nameWords(name).join(' '));
  const found = new Map<string, Set<string>>();
  for (const { subject } of rows) {
    const read = readDocument(IncidentSubject, subject, 'a subject');
    const known = spellingsOf(read);
    if (!known.some(isGiven)) continue;
    for (const name of known.filter((one) => !isGiven(one))) {
      const from = read.names.values.flatMap(({ value, from }) => (value === name ? from : []));
      const articles = found.get(name) ?? new Set();
      from.forEach(({ article }) => articles.add(article));
      found.set(name, articles);
    }
  }
  return [...found]
    .map(([name, articles]) => ({ name, articles: [...articles].sort() }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Names of the officials who stand in one incident with somebody who is named so. */
export async function listOfficials(db: Kysely<Tables>, names: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ names: string[] }>`
    SELECT jsonb_path_query_array(doc, '$.authorities[*].name ? (@ != null)') AS names
    FROM (SELECT doc FROM linked UNION ALL SELECT doc FROM incidents) d`.execute(db);
  const given = new Set(names.map((name) => nameWords(name).join(' ')));
  const together = rows.filter((row) => row.names.some((name) => given.has(nameWords(name).join(' '))));
  return [...new Set(together.flatMap((row) => row.names))].sort();
}

/** Articles that are told of in one incident with some others. */
export async function listBeside(db: Kysely<Tables>, articles: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ article: string }>`
    SELECT DISTINCT r.article FROM incident_reports m JOIN reports r ON r.id = m.report
    WHERE r.article <> ALL(${[...articles]}::text[]) AND m.incident IN (SELECT o.incident
      FROM incident_reports o JOIN reports q ON q.id = o.report WHERE q.article = ANY(${[...articles]}::text[]))
    ORDER BY 1`.execute(db);
  return rows.map(({ article }) => article);
}
