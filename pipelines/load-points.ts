/** Points: where provinces and regencies lie on a map, from dictionaries/points. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Point } from '../src/publish/publish.js';

/** Point of a place by its code; a regency without a point of its own has none. An absent file means no points. */
export async function loadPoints(dictionaries: string): Promise<(code: string) => Point | null> {
  const text = await readFile(join(dictionaries, 'points/points.csv'), 'utf8').catch(() => '');
  const points = new Map(
    text
      .split('\n')
      .slice(1)
      .map((line) => line.split(','))
      .filter(({ length }) => length === 3)
      .map(([code = '', latitude, longitude]) => [
        code,
        { latitude: Number(latitude), longitude: Number(longitude) },
      ]),
  );
  return (code) => points.get(code) ?? null;
}
