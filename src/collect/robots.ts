/** robots.txt of each host, read with our own agent and kept for a day: may a page be fetched, and how slowly. */
import robotsParser from 'robots-parser';
import { TryLater } from '../model/errors.js';
import { decodeBody } from './charset.js';
import type { Fetcher } from './fetcher.js';
import type { HostClock } from './pacing.js';
import { Refused } from './refused.js';
import { AGENT_NAME } from './settings.js';

/** The parsed file, as far as we ask it. */
interface RobotsText {
  isAllowed(url: string, agent: string): boolean | undefined;
  getCrawlDelay(agent: string): number | undefined;
  getSitemaps(): string[];
}

// The package's types describe an ES module; what Node imports is its function.
const parseRobots = robotsParser as unknown as (url: string, text: string) => RobotsText;

/** What robots.txt of one host says to us. */
export interface HostRules {
  /** Null when everything is refused for now because robots.txt could not be read. */
  robot: RobotsText | null;
  /** Pause that robots.txt asks for, milliseconds. */
  delayMs: number;
}

export interface RobotsBook {
  /** Rules of the host of an address; fetched at most once a day. */
  rulesFor(url: URL, delayMs: number): Promise<HostRules>;
}

const MOST_BYTES = 512_000;
const DAY_MS = 86_400_000;
const RETRY_MS = 600_000;
const MOST_HOSTS = 2000;

/** A book of robots.txt files; 4xx allows all, 5xx and network troubles refuse all for ten minutes (RFC 9309). */
export function openRobotsBook(fetcher: Fetcher, clock: HostClock, now: () => Date): RobotsBook {
  const shelf = new Map<string, { rules: Promise<HostRules>; until: number }>();

  const read = async (origin: string, delayMs: number): Promise<HostRules> => {
    const url = `${origin}/robots.txt`;
    const gate = (hop: URL): Promise<void> => clock.take(hop.host, delayMs);
    const answer = await fetcher.get(url, { wanted: 'text', gate, maxBytes: MOST_BYTES });
    if (answer.status === 429 || answer.status >= 500) throw new TryLater(`${url} answers ${answer.status}`);
    const text =
      answer.status >= 400 ? '' : decodeBody(answer.body, answer.headers['content-type'] ?? null).text;
    const robot = parseRobots(url, text);
    return { robot, delayMs: Math.max(0, (robot.getCrawlDelay(AGENT_NAME) ?? 0) * 1000) };
  };

  const closed = (origin: string, error: unknown): HostRules => {
    // A robots.txt that is too large, or leads in circles, counts as one that cannot be read; so does a private address.
    if (error instanceof Refused && (error.reason === 'address' || error.reason === 'scheme')) throw error;
    const entry = shelf.get(origin);
    if (entry) entry.until = now().getTime() + RETRY_MS;
    return { robot: null, delayMs: 0 };
  };

  return {
    rulesFor(url, delayMs) {
      const at = now().getTime();
      const known = shelf.get(url.origin);
      if (known && known.until > at) return known.rules;
      if (shelf.size >= MOST_HOSTS) shelf.clear();
      const rules = read(url.origin, delayMs).catch((error: unknown) => closed(url.origin, error));
      shelf.set(url.origin, { rules, until: at + DAY_MS });
      rules.catch(() => shelf.delete(url.origin));
      return rules;
    },
  };
}

/**
 * Checks an address against the rules of its host.
 * @throws Refused when robots.txt says no or could not be read
 */
export function checkRobots(rules: HostRules, url: URL): void {
  if (rules.robot === null)
    throw new Refused('robots_unreachable', `robots.txt of ${url.host} cannot be read: not fetched for now`);
  if (rules.robot.isAllowed(url.href, AGENT_NAME) === false)
    throw new Refused('robots', `robots.txt of ${url.host} forbids ${url.pathname}`);
}
