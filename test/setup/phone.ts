/** A phone for tests: a page shown by the Chromium of this machine on a narrow screen, asked through its own protocol. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

export interface Phone {
  /** Shows a document, by day or in the dark; resolves once it is laid out. */
  show(html: string, width: number, scheme?: 'light' | 'dark'): Promise<void>;
  /** Value of an expression in the page. */
  ask<T>(expression: string): Promise<T>;
  /** The whole page as PNG. */
  picture(): Promise<Buffer>;
  close(): Promise<void>;
}

interface Answer {
  id?: number;
  method?: string;
  result?: Record<string, unknown>;
  error?: { message: string };
}

const HEIGHT = 740;

export async function openPhone(program = 'chromium'): Promise<Phone> {
  const folder = await mkdtemp(join(tmpdir(), 'pantau-phone-'));
  const flags = [
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--no-first-run',
  ];
  const child = spawn(
    program,
    [...flags, '--remote-debugging-pipe', `--user-data-dir=${folder}`, 'about:blank'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
      env: process.env,
    },
  );
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const [to, from] = [child.stdio[3] as Writable, child.stdio[4] as Readable];
  const waiting = new Map<number, (answer: Answer) => void>();
  const hearing = new Map<string, () => void>();
  let rest = '';
  from.setEncoding('utf8').on('data', (piece: string) => {
    const parts = (rest + piece).split('\0');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const answer = JSON.parse(part) as Answer;
      if (answer.id !== undefined) waiting.get(answer.id)?.(answer);
      else hearing.get(answer.method ?? '')?.();
    }
  });
  let number = 0;
  let session: string | undefined;
  const call = async (method: string, params: object = {}): Promise<Record<string, unknown>> => {
    number += 1;
    const id = number;
    const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve));
    to.write(
      `${JSON.stringify({ id, method, params, ...(session === undefined ? {} : { sessionId: session }) })}\0`,
    );
    const answer = await Promise.race([
      answered,
      gone.then((): Answer => ({ error: { message: 'it ended' } })),
    ]);
    if (answer.error !== undefined) throw new Error(`${program}: ${method}: ${answer.error.message}`);
    return answer.result ?? {};
  };
  const { targetId } = await call('Target.createTarget', { url: 'about:blank' });
  ({ sessionId: session } = (await call('Target.attachToTarget', { targetId, flatten: true })) as {
    sessionId: string;
  });
  await call('Page.enable');
  return {
    show: async (html, width, scheme = 'light') => {
      const features = [{ name: 'prefers-color-scheme', value: scheme }];
      await call('Emulation.setEmulatedMedia', { features });
      const screen = { width, height: HEIGHT, deviceScaleFactor: 2, mobile: true };
      await call('Emulation.setDeviceMetricsOverride', screen);
      const loaded = new Promise<void>((resolve) => hearing.set('Page.loadEventFired', resolve));
      const url = `data:text/html;charset=utf-8;base64,${Buffer.from(html).toString('base64')}`;
      await call('Page.navigate', { url });
      await loaded;
    },
    ask: async <T>(expression: string) => {
      const { result } = (await call('Runtime.evaluate', { expression, returnByValue: true })) as {
        result: { value: T };
      };
      return result.value;
    },
    picture: async () => {
      const { data } = await call('Page.captureScreenshot', { format: 'png', captureBeyondViewport: true });
      return Buffer.from(String(data), 'base64');
    },
    close: async () => {
      child.kill('SIGKILL');
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
