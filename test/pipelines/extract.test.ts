/** pantau extract: every kind of input, in the order of the input, troubles named, and memory that does not grow with the stream. */
import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Extraction } from '../../src/model/report.js';
import { compile } from '../run/compiled.js';
import { runProgram } from './run-program.js';

// Whole programs are started, several times over: on a busy machine that takes its time.
jest.setTimeout(180_000);

let folder = '';
let program = '';
const TEXT =
  'SEMARANG - Dua lurah di Kota Semarang dijatuhi sanksi karena menghadiri deklarasi calon wali kota.';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pantau-extract-'));
  program = compile();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, content: string): string => {
  writeFileSync(join(folder, name), content);
  return name;
};

describe('pantau extract', () => {
  it('reads text, pages, objects and lines, and prints what the model says in the order of the input', async () => {
    const files = [
      write('a.txt', TEXT),
      write(
        'b.html',
        `<html><head><title>Dua lurah</title></head><body><article><p>${TEXT}</p><p>${TEXT}</p></article></body></html>`,
      ),
      write('c.json', JSON.stringify({ id: 'c', title: 'Dua lurah', text: TEXT, published: '2024-11-06' })),
      write('d.jsonl', ['d1', 'd2', 'd3'].map((id) => JSON.stringify({ id, text: TEXT })).join('\n')),
    ];
    const { code, out, errors } = await runProgram(
      program,
      ['extract', '--published', '2024-11-07', '--with-text', ...files],
      { cwd: folder },
    );
    expect([code, errors]).toEqual([0, '']);
    const extractions = out
      .trim()
      .split('\n')
      .map((line) => Extraction.parse(JSON.parse(line)));
    expect(extractions.map(({ relevance }) => relevance)).toEqual(Array(6).fill('case'));
    expect(extractions.slice(2).map(({ article }) => article.id)).toEqual(['c', 'd1', 'd2', 'd3']);
    expect(extractions.map(({ article }) => article.published)).toEqual([
      '2024-11-07',
      '2024-11-07',
      '2024-11-06',
      ...Array<string>(3).fill('2024-11-07'),
    ]);
    for (const { article, reports } of extractions) {
      const { start, end } = reports[0]?.steps[0]?.evidence[0] ?? { start: 0, end: 0 };
      expect(article.text?.slice(start, end)).toBe('dijatuhi sanksi');
    }
  });

  it('names a malformed line with its file, goes on, and ends with 1', async () => {
    const file = write(
      'broken.jsonl',
      `${JSON.stringify({ id: 1, text: TEXT })}\n{"id": 2, "text": \n${JSON.stringify({ id: 3, text: TEXT })}\n`,
    );
    const { code, out, errors } = await runProgram(program, ['extract', file], { cwd: folder });
    expect(code).toBe(1);
    expect(errors).toContain('broken.jsonl:2');
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => Extraction.parse(JSON.parse(line)).article.id),
    ).toEqual(['1', '3']);
    expect((await runProgram(program, ['extract', '--nothing'], { cwd: folder })).code).toBe(2);
  });

  it('holds one article at a time, however long the stream is', async () => {
    const few = await memoryOf(4_000);
    // A collector that gets no turn beside other tests leaves more lying about; what is kept shows each time.
    const many = Math.min(await memoryOf(40_000), await memoryOf(40_000));
    // Twenty times the input may not cost more than what a collector leaves lying about.
    expect(many).toBeLessThan(few * 1.5);
    expect(many).toBeLessThan(250_000);
  });
});

/** Peak memory in KB of extraction over so many lines of a stream. */
async function memoryOf(lines: number): Promise<number> {
  const name = `lines-${lines}.jsonl`;
  const stream = createWriteStream(join(folder, name));
  for (let i = 0; i < lines; i += 1) {
    const line = `${JSON.stringify({ id: i, text: `Pasar ke-${i % 500} dibuka lagi. ${i % 10 === 0 ? TEXT : 'Warga senang.'}` })}\n`;
    if (!stream.write(line)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'finish');
  let peak = 0;
  const { code } = await runProgram(program, ['extract', name], {
    cwd: folder,
    started: (child) => {
      const timer = setInterval(() => (peak = Math.max(peak, peakOf(child.pid))), 20);
      child.once('close', () => clearInterval(timer));
    },
  });
  expect(code).toBe(0);
  return peak;
}

/** Most memory that a process ever had, in KB, as the system tells ("VmHWM:  123456 kB"); 0 when it is gone. */
function peakOf(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
