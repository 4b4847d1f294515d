/** robots.txt as text to rules, as RFC 9309 and Google's parser read it: groups, longest match, wildcards, typos. */

/** What a line is for; other names are kept as `other`. */
export type RobotsKey = 'agent' | 'allow' | 'disallow' | 'sitemap' | 'other';

export interface RobotsLine {
  /** Counted from 1. */
  number: number;
  key: RobotsKey;
  /** The name as printed, lower case. */
  name: string;
  value: string;
}

/** What robots.txt says to one agent. */
export interface RobotsRules {
  /** Whether an address (or its path) may be fetched. */
  isAllowed(address: string): boolean;
  /** Longest pause that is asked for, seconds; null when none is. */
  crawlDelay: number | null;
  /** Addresses of sitemaps as printed; they are said to everybody. */
  sitemaps: string[];
}

/** A rule with its pattern cut at its wildcards. */
interface Rule {
  allow: boolean;
  /** Letters of the pattern: the longest that fits decides. */
  weight: number;
  pieces: string[];
  /** True when the pattern must reach the end of the address. */
  toEnd: boolean;
}

interface Group {
  /** Names in lower case; `*` for everybody. */
  agents: string[];
  rules: Rule[];
  delay: number | null;
}

/** Bytes of a line that are read (eight times the longest address of old browsers), and the most lines. */
const LONGEST_LINE = 2083 * 8 - 1;
const MOST_LINES = 100_000;

/** Beginnings of names, with the slips that are common. */
const KEYS: [RobotsKey, string[]][] = [
  ['agent', ['user-agent', 'useragent', 'user agent']],
  ['disallow', ['disallow', 'dissallow', 'dissalow', 'disalow', 'diasllow', 'disallaw']],
  ['allow', ['allow']],
  ['sitemap', ['sitemap', 'site-map']],
];

const keyOf = (name: string): RobotsKey =>
  KEYS.find(([, starts]) => starts.some((start) => name.startsWith(start)))?.[0] ?? 'other';

/** The bytes without a byte order mark, or the part of one with which they begin. */
function withoutMark(bytes: Buffer): Buffer {
  const mark = [0xef, 0xbb, 0xbf];
  let at = 0;
  while (at < mark.length && bytes[at] === mark[at]) at += 1;
  return bytes.subarray(at);
}

const isBlank = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);

/** Without the blanks of ASCII around it; other bytes may be the end of a letter. */
function strip(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && isBlank(text.charCodeAt(start))) start += 1;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** Name and value of a line; null where it has none. Examples: `Disallow: /a # why`, `disallow /a`. */
function splitLine(printed: string): { name: string; value: string } | null {
  const line = strip(printed.split('#', 1)[0] ?? '');
  const colon = line.indexOf(':');
  if (colon >= 0) {
    const name = strip(line.slice(0, colon)).toLowerCase();
    return name === '' ? null : { name, value: strip(line.slice(colon + 1)) };
  }
  // Some forget the colon; it is missed only where there are just two words.
  const words = line.split(/[ \t]+/, 3);
  const [name, value] = words;
  return words.length === 2 && name !== undefined && value !== undefined
    ? { name: name.toLowerCase(), value }
    : null;
}

/**
 * Lines of a file that say something. Bytes are kept as letters of one byte each, so that nothing hangs on a charset.
 * @param body the file as it came
 */
export function robotsLines(body: Buffer): RobotsLine[] {
  const printed = withoutMark(body)
    .toString('latin1')
    .split(/\r\n|\r|\n/, MOST_LINES);
  return printed.flatMap((line, i): RobotsLine[] => {
    const split = splitLine(line.slice(0, LONGEST_LINE));
    return split === null ? [] : [{ number: i + 1, key: keyOf(split.name), ...split }];
  });
}

