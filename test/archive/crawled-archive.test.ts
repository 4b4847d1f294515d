/** What a visit to a real server leaves in the archive, read back by our reader and by a reader of somebody else. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createReadStream } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { WARCParser, type WARCRecord } from 'warcio';
import { digestOf, openWarcScan, readArchived, readCapture } from '../../src/archive/archive.js';
import { fetchPages, withManners, type KnownPage, type Outcome } from '../../src/collect/collect.js';
import { readSettings } from '../../src/run/run.js';
import type { FetchedBefore } from '../../pipelines/crawl.js';
import { wireKeeper, type OpenKeeper } from '../../pipelines/wire-keeper.js';
import { startServer, type TestServer } from '../collect/hostile-server.js';
import { now, openCollector, outletAt } from '../collect/open-collector.js';

const HTML = `<!doctype html><title>Camat ditegur</title>${'<p>Camat itu menghadiri kampanye, kata Bawaslu — “benar”.</p>'.repeat(50)}`;

let folder: string;
let server: TestServer;
let keeper: OpenKeeper;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pantau-warc-'));
  server = await startServer();
  const settings = readSettings({ PANTAU_WARC: folder, PANTAU_CONTACT: 'redaksi@example.test' });
  const opened = wireKeeper(settings);
  if (opened === null) throw new Error('no keeper');
  keeper = opened;
  server.answer('/plain', HTML);
  server.answer('/packed', (_, response) =>
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'gzip', etag: '"a"' })
      .end(gzipSync(HTML)),
  );
  server.answer('/moved', (_, response) => response.writeHead(302, { location: '/packed' }).end());
});
afterEach(async () => {
  await keeper.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

/** Fetches a page as a visit does. */
async function fetch(path: string, known: KnownPage | null = null): Promise<Outcome> {
  const collector = openCollector();
  const outlet = outletAt(server);
  const polite = withManners({ outlet, ...collector });
  const outcomes: Outcome[] = [];
  await fetchPages([{ url: server.origin + path, outlet, fetcher: polite, known, now }], async (outcome) => {
    outcomes.push(outcome);
  });
  await collector.fetcher.close();
  const [outcome] = outcomes;
  if (outcome === undefined) throw new Error('no outcome');
  return outcome;
}

async function keep(path: string): Promise<{ capture: string; before: FetchedBefore }> {
  const outcome = await fetch(path);
  if (outcome.kind !== 'page') throw new Error(`no page: ${JSON.stringify(outcome)}`);
  const { page, exchange } = outcome;
  const capture = await keeper.keepPage(exchange, page);
  const { id, etag, lastModified, sha256, url, fetched } = page;
  return { capture, before: { id, etag, lastModified, sha256, kept: { url, fetched, capture } } };
}

const header = (record: WARCRecord | undefined, name: string): string | null =>
  record?.warcHeaders.headers.get(name) ?? null;

interface Foreign {
  record: WARCRecord;
  payload: Buffer;
  offset: number;
}

/** All records, as the other reader finds them. */
async function readByOthers(): Promise<Foreign[]> {
  const found: Foreign[] = [];
  for (const name of await readdir(folder)) {
    const parser = new WARCParser(createReadStream(join(folder, name)));
    for await (const record of parser) {
      const payload = Buffer.from(await record.readFully(false));
      found.push({ record, payload, offset: parser.offset });
    }
  }
  return found;
}

