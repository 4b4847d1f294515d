/** robots.txt of each host, read with our own agent and kept for a day: may a page be fetched, and how slowly. */
import { TryLater } from '../model/errors.js';
import type { Answer, Fetcher } from './fetcher.js';
import { readReservations, RESERVATIONS, type Reserved } from './opt-out.js';
import { LONGEST_DELAY_MS, retryAfterMs, type HostClock } from './pacing.js';
import { Refused } from './refused.js';
import { readRobots, type RobotsRules } from './robots-rules.js';
import { AGENT_NAME } from './settings.js';

/** What a host says to us. */
export interface HostRules {
  /** Null when everything is refused for now because robots.txt could not be read. */
  rules: RobotsRules | null;
  /** Pause that robots.txt asks for, milliseconds. */
  delayMs: number;
  /** Which paths the publisher reserves. */
  reserved: Reserved;
}

export interface RobotsBook {
  /** Rules of the host of an address; fetched at most once a day. */
  rulesFor(url: URL, delayMs: number): Promise<HostRules>;
}

/** More of a file is not read (RFC 9309 asks for at least as much). */
const MOST_BYTES = 512_000;
const DAY_MS = 86_400_000;
const RETRY_MS = 600_000;
const MOST_HOSTS = 2000;

/** A book of robots.txt files; 4xx allows all, 5xx and network troubles refuse all for ten minutes (RFC 9309). */
export function openRobotsBook(fetcher: Fetcher, clock: HostClock, now: () => Date): RobotsBook {
  const shelf = new Map<string, { rules: Promise<HostRules>; until: number }>();

  const fetchText = (url: string, wanted: 'text' | 'json', delayMs: number): Promise<Answer> => {
    const gate = (hop: URL): Promise<void> => clock.take(hop.host, delayMs);
    return fetcher.get(url, { wanted, gate, maxBytes: MOST_BYTES, cut: true });
  };

  const readReserved = async (origin: string, delayMs: number): Promise<Reserved> => {
    try {
      const { status, body } = await fetchText(origin + RESERVATIONS, 'json', delayMs);
      return readReservations(status === 200 ? body.toString() : '');
    } catch {
      // Most hosts have no such file, and answer in all kinds of ways; what cannot be read reserves nothing.
      return () => false;
    }
  };

  const read = async (origin: string, delayMs: number): Promise<HostRules> => {
    const url = `${origin}/robots.txt`;
    const answer = await fetchText(url, 'text', delayMs);
    const { status, body } = answer;
    if (status === 429 || status >= 500) {
      const pause = retryAfterMs(answer.headers['retry-after'], now());
      if (pause !== null) await clock.hold(new URL(answer.url).host, pause);
      throw new TryLater(`${url} answers ${status}`);
    }
    const rules = readRobots(status >= 400 ? Buffer.alloc(0) : body, AGENT_NAME);
    const askedMs = (rules.crawlDelay ?? 0) * 1000;
    const mayAsk = rules.isAllowed(RESERVATIONS) && askedMs <= LONGEST_DELAY_MS;
    const reserved = mayAsk ? await readReserved(origin, Math.max(delayMs, askedMs)) : () => false;
    return { rules, delayMs: askedMs, reserved };
  };

  const closed = (origin: string, error: unknown): HostRules => {
    // A robots.txt that leads in circles counts as one that cannot be read; so does a private address.
    if (error instanceof Refused && (error.reason === 'address' || error.reason === 'scheme')) throw error;
    const entry = shelf.get(origin);
    if (entry) entry.until = now().getTime() + RETRY_MS;
    return { rules: null, delayMs: 0, reserved: () => false };
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
 * @throws Refused when robots.txt says no or could not be read, or the publisher reserves what stands there
 */
export function checkRobots({ rules, reserved }: HostRules, url: URL): void {
  if (rules === null)
    throw new Refused('robots_unreachable', `robots.txt of ${url.host} cannot be read: not fetched for now`);
  if (!rules.isAllowed(url.href))
    throw new Refused('robots', `robots.txt of ${url.host} forbids ${url.pathname}`);
  if (reserved(url.pathname + url.search))
    throw new Refused('opt_out', `${url.host} reserves ${url.pathname} in its tdmrep.json`);
}