/** Bytes beyond ASCII as escapes, and escapes in capitals. Examples: `/á` as `/%C3%A1`, `%aa` as `%AA`. */
export function escapePattern(pattern: string): string {
  return pattern
    .replace(/%[0-9a-f]{2}/gi, (escape) => escape.toUpperCase())
    .replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Path and query of an address, whatever it is; `/` where there is none. Examples: `http://a.example/b?c#d`, `a/b`. */
export function pathOf(address: string): string {
  const start = address.startsWith('//') ? 2 : 0;
  const early = searchFrom(address, /[/?;]/g, start);
  const scheme = address.indexOf('://', start);
  const host = scheme >= 0 && (early < 0 || early > scheme) ? scheme + 3 : start;
  const path = searchFrom(address, /[/?;]/g, host);
  const hash = address.indexOf('#', start);
  if (path < 0 || (hash >= 0 && hash < path)) return '/';
  const found = address.slice(path, hash < 0 ? undefined : hash);
  return found.startsWith('/') ? found : `/${found}`;
}

function searchFrom(text: string, sign: RegExp, from: number): number {
  sign.lastIndex = from;
  return sign.exec(text)?.index ?? -1;
}

function compile(pattern: string, allow: boolean): Rule {
  const toEnd = pattern.endsWith('$');
  const pieces = (toEnd ? pattern.slice(0, -1) : pattern).split('*');
  return { allow, weight: pattern.length, pieces, toEnd };
}

/** Whether a pattern fits a path from its beginning; each piece is looked for once, so no pattern takes long. */
function fits({ pieces, toEnd }: Rule, path: string): boolean {
  const [first = '', ...rest] = pieces;
  if (!path.startsWith(first)) return false;
  let at = first.length;
  const last = rest.pop();
  if (last === undefined) return !toEnd || at === path.length;
  for (const piece of rest) {
    const found = path.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return toEnd ? path.length - last.length >= at && path.endsWith(last) : path.indexOf(last, at) >= 0;
}

/** A directory is allowed with its index page. Example: `/a/index.html` allows `/a/` too. */
function directoryOf(pattern: string): string | null {
  const slash = pattern.lastIndexOf('/');
  return slash >= 0 && pattern.startsWith('/index.htm', slash) ? `${pattern.slice(0, slash + 1)}$` : null;
}

function rulesOf(key: RobotsKey, value: string): Rule[] {
  const pattern = escapePattern(value);
  const rules = [compile(pattern, key === 'allow')];
  const directory = key === 'allow' ? directoryOf(pattern) : null;
  if (directory !== null) rules.push(compile(directory, true));
  return rules;
}

/** The name of an agent as a line gives it. Examples: `FooBot/2.1` as foobot, `* all of you` as *. */
function agentOf(value: string): string {
  if (/^\*(\s|$)/.test(value)) return '*';
  return (/^[a-z_-]*/i.exec(value)?.[0] ?? '').toLowerCase();
}

/** Groups in their order: some agents, and the rules up to the next agent. */
function groupsOf(lines: readonly RobotsLine[]): Group[] {
  const groups: Group[] = [];
  let open = false;
  for (const { key, name, value } of lines) {
    let group = groups.at(-1);
    if (key === 'agent') {
      if (!open || group === undefined) groups.push((group = { agents: [], rules: [], delay: null }));
      group.agents.push(agentOf(value));
      open = true;
      continue;
    }
    open = false;
    if (key === 'allow' || key === 'disallow') group?.rules.push(...rulesOf(key, value));
    // Example: `Crawl-delay: 2.5`
    const seconds = name === 'crawl-delay' && value !== '' ? Number(value) : Number.NaN;
    if (group && seconds >= 0) group.delay = Math.max(group.delay ?? 0, seconds);
  }
  return groups;
}

const longest = (rules: readonly Rule[], path: string, allow: boolean): number =>
  rules.reduce(
    (most, rule) => (rule.allow === allow && rule.weight > most && fits(rule, path) ? rule.weight : most),
    0,
  );

/**
 * Reads robots.txt for one agent. Its own groups count together, and those for everybody only where it has none.
 * @param agent name without version, such as FooBot
 */
export function readRobots(body: Buffer, agent: string): RobotsRules {
  const lines = robotsLines(body);
  const groups = groupsOf(lines);
  const own = groups.filter(({ agents }) => agents.includes(agent.toLowerCase()));
  const ours = own.length > 0 ? own : groups.filter(({ agents }) => agents.includes('*'));
  const rules = ours.flatMap((group) => group.rules);
  const delays = ours.flatMap(({ delay }) => delay ?? []);
  return {
    isAllowed(address) {
      // Escapes are compared in capitals on both sides; nothing else of an address is changed.
      const path = pathOf(address).replace(/%[0-9a-f]{2}/gi, (escape) => escape.toUpperCase());
      const allowed = longest(rules, path, true);
      return allowed >= longest(rules, path, false);
    },
    crawlDelay: delays.length > 0 ? Math.max(...delays) : null,
    sitemaps: lines.flatMap(({ key, value }) => (key === 'sitemap' && value !== '' ? value : [])),
  };
}

/** Letters of a pattern that fits a path (of a rule, or of another list written like one); 0 when it does not fit. */
export function patternWeight(pattern: string, path: string): number {
  const rule = compile(escapePattern(Buffer.from(pattern).toString('latin1')), true);
  return fits(rule, path) ? rule.weight : 0;
}

/** True for a name that groups can be written for. Examples: `FooBot` is one, `FooBot/2.1` is none. */
export const isAgentName = (name: string): boolean => /^[a-z_-]+$/i.test(name);
