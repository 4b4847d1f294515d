/** Markdown by small pieces, for the generated documents. */

export const heading = (level: number, text: string): string => `${'#'.repeat(level)} ${text}`;

/** Text made fit for a table cell: bars escaped, one line. */
export function cell(text: string): string {
  return text.replace(/\s+/gu, ' ').replaceAll('|', '\\|').trim();
}

/** A table; cells are taken as they are, except that bars and line breaks are made harmless. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((text) => escapeOnce(text)).join(' | ')} |`;
  return [line(header), `|${header.map(() => '---|').join('')}`, ...rows.map(line)].join('\n');
}

const escapeOnce = (text: string): string =>
  text
    .replace(/\s+/gu, ' ')
    .replace(/(?<!\\)\|/gu, '\\|')
    .trim();

export const bullets = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');
