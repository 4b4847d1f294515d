/** Feeds: editions as an Atom feed, the newest first, each with its HTML as content. */
import { escapeHtml } from './markup.js';
import type { Rendered } from './render-digest.js';

export interface FeedEdition extends Pick<Rendered, 'subject' | 'html'> {
  /** ISO day. */
  date: string;
}

/**
 * Writes a feed (RFC 4287). The same editions give the same feed: an edition counts as updated at the end of its day.
 * @param name of the subscription, or of the digest as a whole
 */
export function writeFeed(name: string, title: string, editions: readonly FeedEdition[]): string {
  const newest = editions.toSorted((a, b) => (a.date < b.date ? 1 : -1));
  const updated = (date: string): string => `${date}T23:59:59+07:00`;
  const id = (what: string): string => `tag:pantau-netralitas,2024:${name}${what}`;
  const entries = newest.map(
    ({ date, subject, html }) =>
      `<entry><id>${id(`/${date}`)}</id><title>${escapeHtml(subject)}</title><updated>${updated(date)}</updated><content type="html">${escapeHtml(html)}</content></entry>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>${id('')}</id><title>${escapeHtml(title)}</title><updated>${updated(newest[0]?.date ?? '1970-01-01')}</updated><author><name>Pantau Netralitas</name></author>
${entries.join('\n')}
</feed>
`;
}
