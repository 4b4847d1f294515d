/** Addresses of the web: what follows readers around in them and names no document. */

const TRACKERS = new Set(
  (
    'fbclid gclid dclid msclkid igshid yclid twclid ttclid mc_cid mc_eid _ga _gl ref_src ' +
    'fb_action_ids fb_action_types source_platform'
  ).split(' '),
);
/** Example: `utm_source=x` and `at_medium=y`. */
const TRACKING = /^(utm|at|pk|mtm|hsa|__hs|_hs|wt|ns|cmp)_/;

/** Whether a query parameter only tells where a reader came from. */
export function isTracker(name: string): boolean {
  const low = name.toLowerCase();
  return TRACKERS.has(low) || TRACKING.test(low);
}

/** The query without trackers, otherwise letter by letter as it was. Example: `?a=1&utm_source=x` as `?a=1`. */
export function withoutTrackers(search: string): string {
  const parts = search.replace(/^\?/, '').split('&');
  const kept = parts.filter((part) => !isTracker(part.split('=', 1)[0] ?? ''));
  if (kept.length === parts.length) return search;
  return kept.length === 0 ? '' : `?${kept.join('&')}`;
}
