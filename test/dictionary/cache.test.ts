/** The cache: what is written is read back the same, columns without copying, patterns and rows out of columns. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { readCache, writeCache } from '../../src/dictionary/cache.js';
import { loadDictionary, packageRoot } from '../../src/dictionary/dictionary.js';
import { compile } from '../../src/dictionary/compile.js';
import { readInPlace, writeInPlace } from '../../src/dictionary/in-place.js';
import { PackedRows, packRows } from '../../src/dictionary/pack-rows.js';

const folder = mkdtempSync(join(tmpdir(), 'pantau-cache-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a value in place', () => {
  it('comes back with its columns, each a view of the bytes', () => {
    const twice = Float64Array.of(0.5, -1);
    const value = {
      text: 'a”b',
      columns: [Uint8Array.of(1, 2, 3), Int32Array.of(-7), twice, new Float32Array(0), twice],
      rows: new Map([['x', [1, 2]]]),
    };
    const bytes = writeInPlace(value);
    const read = readInPlace(bytes) as typeof value;
    expect(read).toEqual(value);
    expect(read.columns.every(({ buffer }) => buffer === bytes.buffer)).toBe(true);
  });

  it('takes no typed array of a kind that is not read back', () => {
    expect(() => writeInPlace(BigInt64Array.of(1n))).toThrow(/no column: BigInt64Array/);
  });
});

describe('packed rows', () => {
  it('find each word and no other, also where hashes meet', () => {
    const words = Array.from({ length: 500 }, (_, i) => `kata${i}`);
    const rows = new Map(words.map((word, i) => [word, i % 3 === 0 ? [] : [i, i + 1]]));
    const packed = new PackedRows(packRows(rows));
    expect(new Map(packed)).toEqual(rows);
    for (const word of ['', 'kata', 'kata500', 'kata1kata2', 'ata1']) {
      expect(packed.get(word)).toBeUndefined();
      expect(packed.has(word)).toBe(false);
    }
  });
});

describe('the dictionary of this package', () => {
  it('comes back from a cache as it was compiled', async () => {
    const compiled = compile(join(packageRoot(), 'dictionaries'), (await loadDictionary()).version);
    const path = join(folder, 'dictionary.bin');
    writeCache(path, { folder: '', files: [], version: compiled.version, code: [], codeHash: '' }, compiled);
    const read = readCache(path)?.open();
    const { patterns, ...others } = compiled;
    expect({ ...read, patterns: null }).toEqual({ ...others, patterns: null });
    const plain = (set: typeof patterns | undefined) => ({
      ...set,
      patterns: set?.patterns.map(({ id, concept, atoms, anti, voice, reality, needs, unless, borne }) => ({
        id,
        concept,
        anti,
        voice,
        reality,
        needs,
        unless,
        borne,
        atoms: atoms.map((atom) => set.atoms.atoms.indexOf(atom)),
      })),
      byWord: new Map(set?.byWord),
      atoms: {
        ...set?.atoms,
        byWord: new Map(set?.atoms.byWord),
        atoms: set?.atoms.atoms.map(({ words, prefix, stems, exact, number, kinds, optional, gap }) =>
          JSON.stringify({ words, prefix, stems, exact, number, kinds, optional, gap }),
        ),
      },
    });
    expect(plain(read?.patterns)).toEqual(plain(patterns));
  });
});
