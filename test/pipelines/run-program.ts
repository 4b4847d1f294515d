/** Runs a compiled program as a process of its own, as people do. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

export interface Ran {
  code: number | null;
  signal: NodeJS.Signals | null;
  out: string;
  errors: string;
}

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
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, out, errors }));
  });
}
