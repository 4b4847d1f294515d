/** Manners of one round with one outlet: stays on its hosts, obeys robots.txt, keeps the pauses, backs off when told. */
import { TryLater } from '../model/errors.js';
import type { Outlet } from '../model/outlet.js';
import type { Answer, Ask, Fetcher, Gate } from './fetcher.js';
import { nightLeftMs } from './night.js';
import { headersOptOut, optOutOf } from './opt-out.js';
import { LONGEST_DELAY_MS, retryAfterMs, type HostClock } from './pacing.js';
import { Refused } from './refused.js';
import { checkRobots, type RobotsBook } from './robots.js';

const FIRST_BACK_OFF_MS = 60_000;
const LONGEST_BACK_OFF_MS = 3_600_000;

/** The server asked us to pause: nothing more is fetched from it before that. */
export class Throttled extends TryLater {
  override name = 'Throttled';
}

/** A fetcher that keeps one outlet's manners. */
export interface PoliteFetcher {
  get(url: string, ask: Omit<Ask, 'gate'>): Promise<Answer>;
}

export interface MannersOptions {
  outlet: Outlet;
  fetcher: Fetcher;
  clock: HostClock;
  robots: RobotsBook;
  now: () => Date;
  /** How many rounds in a row the outlet was throttling; doubles the pause when it names none. */
  attempt?: number;
}

const bareHost = (url: URL): string => url.hostname.replace(/^www\./, '');

/** Hosts of the outlet: those of its home and feeds, and everything below them, at the same ports. */
function siteCheck(outlet: Outlet): (url: URL) => boolean {
  const own = [outlet.home, ...outlet.feeds.map((feed) => feed.url)].map((address) => new URL(address));
  return (url) =>
    own.some((home) => {
      const samePort = url.port === home.port || (url.port === '' && home.port === '');
      return (
        samePort && (url.hostname === home.hostname || `.${bareHost(url)}`.endsWith(`.${bareHost(home)}`))
      );
    });
}

const backOffMs = (attempt: number): number =>
  Math.min(FIRST_BACK_OFF_MS * 2 ** Math.min(attempt, 16), LONGEST_BACK_OFF_MS);

/** Wraps a fetcher in the outlet's manners; throws TryLater on 429 and 5xx and holds the host meanwhile. */
export function withManners(options: MannersOptions): PoliteFetcher {
  const { outlet, fetcher, clock, robots, now } = options;
  const onSite = siteCheck(outlet);
  const gate: Gate = async (url) => {
    if (!onSite(url)) throw new Refused('off_site', `${url.host} is no host of ${outlet.id}`);
    const night = nightLeftMs(outlet, now());
    if (night > 0) throw new TryLater(`${outlet.id} is left alone at night`, night);
    const rules = await robots.rulesFor(url, outlet.manners.delayMs);
    checkRobots(rules, url);
    const delayMs = Math.max(rules.delayMs, outlet.manners.delayMs);
    if (delayMs > LONGEST_DELAY_MS)
      throw new Refused(
        'crawl_delay',
        `robots.txt of ${url.host} asks for ${delayMs / 1000} s between requests`,
      );
    await clock.take(url.host, delayMs).catch((error: unknown) => {
      throw error instanceof TryLater ? new Throttled(error.message, error.afterMs) : error;
    });
  };
  return {
    async get(url, ask) {
      const answer = await fetcher.get(url, { ...ask, gate });
      const { status } = answer;
      if (status === 429 || status === 503) {
        const afterMs = retryAfterMs(answer.headers['retry-after'], now()) ?? backOffMs(options.attempt ?? 0);
        await clock.hold(new URL(answer.url).host, afterMs);
        throw new Throttled(`${answer.url} answers ${status}: asked to pause`, afterMs);
      }
      if (status >= 500)
        throw new TryLater(`${answer.url} answers ${status}`, backOffMs(options.attempt ?? 0));
      const { headers, body } = answer;
      const said = ask.wanted === 'page' ? optOutOf(headers, body) : headersOptOut(headers);
      if (said !== null) throw new Refused('opt_out', `${answer.url} opts out by ${said}`);
      return answer;
    },
  };
}
