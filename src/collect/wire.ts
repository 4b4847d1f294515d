/** Wire: the headers of a request and its answer as they were sent, beside what the collector makes of them. */
import type { HeaderLines } from '../model/exchange.js';

/** What went over the wire besides the body. */
export interface Wire {
  /** IP address that answered; null when it is not known. */
  ip: string | null;
  request: HeaderLines;
  reason: string;
  response: HeaderLines;
}

/** Headers of a request in the order in which the client sends them. */
export const sentLines = (url: URL, headers: Record<string, string>): HeaderLines => [
  ['host', url.host],
  ['connection', 'keep-alive'],
  ...Object.entries(headers),
];

/** `[name, value, name, value]`, as the client hands over raw headers, in pairs. */
export function pairLines(raw: readonly (string | Buffer)[]): HeaderLines {
  const lines: [string, string][] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) lines.push([textOf(raw[i] ?? ''), textOf(raw[i + 1] ?? '')]);
  return lines;
}

const textOf = (value: string | Buffer): string =>
  typeof value === 'string' ? value : value.toString('latin1');

/** Headers by their names in lower case; several of one name are joined by commas. */
export function flatten(lines: HeaderLines): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of lines) {
    const key = name.toLowerCase();
    const before = Object.hasOwn(flat, key) ? flat[key] : undefined;
    flat[key] = before === undefined ? value : `${before}, ${value}`;
  }
  return flat;
}
