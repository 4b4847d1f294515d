/** Leaving a subscription: the link of a real mail, one post, and nothing more comes; a look changes nothing (RFC 8058). */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type Store } from '../../src/store/store.js';
import { compile } from '../run/compiled.js';
import { freshFolder } from '../setup/backends.js';
import { startMailServer, type MailServer } from './mail-server.js';
import { runProgram, type Ran } from './run-program.js';

const HOME = 'https://ngo.example/berhenti?dari=surel';
let folder: string;
let compiled: string;
let data: string;
let store: Store;
let server: MailServer;

beforeAll(async () => {
  compiled = compile();
  folder = await mkdtemp(join(tmpdir(), 'pantau-leaving-'));
  data = await freshFolder();
  store = await openStore({ folder: data });
  server = await startMailServer();
  await writeFile(
    join(folder, 'subs.yaml'),
    '- { id: harian, recipients: [satu@ngo.example, dua@ngo.example, tiga@ngo.example] }\n',
  );
});
afterAll(async () => {
  await server.close();
  await store.close();
  for (const one of [folder, data]) await rm(one, { recursive: true, force: true });
});

const pantau = (args: string[], started?: (child: ChildProcess) => void): Promise<Ran> =>
  runProgram(compiled, args, {
    cwd: folder,
    ...(started === undefined ? {} : { started }),
    env: {
      PANTAU_DATA: data,
      PANTAU_SMTP_URL: server.url,
      PANTAU_MAIL_FROM: 'pantau@ngo.example',
      PANTAU_UNSUBSCRIBE_URL: HOME,
    },
  });
const edition = (date: string): Promise<Ran> =>
  pantau(['digest', '--subscriptions', 'subs.yaml', '--date', date]);
const isUnsubscribed = (recipient: string): Promise<boolean> =>
  store.isUnsubscribed({ recipient, subscription: 'harian' });

/** Address by which one click leaves, as a program of a mail provider takes it from the headers. */
function linkIn(recipient: string): URL {
  const headers = server.mails.find(({ to }) => to === recipient)?.mail.headerLines ?? [];
  const valueOf = (key: string): string => {
    const line = headers.find((one) => one.key === key)?.line ?? '';
    return line
      .slice(line.indexOf(':') + 1)
      .replace(/\r?\n\s+/g, ' ')
      .trim();
  };
  expect(valueOf('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  const [, link = '', mail = ''] =
    /^<(https:[^>]+)>, <(mailto:[^>]+)>$/.exec(valueOf('list-unsubscribe')) ?? [];
  expect(mail).toBe('mailto:pantau@ngo.example?subject=unsubscribe%20harian');
  return new URL(link);
}

describe('a subscription is left', () => {
  it('by one post to the link of the mail, without a login; a look only asks', async () => {
    expect((await edition('2024-03-01')).code).toBe(0);
    const link = linkIn('satu@ngo.example');
    expect(`${link.origin}${link.pathname}${link.search}`).toMatch(
      /^https:\/\/ngo\.example\/berhenti\?dari=surel&k=[\w-]{32}$/,
    );
    expect(link.href).not.toMatch(/satu|harian/);
    expect(linkIn('dua@ngo.example').href).not.toBe(link.href);
    const mail = server.mails.find(({ to }) => to === 'satu@ngo.example')?.mail;
    expect(mail?.text).toContain(`Berhenti berlangganan: ${link.href}`);
    expect(mail?.html).toContain(`href="${link.href.replaceAll('&', '&amp;')}"`);

    let child: ChildProcess | undefined;
    let say: (place: string) => void = () => undefined;
    const said = new Promise<string>((resolve) => (say = resolve));
    const serving = pantau(['unsubscribe', '--listen', '0'], (one) => {
      child = one;
      one.stdout?.once('data', (line: Buffer) => say(line.toString().trim()));
    });
    const place = await said;
    const at = (token: string): URL => new URL(`/berhenti?k=${token}`, place);
    const token = link.searchParams.get('k') ?? '';
    const asked = await fetch(at(token));
    const page = await asked.text();
    expect([asked.status, asked.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(page).toMatch(/<form method="post"><button[^>]*>Berhenti berlangganan \/ Unsubscribe</);
    expect(page).not.toMatch(/satu|ngo\.example/);
    expect((await fetch(at(token), { method: 'HEAD' })).status).toBe(200);
    expect((await fetch(at(token), { method: 'PUT' })).status).toBe(405);
    expect(await isUnsubscribed('satu@ngo.example')).toBe(false);

    const post = (to: URL, body = 'List-Unsubscribe=One-Click'): Promise<Response> =>
      fetch(to, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body });
    expect((await post(at(`${token}x`))).status).toBe(404);
    expect((await post(new URL('/', place))).status).toBe(404);
    expect((await post(at(token), 'x'.repeat(10_000))).status).toBe(413);
    expect(await isUnsubscribed('satu@ngo.example')).toBe(false);
    for (const _ of [1, 2]) {
      const done = await post(at(token));
      expect([done.status, await done.text()]).toEqual([200, expect.stringContaining('Selesai.')]);
    }
    expect(await isUnsubscribed('satu@ngo.example')).toBe(true);
    expect(await isUnsubscribed('dua@ngo.example')).toBe(false);
    child?.kill('SIGTERM');
    expect((await serving).code).toBe(0);
    expect((await edition('2024-03-02')).out).toContain('satu@ngo.example: wants no more');
  });

  it('by what a web server noted of the posts, however often it is taken in', async () => {
    const [dua, tiga] = ['dua', 'tiga'].map(
      (who) => linkIn(`${who}@ngo.example`).searchParams.get('k') ?? '',
    );
    await writeFile(
      join(folder, 'berhenti.log'),
      `GET ${tiga}\nPOST ${dua}\n\nPOST ${dua}\nHEAD ${tiga}\nPOST ../../etc/passwd\nPOST ${'x'.repeat(9000)}\n`,
    );
    const first = await pantau(['unsubscribe', '--from', 'berhenti.log']);
    expect([first.code, first.out]).toEqual([1, 'dua@ngo.example: gets nothing any more by harian\n']);
    expect(first.errors.match(/berhenti\.log:\d: is no link/g)).toHaveLength(2);
    expect((await pantau(['unsubscribe', '--from', 'berhenti.log'])).out).toBe('');
    expect(await isUnsubscribed('tiga@ngo.example')).toBe(false);
  });

  it('by name, and taken up again', async () => {
    const left = await pantau(['unsubscribe', 'TIGA@ngo.example', '--subscription', 'harian']);
    expect([left.code, left.out]).toEqual([0, 'TIGA@ngo.example: gets nothing any more by harian\n']);
    expect(await isUnsubscribed('tiga@ngo.example')).toBe(true);
    const back = await pantau(['unsubscribe', '--undo', 'tiga@ngo.example']);
    expect([back.code, back.out]).toEqual([0, 'tiga@ngo.example: gets mail again\n']);
    expect(await isUnsubscribed('tiga@ngo.example')).toBe(false);
  });

  it.each([
    [[]],
    [['--listen', '1', '--from', 'x']],
    [['--undo', '--from', 'x']],
    [['--listen', 'a b']],
    [['--listen', '99999']],
    [['not an address']],
  ])('but not with %j', async (args) => {
    expect((await pantau(['unsubscribe', ...args])).code).toBe(2);
  });
});
