/** The program `digest` as people run it: what a day told, in a file or by mail, to each recipient once. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { openStore, type Store } from '../../src/store/store.js';
import { compile } from '../run/compiled.js';
import { freshFolder } from '../setup/backends.js';
import { makeArticle, makeExtraction, makeIncident, makeReport, type Facts } from '../store/made-up.js';
import { startMailServer, type MailServer } from './mail-server.js';
import { runProgram, type Ran, type RunOptions } from './run-program.js';

const FIRST = 'Camat Yohanes Darung diperiksa Bawaslu, Senin. Ia diam saja.';
const SECOND =
  'Sempat diperiksa. Bupati mencopot Camat Yohanes Darung karena ikut kampanye. Kursinya kosong.';
const HOSTILE = 'Ikrar netral\r\nBcc: jahat@evil.example <script>alert(1)</script>';

const articles = [
  makeArticle('a1', { outlet: 'kabar-uji', text: FIRST, title: 'Camat Yohanes Darung Diperiksa' }),
  makeArticle('a2', { outlet: 'warta-uji', text: SECOND, title: 'Camat dicopot' }),
  makeArticle('a3', { outlet: 'warta-uji', text: 'Ratusan pegawai berikrar netral.', title: HOSTILE }),
  makeArticle('a4', { outlet: 'kabar-uji', text: 'Seorang guru divonis bersalah. Ia menyesal.' }),
];
const reports = articles.map(({ id }) => makeReport(`r-${id}`));

let folder: string;
let compiled: string;
let data: string;
let store: Store;
let server: MailServer;
let cwd: string;

function evidence(article: string, word: string) {
  const found = articles.find(({ id }) => id === article);
  const start = found?.text.indexOf(word) ?? -1;
  const support = { report: `r-${article}`, article, outlet: found?.outlet ?? null };
  return { ...support, evidence: [{ in: 'body' as const, start, end: start + word.length }] };
}

const step = (value: string, ...from: ReturnType<typeof evidence>[]) => ({
  value,
  reality: 'realised',
  date: null,
  precision: null,
  support: from.length,
  from,
});

const link = (article: string, outlet: string) => ({ report: `r-${article}`, article, outlet });

async function save(id: string, at: string, reportIds: string[], facts: Facts): Promise<void> {
  await store.saveIncidents({ incidents: [makeIncident(id, facts)], reportIds, now: new Date(at) });
}

/** Two days: a case that is new and changes at once, and on the next day goes on beside what is new. */
async function fill(): Promise<void> {
  await store.saveArticles(articles.slice(0, 1), new Date('2024-02-29T17:30:00Z'));
  await store.saveArticles(articles.slice(1), new Date('2024-03-02T03:00:00Z'));
  const items = articles.map((article, at) => ({
    extraction: makeExtraction(article, reports.slice(at, at + 1)),
    blockKeys: new Map<string, string[]>(),
  }));
  await store.saveExtractions(items, new Date('2024-03-02T03:00:00Z'));
  const examined = step('examined', evidence('a1', 'diperiksa'));
  const first: Facts = {
    reports: [link('a1', 'kabar-uji')],
    status: 'territorial_official',
    over: { timeline: [examined] as never },
  };
  const subjects = makeIncident('x', first).subjects.map((one) => ({ ...one, name: 'Yohanes Darung' }));
  const over = { ...first.over, subjects };
  // 00:30 of 1 March in Jakarta is still February in Greenwich, and 23:59 is the last minute of the day.
  await save('i1', '2024-02-29T17:30:00Z', ['r-a1'], { ...first, violations: ['vote_instruction'], over });
  await save('i1', '2024-03-01T16:59:00Z', ['r-a1'], { ...first, over });
  await save('i2', '2024-03-01T17:01:00Z', ['r-a3'], {
    reports: [link('a3', 'warta-uji')],
    over: {
      type: 'measure',
      stage: null,
      tier: 'measure',
      timeline: [step('pledge', evidence('a3', 'berikrar'))] as never,
    },
  });
  await save('i1', '2024-03-02T03:00:00Z', ['r-a1', 'r-a2'], {
    ...first,
    reports: [link('a1', 'kabar-uji'), link('a2', 'warta-uji')],
    over: {
      ...over,
      stage: 'sanction_imposed',
      tier: 'sanctioned',
      timeline: [
        step('examined', evidence('a1', 'diperiksa'), evidence('a2', 'diperiksa')),
        step('sanction_imposed', evidence('a2', 'mencopot')),
      ] as never,
    },
  });
  await save('i4', '2024-03-02T04:00:00Z', ['r-a4'], {
    reports: [link('a4', 'kabar-uji')],
    over: {
      stage: 'convicted',
      tier: 'convicted',
      timeline: [step('convicted', evidence('a4', 'divonis'))] as never,
    },
  });
}

