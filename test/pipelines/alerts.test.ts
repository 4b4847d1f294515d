/** What is due: editions at their time, and alerts at once, in bundles; who heard of a case hears that it was taken back. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Incident } from '../../src/model/incident.js';
import { openStore, type Store } from '../../src/store/store.js';
import { compile } from '../run/compiled.js';
import { freshFolder } from '../setup/backends.js';
import { makeIncident } from '../store/made-up.js';
import { startMailServer, type MailServer } from './mail-server.js';
import { saveArticles, saveIncidents } from './numbered-cases.js';
import { runProgram } from './run-program.js';

let folder: string;
let compiled: string;
let data: string;
let store: Store;
let server: MailServer;
const PLACES = ['33.74', '36.74', '33.01', '33.02', '33.03'];
const [SEMARANG, TANGSEL, CILACAP, BANYUMAS, PURBALINGGA] = [
  'Kota Semarang',
  'Kota Tangerang Selatan',
  'Kabupaten Cilacap',
  'Kabupaten Banyumas',
  'Kabupaten Purbalingga',
];

const incident = (n: number, tier: Incident['tier'], stage: Incident['stage'] = 'examined'): Incident => {
  const support = { report: `r${n}`, article: `a${n}`, outlet: 'kabar-uji' };
  const from = [{ ...support, evidence: [{ in: 'body' as const, start: 10, end: 19 }] }];
  const step = { reality: 'realised' as const, date: null, precision: null, support: 1, from, given: null };
  return makeIncident(`i${n}`, {
    reports: [support],
    places: [PLACES[n - 1] ?? '33'],
    over: { tier, stage, timeline: [{ ...step, value: stage ?? 'examined' }] },
  });
};
const save = (...incidents: Incident[]) => saveIncidents(store, new Date(), incidents);
/** Makes what is in the ledger and the log look as if it had been so long ago. */
const age = async (interval: string): Promise<void> => {
  await store.pool.query(`UPDATE deliveries SET at = at - $1::interval, next_try = next_try - $1::interval`, [
    interval,
  ]);
};

const subscriptions = (name: string): string => join(folder, name);
const due = (file: string, ...args: string[]) =>
  runProgram(
    compiled,
    ['digest', '--subscriptions', subscriptions(file), '--due', '--patience', '1s', ...args],
    {
      cwd: folder,
      env: {
        PANTAU_DATA: data,
        PANTAU_SMTP_URL: server.url,
        PANTAU_MAIL_FROM: 'Pantau <pantau@ngo.example>',
      },
    },
  );
const subjects = (): [string, string][] =>
  server.mails.map(({ to, mail }) => [to, mail.subject ?? ''] as [string, string]);

