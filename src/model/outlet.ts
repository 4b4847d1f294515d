/** Outlet: a news medium with its feeds and manners; one file each in dictionaries/outlets. */
import { z } from 'zod';

export const FeedKind = z.enum(['rss', 'atom', 'news_sitemap', 'sitemap', 'wordpress', 'listing']);
export type FeedKind = z.infer<typeof FeedKind>;

export const Feed = z.strictObject({
  kind: FeedKind.describe('What answers at the address'),
  url: z.url().describe('Address of the feed'),
});
export type Feed = z.infer<typeof Feed>;

/** How one template of an outlet is read; tried before the generic reader. */
export const Layout = z.strictObject({
  since: z.iso.date().nullable().default(null).describe('First day the layout was seen; newest layout first'),
  title: z.string().nullable().default(null).describe('CSS selector of the headline'),
  body: z.string().nullable().default(null).describe('CSS selector of the element that holds the paragraphs'),
  published: z.string().nullable().default(null).describe('CSS selector of the visible date'),
  byline: z.string().nullable().default(null).describe('CSS selector of the byline'),
  remove: z
    .array(z.string())
    .default([])
    .describe('CSS selectors of blocks inside the body that are not text'),
});
export type Layout = z.infer<typeof Layout>;

/** Time of day. Example: `04:30` */
const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** Hours in which nothing is fetched. */
export const Night = z.strictObject({
  from: ClockTime.describe('When the pause begins, such as 23:00'),
  until: ClockTime.describe('When it ends, such as 04:30'),
});
export type Night = z.infer<typeof Night>;

export const Manners = z.strictObject({
  delayMs: z.coerce
    .number()
    .int()
    .min(0)
    .default(2000)
    .describe('Least pause between two requests to the host'),
  maxPerRun: z.coerce.number().int().min(1).default(500).describe('Most articles fetched in one round'),
  night: Night.nullable()
    .default(null)
    .describe("Hours of the outlet's own clock in which nothing is fetched; null where there is no pause"),
});
export type Manners = z.infer<typeof Manners>;

/** A yes or no as YAML files write it. */
const YesNo = z.stringbool().or(z.boolean());

/** What a usual day of an outlet is like. */
export const Expectations = z.strictObject({
  articlesPerDay: z.coerce.number().positive().describe('Articles on a usual day'),
  bodyFilled: z.coerce.number().min(0).max(1).describe('Share of pages in which a body is found'),
});
export type Expectations = z.infer<typeof Expectations>;

/** How the last check against the live web went. */
export const Checked = z.strictObject({
  on: z.iso.date().describe('Day of the check, UTC'),
  feed: YesNo.describe('A feed announced articles'),
  robots: YesNo.describe('robots.txt lets us fetch the newest of them'),
  whole: YesNo.describe('Its headline and its whole body were read'),
  date: YesNo.describe('Its date of publication was read from the page'),
});
export type Checked = z.infer<typeof Checked>;

export const TimeZone = z.enum(['WIB', 'WITA', 'WIT']);
export type TimeZone = z.infer<typeof TimeZone>;

export const Outlet = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*$/)
    .describe('Short name, the same as the file name'),
  name: z.string().min(1).describe('Name as printed'),
  home: z.url().describe('Address of the front page'),
  reach: z
    .array(z.string().regex(/^\d{2}(\.\d{2})?$/))
    .describe('Codes of the provinces or regencies it covers; empty means national'),
  group: z.string().nullable().default(null).describe('Media group it belongs to'),
  zone: TimeZone.default('WIB').describe('Time zone of its clock'),
  feeds: z
    .array(Feed)
    .default([])
    .describe('Where new articles are announced; empty means that they are looked for on the front page'),
  layouts: z
    .array(Layout)
    .default([])
    .describe('Known templates, newest first; empty means the generic reader serves'),
  manners: Manners.prefault({}).describe('Politeness beyond robots.txt'),
  expectations: Expectations.nullable()
    .default(null)
    .describe('What a usual day brings; null where it is learned from what was collected'),
  checked: Checked.nullable().default(null).describe('The last check; null when there was none'),
  unverified: YesNo.default(false).describe('True until a check against the live web went well in all parts'),
});
export type Outlet = z.infer<typeof Outlet>;
