/** Subscriptions of the digest: each reader is told of each state of an incident once, by the filter, until unsubscribed. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseFeed } from 'feedsmith';
import { readSubscriptions } from '../../pipelines/subscriptions.js';
import type { Incident } from '../../src/model/incident.js';
import { openStore, type Store } from '../../src/store/store.js';
import { compile } from '../run/compiled.js';
import { freshFolder } from '../setup/backends.js';
import { makeArticle, makeExtraction, makeIncident } from '../store/made-up.js';
import { dictionary } from './desk.js';
import { startMailServer, type MailServer } from './mail-server.js';
import { saveArticles, saveIncidents } from './numbered-cases.js';
import { runProgram } from './run-program.js';

let folder: string;
let compiled: string;
let data: string;
let store: Store;
let server: MailServer;

const place = ['33.74', '36.74', '33.01'];
const incident = (n: number, over: Partial<Incident> = {}): Incident =>
  makeIncident(`i${n}`, {
    reports: [{ report: `r${n}`, article: `a${n}`, outlet: 'kabar-uji' }],
    places: [place[n - 1] ?? '33'],
    over,
  });
const save = (at: string, ...incidents: Incident[]) => saveIncidents(store, new Date(at), incidents);

const digest = (args: string[]) =>
  runProgram(compiled, ['digest', ...args], {
    cwd: folder,
    env: {
      PANTAU_DATA: data,
      PANTAU_SMTP_URL: server.url,
      PANTAU_MAIL_FROM: 'Pantau <pantau@ngo.example>',
    },
  });
const edition = (date: string, ...more: string[]) =>
  digest(['--subscriptions', join(folder, 'subs.yaml'), '--date', date, ...more]);
/** Places told in the mails since the last look, by who got them. */
function told(): [string, string[]][] {
  const mails = server.mails.splice(0);
  return mails
    .map(({ to, mail }): [string, string[]] => {
      const items = (mail.text ?? '').match(/^\[(?!Klaim|Claim)[^\]]+\].*$/gm) ?? [];
      return [
        to,
        items
          .map(
            (item) =>
              item
                .replace(/^\[[^\]]+\] /, '')
                .split(', ')
                .at(-1) ?? '',
          )
          .sort(),
      ];
    })
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

beforeAll(async () => {
  compiled = compile();
  folder = await mkdtemp(join(tmpdir(), 'pantau-subscriptions-'));
  data = await freshFolder();
  store = await openStore({ folder: data });
  server = await startMailServer();
  await saveArticles(store, 3, new Date('2024-03-01T02:00:00Z'));
  await writeFile(
    join(folder, 'subs.yaml'),
    `- id: jateng
  filter: { region: [Jawa Tengah], type: case }
  recipients: [satu@ngo.example, dua@ngo.example]
- id: semua
  language: en
  recipients: [tiga@ngo.example]
- id: arsip
  channel: file
  file: arsip-{date}.eml
  filter: { tier: [sanctioned] }
`,
  );
});
afterAll(async () => {
  await server.close();
  await store.close();
  for (const one of [folder, data]) await rm(one, { recursive: true, force: true });
});
beforeEach(() => {
  server.mails.length = 0;
});

const [SEMARANG, TANGSEL, CILACAP] = ['Kota Semarang', 'Kota Tangerang Selatan', 'Kabupaten Cilacap'];

