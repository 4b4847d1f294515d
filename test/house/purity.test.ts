/** House test: the stages that read, extract and link know no clock, no chance, no environment and no network. */
import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/dictionary/dictionary.js';
import { sourceFiles } from './literals.js';

const PURE = ['src/model', 'src/text', 'src/read', 'src/extract', 'src/link'];
const ENVIRONMENT = ['src', 'pipelines', 'bench'];

const IMPURE: [string, RegExp][] = [
  ['reads the clock; "now" is the date of publication', /\bDate\.now\b|\bnew Date\(\)|\bperformance\.now\b/],
  ['leaves it to chance', /\bMath\.random\b|\brandomUUID\b|\brandomBytes\b/],
  ['asks the environment; settings are passed in', /\bprocess\.(env|cwd|argv|platform)\b/],
  ['goes to the network', /\bfetch\(/],
  ['waits', /\bset(Timeout|Interval|Immediate)\(/],
  ['prints; results are returned', /\bconsole\./],
];

/** Code without comments; good enough for these words. */
function codeOf(file: string): string[] {
  const text = readFileSync(join(packageRoot(), file), 'utf8');
  return text
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ''))
    .split('\n')
    .map((line) => line.replace(/(^|\s)\/\/ .*$/, ''));
}

function found(file: string, sign: RegExp): number[] {
  return codeOf(file).flatMap((line, i) => (sign.test(line) ? [i + 1] : []));
}

describe('a pure stage', () => {
  it.each(IMPURE)('never %s', (_, sign) => {
    const files = PURE.flatMap((folder) => sourceFiles(packageRoot(), folder));
    expect(files.flatMap((file) => found(file, sign).map((line) => `${file}:${line}`))).toEqual([]);
  });
});

describe('the environment', () => {
  it('is read in src/run/settings.ts and where a program starts, nowhere else', () => {
    const files = ENVIRONMENT.flatMap((folder) => sourceFiles(packageRoot(), folder)).filter(
      (file) => !file.startsWith('src/run/') && !file.startsWith('pipelines/') && !file.startsWith('bench/'),
    );
    expect(files.flatMap((file) => found(file, /\bprocess\.env\b/).map((line) => `${file}:${line}`))).toEqual(
      [],
    );
  });
});
