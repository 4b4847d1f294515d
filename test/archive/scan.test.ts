/** The scan of WARC files of anybody: compressed by record, as a whole or not at all, cut off, broken, forged. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { openWarcScan, readResponse, type ScanCounts, type ScanOptions } from '../../src/archive/archive.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pantau-scan-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const http = (body: string | Buffer, headers = 'Content-Type: text/html'): Buffer =>
  Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\n${headers}\r\n\r\n`), Buffer.from(body)]);

function record(url: string, block: Buffer, type = 'response', version = '1.0'): Buffer {
  const head =
    `WARC/${version}\r\nWARC-Type: ${type}\r\nWARC-Record-ID: <urn:x:${url}>\r\nWARC-Date: 2024-02-14T00:00:00Z\r\n` +
    `WARC-Target-URI: ${url}\r\nContent-Type: application/http; msgtype=${type}\r\nContent-Length: ${block.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), block, Buffer.from('\r\n\r\n')]);
}

/** Bytes that do not compress, so that what is inside of a body stands in the file as it is. */
function noise(length: number): Buffer {
  const parts: Buffer[] = [];
  for (let i = 0; i * 32 < length; i += 1) parts.push(createHash('sha256').update(String(i)).digest());
  return Buffer.concat(parts).subarray(0, length);
}

interface Scanned {
  urls: string[];
  bodies: (string | null)[];
  offsets: (number | null)[];
  confirmed: boolean[];
  counts: ScanCounts;
}

async function scan(bytes: Buffer, options: Partial<ScanOptions> = {}, name = 'a.warc.gz'): Promise<Scanned> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  const opened = openWarcScan(path, {
    wants: ({ type }) => type === 'response',
    headFirst: false,
    ...options,
  });
  const scanned: Scanned = { urls: [], bodies: [], offsets: [], confirmed: [], counts: opened.counts };
  for (const one of opened.records()) {
    scanned.urls.push(one.head.url ?? '');
    scanned.bodies.push(readResponse(one.block)?.body.toString() ?? null);
    scanned.offsets.push(one.offset);
    scanned.confirmed.push(one.confirm());
  }
  opened.close();
  return scanned;
}

const sites = Array.from({ length: 300 }, (_, i) => `https://kabar-${i % 10}.example/berita/${i}`);
const page = (i: number): string => `<p>Berita nomor ${i}. ${'Isi berita itu. '.repeat((i * 37) % 900)}</p>`;
const records = sites.map((url, i) => record(url, http(page(i))));
const members = records.map((one) => gzipSync(one));

