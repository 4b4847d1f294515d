/** House test: the import rules of .dependency-cruiser.mjs hold, and each of them catches what it is there for. */
import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { packageRoot } from '../../src/dictionary/dictionary.js';

const ROOT = packageRoot();
const PROGRAM = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

interface Violation {
  from: string;
  to: string;
  comment?: string;
  rule: { name: string };
  cycle?: { name: string }[];
}
interface Cruise {
  modules: { source: string; dependencies: unknown[] }[];
  summary: { violations: Violation[]; ruleSetUsed: { forbidden: { name: string; comment?: string }[] } };
}

function cruise(folder: string): Cruise {
  const folders = ['src', 'pipelines', 'bench'].filter((name) => existsSync(join(folder, name)));
  const config = join(ROOT, '.dependency-cruiser.mjs');
  const args = [PROGRAM, '--config', config, '--output-type', 'json', ...folders];
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (!stdout.startsWith('{')) throw new Error(`dependency-cruiser failed: ${stderr}`);
  return JSON.parse(stdout) as Cruise;
}

function inHouse<T>(files: Record<string, string>, use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'pantau-house-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    writeFileSync(
      join(folder, 'package.json'),
      '{"name":"house","dependencies":{"zod":"*","kysely":"*"},"devDependencies":{"jest":"*"}}',
    );
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('the imports of the house', () => {
  const { modules, summary } = cruise(ROOT);

  it('keep the rules', () => {
    const broken = summary.violations.map(({ rule, from, to, cycle }) => {
      const sentence =
        summary.ruleSetUsed.forbidden.find(({ name }) => name === rule.name)?.comment ?? rule.name;
      const way = cycle === undefined ? to : cycle.map(({ name }) => name).join(' -> ');
      return `${sentence}\n    ${from} -> ${way}`;
    });
    if (broken.length > 0)
      throw new Error(`${broken.length} imports break the house:\n\n${broken.join('\n\n')}`);
  });

  it('were really read', () => {
    const read = new Map(modules.map(({ source, dependencies }) => [source, dependencies.length]));
    expect(read.get('src/dictionary/dictionary.ts')).toBeGreaterThan(3);
    expect(read.get('pipelines/pantau.ts')).toBeGreaterThan(0);
  });

  it('have a sentence for each rule', () => {
    for (const { comment } of summary.ruleSetUsed.forbidden) expect(comment).toMatch(/^[A-Za-z].*\.$/);
  });
});

/** What breaks, in words; the rule; the file that breaks it; its text. All stand in one house of their own. */
const uses = (path: string): string => `import { nothing } from '${path}';\nexport const used = nothing;\n`;
const CASES: [string, string, string, string][] = [
  ['link imports extract', 'down-only-dictionary-read-link', 'src/link/a.ts', uses('../extract/extract.js')],
  ['link imports read', 'down-only-dictionary-read-link', 'src/link/b.ts', uses('../read/read.js')],
  ['extract imports publish', 'down-only-extract-publish', 'src/extract/a.ts', uses('../publish/publish.js')],
  [
    'text imports store for a type',
    'down-only-text-collect-archive-store-run',
    'src/text/a.ts',
    "import type { A } from '../store/store.js';\nexport type B = A;\n",
  ],
  ['a program passes by the door', 'door-only-programs', 'pipelines/a.ts', uses('../src/text/stem.js')],
  ['a room passes by the door', 'door-only', 'src/extract/b.ts', uses('../text/stem.js')],
  ['a room imports a program', 'src-imports-no-program', 'src/text/b.ts', uses('../../pipelines/b.js')],
  ['the model imports a room', 'model-imports-only-zod', 'src/model/a.ts', uses('../text/text.js')],
  [
    'the model imports a module of Node',
    'model-imports-only-zod',
    'src/model/b.ts',
    "import { join } from 'node:path';\nexport const a = join('b');\n",
  ],
  ['two files import each other', 'no-circles', 'src/text/c.ts', uses('./d.js')],
  ['a pure stage opens files', 'pure-stages', 'src/link/c.ts', "export { readFileSync } from 'node:fs';\n"],
  [
    'a pure stage asks the network',
    'pure-stages',
    'src/read/a.ts',
    "export { lookup } from 'dns/promises';\n",
  ],
  [
    'a database is opened outside the store',
    'one-room-databases',
    'src/run/a.ts',
    "export { Kysely } from 'kysely';\n",
  ],
  [
    'the crawler is used in a program',
    'one-room-crawlee',
    'pipelines/c.ts',
    "export { Dataset } from 'crawlee';\n",
  ],
  [
    'HTML is read outside read',
    'one-room-cheerio',
    'src/extract/c.ts',
    "export { load } from 'cheerio/slim';\n",
  ],
  ['the stemmer is used outside text', 'one-room-natural', 'src/extract/d.ts', "export * from 'natural';\n"],
  ['the queue is used outside run', 'one-room-queue', 'src/store/a.ts', "export { Queue } from 'bullmq';\n"],
  [
    'a package of developers is used',
    'no-development-packages',
    'src/run/b.ts',
    "export { run } from 'jest';\n",
  ],
];

const nothing = 'export const nothing = 0;\n';
const SOUND: Record<string, string> = {
  'src/model/sound.ts': `import { z } from 'zod';\nexport const A = z.string();\n${nothing}`,
  'src/text/stem.ts': uses('../model/sound.js') + nothing,
  'src/text/text.ts': "export { nothing } from './stem.js';\n",
  'src/text/d.ts': `${uses('./c.js')}${nothing}`,
  'src/link/link.ts': uses('../text/text.js'),
  'src/read/read.ts': nothing,
  'src/extract/extract.ts': uses('../link/link.js').replace('{ nothing }', '{ used as nothing }'),
  'src/publish/publish.ts': nothing,
  'src/store/store.ts': 'export type A = 1;\n',
  'pipelines/b.ts': uses('../src/extract/extract.js'),
};

describe('a rule breaks when', () => {
  const files = { ...SOUND, ...Object.fromEntries(CASES.map(([, , path, text]) => [path, text])) };
  const { violations } = inHouse(files, (folder) => cruise(folder).summary);

  it.each(CASES)('%s (%s)', (_, rule, path) => {
    expect(violations.filter(({ from }) => from === path).map((violation) => violation.rule.name)).toContain(
      rule,
    );
  });

  it('and not otherwise', () => {
    const sound = Object.keys(SOUND).filter((path) => path !== 'src/text/d.ts');
    expect(violations.filter(({ from }) => sound.includes(from))).toEqual([]);
  });
});
