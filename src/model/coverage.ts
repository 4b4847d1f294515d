/** Coverage: what was seen of an outlet on a day; the denominator of every count. */
import { z } from 'zod';

const Count = z.int().min(0);

/** How one visit to an outlet went; coverage adds them up by day. */
export const VisitCounts = z.strictObject({
  feedsAnswered: Count.describe('Feeds that announced articles, or said that nothing changed'),
  feedsEmpty: Count.describe('Feeds that answered and announced nothing at all'),
  feedsFailed: Count.describe('Feeds that did not answer, or with something else than a feed'),
  pages: Count.describe('Pages fetched'),
  unchanged: Count.describe('Pages that had not changed since they were fetched'),
  gone: Count.describe('Announced pages that are not there'),
  refused: Count.describe('Pages that may not be fetched or kept'),
  failed: Count.describe('Pages that could not be fetched for now'),
  errors: z.record(z.string(), Count).describe('What went wrong, counted by class'),
});
export type VisitCounts = z.infer<typeof VisitCounts>;

export const CoverageDay = z.strictObject({
  outlet: z.string().describe('Outlet id'),
  day: z.iso.date().describe('Day, Asia/Jakarta'),
  visits: Count.describe('Visits that day; none means that nobody looked'),
  answered: Count.describe('Visits in which a feed answered'),
  lastVisit: z.iso.datetime().nullable().describe('Time of the last visit, UTC'),
  lastAnswered: z.iso.datetime().nullable().describe('Time of the last visit in which a feed answered, UTC'),
  ...VisitCounts.shape,
  found: Count.describe('New articles that were first read that day, not those dug out of archives'),
  unread: Count.describe('Pages of that day in which no text was found'),
  titled: Count.describe('Of those found, how many have a headline'),
  dated: Count.describe('Of those found, how many have a date of publication'),
  filled: Count.describe('Of those found, how many have their whole body'),
  bodyLength: z.number().nullable().describe('Median characters of a body'),
  paragraphs: z.number().nullable().describe('Median paragraphs of a body'),
  bases: z.record(z.string(), Count).describe('What told the date of publication, counted'),
  lastFound: z.iso.datetime().nullable().describe('When the last new article was read, UTC'),
  published: Count.describe('Articles that were published that day and read on any'),
  relevant: Count.describe('Of these, how many hold a case, a measure or their context'),
});
export type CoverageDay = z.infer<typeof CoverageDay>;

/**
 * alive: brings what is expected. quiet: answers, brings nothing new, and that is like it. stalled: answers, brings
 * nothing new, and that is unlike it. dead: no feed answers any more. blocked: announces, but nothing may be fetched.
 * unreadable: pages come, but most cannot be read. learning: too few days to expect anything. unwatched: not visited.
 */
export const OutletState = z.enum([
  'alive',
  'quiet',
  'stalled',
  'dead',
  'blocked',
  'unreadable',
  'learning',
  'unwatched',
]);
export type OutletState = z.infer<typeof OutletState>;

export const OutletHealth = z.strictObject({
  outlet: z.string().describe('Outlet id'),
  state: OutletState.describe('How it is'),
  since: z.iso.date().nullable().describe('First day of a state that is amiss'),
  lastFound: z.iso.datetime().nullable().describe('When the last new article was read, UTC'),
  lastAnswered: z.iso.datetime().nullable().describe('When a feed answered last, UTC'),
  perDay: z.number().nullable().describe('New articles per watched day of the last week'),
  expected: z.number().nullable().describe('Articles per day to expect, learned or defined'),
  titles: z.number().nullable().describe('Share of pages with a headline, last week'),
  dates: z.number().nullable().describe('Share with a date of publication'),
  bodies: z.number().nullable().describe('Share with a whole body'),
  errors: z.record(z.string(), Count).describe('What went wrong in the last week, by class'),
  drift: z.array(z.string()).describe('What changed about its pages against the weeks before'),
});
export type OutletHealth = z.infer<typeof OutletHealth>;