describe('a scan', () => {
  it.each([
    ['compressed record by record', Buffer.concat(members), 'a.warc.gz'],
    ['not compressed', Buffer.concat(records), 'a.warc'],
    ['compressed as a whole', gzipSync(Buffer.concat(records)), 'a.warc.gz'],
    [
      'compressed some records at a time',
      Buffer.concat([0, 100, 200].map((i) => gzipSync(Buffer.concat(records.slice(i, i + 100))))),
      'a.warc.gz',
    ],
  ])('reads all records of a file that is %s', async (_, bytes, name) => {
    const { urls, bodies, counts } = await scan(bytes, {}, name);
    expect(urls).toEqual(sites);
    expect(bodies).toEqual(sites.map((_url, i) => page(i)));
    expect(counts).toMatchObject({ records: 300, broken: 0, cut: 0 });
  });

  it.each([['a.warc.gz'], ['a.warc']])('goes on where it was (%s)', async (name) => {
    const path = join(folder, name);
    await writeFile(path, Buffer.concat(name.endsWith('gz') ? members : records));
    const urls: string[] = [];
    for (let from = 0, done = false; !done;) {
      const opened = openWarcScan(path, { wants: () => true, headFirst: false, from });
      const read = opened.records();
      for (let i = 0; i < 7 && !done; i += 1) {
        const next = read.next();
        if (next.done === true) done = true;
        else urls.push(next.value.head.url ?? '');
      }
      from = opened.resumeAt;
      opened.close();
    }
    expect(urls).toEqual(sites);
  });

  it('passes over hosts that are not wanted, and reads the rest the same', async () => {
    const bytes = Buffer.concat(members);
    const wants: ScanOptions['wants'] = ({ url }) => url?.startsWith('https://kabar-3.example') === true;
    const whole = await scan(bytes, { wants });
    const skipping = await scan(bytes, { wants, headFirst: true });
    expect(skipping.urls).toHaveLength(30);
    expect({ ...skipping, counts: null }).toEqual({ ...whole, counts: null });
    expect(skipping.confirmed.every(Boolean)).toBe(true);
  });

  it('reads what is whole of a file that is cut off or broken', async () => {
    const bytes = Buffer.concat(members);
    const cutOff = await scan(bytes.subarray(0, bytes.length - 20));
    expect(cutOff.urls).toEqual(sites.slice(0, -1));
    expect(cutOff.counts.broken).toBe(1);
    const at = members.slice(0, 100).reduce((sum, { length }) => sum + length, 0);
    const hole = Buffer.from(bytes);
    hole.fill(0x55, at + 30, at + 60);
    const broken = await scan(hole);
    expect(broken.urls).toEqual(sites.filter((_, i) => i !== 100));
    expect((await scan(noise(100_000))).urls).toEqual([]);
    expect((await scan(Buffer.alloc(0))).urls).toEqual([]);
  });

  it('believes no record that a page only looks like', async () => {
    // A page of a host that nobody wants, whose bytes hold a whole record of one that is wanted.
    const forged = gzipSync(record('https://kabar-3.example/palsu', http('<p>Palsu</p>')));
    const body = Buffer.concat([noise(3000), forged, noise(3000)]);
    const image = record('https://lain.example/', http(body, 'Content-Type: image/png'));
    // Deflate stores what it cannot make smaller as it is.
    const hostile = gzipSync(image, { level: 0 });
    expect(hostile.includes(forged)).toBe(true);
    const bytes = Buffer.concat([...members.slice(0, 50), hostile, ...members.slice(50)]);
    const wants: ScanOptions['wants'] = ({ url }) => url?.startsWith('https://kabar-3.example') === true;
    const { urls, confirmed, counts } = await scan(bytes, { wants, headFirst: true });
    const real = sites.filter((_, i) => i % 10 === 3);
    expect(urls.filter((_, i) => confirmed[i])).toEqual(real);
    expect(urls.filter((_, i) => !confirmed[i])).toEqual(['https://kabar-3.example/palsu']);
    expect(counts.forged).toBe(1);
  });

  it('reads records of other tools: fields without case, folded lines, addresses in brackets, long heads', async () => {
    const odd = Buffer.from(
      `WARC/1.0\r\nwarc-type:RESPONSE\r\nX-Long: ${'x'.repeat(5000)}\r\nwarc-target-uri: <https://a.example/ç>\r\ncontent-length: 42\r\n\r\n`,
    );
    const block = http('12345'.padEnd(42 - http('').length, '.'));
    const bytes = gzipSync(Buffer.concat([odd, block, Buffer.from('\r\n\r\n')]));
    for (const headFirst of [false, true])
      expect((await scan(bytes, { headFirst })).urls).toEqual(['https://a.example/ç']);
  });
});

describe('a response', () => {
  const text = '<p>isi halaman</p>'.repeat(50);
  const chunked = `3e8;x=1\r\n${text.padEnd(1000)}\r\n5\r\nakhir\r\n0\r\n\r\n`;
  it.each([
    ['gzip', http(gzipSync(text), 'Content-Encoding: gzip')],
    ['deflate', http(deflateSync(text), 'content-encoding: deflate')],
    ['br', http(brotliCompressSync(text), 'Content-Encoding: br')],
    ['gzip by its header alone', http(text, 'Content-Encoding: gzip')],
    ['br by its header alone', http(text, 'Content-Encoding: br')],
    ['chunked by its header alone', http(text, 'Transfer-Encoding: chunked')],
  ])('is unpacked: %s', (_, block) => {
    expect(readResponse(block)?.body.toString()).toBe(text);
  });

  it('in chunks is joined', () => {
    const body = readResponse(http(chunked, 'Transfer-Encoding: chunked'))?.body.toString();
    expect(body).toBe(`${text.padEnd(1000)}akhir`);
  });

  it('that is none, or a bomb, is not read', () => {
    expect(readResponse(Buffer.from('no head'))).toBeNull();
    expect(readResponse(http(gzipSync(Buffer.alloc(50_000_000)), 'Content-Encoding: gzip'))).toBeNull();
    expect(readResponse(http(gzipSync('x').subarray(0, 15), 'Content-Encoding: gzip'))).toBeNull();
  });
});
