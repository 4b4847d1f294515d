/** Editions made again: as of the instant at which one went out it is the same to the letter, whatever became of things since. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import type { Incident } from '../../src/model/incident.js';
import { openStore, type Store } from '../../src/store/store.js';
import { compile } from '../run/compiled.js';
import { freshFolder } from '../setup/backends.js';
import { makeArticle, makeExtraction, makeIncident, makeReport } from '../store/made-up.js';
import { startMailServer, type MailServer } from './mail-server.js';
import { runProgram } from './run-program.js';

const DAY = '2024-03-01';
const TEXT = 'Lurah Sutarno Wibisana diperiksa Bawaslu. Ia diam. KASN mencatat 403 orang dilaporkan.';
let folder: string;
let compiled: string;
let data: string;
let store: Store;
let server: MailServer;

const at = (minute: number): Date => new Date(Date.parse('2024-03-01T03:00:00Z') + minute * 60_000);

function incident(n: number, over: Partial<Incident> = {}): Incident {
  const support = { report: `r${n}`, article: `a${n}`, outlet: 'kabar-uji' };
  const start = TEXT.indexOf('diperiksa');
  const from = [{ ...support, evidence: [{ in: 'body' as const, start, end: start + 9 }] }];
  const step = { value: 'examined', reality: 'realised', date: null, precision: null, support: 1, from };
  return makeIncident(`i${n}`, {
    reports: [support],
    places: [['33.74', '36.74', '33.01'][n - 1] ?? '33'],
    over: { timeline: [step] as never, ...over },
  });
}
const save = (minute: number, reports: number[], ...incidents: Incident[]) =>
  store.saveIncidents({ incidents, reportIds: reports.map((n) => `r${n}`), now: at(minute) });

async function tell(n: number, minute: number, text = TEXT, claims = true): Promise<void> {
  const article = makeArticle(`a${n}`, { text });
  await store.saveArticles([article], at(minute));
  const extraction = makeExtraction(article, [makeReport(`r${n}`)], `sha256:${minute}`);
  const start = text.indexOf('403');
  const counted = extraction.claims.map((claim) => ({
    ...claim,
    evidence: [{ in: 'body' as const, start, end: start + 3 }],
  }));
  await store.saveExtractions(
    [{ extraction: { ...extraction, claims: claims ? counted : [] }, blockKeys: new Map() }],
    at(minute),
  );
}

const VISIT = {
  outlet: 'kabar-uji',
  feedsAnswered: 1,
  feedsEmpty: 0,
  feedsFailed: 0,
  pages: 1,
  unchanged: 0,
  gone: 0,
  refused: 0,
  failed: 0,
  errors: {},
};
const digest = (...args: string[]) =>
  runProgram(compiled, ['digest', '--date', DAY, '--language', 'en', ...args], {
    cwd: folder,
    env: { PANTAU_DATA: data, PANTAU_SMTP_URL: server.url, PANTAU_MAIL_FROM: 'pantau@ngo.example' },
  });
const asOf = (minute: number): string[] => ['--dry-run', '--as-of', at(minute).toISOString()];

beforeAll(async () => {
  compiled = compile();
  folder = await mkdtemp(join(tmpdir(), 'pantau-as-of-'));
  data = await freshFolder();
  store = await openStore({ folder: data });
  server = await startMailServer();
  for (const n of [1, 2]) await tell(n, 0);
  await save(1, [1, 2], incident(1), incident(2));
});
afterAll(async () => {
  await server.close();
  await store.close();
  for (const one of [folder, data]) await rm(one, { recursive: true, force: true });
});

describe('an edition as of an instant', () => {
  it('is the same after revisions, new extractions, merges, withdrawals and what came later', async () => {
    const texts = async (): Promise<string[]> => {
      const all = [];
      for (const args of [[], ['--region', 'Banten'], ['--text', 'diam'], ['--phase', 'campaign']])
        all.push((await digest(...asOf(10), ...args)).out);
      return all;
    };
    const [before, ...narrower] = await texts();
    expect(before).toContain('2 new, 0 changed');
    expect(before).toContain('> Lurah SW diperiksa Bawaslu. [happened]');
    expect(before).toContain('> KASN mencatat 403 orang dilaporkan.');
    expect(before).toContain('2 articles read from 1 outlet, 2 of them');
    expect(narrower[0]).toContain('1 new, 0 changed');
    await tell(1, 20, `Ralat redaksi kami mohon maaf. ${TEXT.replace('diam', 'bicara')}`, false);
    await tell(3, 21);
    await save(22, [1, 2, 3], incident(1, { tier: 'sanctioned', stage: 'sanction_imposed' }), incident(3));
    const now = (await digest('--dry-run')).out;
    expect(now).not.toBe(before);
    expect(now).toContain('Sanction imposed');
    expect(await texts()).toEqual([before, ...narrower]);
    expect((await digest(...asOf(25))).out).toBe(now);
    expect((await digest(...asOf(0))).out).toContain('No new incident');
  });

  it('is the one that a reader got, by the instant that stands in the mail', async () => {
    const sent = await digest('--to', 'baca@ngo.example');
    expect(sent.code).toBe(0);
    const [{ mail } = { mail: null }] = server.mails;
    const known = JSON.stringify(mail?.headers.get('x-pantau-as-of')).replaceAll('"', '');
    expect(known).toMatch(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/);
    // A visit that was noted late changes what is settled, but not what that edition told.
    expect(mail?.text).not.toContain('Watched: ');
    await store.noteVisit({ ...VISIT, at: at(40) });
    await store.pool.query('DELETE FROM coverage');
    await store.settleCoverage('Asia/Jakarta', new Date());
    expect((await digest('--dry-run')).out).toContain('Watched: 1 outlet,');
    const again = await digest('--dry-run', '--as-of', known, '--reader', 'baca@ngo.example');
    expect(again.out.trim()).toBe(mail?.text?.trim());
    const file = await digest('--out', 'again.eml', '--as-of', known, '--reader', 'baca@ngo.example');
    expect(file.out).toBe('again.eml\n');
    const written = await simpleParser(await readFile(join(folder, 'again.eml')));
    expect([written.messageId, written.html]).toEqual([mail?.messageId, mail?.html]);
    // Without the instant it is what the reader was not told of yet.
    const rest = await digest('--dry-run', '--reader', 'baca@ngo.example');
    expect(rest.out).not.toContain('[Alleged]');
  });

  it.each([
    [['--as-of', 'yesterday', '--dry-run'], /is no day/],
    [['--as-of', '2024-03-01'], /give them with --dry-run/],
    [['--reader', 'nobody', '--dry-run'], /no mail address/],
  ])('is refused with %j', async (args, message) => {
    const { code, errors } = await digest(...args);
    expect([code, errors]).toEqual([2, expect.stringMatching(message)]);
  });
});