describe('the archive of a visit', () => {
  it('holds warcinfo, response, request and metadata of each page, as another reader sees them', async () => {
    await keep('/plain');
    await keep('/packed');
    await keeper.close();
    const records = await readByOthers();
    const kept = 'response request metadata';
    expect(records.map(({ record }) => record.warcType).join(' ')).toBe(`warcinfo ${kept} ${kept}`);
    const [info, first, request] = records;
    expect(records.every(({ record }) => record.warcHeaders.protocol === 'WARC/1.1')).toBe(true);
    expect(info?.payload.toString()).toContain('operator: redaksi@example.test');
    expect(first?.record.warcTargetURI).toBe(`${server.origin}/plain`);
    expect(header(first?.record, 'WARC-IP-Address')).toBe('127.0.0.1');
    expect(request?.record.httpHeaders?.headers.get('user-agent')).toContain('PantauNetralitas');
    const response = header(first?.record, 'WARC-Record-ID');
    expect(header(request?.record, 'WARC-Concurrent-To')).toBe(response);
  });

  it('keeps bodies without their codings, with digests that are right', async () => {
    await keep('/packed');
    await keeper.close();
    const response = (await readByOthers()).find(({ record }) => record.warcType === 'response');
    if (response === undefined) throw new Error('no response');
    const { record, payload } = response;
    expect(payload.toString()).toBe(HTML);
    expect(record.httpHeaders?.headers.get('x-crawl-content-encoding')).toBe('gzip');
    expect(record.httpHeaders?.headers.get('content-length')).toBe(String(Buffer.byteLength(HTML)));
    expect(header(record, 'WARC-Payload-Digest')).toBe(digestOf(Buffer.from(HTML)));
  });

  it('leads from a capture reference to the page, also behind a redirect', async () => {
    await keep('/plain');
    const { capture } = await keep('/moved');
    await keeper.close();
    const archived = readArchived(folder, capture);
    expect(archived.body.toString()).toBe(HTML);
    expect(archived).toMatchObject({
      status: 200,
      head: { url: `${server.origin}/packed`, type: 'response' },
    });
    expect(() => readArchived(folder, `${capture}0`)).toThrow('holds no such record');
    expect(() => readArchived(folder, capture.replace('#', 'x#'))).toThrow('cannot be read');
  });

  it('keeps an unchanged body once, and refers to it', async () => {
    const { capture, before } = await keep('/packed');
    const again = await fetch('/packed', before);
    expect(again.kind).toBe('unchanged');
    if (again.kind === 'unchanged') await keeper.keepUnchanged(again.exchange, 'kabar-uji', before);
    server.answer('/packed', (_, response) => response.writeHead(304, { etag: '"a"' }).end());
    const unmodified = await fetch('/packed', before);
    expect(unmodified.kind).toBe('unchanged');
    if (unmodified.kind === 'unchanged') await keeper.keepUnchanged(unmodified.exchange, 'kabar-uji', before);
    await keeper.close();
    const revisits = (await readByOthers()).filter(({ record }) => record.warcType === 'revisit');
    expect(revisits.map(({ payload }) => payload.length)).toEqual([0, 0]);
    const profiles = revisits.map(({ record }) => header(record, 'WARC-Profile')?.split('/').at(-1));
    expect(profiles).toEqual(['identical-payload-digest', 'server-not-modified']);
    for (const { record } of revisits) {
      expect(header(record, 'WARC-Refers-To')).toBe(`<${readCapture(capture)?.record}>`);
      expect(header(record, 'WARC-Refers-To-Target-URI')).toBe(`${server.origin}/packed`);
      expect(header(record, 'WARC-Refers-To-Date')).toBe(before.kept?.fetched);
    }
  });

  it('is read the same by our own reader, record by record', async () => {
    for (const path of ['/plain', '/packed', '/moved', '/plain']) await keep(path);
    await keeper.close();
    const [name = ''] = await readdir(folder);
    const scan = openWarcScan(join(folder, name), { wants: () => true, headFirst: false });
    const ours = [...scan.records()].map(({ head, offset }) => [head.type, head.id, offset]);
    scan.close();
    const theirs = (await readByOthers()).map(({ record, offset }) => [
      record.warcType,
      header(record, 'WARC-Record-ID')?.slice(1, -1),
      offset,
    ]);
    expect(ours).toEqual(theirs);
    expect(scan.counts).toEqual({ records: 13, passed: 0, broken: 0, cut: 0, forged: 0 });
  });
});