beforeAll(async () => {
  compiled = compile();
  folder = await mkdtemp(join(tmpdir(), 'pantau-digest-'));
  // The test holds the folder, as a monitor would; the programs come to it as guests.
  data = await freshFolder();
  store = await openStore({ folder: data });
  await fill();
  server = await startMailServer();
});
afterAll(async () => {
  await server.close();
  await store.close();
  for (const one of [folder, data]) await rm(one, { recursive: true, force: true });
});
beforeEach(async () => {
  cwd = await mkdtemp(join(folder, 'cwd-'));
  server.mails.length = 0;
  server.refused.clear();
  server.cut.clear();
  server.taken = () => Promise.resolve();
});

const digest = (args: string[], more: Partial<RunOptions> = {}): Promise<Ran> =>
  runProgram(compiled, ['digest', ...args], {
    cwd,
    ...more,
    env: { PANTAU_DATA: data, ...more.env },
  });
const mailing = (to: string[], more: string[] = [], run: Partial<RunOptions> = {}): Promise<Ran> =>
  digest([...to.flatMap((one) => ['--to', one]), ...more], {
    ...run,
    env: { PANTAU_SMTP_URL: server.url, PANTAU_MAIL_FROM: 'Pantau <pantau@ngo.example>', ...run.env },
  });

