/** `pantau explain` as people run it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { compile } from '../run/compiled.js';
import { runProgram, type Ran } from './run-program.js';

let program = '';
const folder = mkdtempSync(join(tmpdir(), 'pantau-explain-'));
const explain = (...args: string[]): Promise<Ran> =>
  runProgram(program, ['explain', ...args], { cwd: folder });

beforeAll(() => {
  program = compile();
  writeFileSync(
    join(folder, 'news.txt'),
    'SEMARANG - Dua lurah di Kota Semarang dijatuhi hukuman disiplin sedang karena menghadiri deklarasi calon wali kota, kata Kepala BKPP Kota Semarang Joko Hartono, Rabu (6/11/2024).\n',
  );
  writeFileSync(join(folder, 'market.txt'), 'Pasar malam di Kota Semarang dibuka lagi.\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('pantau explain', () => {
  it('tells the way of an article', async () => {
    const { code, out, errors } = await explain('--published', '2024-11-07', 'news.txt');
    expect([code, errors]).toEqual([0, '']);
    for (const heading of ['Gates', 'Sentences', 'People', 'Places', 'Report 1: case sanction_imposed'])
      expect(out).toContain(heading);
    expect(out).toMatch(/jurisdiction 33\.74 +Kota Semarang/);
  });

  it('names the first gate that failed', async () => {
    const { out } = await explain('market.txt');
    expect(out).toMatch(/^none: 0 reports/m);
    expect(out).toMatch(/FAILED .*\(apparatus\)/);
  });

  it('prints JSON, an object per article', async () => {
    const { out } = await explain('--json', 'news.txt', 'market.txt');
    const told = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { relevance: string });
    expect(told.map(({ relevance }) => relevance)).toEqual(['case', 'none']);
  });

  it('tells the way of a gold article, but of none that is sealed', async () => {
    expect((await explain('--gold', 'kl-alor-mk136')).out).toMatch(/^Setelah Putusan MK/);
    const { code, errors } = await explain('--gold', 'no-such-article');
    expect([code, errors.includes('in the sets newsroom, seeds, open')]).toEqual([2, true]);
  });

  it('is misused without input, and goes on after a bad one', async () => {
    expect((await explain()).code).toBe(2);
    const { code, out, errors } = await explain('nowhere.txt', 'market.txt');
    expect([code, out.includes('Pasar malam')]).toEqual([1, true]);
    expect(errors).toMatch(/nowhere\.txt/);
  });
});