describe('subscriptions', () => {
  it('tell each reader of each state of an incident once, and what came late in the next edition', async () => {
    await save('2024-03-01T03:00:00Z', incident(1), incident(2));
    expect((await edition('2024-03-01')).code).toBe(0);
    expect(told()).toEqual([
      ['dua@ngo.example', [SEMARANG]],
      ['satu@ngo.example', [SEMARANG]],
      ['tiga@ngo.example', [SEMARANG, TANGSEL]],
    ]);
    expect((await edition('2024-03-01')).out.match(/already/g)).toHaveLength(3);
    expect(told()).toEqual([]);
    // Came on the same day, after the edition went out: nobody misses it, nobody hears the rest again.
    await save('2024-03-01T16:00:00Z', incident(3));
    await edition('2024-03-01');
    expect(told()).toEqual([
      ['dua@ngo.example', [CILACAP]],
      ['satu@ngo.example', [CILACAP]],
      ['tiga@ngo.example', [CILACAP]],
    ]);
    await save('2024-03-01T16:30:00Z', incident(2, { stage: 'forwarded', tier: 'found' }));
    // Two days without any run; the edition of the third holds what was not told before, against what was told.
    await save('2024-03-03T03:00:00Z', incident(1, { stage: 'sanction_imposed', tier: 'sanctioned' }));
    await edition('2024-03-04');
    const last = server.mails.find(({ to }) => to === 'tiga@ngo.example')?.mail.text ?? '';
    expect(last).toContain('GONE FURTHER');
    expect(last).toContain('stage moved from Examined to Sanction imposed');
    expect(last).toContain('stage moved from Examined to Forwarded');
    expect(told()).toEqual([
      ['dua@ngo.example', [SEMARANG]],
      ['satu@ngo.example', [SEMARANG]],
      ['tiga@ngo.example', [SEMARANG, TANGSEL]],
    ]);
    await edition('2024-03-05');
    expect(told().map(([, items]) => items)).toEqual([[], [], []]);
    expect((await readdir(folder)).filter((name) => name.startsWith('arsip'))).toContain(
      'arsip-2024-03-04.eml',
    );
  });

  it('say what was taken back, and that nobody tells of it any more', async () => {
    await save('2024-03-06T03:00:00Z', incident(1, { stage: 'assessed_no_violation', tier: 'cleared' }));
    const article = makeArticle('a3', { text: 'Pegawai 3 diperiksa. Lalu diam.' });
    await store.saveExtractions(
      [{ extraction: { ...makeExtraction(article, []), claims: [] }, blockKeys: new Map() }],
      new Date('2024-03-06T04:00:00Z'),
    );
    await edition('2024-03-06', '--subscription', 'semua');
    const [mail] = server.mails;
    expect(mail?.mail.text).toContain('CORRECTED, DENIED OR WITHDRAWN');
    expect(mail?.mail.text).toContain('listed as Not proven, before as Sanctioned');
    expect(mail?.mail.text).toContain('no article tells of it any more');
    expect(told()).toEqual([['tiga@ngo.example', [CILACAP, SEMARANG].sort()]]);
  });

  it('carry List-Unsubscribe, and send nothing to who wants no more', async () => {
    await edition('2024-03-07', '--subscription', 'jateng');
    const headers = server.mails[0]?.mail.headers;
    const list = headers?.get('list') as unknown as {
      unsubscribe?: { mail?: string };
      id?: { name?: string; id?: string };
    };
    expect(list.unsubscribe?.mail).toBe('pantau@ngo.example?subject=unsubscribe%20jateng');
    expect(list.id?.id).toBe('jateng.digest.pantau');
    const gone = await digest(['--unsubscribe', 'SATU@ngo.example', '--subscription', 'jateng']);
    expect([gone.code, gone.out]).toEqual([0, 'SATU@ngo.example: gets nothing any more by jateng\n']);
    server.mails.length = 0;
    const next = await edition('2024-03-08', '--subscription', 'jateng');
    expect(next.out).toContain('jateng: satu@ngo.example: wants no more');
    expect(told().map(([to]) => to)).toEqual(['dua@ngo.example']);
  });

  it('are posted once to a program, signed, and again after it was not there', async () => {
    const got: { body: string; signature: string; key: string }[] = [];
    let answers = [503];
    const hook = createServer((request, response) => {
      let body = '';
      request.on('data', (piece: Buffer) => (body += piece.toString()));
      request.on('end', () => {
        const { 'x-pantau-signature': signature, 'idempotency-key': key } = request.headers;
        got.push({ body, signature: String(signature), key: String(key) });
        response.writeHead(answers.shift() ?? 200).end();
      });
    });
    await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve));
    const { port } = hook.address() as AddressInfo;
    const file = join(folder, 'hook.yaml');
    await writeFile(
      file,
      `- { id: kait, channel: webhook, url: "http://127.0.0.1:${port}/x", secret: KAIT_SECRET, filter: { region: ["33.74"] } }\n`,
    );
    const secret = 'rahasia-yang-panjang';
    const post = (more: Record<string, string>, ...args: string[]) =>
      runProgram(compiled, ['digest', '--subscriptions', file, '--date', '2024-03-01', ...args], {
        cwd: folder,
        env: { PANTAU_DATA: data, ...more },
      });
    const unset = await post({});
    expect([unset.code, unset.errors]).toEqual([1, expect.stringContaining('KAIT_SECRET')]);
    const later = await post({ KAIT_SECRET: secret }, '--patience', '1s');
    expect([later.code, later.errors]).toEqual([1, expect.stringContaining('answered 503')]);
    // Not there at first, and tried again by the same run.
    answers = [503, 503];
    const patient = await post({ KAIT_SECRET: secret });
    expect([patient.code, patient.out]).toEqual([0, expect.stringMatching(/: sent\n$/)]);
    expect(patient.errors).toMatch(/trying again in 2 s.*trying again in 4 s/s);
    expect((await post({ KAIT_SECRET: secret })).out).toContain('already');
    hook.close();
    expect(got).toHaveLength(4);
    for (const { body, signature } of got)
      expect(signature).toBe(`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`);
    expect(new Set(got.map(({ key }) => key)).size).toBe(1);
    expect(JSON.parse(got[0]?.body ?? '')).toMatchObject({
      date: '2024-03-01',
      subscription: 'kait',
      repeated: false,
    });
    expect(got[0]?.body).toContain(SEMARANG);
    expect(got[0]?.body).not.toContain('Sutarno');
  });

  it('are a feed of the last editions, which a reader of feeds reads', async () => {
    const file = join(folder, 'feed.yaml');
    await writeFile(file, `- { id: umpan, channel: atom, file: umpan.xml }\n`);
    const { code, out } = await digest(['--subscriptions', file, '--date', '2024-03-08']);
    expect([code, out]).toEqual([0, 'umpan.xml\n']);
    const { format, feed } = parseFeed(await readFile(join(folder, 'umpan.xml'), 'utf8'));
    expect(format).toBe('atom');
    const { entries = [] } = feed as { entries?: { id?: string; title?: unknown; content?: unknown }[] };
    expect(entries.map(({ id }) => id)).toEqual(
      ['08', '06', '03', '01'].map((day) => `tag:pantau-netralitas,2024:umpan/2024-03-${day}`),
    );
    expect(JSON.stringify(entries)).toContain(SEMARANG);
    expect(JSON.stringify(entries)).not.toContain('Sutarno');
  });

  it('are the filter of every other way out, also by hand', async () => {
    const byHand = await digest(['--date', '2024-03-01', '--dry-run', '--region', 'Banten']);
    expect(byHand.out).toContain(TANGSEL);
    expect(byHand.out).not.toContain(SEMARANG);
    expect(byHand.out).toContain('Saringan: wilayah: Banten\n');
    const days = ['--date', '2024-03-01', '--dry-run'];
    const period = await digest([...days, '--from', '2023-01-01', '--to', '2023-12-31']);
    expect(period.out).toContain('Saringan: sejak: 1 Januari 2023; sampai: 31 Desember 2023\n');
    expect(period.out).not.toContain(TANGSEL);
    const twice = await digest([...days, '--to', '2023-12-31', '--to', '2024-12-31']);
    expect([twice.code, twice.errors]).toEqual([
      2,
      expect.stringMatching(/--to takes one day, not 2023-12-31/),
    ]);
    // What was read of kabar-uji says nothing of a region that it does not look at.
    expect(byHand.out).toMatch(/Media pada saringan ini \(\d+ dikenal\): tidak ada artikel yang dibaca\./);
    const elsewhere = await digest(['--date', '2024-03-01', '--dry-run', '--region', 'Papua']);
    expect(elsewhere.out).toMatch(
      /^Pantau Netralitas .*: tidak ada artikel yang terbaca dari media pada saringan\n/,
    );
  });

  it('say in the edition where they name an outlet that nobody knows, as its silence means nothing', async () => {
    const { out } = await digest([
      '--date',
      '2024-03-01',
      '--dry-run',
      '--outlet',
      'slip-of-the-pen,kabar-uji',
    ]);
    expect(out).toContain('tidak ada artikelnya yang terbaca: slip-of-the-pen.\n');
    const known = await digest(['--date', '2024-03-01', '--dry-run', '--outlet', 'kabar-uji']);
    expect(known.out).toContain('Saringan: media: kabar-uji\n');
    expect(known.out).not.toContain('artikelnya yang terbaca');
  });

  it('are read as docs/digest.md shows them', async () => {
    const text = await readFile(join('docs', 'digest.md'), 'utf8');
    const shown = text.slice(text.indexOf('    - id: jateng'), text.indexOf('The whole file is checked'));
    const file = join(folder, 'shown.yaml');
    await writeFile(file, shown.replace(/^ {4}/gm, ''));
    const read = await readSubscriptions(file, dictionary);
    expect(read.map(({ id, time, zone, alert }) => [id, time, zone, alert])).toEqual([
      ['jateng', '06:30', 'Asia/Makassar', null],
      ['kilat', '06:00', 'Asia/Jakarta', { every: '2h' }],
      ...['arsip', 'umpan', 'program'].map((id) => [id, '06:00', 'Asia/Jakarta', null]),
    ]);
  });

  it.each([
    ['- id: x\n  recipients: [no address]', /recipients/],
    ['- id: x\n  recipients: ["a@b.example\\r\\nBcc: c@d.example"]', /recipients/],
    ['- id: "x\\r\\nBcc: c@d.example"\n  recipients: [a@b.example]', /0\.id/],
    ['- id: x\n  recipients: []', /names no recipients/],
    ['- { id: x, channel: webhook, url: "https://a.example" }', /a webhook has/],
    ['- { id: x, channel: webhook, url: "file:///etc/passwd", secret: X }', /url/],
    ['- id: x\n  recipients: [a@b.example]\n  filter: { tier: [wrong] }', /x: --tier "wrong": is none of/],
    ['- id: x\n  recipients: [a@b.example]\n  filter: { region: [Atlantis] }', /Atlantis/],
    ['- id: x\n  recipients: [a@b.example]\n- id: x\n  recipients: [a@b.example]', /two subscriptions/],
    ['- { id: x, recipients: [a@b.example], time: "6.30" }', /no time of the day/],
    ['- { id: x, recipients: [a@b.example], time: "24:00" }', /no time of the day/],
    ['- { id: x, recipients: [a@b.example], zone: Asia/Atlantis }', /no time zone/],
    ['- { id: x, recipients: [a@b.example], alert: { every: soon } }', /no duration/],
    ['- { id: x, channel: file, file: a.eml, alert: {} }', /goes by smtp or webhook/],
    ['id: x', /./],
    ['- [', /./],
  ])('refuse %j', async (text, message) => {
    const file = join(folder, 'wrong.yaml');
    await writeFile(file, text);
    const { code, errors } = await digest(['--subscriptions', file, '--date', '2024-03-01']);
    expect(code).toBe(2);
    expect(errors).toContain('wrong.yaml');
    expect(errors).toMatch(message);
    expect(server.mails).toEqual([]);
  });
});
