/** Outlet definitions and schedules as people write them, and what is said when they are wrong. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOutlets } from '../../pipelines/outlet-files.js';
import { parseDuration } from '../../pipelines/schedule.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pantau-outlets-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const definition = (id: string): string => `
id: ${id}
name: Kabar ${id}
home: http://127.0.0.1:8080/
reach: [32.10]
feeds:
  - kind: rss
    url: http://127.0.0.1:8080/feed
manners:
  delayMs: 50
`;

describe('outlet definitions', () => {
  it('are read from a file or a folder, with codes as they are written', async () => {
    await writeFile(join(folder, 'b.yaml'), definition('b'));
    await writeFile(join(folder, 'a.yaml'), definition('a'));
    const outlets = await readOutlets(folder);
    expect(outlets.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(outlets[0]).toMatchObject({ reach: ['32.10'], manners: { delayMs: 50 } });
    expect(await readOutlets(join(folder, 'b.yaml'))).toHaveLength(1);
  });

  it('are refused with every file that is wrong', async () => {
    const wrong = join(folder, 'wrong');
    await mkdir(wrong);
    await writeFile(join(wrong, 'x.yaml'), 'id: X X\nname: Y');
    await writeFile(join(wrong, 'y.yaml'), '{ id: [');
    await expect(readOutlets(wrong)).rejects.toThrow(/x\.yaml:.*id[\s\S]*y\.yaml:/);
    await expect(readOutlets(join(folder, 'absent'))).rejects.toThrow(/absent: no such file or folder/);
    await mkdir(join(folder, 'empty'));
    await expect(readOutlets(join(folder, 'empty'))).rejects.toThrow(/holds no outlet definition/);
  });
});

describe('durations', () => {
  it.each([
    ['90s', 90_000],
    ['15m', 900_000],
    ['2h', 7_200_000],
    ['1d', 86_400_000],
  ])('reads %s', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each(['', '15', 'm', '0s', '-1m', '1.5h', 'soon'])('refuses %j', (text) => {
    expect(() => parseDuration(text)).toThrow(/is no duration; write one like/);
  });
});
