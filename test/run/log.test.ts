/** Log: JSON for machines, a line for people, and nothing below the level. */
import { describe, expect, it } from '@jest/globals';
import { openLog, type LogTarget } from '../../src/run/run.js';

function target(isTTY: boolean): { lines: string[]; sink: LogTarget } {
  const lines: string[] = [];
  return { lines, sink: { isTTY, write: (line) => lines.push(line) } };
}

describe('log', () => {
  it('writes JSON where no person reads', () => {
    const { lines, sink } = target(false);
    const log = openLog('warn', sink);
    log.info('hidden');
    log.warn({ stage: 'read', err: new Error('fault') }, 'set aside');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 40,
      stage: 'read',
      msg: 'set aside',
      err: { message: 'fault' },
    });
  });

  it('writes a readable line on a terminal', () => {
    const { lines, sink } = target(true);
    openLog('info', sink).info({ outlet: 'contoh', pages: 3, err: new Error('slow') }, 'crawled');
    expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d info crawled: slow outlet=contoh pages=3\n$/);
  });
});