describe('an edition', () => {
  it('tells what was new once, though it changed on the same day, by the days of Jakarta', async () => {
    const { code, out } = await digest(['--date', '2024-03-01', '--dry-run', '--language', 'en']);
    expect(code).toBe(0);
    expect(out).toContain('1 new, 0 changed');
    expect(out).toContain('Public endorsement');
    expect(out).not.toContain('Directing votes');
    expect(out).toContain('> Camat YD diperiksa Bawaslu, Senin. [happened]');
    expect(out).toContain('1 article read from 1 outlet');
    expect(out).not.toMatch(/yohanes|darung/i);
  });

  it('tells what changed in words, cases before measures and the gravest first, one sentence of each outlet', async () => {
    const { out } = await digest(['--date', '2024-03-02', '--dry-run', '--language', 'en']);
    expect(out).toContain('2 new, 1 changed');
    const order = [
      'NEW\n',
      '[Convicted]',
      'GONE FURTHER',
      '[Sanctioned]',
      'MEASURES',
      '[Prevention]',
      'PUBLISHED COUNTS',
      '[Claim]',
    ].map((tier) => out.indexOf(tier));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(out).toContain(
      'stage moved from Examined to Sanction imposed; listed as Sanctioned, before as Alleged; 1 further outlet tells of it',
    );
    expect(out).toContain('> Bupati mencopot Camat YD karena ikut kampanye. [happened]');
    expect(out).toContain('> Camat YD diperiksa Bawaslu, Senin. [happened]');
    expect(out.match(/^ {2}> /gm)).toHaveLength(4 + 3);
    expect(out).toContain('(KASN): 403 people, Reported, February 2024');
    expect(out).toContain('https://a2.example/berita');
  });

  it('is written to a file as a whole, in Indonesian, and lets nothing of an article into its headers', async () => {
    const { code, out } = await digest(['--date', '2024-03-02']);
    expect([code, out]).toEqual([0, 'digest-2024-03-02.eml\n']);
    expect(await readdir(cwd)).toEqual(['digest-2024-03-02.eml']);
    const mail = await simpleParser(await readFile(join(cwd, 'digest-2024-03-02.eml')));
    expect(mail.bcc).toBeUndefined();
    expect(mail.subject).toBe('Pantau Netralitas 2 Maret 2024: 2 baru, 1 berubah');
    expect(mail.html).not.toContain('<script');
    expect(mail.text).toContain('tahap bergeser dari');
    const other = await digest(['--date', '2024-03-02', '--out', 'no/such/folder/x.eml']);
    expect(other.code).toBe(1);
    expect(other.errors).toContain('--out');
  });

  it.each([
    [['--date', '2024-02-31'], 'is no day'],
    [['--date', '2999-01-01'], 'has not begun'],
    [['--language', 'fr'], 'none of id, en'],
    [['--colour'], 'Usage'],
    [['--to', 'a@ngo.example\r\nBcc: b@evil.example'], 'no mail address'],
    [['--to', 'a@ngo.example, b@evil.example'], 'no mail address'],
    [['--to', 'Staf <a@ngo.example>'], 'no mail address'],
  ])('refuses %j', async (args, message) => {
    const { code, errors } = await digest(args);
    expect(code).toBe(2);
    expect(errors).toContain(message);
  });

  it('names what is missing or wrong in the settings', async () => {
    const PANTAU_SMTP_URL = server.url;
    const none = await digest(['--to', 'a@ngo.example'], { env: { PANTAU_SMTP_URL } });
    const PANTAU_MAIL_FROM = 'a@ngo.example>\r\nBcc: b@evil.example';
    const wrong = await digest(['--to', 'a@ngo.example'], { env: { PANTAU_SMTP_URL, PANTAU_MAIL_FROM } });
    expect([none.code, wrong.code]).toEqual([2, 2]);
    expect(none.errors).toContain('PANTAU_MAIL_FROM');
    expect(wrong.errors).toContain('PANTAU_MAIL_FROM');
    const empty = await digest([], { env: { PANTAU_DATA: join(folder, 'nowhere') } });
    expect([empty.code, empty.errors]).toEqual([1, expect.stringContaining('pantau ingest')]);
    const unsent = await digest(['--date', '2024-03-02', '--to', 'a@ngo.example']);
    expect([unsent.code, unsent.errors]).toEqual([0, expect.stringContaining('PANTAU_SMTP_URL')]);
  });
});

describe('a signed mail', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'der' },
  });
  /** As a receiver does, with the name server asked for the key. */
  const verify = async (mail: Buffer): Promise<[string, string | undefined, string | undefined][]> => {
    const { results } = await dkimVerify(mail, {
      resolver: (name) =>
        Promise.resolve(
          name === 'surat._domainkey.ngo.example'
            ? [[`v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`]]
            : [],
        ),
    });
    return results.map(({ status, signingDomain, selector }) => [status.result, signingDomain, selector]);
  };
  let key: string;
  beforeEach(async () => {
    key = join(cwd, 'kunci.pem');
    await writeFile(key, privateKey);
  });

  it('is verified by receivers, with the link by which one click leaves; what is altered is not', async () => {
    const ran = await mailing(['dkim@ngo.example'], ['--date', '2024-03-02'], {
      env: {
        PANTAU_DKIM_KEY: key,
        PANTAU_DKIM_SELECTOR: 'surat',
        PANTAU_UNSUBSCRIBE_URL: 'https://ngo.example/berhenti',
      },
    });
    expect([ran.code, server.mails.length]).toEqual([0, 1]);
    const raw = server.mails[0]?.raw ?? Buffer.alloc(0);
    expect(await verify(raw)).toEqual([['pass', 'ngo.example', 'surat']]);
    const text = raw.toString('latin1');
    expect(text).toMatch(/^DKIM-Signature: /m);
    for (const [from, to] of [
      ['List-Unsubscribe=One-Click', 'List-Unsubscribe=Two-Click'],
      ['https://ngo.example/berhenti', 'https://evil.example/berhenti'],
      ['Subject: Pantau', 'Subject: Palsu'],
      ['Content-Type: text/plain', 'Content-Type: text/plaim'],
    ] as const) {
      expect(text).toContain(from);
      const altered = Buffer.from(text.replaceAll(from, to), 'latin1');
      const [[result] = []] = await verify(altered);
      expect([from, result]).toEqual([from, expect.stringMatching(/^(fail|neutral)$/)]);
    }
  });

  it('is not sent where the key or its selector is missing or wrong', async () => {
    await writeFile(join(cwd, 'umum.pem'), 'no key');
    for (const [env, message, code] of [
      [{ PANTAU_DKIM_KEY: key }, /set both PANTAU_DKIM_KEY and PANTAU_DKIM_SELECTOR/, 2],
      [{ PANTAU_DKIM_SELECTOR: 'surat' }, /set both/, 2],
      [
        { PANTAU_DKIM_KEY: join(cwd, 'umum.pem'), PANTAU_DKIM_SELECTOR: 'surat' },
        /holds no private RSA key/,
        2,
      ],
      [
        { PANTAU_DKIM_KEY: join(cwd, 'nowhere'), PANTAU_DKIM_SELECTOR: 'surat' },
        /PANTAU_DKIM_KEY: .*nowhere: no such file or folder; check/,
        1,
      ],
    ] as const) {
      const ran = await mailing(['none@ngo.example'], ['--date', '2024-03-02'], { env });
      expect([ran.code, ran.errors]).toEqual([code, expect.stringMatching(message)]);
    }
    expect(server.mails).toEqual([]);
  });
});

