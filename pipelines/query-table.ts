/** Incidents as a table that fits a terminal: cells wrap, nothing is cut off. */
import type { Incident } from '../src/model/incident.js';
import { toldValues } from '../src/model/shown.js';

export interface TableOptions {
  /** Name of a place by its code. */
  nameOf: (code: string) => string;
  /** Columns of the terminal. */
  width: number;
}

const HEAD = ['date', 'place', 'what', 'violations', 'who', 'election', 'outlets', 'id'];
const GAP = '  ';
const NARROWEST = 6;
const NARROW = 120;
const DATE = HEAD.indexOf('date');
const ID = HEAD.indexOf('id');

function cellsOf(incident: Incident, nameOf: TableOptions['nameOf']): string[] {
  const { date, places, violations, election, type, stage, tier, outlets, links } = incident;
  const vote = election.display;
  return [
    (date.display ?? 'undated') + mark(date.conflict),
    (places.display === null ? '-' : nameOf(places.display)) + mark(places.conflict),
    (type === 'measure' ? 'measure' : stage === null ? tier : `${tier} / ${stage}`) + tellReplies(incident),
    (toldValues(incident, 'violations')
      .map(({ value }) => value)
      .join(', ') || '-') + mark(violations.conflict),
    tellPeople(incident),
    vote === null
      ? '-'
      : `${vote.type}${vote.year === null ? '' : ` ${vote.year}`}${mark(election.conflict)}`,
    tellOutlets(outlets, links),
    incident.id,
  ];
}

function tellOutlets(count: number, links: Incident['links']): string {
  const names = [...new Set(links.flatMap(({ outlet }) => outlet ?? []))];
  return names.length > 0 ? `${count} (${names.join(', ')})` : String(count);
}

/** Which corrections and replies belong beside it; `pantau show` tells them whole. */
const tellReplies = ({ replies }: Incident): string =>
  replies.length === 0 ? '' : ` + ${[...new Set(replies.map(({ kind }) => kind))].join(', ')}`;

/** Values that outlets contradict each other in are marked. */
const mark = (conflict: boolean): string => (conflict ? ' (!)' : '');

function tellPeople({ count, subjects }: Incident): string {
  const statuses = [...new Set(subjects.map(({ status }) => status.display).filter((one) => one !== null))];
  const names = subjects.flatMap(({ name }) => name ?? []);
  const number = count.display === null ? '' : `${count.display} `;
  const who = `${number}${statuses.join(', ')}${names.length > 0 ? ` (${names.join(', ')})` : ''}`.trim();
  return (who || '-') + mark(count.conflict);
}

// Control characters (escape sequences among them) and marks that turn the direction of text; names come from the web
// eslint-disable-next-line no-control-regex
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Cuts a cell into lines of at most `width`: at spaces, else after an underscore, hyphen or full stop, else anywhere. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let rest = text.trim();
  while (rest.length > width) {
    const space = rest.lastIndexOf(' ', width);
    const joint = Math.max(...['_', '-', '.'].map((sign) => rest.lastIndexOf(sign, width - 1))) + 1;
    const at = space > 0 ? space : joint > 1 ? joint : width;
    lines.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return [...lines, rest];
}

/** Width of a column that still keeps its words whole. */
function longestPiece(rows: readonly string[][], column: number): number {
  const pieces = rows.flatMap((row) => (row[column] ?? '').split(/[ _]/));
  return Math.max(...pieces.map(({ length }) => length)) + 1;
}

/** Widths of the columns: as wide as needed, the widest made narrower until all fit; dates and ids stay whole. */
function fitWidths(rows: readonly string[][], width: number): number[] {
  const columns = rows[0]?.map((_, column) => column) ?? [];
  const widths = columns.map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const whole = columns.map((column) => longestPiece(rows, column));
  const shrinkable = columns.filter((column) => column !== DATE && column !== ID);
  const room = width - GAP.length * (columns.length - 1);
  for (let over = widths.reduce((sum, one) => sum + one, 0) - room; over > 0; over -= 1) {
    const spare = (column: number): number => (widths[column] ?? 0) - (whole[column] ?? 0);
    const loose = shrinkable.filter((column) => spare(column) > 0);
    const widest = (loose.length > 0 ? loose : shrinkable).toSorted(
      (a, b) => (widths[b] ?? 0) - (widths[a] ?? 0),
    )[0];
    if (widest === undefined || (widths[widest] ?? 0) <= NARROWEST) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

function drawRow(cells: readonly string[], widths: readonly number[]): string {
  const wrapped = cells.map((cell, column) => wrap(cell, widths[column] ?? NARROWEST));
  const height = Math.max(...wrapped.map(({ length }) => length));
  const lines = Array.from({ length: height }, (_, line) =>
    wrapped
      .map((cell, column) => (cell[line] ?? '').padEnd(widths[column] ?? NARROWEST))
      .join(GAP)
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}

/** Draws the table, one string per row; no rows give no table. On a narrow terminal each id gets a line of its own. */
export function drawTable(incidents: readonly Incident[], { nameOf, width }: TableOptions): string[] {
  if (incidents.length === 0) return [];
  const narrow = width < NARROW;
  const cells = incidents.map((incident) =>
    cellsOf(incident, nameOf).map((cell) => cell.replace(UNSAFE, ' ')),
  );
  const rows = narrow ? cells.map((row) => row.slice(0, ID)) : cells;
  const head = narrow ? HEAD.slice(0, ID) : HEAD;
  const widths = fitWidths([head, ...rows], width);
  const line = `${widths.map((one) => '-'.repeat(one)).join(GAP)}\n`;
  const drawn = rows.map(
    (row, i) => drawRow(row, widths) + (narrow ? `${GAP}${cells[i]?.[ID] ?? ''}\n` : ''),
  );
  return [drawRow(head, widths), line, ...drawn];
}
