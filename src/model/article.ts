/** Article: the page read, or an article object handed in from outside. */
import { z } from 'zod';
import { Origin } from './codes.js';

/** When an article was published, with what told so. */
export const Published = z.strictObject({
  value: z
    .string()
    .regex(/^\d{4}(-\d{2}(-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?)?)?$/)
    .describe('ISO date or time, shortened to its precision'),
  precision: z.enum(['time', 'day', 'month', 'year']).describe('How exact it is'),
  basis: z
    .enum(['json_ld', 'meta', 'visible', 'dateline', 'feed', 'given'])
    .describe('What told so; an address alone never does'),
});
export type Published = z.infer<typeof Published>;

/** A related-article line taken out of the body and kept apart. */
export const RelatedLine = z.strictObject({
  text: z.string().describe('Words of the line'),
  url: z.string().nullable().describe('Where it leads'),
});

export const Article = z.strictObject({
  id: z.string().min(1).describe('Derived from the canonical address, or from title and text, or as given'),
  url: z.string().nullable().describe('Canonical address'),
  outlet: z.string().nullable().describe('Outlet id or name as given'),
  title: z.string().describe('Headline; empty when there is none'),
  text: z.string().describe('Body text, paragraphs parted by line breaks'),
  published: Published.nullable().describe('Date of publication; the "now" of every later stage'),
  modified: Published.nullable().describe(
    'Last change that the page names, told as the date of publication is',
  ),
  byline: z.string().nullable().describe('Who wrote it, as printed'),
  origin: Origin.nullable().describe('Own work, copy, wire, press release or advertorial; null when unknown'),
  section: z.string().nullable().describe('Section of the outlet'),
  tags: z.array(z.string()).describe('Tags as printed'),
  language: z.string().nullable().describe('Language code as the page names it'),
  related: z.array(RelatedLine).describe('Related-article lines found inside the body'),
  partial: z.boolean().describe('True when the page shows that text is missing (paywall, further pages)'),
  page: z.string().nullable().describe('Id of the page it was read from'),
  capture: z
    .string()
    .nullish()
    .describe('Reference to the WARC record that keeps the page; survives the deletion of the page'),
});
export type Article = z.infer<typeof Article>;

/** An article object as people hand it in: only text or html is needed. */
export const ArticleInput = z.object({
  id: z
    .union([z.string(), z.number().transform(String)])
    .nullish()
    .describe('Comes back as article.id'),
  url: z.string().nullish().describe('Address'),
  outlet: z.string().nullish().describe('Outlet'),
  title: z.string().nullish().describe('Headline'),
  text: z.string().nullish().describe('Body text'),
  html: z.string().nullish().describe('Page or body as HTML, read first'),
  published: z.string().nullish().describe('ISO date or time of publication'),
});
export type ArticleInput = z.infer<typeof ArticleInput>;
