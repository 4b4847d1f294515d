/** Start-up, counted in files loaded and not by the clock: one article needs neither packages nor what compiles dictionaries, and a page of an archive no crawler. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { compile } from '../run/compiled.js';

jest.setTimeout(180_000);

let folder = '';
let program = '';
const ARTICLE = { id: 1, title: 'Dua lurah', text: 'Dua lurah dijatuhi sanksi.', published: '2024-11-06' };

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pantau-start-'));
  program = compile();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const SEEDS = 'fixtures/seeds/twin-000.txt';
const PAGES = 'fixtures/pages/anak-muda-1.html';

// Tells the address of each file that is loaded as a module.
const TELL = `export async function load(url, context, next) {
  if (url.startsWith('file:')) process._rawDebug('loaded ' + url);
  return next(url, context);
}`;
const dataUrl = (code: string): string => `data:text/javascript,${encodeURIComponent(code)}`;
const REGISTER = dataUrl(
  `import { register } from 'node:module'; register(${JSON.stringify(dataUrl(TELL))});`,
);

function loadedBy(...args: string[]): string[] {
  const { status, stderr } = spawnSync(process.execPath, ['--import', REGISTER, ...args], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return stderr.split('\n').filter((line) => line.startsWith('loaded '));
}

const loadedFor = (file: string): string[] => loadedBy(join(program, 'pipelines/pantau.js'), 'extract', file);

it('loads no package, no schema and no compiler for one article', () => {
  const file = join(folder, 'one.jsonl');
  writeFileSync(file, JSON.stringify(ARTICLE));
  loadedFor(file); // compiles the dictionaries where that was not done yet
  const loaded = loadedFor(file);
  expect(loaded.filter((url) => url.includes('/node_modules/'))).toEqual([]);
  expect(loaded.filter((url) => /\/(compile|codes|schemas)\.js$/.test(url))).toEqual([]);
  expect(loaded.length).toBeGreaterThan(20);
  expect(loaded.length).toBeLessThan(250); // the rooms of extraction; with another part of the house it is many more
});

it('loads one script for one article once that is bundled, which says and fails the same', () => {
  const file = join(folder, 'same.jsonl');
  writeFileSync(file, JSON.stringify(ARTICLE));
  const pantau = join(program, 'pipelines/pantau.js');
  const inputs = [
    [file],
    ['--published', '2024-11-06', SEEDS],
    [PAGES],
    ['--no-such'],
    [join(folder, 'none')],
  ];
  const run = (args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [pantau, 'extract', ...args]);
    return { status, stdout: stdout.toString(), stderr: stderr.toString() };
  };
  const before = inputs.map(run);
  const { stderr } = spawnSync(process.execPath, ['bundle.mjs', program], { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(readFileSync(join(program, 'pipelines/extract.cjs'), 'utf8')).not.toMatch(/[^\0-\x7f]/);
  expect(inputs.map(run)).toEqual(before);
  expect(before.map(({ status }) => status)).toEqual([0, 0, 0, 2, 1]);
  const loaded = loadedFor(file).map((url) => url.slice(url.lastIndexOf('/') + 1));
  expect(loaded).toEqual(['pantau.js', 'errors.js', 'extract.js', 'bundled.js']);
});

it('takes what the engine has made of the script', () => {
  const url = (path: string): string => pathToFileURL(join(program, path)).href;
  const code = `
    import { openBundle } from ${JSON.stringify(url('pipelines/bundled.js'))};
    import * as errors from ${JSON.stringify(url('src/model/errors.js'))};
    const { script } = openBundle(${JSON.stringify(url('pipelines/extract.cjs'))}, { '../src/model/errors.js': errors });
    console.log(script.cachedDataRejected);`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    encoding: 'utf8',
  });
  expect(stderr + stdout).toBe('false\n');
});

it('loads no crawler where nothing is crawled, as in a backfill of files', () => {
  const loaded = loadedBy(join(program, 'src/collect/collect.js'));
  expect(loaded.some((url) => url.endsWith('/make-page.js'))).toBe(true);
  expect(loaded.filter((url) => /\/(crawlee|@crawlee)\//.test(url))).toEqual([]);
});
