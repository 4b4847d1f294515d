/** robots.txt of each host, read with our own agent and kept for a day: may a page be fetched, and how slowly. */
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { TryLater } from '../model/errors.js';
import type { Answer, Fetcher, Gate } from './fetcher.js';
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

/** What a host answered, as it is kept; plain JSON. */
export const Said = z.object({
  /** Bytes of robots.txt, base64; empty where there is none; null where it could not be read. */
  robots: z.string().nullable(),
  /** The file of reservations; empty where there is none. */
  reservations: z.string(),
  /** True while somebody asks. */
  isAsked: z.boolean().default(false),
});
export type Said = z.infer<typeof Said>;

/** That, with the milliseconds for which it holds. */
interface Kept {
  said: Said;
  leftMs: number;
}

/** Where all processes that fetch from a host find what it said to one of them. */
export interface RobotsShelf {
  find(origin: string): Promise<Kept | null>;
  keep(origin: string, said: Said, ms: number): Promise<void>;
  /** Keeps it only where nothing stands; tells whether it did, for of several at once one does. */
  claim(origin: string, said: Said, ms: number): Promise<boolean>;
}

/** More of a file is not read (RFC 9309 asks for at least as much). */
const MOST_BYTES = 512_000;
const DAY_MS = 86_400_000;
const RETRY_MS = 600_000;
const MOST_HOSTS = 2000;

/** Somebody who was asking for longer was killed meanwhile. */
const LONGEST_ASKING_MS = 120_000;
const LOOK_AGAIN_MS = 200;

const CLOSED: Said = { robots: null, reservations: '', isAsked: false };
const ASKING: Said = { ...CLOSED, isAsked: true };
const NO_SHELF: RobotsShelf = {
  find: () => Promise.resolve(null),
  keep: () => Promise.resolve(),
  claim: () => Promise.resolve(true),
};

function toRules({ robots, reservations }: Said): HostRules {
  if (robots === null) return { rules: null, delayMs: 0, reserved: () => false };
  const rules = readRobots(Buffer.from(robots, 'base64'), AGENT_NAME);
  return { rules, delayMs: askedMs(rules), reserved: readReservations(reservations) };
}

const askedMs = ({ crawlDelay }: RobotsRules): number => (crawlDelay ?? 0) * 1000;

/** A robots.txt that leads in circles counts as one that cannot be read; a private address is refused as such. */
const isOurs = (error: unknown): boolean =>
  error instanceof Refused && (error.reason === 'address' || error.reason === 'scheme');

/**
 * A book of robots.txt files; 4xx allows all, 5xx and network troubles refuse all for ten minutes (RFC 9309).
 * @param shelf shared with other processes, so that one of them asks for all
 */
export function openRobotsBook(
  fetcher: Fetcher,
  clock: HostClock,
  now: () => Date,
  shelf: RobotsShelf = NO_SHELF,
): RobotsBook {
  const book = new Map<string, { rules: Promise<HostRules>; until: number }>();

  const fetchText = (url: string, wanted: 'text' | 'json', gate: Gate): Promise<Answer> =>
    fetcher.get(url, { wanted, gate, maxBytes: MOST_BYTES, cut: true });

  const fetchReservations = async (origin: string, delayMs: number): Promise<string> => {
    try {
      const gate: Gate = (hop) => clock.take(hop.host, delayMs);
      const { status, body } = await fetchText(origin + RESERVATIONS, 'json', gate);
      return status === 200 ? body.toString() : '';
    } catch {
      // Most hosts have no such file, and answer in all kinds of ways; what cannot be read reserves nothing.
      return '';
    }
  };

  const ask = async (origin: string, delayMs: number): Promise<Said> => {
    const gate: Gate = (hop) => clock.take(hop.host, delayMs);
    const url = `${origin}/robots.txt`;
    const answer = await fetchText(url, 'text', gate);
    const { status, body } = answer;
    if (status === 429 || status >= 500) {
      const pause = retryAfterMs(answer.headers['retry-after'], now());
      if (pause !== null) await clock.hold(new URL(answer.url).host, pause);
      throw new TryLater(`${url} answers ${status}`);
    }
    const robots = status >= 400 ? Buffer.alloc(0) : body;
    const rules = readRobots(robots, AGENT_NAME);
    const mayAsk = rules.isAllowed(RESERVATIONS) && askedMs(rules) <= LONGEST_DELAY_MS;
    const pauseMs = Math.max(delayMs, askedMs(rules));
    if (mayAsk) await shelf.keep(origin, ASKING, LONGEST_ASKING_MS + pauseMs);
    const reservations = mayAsk ? await fetchReservations(origin, pauseMs) : '';
    return { robots: robots.toString('base64'), reservations, isAsked: false };
  };

  /** What stands on the shelf once nobody asks any more; null when it is for the caller to ask. */
  const look = async (origin: string, delayMs: number): Promise<Kept | null> => {
    for (;;) {
      const found = await shelf.find(origin);
      if (found?.said.isAsked === false) return found;
      if (found === null && (await shelf.claim(origin, ASKING, LONGEST_ASKING_MS + delayMs))) return null;
      await sleep(LOOK_AGAIN_MS);
    }
  };

  const learn = async (origin: string, delayMs: number): Promise<Kept> => {
    const known = await look(origin, delayMs);
    if (known !== null) return known;
    let leftMs = DAY_MS;
    const said = await ask(origin, delayMs).catch(async (error: unknown) => {
      if (isOurs(error)) await shelf.keep(origin, CLOSED, 0);
      if (isOurs(error)) throw error;
      leftMs = RETRY_MS;
      return CLOSED;
    });
    await shelf.keep(origin, said, leftMs);
    return { said, leftMs };
  };

  return {
    rulesFor({ origin }, delayMs) {
      const at = now().getTime();
      const known = book.get(origin);
      if (known && known.until > at) return known.rules;
      if (book.size >= MOST_HOSTS) book.clear();
      const rules = learn(origin, delayMs).then(({ said, leftMs }) => {
        const entry = book.get(origin);
        if (entry?.rules === rules) entry.until = now().getTime() + leftMs;
        return toRules(said);
      });
      book.set(origin, { rules, until: at + DAY_MS });
      rules.catch(() => book.delete(origin));
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
