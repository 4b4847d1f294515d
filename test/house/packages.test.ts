/** House test: each package has a use and a reason, versions are exact, and the lock file names no registry. */
import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/dictionary/dictionary.js';
import { sourceFiles } from './literals.js';

const ROOT = packageRoot();
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const manifest = JSON.parse(read('package.json')) as {
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};
const used = ['src', 'pipelines', 'bench', 'test']
  .flatMap((folder) => sourceFiles(ROOT, folder))
  .map(read)
  .join('\n');
const tools = [
  ...Object.values(manifest.scripts),
  read('jest.config.js'),
  read('bundle.mjs'),
  read('dictionaries/gazetteer/generate.mjs'),
].join('\n');

/** Packages that are used under another name than their own. */
const COMMANDS: Record<string, string> = { typescript: 'tsc ', 'oxlint-tsgolint': '--type-aware' };

/** True when code imports the package, or a script or setting names it. */
function isUsed(name: string): boolean {
  if (name.startsWith('@types/')) return isUsed(name.slice('@types/'.length)) || name === '@types/node';
  const imported = [`'${name}'`, `'${name}/`, `node_modules/${name}/`].some((text) => used.includes(text));
  return imported || tools.includes(COMMANDS[name] ?? name);
}

describe('packages', () => {
  const all = { ...manifest.dependencies, ...manifest.devDependencies };
  const reasons = read('docs/dependencies.md');

  it.each(Object.keys(all))('%s has its reason in docs/dependencies.md', (name) => {
    if (!reasons.includes(`\`${name}\``))
      throw new Error(`write into docs/dependencies.md what ${name} is for`);
  });

  it.each(Object.keys(all))('%s is used', (name) => {
    if (!isUsed(name)) throw new Error(`nothing uses ${name}: remove it from package.json`);
  });

  it('that docs/dependencies.md names are there', () => {
    const rows = reasons.split('\n').filter((line) => line.startsWith('| `'));
    const named = rows.flatMap((row) =>
      [...(row.split(' | ')[0] ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name),
    );
    expect(named.filter((name) => !((name ?? '') in all))).toEqual([]);
  });

  it('have exact versions', () => {
    for (const version of Object.values(all))
      expect(version).toMatch(/^(npm:@?[a-z/-]+@)?\d+\.\d+\.\d+(-r\.\d+)?$/);
  });

  it('are locked without the address of any registry', () => {
    const addresses = read('package-lock.json').match(/"resolved":[^\n]{0,200}/g) ?? [];
    expect(addresses).toEqual([]);
  });
});