describe('sending', () => {
  const sentTo = (): string[] => server.mails.map(({ to }) => to).sort();

  it('reaches each recipient once; a refused one harms no other and is tried again alone', async () => {
    const to = ['satu@ngo.example', 'salah@ngo.example', 'dua@ngo.example', 'SATU@ngo.example'];
    server.refused.add('salah@ngo.example');
    const first = await mailing(to, ['--date', '2024-03-02']);
    expect(first.code).toBe(1);
    expect(first.errors).toMatch(/salah@ngo\.example.*no such user.*check the address/s);
    expect(sentTo()).toEqual(['dua@ngo.example', 'satu@ngo.example']);
    server.refused.clear();
    const second = await mailing(to, ['--date', '2024-03-02']);
    expect(second.code).toBe(0);
    expect(second.out).toContain('satu@ngo.example: has the edition of 2024-03-02 already');
    expect(sentTo()).toEqual(['dua@ngo.example', 'salah@ngo.example', 'satu@ngo.example']);
    expect(server.mails.every(({ mail }) => mail.bcc === undefined && mail.cc === undefined)).toBe(true);
    const forced = await mailing(['dua@ngo.example'], ['--date', '2024-03-02', '--force']);
    expect([forced.code, forced.out]).toEqual([0, 'dua@ngo.example: sent\n']);
    const after = await mailing(['dua@ngo.example'], ['--date', '2024-03-02']);
    expect(after.out).toContain('already');
    expect(sentTo().filter((one) => one.startsWith('dua'))).toHaveLength(2);
    const other = await mailing(['dua@ngo.example'], ['--date', '2024-03-01']);
    expect(other.out).toBe('dua@ngo.example: sent\n');
  });

  it('sends again, and says so, what a killed run may have sent, and only that', async () => {
    const to = ['awal@ngo.example', 'tengah@ngo.example', 'akhir@ngo.example'];
    let kill = (): void => undefined;
    // Killed when the server has the mail and the sender does not know it yet.
    server.taken = (address) => {
      if (address !== 'tengah@ngo.example') return Promise.resolve();
      kill();
      return new Promise((resolve) => setTimeout(resolve, 200));
    };
    const started: RunOptions['started'] = (child) => (kill = () => child.kill('SIGKILL'));
    const killed = await mailing(to, ['--date', '2024-03-02'], { started });
    expect(killed.signal).toBe('SIGKILL');
    expect(sentTo()).toEqual(['awal@ngo.example', 'tengah@ngo.example']);
    server.taken = () => Promise.resolve();
    const again = await mailing(to, ['--date', '2024-03-02']);
    expect(again.code).toBe(0);
    expect(again.errors).toContain('waiting to see');
    expect(again.out).toContain('awal@ngo.example: has the edition');
    expect(again.out).toContain('tengah@ngo.example: sent, possibly for the second time');
    expect(again.out).toContain('akhir@ngo.example: sent\n');
    expect(sentTo()).toEqual([
      'akhir@ngo.example',
      'awal@ngo.example',
      'tengah@ngo.example',
      'tengah@ngo.example',
    ]);
    const ids = server.mails.flatMap(({ to: one, mail }) => (one.startsWith('tengah') ? mail.messageId : []));
    expect(new Set(ids).size).toBe(1);
  });

  it('sends again, and marks it, what was taken before the line was cut', async () => {
    server.cut.add('putus@ngo.example');
    const { code, out, errors } = await mailing(
      ['utuh@ngo.example', 'putus@ngo.example'],
      ['--date', '2024-03-02', '--language', 'en'],
    );
    expect([code, out]).toEqual([
      0,
      'utuh@ngo.example: sent\nputus@ngo.example: sent, possibly for the second time: a sending before broke off\n',
    ]);
    expect(errors).toContain('not taken for putus@ngo.example; trying again in 2 s');
    expect(sentTo()).toEqual(['putus@ngo.example', 'putus@ngo.example', 'utuh@ngo.example']);
    const [first, second] = server.mails.filter(({ to }) => to.startsWith('putus')).map(({ mail }) => mail);
    expect(first?.messageId).toBe(second?.messageId);
    expect([first, second].map((mail) => mail?.headers.get('x-pantau-repeated'))).toEqual([
      undefined,
      'possibly',
    ]);
    expect([first, second].map((mail) => mail?.text?.includes('Possibly for the second time'))).toEqual([
      false,
      true,
    ]);
    expect(second?.html).toContain('Possibly for the second time');
  });

  it('loses nothing however often it is killed, and repeats no more than one mail for each kill, marked', async () => {
    const to = Array.from({ length: 7 }, (_, at) => `warga${at}@ngo.example`);
    // Before the sender knows that the mail is taken, and at some moments after it does.
    const moments = [-1, 0, 15];
    for (const [round, moment] of moments.entries()) {
      let child: Parameters<NonNullable<RunOptions['started']>>[0] | undefined;
      let taken = 0;
      server.taken = () => {
        taken += 1;
        if (taken < 2) return Promise.resolve();
        if (moment >= 0) {
          setTimeout(() => child?.kill('SIGKILL'), moment);
          return Promise.resolve();
        }
        child?.kill('SIGKILL');
        return new Promise((resolve) => setTimeout(resolve, 200));
      };
      const killed = await mailing(to, ['--date', '2024-03-02'], { started: (one) => (child = one) });
      expect([round, killed.signal]).toEqual([round, 'SIGKILL']);
    }
    server.taken = () => Promise.resolve();
    expect((await mailing(to, ['--date', '2024-03-02'])).code).toBe(0);
    expect(new Set(sentTo())).toEqual(new Set(to));
    expect(server.mails.length - to.length).toBeLessThanOrEqual(moments.length);
    const marked = server.mails.filter(({ mail }) => mail.headers.get('x-pantau-repeated') === 'possibly');
    for (const one of to) {
      const mails = server.mails.filter((mail) => mail.to === one);
      expect(marked.filter((mail) => mail.to === one).length).toBeGreaterThanOrEqual(mails.length - 1);
      expect(new Set(mails.map(({ mail }) => mail.messageId)).size).toBe(1);
    }
    expect(marked.length).toBeLessThanOrEqual(moments.length);
  });

  it('reaches each recipient once where two runs send at the same time, one of them slowly', async () => {
    const to = ['kiri@ngo.example', 'kanan@ngo.example'];
    server.taken = () => new Promise((resolve) => setTimeout(resolve, 1500));
    const runs = await Promise.all([1, 2].map(() => mailing(to, ['--date', '2024-03-02'])));
    expect(runs.map(({ code }) => code)).toEqual([0, 0]);
    expect(sentTo()).toEqual(['kanan@ngo.example', 'kiri@ngo.example']);
  });
});
