/** Composing a digest: the changes of a day become the items of an edition, what weighs most first. */
import type { Tier } from '../model/codes.js';
import type { Digest, DigestItem } from '../model/digest.js';
import type { Incident } from '../model/incident.js';
import type { Report } from '../model/report.js';
import type { Change } from '../store/store.js';
import { describeChange } from './describe-change.js';
import { maskerOfOthers } from './mask-names.js';
import { quotesOf, type QuoteManner } from './quote-incident.js';
import type { Words } from './words.js';

export interface DayToTell extends QuoteManner {
  /** ISO day of the edition. */
  date: string;
  changes: readonly Change[];
  coverage: Digest['coverage'];
  /** All reports of the articles that the changes rest on: a sentence may name who is accused in another report. */
  reports: readonly Report[];
}

/** Makes the edition of a day. Names of the incident at hand are covered when it is rendered, those of others here. */
export function composeDigest(day: DayToTell, words: Words): Digest {
  const items = day.changes.map((change) => compose(change, day, words));
  return {
    date: day.date,
    subscription: null,
    items: items.toSorted((a, b) => byWeight(a.incident, b.incident)),
    coverage: day.coverage,
  };
}

function compose(change: Change, day: DayToTell, words: Words): DigestItem {
  const { incident, reason, before, after, articles } = change;
  const mask = maskerOfOthers(incident, day.reports);
  return {
    incident,
    reason,
    change: before === null ? null : describeChange(before, after, words),
    quotes: quotesOf(incident, articles, day).map((quote) => ({
      ...quote,
      text: mask(quote.text),
      title: mask(quote.title),
      url: quote.url === null || mask(quote.url) !== quote.url ? null : quote.url,
    })),
  };
}

const TIERS: readonly Tier[] = ['convicted', 'sanctioned', 'found', 'alleged', 'cleared', 'measure'];

/** Cases before measures, higher tiers first, then the newest; the rest keeps one order whatever ids are. */
export function byWeight(a: Incident, b: Incident): number {
  const weigh = ({ type, tier }: Incident): number =>
    (type === 'measure' ? TIERS.length : 0) + TIERS.indexOf(tier);
  const since = (incident: Incident): string => incident.date.display ?? '';
  const place = (incident: Incident): string => incident.places.display ?? '';
  return (
    weigh(a) - weigh(b) ||
    since(b).localeCompare(since(a)) ||
    place(a).localeCompare(place(b)) ||
    (a.lastSeen ?? '').localeCompare(b.lastSeen ?? '')
  );
}
