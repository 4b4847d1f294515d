/** Print health: outlets and how they do, as lines under each other. */
import type { OutletHealth } from '../src/model/coverage.js';

const HEAD = ['outlet', 'state', 'since', 'last new', 'per day', 'head', 'date', 'body', 'amiss'];
const GAP = '  ';

/** A table with one line for each outlet; the last column is as long as it is. */
export function drawHealth(judged: readonly OutletHealth[]): string {
  const rows = [HEAD, ...judged.map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => (column === HEAD.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
      .join(GAP)
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}

function cellsOf(health: OutletHealth): string[] {
  const { outlet, state, since, lastFound, perDay, expected, titles, dates, bodies, errors, drift } = health;
  const troubles = Object.entries(errors).map(([name, n]) => `${name} ${n}`);
  return [
    outlet,
    state,
    since ?? '-',
    lastFound === null ? '-' : `${lastFound.slice(0, 16).replace('T', ' ')}Z`,
    `${round(perDay)} of ${round(expected)}`,
    percent(titles),
    percent(dates),
    percent(bodies),
    [...drift, ...troubles].join('; ') || '-',
  ];
}

const round = (value: number | null): string => (value === null ? '?' : String(Math.round(value * 10) / 10));
const percent = (share: number | null): string => (share === null ? '-' : `${Math.round(share * 100)}%`);
