/** Files that are not there, are folders, lie in files, are empty or no text: every program names them and says what to do. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/store/store.js';
import { compile } from '../run/compiled.js';
import { freshFolder } from '../setup/backends.js';
import { runProgram } from './run-program.js';

jest.setTimeout(240_000);

let compiled: string;
let folder: string;
let data: string;
beforeAll(async () => {
  compiled = compile();
  data = await freshFolder();
  folder = mkdtempSync(join(tmpdir(), 'pantau-faults-'));
  for (const ending of ['', '.yaml', '.jsonl']) {
    mkdirSync(join(folder, `folder${ending}`));
    writeFileSync(join(folder, `empty${ending}`), '');
    writeFileSync(
      join(folder, `binary${ending}`),
      Buffer.from([27, 91, 50, 74, 0, 255, 254, 10, 58, 123, 9]),
    );
    symlinkSync(`loop${ending}`, join(folder, `loop${ending}`));
  }
});
afterAll(() => [folder, data].forEach((one) => rmSync(one, { recursive: true, force: true })));

const run = (args: readonly string[], env: Record<string, string> = {}) =>
  runProgram(compiled, args, {
    cwd: folder,
    env: { PANTAU_DATA: data, PANTAU_CONTACT: 'redaksi@ngo.example', ...env },
  });

const MISSING = /no such file or folder; check how it is written/;
const IN_FILE = /what should be a folder is a file; name another one/;
const IS_FOLDER = /it is a folder; name a file/;

const CALLS: readonly (readonly [call: string, code: number, told: RegExp])[] = [
  ['extract nowhere.jsonl', 1, MISSING],
  ['extract loop.jsonl', 1, /its links lead in a circle/],
  ['explain empty/in.txt', 1, IN_FILE],
  ['read nowhere.html', 1, MISSING],
  ['read --dictionaries folder nowhere.html', 1, /folder: holds no dictionaries; name the folder/],
  ['read --dictionaries nowhere nowhere.html', 1, /nowhere: no such folder; name the folder/],
  ['ingest nowhere.jsonl', 1, MISSING],
  ['backfill nowhere.warc', 1, MISSING],
  ['backfill empty/in.warc', 1, IN_FILE],
  ['backfill --outlets nowhere.yaml empty.jsonl', 1, MISSING],
  ['backfill --outlets empty.yaml empty.jsonl', 1, /empty\.yaml: holds no outlet definition; write one/],
  ['monitor --once --outlets binary.yaml', 1, /binary\.yaml: holds no outlet definition/],
  ['digest --subscriptions nowhere.yaml', 1, MISSING],
  ['digest --subscriptions folder.yaml', 1, IS_FOLDER],
  ['digest --subscriptions empty.yaml', 2, /empty\.yaml: holds no list of subscriptions; write one as docs/],
  ['digest --subscriptions binary.yaml', 2, /binary\.yaml: (is no YAML|holds no list)/],
  ['digest --out folder', 1, IS_FOLDER],
  ['digest --out empty/in.eml', 1, IN_FILE],
  ['export incidents --out folder', 1, IS_FOLDER],
  ['export incidents reports --out empty', 1, /something stands there already; name another one/],
  ['release 1.0.0 --out empty/in', 1, IN_FILE],
  ['release 1.0.0 --out new --previous nowhere', 1, MISSING],
  ['release --adopt empty', 1, IN_FILE],
  ['review export --out empty', 1, IN_FILE],
  ['unsubscribe --from nowhere.log', 1, MISSING],
  ['unsubscribe --from folder', 1, IS_FOLDER],
  ['audit --gold empty', 1, IN_FILE],
  ['demo --keep empty', 1, /something stands there already/],
];

describe('a file or folder that cannot be used', () => {
  it.each(CALLS)('%s', async (call, code, told) => {
    const ran = await run(call.split(' '));
    expect(ran.errors).toMatch(told);
    expect(ran.code).toBe(code);
    const named = call.split(' ').find((word) => /nowhere|folder|empty\/|empty\.|binary|loop/.test(word));
    if (named !== undefined) expect(ran.errors).toContain(named.replace(/^empty\/.*/, 'empty'));
    expect(ran.errors).not.toMatch(/\bE[A-Z]{4,}\b|illegal operation/);
    expect(ran.errors).not.toContain(String.fromCharCode(27));
  });

  it('is the data folder, too', async () => {
    const ran = await run(['query'], { PANTAU_DATA: join(folder, 'empty') });
    expect([ran.code, ran.errors]).toEqual([1, expect.stringMatching(/empty: .* \(PANTAU_DATA\)/)]);
  });
});

describe('a data folder that was copied', () => {
  it('opens though the local socket of its last holder cannot be removed', async () => {
    const lock = { pid: 1, socket: folder, released: true, host: 'x', boot: null, room: null, started: null };
    writeFileSync(join(data, 'lock.9'), JSON.stringify({ ...lock, since: '2024-01-01T00:00:00Z' }));
    const store = await openStore({ folder: data });
    expect(store.role).toBe('holder');
    await store.close();
    expect(readFileSync(join(data, 'lock.10'), 'utf8')).toContain('"released":true');
  });
});
