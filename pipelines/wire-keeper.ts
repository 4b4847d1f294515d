/** Wire keeper: what visits fetch, kept in the WARC archive of a folder. */
import { openWarcWriter, readCapture } from '../src/archive/archive.js';
import { userAgent } from '../src/collect/collect.js';
import type { Settings } from '../src/run/run.js';
import type { Keeper } from './crawl.js';
import { programVersion } from './version.js';

export interface OpenKeeper extends Keeper {
  close(): Promise<void>;
}

/** Null when the settings name no folder. */
export function wireKeeper(settings: Settings): OpenKeeper | null {
  if (settings.warc === null) return null;
  const writer = openWarcWriter({
    folder: settings.warc,
    about: {
      software: `pantau/${programVersion()}`,
      format: 'WARC File Format 1.1',
      conformsTo: 'http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/',
      robots: 'obey',
      operator: settings.contact,
      'http-header-user-agent': userAgent(settings.contact ?? ''),
    },
    now: () => new Date(),
  });
  return {
    keepPage: (exchange, { id, outlet, charset, requested }) =>
      writer.keep(exchange, { page: id, outlet, charset, requested }),
    async keepUnchanged(exchange, outlet, { id, kept }) {
      // Without its body in the archive there is nothing to refer to.
      if (kept === null) return;
      const { url, fetched: at, capture } = kept;
      const earlier = { url, at, record: readCapture(capture)?.record ?? null };
      await writer.keep(exchange, { page: id, outlet }, earlier);
    },
    close: () => writer.close(),
  };
}
