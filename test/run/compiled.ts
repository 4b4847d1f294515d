/** Compiled programs for tests that start, and kill, processes of their own. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve('.');

/** Compiles the project with its tests and gives the folder; one for each test worker, inside the project. */
export function compile(): string {
  const folder = join(ROOT, '.pantau', `compiled-${process.env.JEST_WORKER_ID ?? '0'}`);
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  const args = [
    compiler,
    '-p',
    'tsconfig.test.json',
    '--noEmit',
    'false',
    '--outDir',
    folder,
    '--sourceMap',
    'false',
  ];
  const { stdout } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
  if (!existsSync(join(folder, 'src'))) throw new Error(`nothing was compiled:\n${stdout}`);
  return folder;
}
