/** Ink: a little colour for people at a terminal, none for anything else. */
import { styleText } from 'node:util';

export interface Ink {
  title: (text: string) => string;
  strong: (text: string) => string;
  faint: (text: string) => string;
  warn: (text: string) => string;
  /** Columns to write in. */
  width: number;
}

const PLAIN_WIDTH = 100;
const MOST_WIDTH = 110;

/** Colours where the stream is a terminal, unless NO_COLOR is set to anything. */
export function inkFor(
  stream: { isTTY?: boolean; columns?: number },
  env: Record<string, string | undefined>,
): Ink {
  const coloured = stream.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';
  const style =
    (...formats: Parameters<typeof styleText>[0][]) =>
    (text: string): string =>
      coloured ? formats.reduce<string>((styled, format) => styleText(format, styled), text) : text;
  const width = stream.isTTY === true ? Math.min(stream.columns ?? PLAIN_WIDTH, MOST_WIDTH) : PLAIN_WIDTH;
  return {
    title: style('bold', 'underline'),
    strong: style('bold'),
    faint: style('dim'),
    warn: style('yellow'),
    width: Math.max(60, width),
  };
}

/** Breaks text into lines between words; all lines but the first are indented. */
export function wrap(text: string, width: number, indent: number): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > width - indent) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join(`\n${' '.repeat(indent)}`);
}

/** A table of texts; columns of numbers are given from the right. */
export function table(rows: readonly string[][], fromRight: readonly number[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) =>
        fromRight.includes(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}
