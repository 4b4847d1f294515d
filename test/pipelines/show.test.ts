/** Program `show`: an incident with every value, where it stands on a day, why it changed, and where its id went. Persons are invented. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { rm } from 'node:fs/promises';
import { Standing } from '../../src/model/incident.js';
import { openStore } from '../../src/store/store.js';
import { compile } from '../run/compiled.js';
import { freshFolder } from '../setup/backends.js';
import { Desk, report } from './desk.js';
import { runProgram } from './run-program.js';

jest.setTimeout(240_000);

describe('the program', () => {
  let compiled: string;
  let folder: string;
  let id: string;
  let merged: string;
  let before: string;

  beforeAll(async () => {
    compiled = compile();
    folder = await freshFolder();
    const store = await openStore({ folder });
    const desk = new Desk(store);
    await desk.tell('a', [
      report('a1', { name: 'Darmo Lastro', place: '33.15', stage: 'sanction_recommended' }),
    ]);
    await desk.tell('c', [
      report('c1', { name: 'Winarno Giri', place: '33.16', stage: 'sanction_recommended' }),
    ]);
    [id, merged] = [await desk.holding('a1'), await desk.holding('c1')];
    const value = {
      kind: 'right_of_reply',
      by: 'Darmo Lastro',
      text: 'Darmo Lastro menolak tuduhan.',
      url: null,
      date: null,
    };
    await desk.decide(id, 'reply', { value });
    before = new Date().toISOString();
    await new Promise((done) => setTimeout(done, 5));
    await desk.decide(id, 'merge', { value: merged });
    await store.close();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const run = (...args: string[]) =>
    runProgram(compiled, ['show', ...args], { cwd: process.cwd(), env: { PANTAU_DATA: folder } });

  it('tells each value with who gives it and where, the term that ran out, and why it changed', async () => {
    const { code, out, errors } = await run(id);
    expect([code, errors]).toEqual([0, '']);
    expect(out).toContain(`${id}  case, found, sanction_recommended`);
    expect(out).toMatch(
      /at sanction_recommended since 2024-02-09 by its step, \d+ days on \S+; ppk_personnel has until 2024-02-23 \(answer_of_employer\); STALLED/,
    );
    expect(out).toMatch(/^ {2}place: 33\.1[56] {2}\(.*\) {2}CONFLICT$/m);
    expect(out).toMatch(/^ {4}33\.16: 1 independent \[outlet-c c body 12-22 "[^"]{10}"\]$/m);
    expect(out).toMatch(/^ {2}report a1 of a: opens$/m);
    expect(out).toMatch(
      /^ {2}report c1 of c: \w+ beside a1, likeness 0\.\d+ \(against it: another place: 33\.15 against 33\.16; total 0 of 5 needed; bound together by a review\)$/m,
    );
    expect(out).toMatch(/ changed: review review-\w+$/m);
    expect(out).toContain(`merge: ${merged} -> ${id}`);
    expect(out).not.toMatch(/Lastro|Winarno/);
    expect(out).toContain('right_of_reply by DL: DL menolak tuduhan.');
    const codes = out.slice(out.indexOf('  codes:\n'));
    for (const [code, label] of [
      ['found', 'Dinyatakan melanggar / Found in breach'],
      ['village_head', 'Kepala desa / Village head'],
      ['33.16', 'Kabupaten Blora'],
    ])
      expect(codes).toMatch(new RegExp(`^ {4}${code} +${label}$`, 'm'));
  });

  it('leads from an id that was merged to what it is today, and shows what it was then', async () => {
    const now = JSON.parse((await run('--json', '--names', merged)).out) as {
      incident: { id: string };
      standing: unknown;
    };
    expect(now.incident.id).toBe(id);
    expect(Standing.parse(now.standing).stalled).toBe(true);
    const then = JSON.parse((await run('--json', '--as-of', before, merged)).out) as {
      incident: { id: string; articles: number };
    };
    expect(then.incident).toMatchObject({ id: merged, articles: 1 });
  });

  it('says why nobody knows since when, where an analyst gave a stage and no day, and how to add it', async () => {
    const data = await freshFolder();
    const store = await openStore({ folder: data });
    const desk = new Desk(store);
    await desk.tell('a', [report('a1', { name: 'Darmo Lastro', place: '33.15' })]);
    const own = await desk.holding('a1');
    await store.close();
    const call = (...args: string[]) =>
      runProgram(compiled, args, { cwd: process.cwd(), env: { PANTAU_DATA: data, PANTAU_AUTHOR: 'Analis' } });
    const correct = ['review', 'correct', own, '--field', 'stage', '--value'];
    expect((await call(...correct, 'sanction_recommended')).code).toBe(0);
    const undated = (await call('show', own)).out;
    expect(undated).toMatch(
      /since an unknown day \(given by review-\S+ without one; "pantau review correct incident-\S+ .*--date DAY" adds it\)/,
    );
    const dated = await call(...correct, 'sanction_recommended', '--date', '2024-02-12');
    expect([dated.code, dated.errors]).toEqual([0, '']);
    expect((await call('show', own)).out).toMatch(
      /since 2024-02-12 by its step, .* has until 2024-02-26 .*STALLED[\s\S]*step sanction_recommended.*: realised 2024-02-12 \(day\)/,
    );
    const wrong = await call(...correct, 'sanction_recommended', '--date', 'kemarin');
    expect([wrong.code, wrong.errors]).toEqual([2, expect.stringMatching(/stage: .*date|stage: /)]);
    expect((await call('review', 'list')).out).toContain('(sanction_recommended), 12 Februari 2024');
    await rm(data, { recursive: true, force: true });
  });

  it('says since when an incident is known, where it is asked for as of an earlier day', async () => {
    const early = await run('--as-of', '2000-01-01', id);
    expect([early.code, early.out]).toEqual([1, '']);
    expect(early.errors).toMatch(/incident-\w+ was not known yet on 2000-01-01; it is since 20\d\d-/);
  });

  it.each<[string[], number, RegExp]>([
    [['incident-none'], 1, /no incident "incident-none"/],
    [[], 2, /name an incident/],
    [['--as-of', '2024-02-31', 'x'], 2, /--as-of "2024-02-31"/],
    [['--unknown'], 2, /--unknown/],
  ])('%j ends with exit code %d', async (args, code, message) => {
    const ran = await run(...args);
    expect([ran.code, ran.out]).toEqual([code, '']);
    expect(ran.errors).toMatch(message);
  });
});
