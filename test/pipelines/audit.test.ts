/** `pantau audit` as people run it: tables, sealed errors, floors, other folders, and what a change of dictionaries does. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { compile } from '../run/compiled.js';
import { runProgram, type Ran } from './run-program.js';

let program = '';
const folder = mkdtempSync(join(tmpdir(), 'pantau-audit-'));
const audit = (...args: string[]): Promise<Ran> => runProgram(program, ['audit', ...args], { cwd: folder });

beforeAll(() => {
  program = compile();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const TEXT =
  'SEMARANG - Dua lurah di Kota Semarang dijatuhi hukuman disiplin sedang karena menghadiri deklarasi calon wali kota, kata Kepala BKPP Kota Semarang Joko Hartono, Rabu (6/11/2024).';

describe('pantau audit', () => {
  it('prints the figures of a set, and names each that fell below its floor', async () => {
    const { code, out, errors } = await audit('--set', 'newsroom');
    const sentences = errors.split('\n').filter((line) => line !== '');
    for (const sentence of sentences)
      expect(sentence).toMatch(/^pantau: audit: newsroom: .+ is .+, its floor /);
    expect(code).toBe(sentences.length === 0 ? 0 : 1);
    expect(out).toMatch(/^newsroom: 42 articles; relevance right in /);
    expect(out).toMatch(/^stage +\d+\.\d +\d+\.\d +\d+\.\d +26$/m);
  });

  it('prints JSON, with the articles of open sets alone', async () => {
    const { out } = await audit('--json', '--set', 'newsroom,sealed');
    const told = JSON.parse(out) as Record<string, { fields: object; byArticle?: object }>;
    expect(told['newsroom']?.byArticle).toBeDefined();
    expect(told['sealed']?.byArticle).toBeUndefined();
  });

  it('tells what differs, which code came out for which, and where evidence lies', async () => {
    const { out } = await audit('--set', 'newsroom', '--errors', '--confusion', '--evidence', '--phenomena');
    expect(out).toMatch(/missed case|wanted -> got in case/);
    expect(out).toMatch(/^stage: \d+ right; wanted -> got$/m);
    expect(out).toMatch(/^evidence:$/m);
  });

  it('shows no errors of the sealed set, and says why', async () => {
    const { code, errors } = await audit('--set', 'sealed', '--errors');
    expect(code).toBe(2);
    expect(errors).toMatch(
      /sealed set is scored, but its errors are not shown: who reads them builds for them/,
    );
  });

  it.each([
    [['--set', 'nothing'], /no set "nothing"/],
    [['--lower', 'because'], /--lower goes with --pin/],
    [['--gold', 'x', '--pin'], /scores a folder alone/],
    [['file.jsonl'], /files go with --diff/],
    [['--nothing'], /nothing/],
  ])('is misused with %j', async (args, sentence) => {
    const { code, errors } = await audit(...args);
    expect(code).toBe(2);
    expect(errors).toMatch(sentence);
  });

  it('scores a folder of labelled articles', async () => {
    const gold = join(folder, 'gold');
    mkdirSync(gold);
    const report = {
      type: 'case',
      stage: 'sanction_imposed',
      violations: ['attend_declaration_campaign'],
      actions: [['sanction_imposed', 'realised']],
      places: ['33.74'],
      election: { type: 'pilwalkot', year: 2024 },
      date: '2024-11-06',
      subjects: [{ name: null, status: 'territorial_official', count: 2 }],
      authorities: [{ name: 'Joko Hartono', institution: 'bkpsdm' }],
    };
    const article = {
      id: 'A1',
      published: '2024-11-07T10:00+07:00',
      title: '',
      text: TEXT,
      relevance: 'case',
    };
    writeFileSync(join(gold, 'A1.json'), JSON.stringify({ ...article, reports: [report], statistics: [] }));
    const { code, out } = await audit('--gold', gold, '--json');
    expect(code).toBe(0);
    const [figures] = Object.values(
      JSON.parse(out) as Record<string, { fields: Record<string, { f1: number }> }>,
    );
    expect(figures?.fields['steps with reality']?.f1).toBe(1);
    expect((await audit('--gold', join(folder, 'nowhere'))).errors).toMatch(/no such folder/);
  });
});

const inGit = spawnSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' }).status === 0;

describe('pantau audit --diff', () => {
  it('finds nothing between equal dictionaries, and reads files too', async () => {
    if (!inGit) {
      console.warn('left out: no history here to compare with');
      return;
    }
    const file = join(folder, 'articles.jsonl');
    writeFileSync(file, `${JSON.stringify({ id: 'a', text: TEXT, published: '2024-11-07' })}\n`);
    const { out, errors } = await audit('--diff', 'HEAD', '--set', 'seeds', file);
    expect(errors).toBe('');
    expect(out).toMatch(/^seeds: \d+ of 5 articles differ; reports gained \d+, lost \d+, altered \d+$/m);
    expect(out).toMatch(/^files: \d of 1 articles differ/m);
  });

  it('says what is wrong with a revision', async () => {
    const { code, errors } = await audit('--diff', 'no-such-revision');
    expect(code).toBe(1);
    expect(errors).toMatch(/dictionaries of no-such-revision cannot be used/);
  });
});
