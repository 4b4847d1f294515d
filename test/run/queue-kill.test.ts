/** The queue under kills: whatever was added is done, however often the process is shot. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile } from './compiled.js';
import { availableEngines } from './available.js';

// Whole programs are started, several times over: on a busy machine that takes its time.
jest.setTimeout(180_000);

let program: string;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pantau-kill-'));
  program = join(compile(), 'test/run/worker-to-kill.js');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs the worker, kills it after so long unless it ends by itself; gives what it wrote. */
function runWorker(args: string[], killAfterMs: number | null): Promise<{ out: string; killed: boolean }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let errors = '';
    child.stdout.on('data', (data: Buffer) => (out += data.toString()));
    child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
    let timer: NodeJS.Timeout | null = null;
    // Counted from its first sign of life, so that the machine's speed does not decide where it is hit.
    child.stdout.once('data', () => {
      if (killAfterMs !== null) timer = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    });
    child.on('exit', (code, signal) => {
      if (timer !== null) clearTimeout(timer);
      if (signal === null && code !== 0) reject(new Error(`the worker ended with ${code}: ${errors}`));
      else resolve({ out, killed: signal !== null });
    });
  });
}

describe.each(availableEngines())('a worker on %s', (name, start) => {
  it('loses none of the jobs it said were added, over four kills', async () => {
    const engine = await start();
    const done = join(folder, `${name}.txt`);
    const added: string[] = [];
    let kills = 0;
    try {
      for (let round = 0; round < 5; round += 1) {
        const last = round === 4;
        const { out, killed } = await runWorker(
          [engine.url, done, String(round * 1000), last ? '10' : '250'],
          last ? null : 60 + round * 90,
        );
        if (killed) kills += 1;
        expect(out).not.toContain('aside');
        added.push(...[...out.matchAll(/added (\d{1,9})\n/g)].map((match) => match[1] ?? ''));
      }
    } finally {
      await engine.stop();
    }
    const ran = (await readFile(done, 'utf8')).trim().split('\n');
    const counted = new Set(ran);
    expect(kills).toBeGreaterThanOrEqual(2);
    expect(added.filter((id) => !counted.has(id))).toEqual([]);
    // Only what was in hand when a kill came may run twice.
    expect(ran.length - counted.size).toBeLessThanOrEqual(kills * 4);
  });
});
