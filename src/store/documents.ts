/** Documents between the model and the tables: JSON that PostgreSQL takes, hashes that do not depend on key order. */
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { Halt } from '../model/errors.js';

// Examples in JSON text: \u0000, \ud83d (alone), \n, \\
const ESCAPE = /\\(u[0-9a-f]{4}|.)/g;

/**
 * Writes JSON that fits into jsonb: a zero character and half a surrogate pair become U+FFFD, one code unit for one,
 * so that offsets stay true.
 */
export function toJson(value: unknown): string {
  const json = JSON.stringify(value);
  if (!json.includes('\\u')) return json;
  return json.replace(ESCAPE, (whole, escape: string) =>
    escape === 'u0000' || (escape.length === 5 && escape.startsWith('ud')) ? '\uFFFD' : whole,
  );
}

/** The same for plain text. */
export function toText(text: string): string {
  return JSON.parse(toJson(text)) as string;
}

/** JSON with sorted keys, so that equal documents give equal text. */
export function toStableJson(value: unknown): string {
  return toJson(sortKeys(value));
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, sortKeys(one)]),
  );
}

/** Hash of a document, whatever the order of its keys. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(toStableJson(value)).digest('hex');
}

/**
 * Reads a stored document; the keys come back in the order of the model.
 * @throws Halt when it was stored by another version and does not fit
 */
export function readDocument<T extends z.ZodType>(schema: T, doc: unknown, what: string): z.output<T> {
  const parsed = schema.safeParse(doc);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Halt(
    `${what} was stored by another version of pantau (${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}); extract its articles anew with this version`,
  );
}

/** First and last day that an ISO date shortened to its precision can mean; nulls when there is no such day. */
export function daysOf(value: string | null | undefined): { from: string | null; to: string | null } {
  const [year = '', month, day] = (value ?? '').slice(0, 10).split('-');
  const from = `${year}-${month ?? '01'}-${day ?? '01'}`;
  const start = new Date(`${from}T00:00:00Z`);
  if (Number(year) < 1 || Number.isNaN(start.getTime()) || !start.toISOString().startsWith(from))
    return { from: null, to: null };
  if (day) return { from, to: from };
  const end = new Date(Date.UTC(Number(year), month ? Number(month) : 12, 0));
  return { from, to: end.toISOString().slice(0, 10) };
}
