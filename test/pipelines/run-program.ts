/** Runs a compiled program as a process of its own, as people do. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface Ran {
  code: number | null;
  signal: NodeJS.Signals | null;
  out: string;
  errors: string;
}

/** Environment of a program that a signal ends when it puts a file or folder, by the end of its path, in its place. */
export const endedAt = (
  END_AT: string,
  END_WHEN: 'before' | 'after',
  END_BY: NodeJS.Signals = 'SIGKILL',
): Record<string, string> => ({
  NODE_OPTIONS: `--import=${pathToFileURL(resolve('test/pipelines/end-at-rename.mjs')).href}`,
  END_AT,
  END_WHEN,
  END_BY,
});

export interface RunOptions {
  cwd: string;
  /** On top of PATH and HOME alone, so that no setting of the machine gets in. */
  env?: Record<string, string>;
  /** Is handed the process once it runs. */
  started?: (child: ChildProcess) => void;
}

/** @param folder as `compile` gives it */
export function runProgram(folder: string, args: readonly string[], options: RunOptions): Promise<Ran> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [join(folder, 'pipelines/pantau.js'), ...args], {
    cwd: options.cwd,
    env: { PATH, HOME, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  options.started?.(child);
  let out = '';
  let errors = '';
  child.stdout.on('data', (data: Buffer) => (out += data.toString()));
  child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
  return new Promise((settle, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => settle({ code, signal, out, errors }));
  });
}