beforeAll(async () => {
  compiled = compile();
  folder = await mkdtemp(join(tmpdir(), 'pantau-alerts-'));
  data = await freshFolder();
  store = await openStore({ folder: data });
  server = await startMailServer();
  await saveArticles(store, 5, new Date(Date.now() - 3_600_000));
  await writeFile(
    subscriptions('alerts.yaml'),
    `- id: kilat
  filter: { tier: [sanctioned, convicted] }
  language: en
  recipients: [satu@ngo.example, salah@ngo.example]
  alert: { every: 2h }
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
  server.refused.clear();
});

describe('alerts', () => {
  it('go out at once, of what passes the filter and of nothing else; the first look finds nothing', async () => {
    await save(incident(1, 'alleged'), incident(5, 'convicted', 'convicted'));
    expect(await due('alerts.yaml')).toMatchObject({ code: 0, out: '' });
    expect(subjects()).toEqual([]);
    await save(incident(1, 'sanctioned', 'sanction_imposed'), incident(2, 'alleged'));
    server.refused.add('salah@ngo.example');
    const { code, out, errors } = await due('alerts.yaml');
    expect([code, out]).toEqual([1, 'kilat: satu@ngo.example: sent\n']);
    expect(errors).toContain('salah@ngo.example');
    expect(subjects()).toEqual([
      ['satu@ngo.example', `Pantau Netralitas, alert: [Sanctioned] Sanction imposed, ${SEMARANG}`],
    ]);
    const text = server.mails[0]?.mail.text ?? '';
    expect(text).toContain('stage moved from Examined to Sanction imposed');
    expect(text).toContain('> Pegawai 1 diperiksa.');
    expect(text).not.toContain(TANGSEL);
    expect(text).not.toContain(PURBALINGGA);
    expect(text).not.toMatch(/Sutarno|articles read/);
    expect(server.mails[0]?.mail.html).toContain(SEMARANG);
  });

  it('wait for the time between two mails, and then go out as one, the gravest first', async () => {
    await save(incident(3, 'sanctioned', 'sanction_imposed'));
    expect((await due('alerts.yaml')).out).toBe('');
    await save(incident(4, 'convicted', 'convicted'), incident(1, 'convicted', 'convicted'));
    expect((await due('alerts.yaml')).out).toBe('');
    expect(subjects()).toEqual([]);
    await age('3 hours');
    server.refused.add('salah@ngo.example');
    expect((await due('alerts.yaml')).out).toBe('kilat: satu@ngo.example: sent\n');
    const [mail] = server.mails;
    expect(mail?.mail.subject).toMatch(/^Pantau Netralitas, alert: \[Convicted\] .* \(3 items\)$/);
    for (const place of [SEMARANG, CILACAP, BANYUMAS]) expect(mail?.mail.text).toContain(place);
    expect((await due('alerts.yaml')).out).toBe('');
  });

  it('tell who heard of a case that it was taken back, though it passes the filter no more', async () => {
    await save(incident(4, 'cleared', 'acquitted'), incident(2, 'cleared', 'assessed_no_violation'));
    await age('3 hours');
    expect((await due('alerts.yaml')).out).toContain('satu@ngo.example: sent');
    const text = server.mails.find(({ to }) => to === 'satu@ngo.example')?.mail.text ?? '';
    expect(text).toContain('CORRECTED, DENIED OR WITHDRAWN');
    expect(text).toContain(BANYUMAS);
    expect(text).toContain('listed as Not proven, before as Convicted; no longer passes the filter');
    expect(text).not.toContain(TANGSEL);
    await save({ ...incident(4, 'cleared', 'acquitted'), outlets: 2 });
    await age('3 hours');
    expect((await due('alerts.yaml')).out).not.toContain('satu');
  });

  it('are all had by somebody who could not be reached at first', async () => {
    server.refused.clear();
    // A refusal for good is not tried again on the same day; the next day it is.
    await store.pool.query(`UPDATE deliveries SET date = date - 1, id = id || '-old'`);
    expect((await due('alerts.yaml')).out).toContain('salah@ngo.example: sent');
    const text = server.mails.find(({ to }) => to === 'salah@ngo.example')?.mail.text ?? '';
    for (const place of [SEMARANG, CILACAP]) expect(text).toContain(place);
    expect(text).not.toContain(BANYUMAS);
  });

  it('are sent by a run that stays until it is stopped, which reads its file anew', async () => {
    const file = subscriptions('stay.yaml');
    await writeFile(file, '- { id: x');
    await writeFile(file, '- { id: tetap, recipients: [tetap@ngo.example], alert: { every: 1m } }\n');
    let child: ChildProcess | undefined;
    const run = runProgram(compiled, ['digest', '--subscriptions', file, '--watch', '1s'], {
      cwd: folder,
      env: { PANTAU_DATA: data, PANTAU_SMTP_URL: server.url, PANTAU_MAIL_FROM: 'pantau@ngo.example' },
      started: (one) => (child = one),
    });
    const following = async (id: string): Promise<boolean> =>
      (await store.pool.query('SELECT 1 FROM readers WHERE subscription = $1', [id])).rows.length > 0;
    const until = async (met: () => Promise<boolean> | boolean): Promise<void> => {
      for (let tries = 0; !(await met()); tries += 1) {
        if (tries === 600) child?.kill('SIGKILL');
        if (child?.exitCode !== null || child.killed) throw new Error(`in vain: ${(await run).errors}`);
        await sleep(50);
      }
    };
    await until(() => following('tetap'));
    await writeFile(file, 'nothing of the kind');
    await save({ ...incident(3, 'convicted', 'convicted'), outlets: 3 });
    await until(() => server.mails.length > 0);
    await writeFile(file, '- { id: lain, recipients: [lain@ngo.example], alert: {} }\n');
    await until(() => following('lain'));
    child?.kill('SIGTERM');
    const { code, errors } = await run;
    expect(code).toBe(0);
    expect(errors.match(/going on with the subscriptions as they were/g)).toHaveLength(1);
    expect(subjects().map(([to]) => to)).toEqual(['tetap@ngo.example']);
  });
});

describe('editions', () => {
  it('are due once at the time of their subscription, by every channel, and hold what days without a run missed', async () => {
    const jakarta = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Asia/Jakarta',
      hour: '2-digit',
      minute: '2-digit',
    });
    const past = jakarta.format(new Date(Date.now() - 120_000));
    await writeFile(
      subscriptions('days.yaml'),
      `- { id: surel, recipients: [harian@ngo.example], time: "${past}" }
- { id: berkas, channel: file, file: "edisi-{date}.eml", time: "${past}", filter: { tier: [convicted] } }
- { id: umpan, channel: atom, file: umpan.xml, time: "${past}" }
`,
    );
    await store.pool.query(`UPDATE changes SET at = at - interval '2 days'`);
    const first = await due('days.yaml');
    expect([first.code, first.errors]).toEqual([0, '']);
    expect(first.out.trim().split('\n')).toHaveLength(3);
    expect(await due('days.yaml')).toMatchObject({ code: 0, out: '', errors: '' });
    expect(server.mails).toHaveLength(1);
    // The file was last written three days ago: what came since then is in the next one.
    await store.pool.query(`DELETE FROM told WHERE subscription = 'berkas'`);
    await store.pool.query(
      `UPDATE deliveries SET date = date - 3, id = id || '-old' WHERE subscription = 'berkas'`,
    );
    const { out } = await due('days.yaml');
    expect(out).toMatch(/^berkas: edisi-\{date\}\.eml: sent\n$/);
    const yesterday = new Date(Date.now() + 7 * 3_600_000 - 86_400_000).toISOString().slice(0, 10);
    const dates = [yesterday, new Date(Date.parse(yesterday) - 86_400_000).toISOString().slice(0, 10)];
    const files = (await readdir(folder)).filter((name) =>
      dates.some((date) => name === `edisi-${date}.eml`),
    );
    const mail = await simpleParser(await readFile(join(folder, files[0] ?? 'none')));
    // Two days ago by the log, and not told since the last edition.
    expect(mail.text).toContain(PURBALINGGA);
    // Three days, none of which anything was read on: the day alone would say so of itself only.
    expect(mail.subject).toMatch(/^Pantau Netralitas \d+ \S+ \d+ s\.d\. \d+ \S+ \d+: /);
  });

  it.each([
    [['--date', '2024-03-01'], /--date is not for --due/],
    [['--dry-run'], /--dry-run is not for --due/],
  ])('are not due with %j', async (args, message) => {
    const { code, errors } = await due('days.yaml', ...args);
    expect([code, errors]).toEqual([2, expect.stringMatching(message)]);
  });
});
