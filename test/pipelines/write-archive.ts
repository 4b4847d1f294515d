/** Writes pages into a WARC file, as a crawl of somebody would have. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openWarcWriter } from '../../src/archive/archive.js';

export interface ArchivedPage {
  url: string;
  text: string;
  /** Beside the content type. */
  headers?: [string, string][];
}

/** Gives the path of the one file of the folder. */
export async function writeArchive(folder: string, pages: readonly ArchivedPage[]): Promise<string> {
  const writer = openWarcWriter({ folder, about: { software: 'test' }, now: () => new Date() });
  for (const { url, text, headers = [] } of pages)
    await writer.keep(
      {
        url,
        requested: url,
        at: new Date('2024-10-09T00:00:00Z'),
        ip: '192.0.2.1',
        request: [['host', new URL(url).host]],
        status: 200,
        reason: 'OK',
        response: [['content-type', 'text/html; charset=utf-8'], ...headers],
        body: Buffer.from(text),
      },
      {},
    );
  await writer.close();
  return join(folder, readdirSync(folder).find((name) => name.endsWith('.warc.gz')) ?? '');
}
