/** Incidents as comma-separated values (RFC 4180), safe to open in a spreadsheet. */
import type { Incident } from '../src/model/incident.js';

type NameOf = (code: string) => string;
type Cell = string | number | boolean | null | readonly (string | number | null)[];

/** Each column with what it says of an incident. What is not known is an empty cell, never 0; several values are parted by "; ". */
const COLUMNS: [string, (incident: Incident, nameOf: NameOf) => Cell][] = [
  ['id', ({ id }) => id],
  ['type', ({ type }) => type],
  ['tier', ({ tier }) => tier],
  ['stage', ({ stage }) => stage],
  ['date', ({ date }) => date.display],
  ['date_conflict', ({ date }) => date.conflict],
  ['place', ({ places }) => places.display],
  ['place_name', ({ places }, nameOf) => (places.display === null ? null : nameOf(places.display))],
  ['places', ({ places }) => places.values.map(({ value }) => value)],
  ['place_conflict', ({ places }) => places.conflict],
  ['violation', ({ violations }) => violations.display],
  ['violations', ({ violations }) => violations.values.map(({ value }) => value)],
  ['violation_conflict', ({ violations }) => violations.conflict],
  ['people', ({ count }) => count.display],
  ['people_values', ({ count }) => count.values.map(({ value }) => value)],
  ['people_conflict', ({ count }) => count.conflict],
  ['statuses', ({ subjects }) => [...new Set(subjects.map(({ status }) => status.display))]],
  ['names', ({ subjects }) => subjects.map(({ name }) => name)],
  ['election', ({ election }) => election.display?.type ?? null],
  ['election_year', ({ election }) => election.display?.year ?? null],
  ['steps', ({ timeline }) => timeline.map(({ value, reality }) => `${value}:${reality}`)],
  ['flags', ({ flags }) => flags],
  ['outlets', ({ outlets }) => outlets],
  ['outlet_names', ({ links }) => [...new Set(links.map(({ outlet }) => outlet))]],
  ['reports', ({ links }) => links.length],
  ['first_seen', ({ firstSeen }) => firstSeen],
  ['last_seen', ({ lastSeen }) => lastSeen],
];

const NEEDS_QUOTES = /[",\r\n]/;
// Spreadsheets run a cell that begins so as a formula: =1+1, +1, -1, @SUM, or after a tab or line break
const FORMULA = /^[=+\-@\t\r\n]/;

function writeCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
  const text = typeof cell === 'string' ? cell : cell.filter((one) => one !== null).join('; ');
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

const writeRow = (cells: readonly Cell[]): string => `${cells.map(writeCell).join(',')}\r\n`;

export const CSV_HEAD = writeRow(COLUMNS.map(([name]) => name));

export function csvRow(incident: Incident, nameOf: NameOf): string {
  return writeRow(COLUMNS.map(([, tell]) => tell(incident, nameOf)));
}
