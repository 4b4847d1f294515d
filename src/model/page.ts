/** Page: what was fetched, before anyone reads it. */
import { z } from 'zod';

export const Page = z.strictObject({
  id: z.string().describe('Derived from address and content hash'),
  url: z.url().describe('Address that answered, after redirects'),
  requested: z.url().describe('Address that was asked for'),
  outlet: z.string().nullable().describe('Outlet id'),
  fetched: z.iso.datetime().describe('When the answer came, UTC'),
  status: z.int().describe('HTTP status'),
  contentType: z.string().nullable().describe('Content-Type as sent'),
  etag: z.string().nullable().describe('ETag as sent'),
  lastModified: z.string().nullable().describe('Last-Modified as sent'),
  sha256: z.string().describe('Hash of the body bytes'),
  html: z.string().describe('Body, decoded to text'),
  charset: z.string().describe('Charset it was decoded from'),
  capture: z.string().nullable().describe('Reference to the WARC record that keeps the bytes'),
});
export type Page = z.infer<typeof Page>;
