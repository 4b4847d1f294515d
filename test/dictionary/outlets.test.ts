/** The outlets of the dictionaries: enough of them, in every province, and nothing claimed that nobody checked. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileOutlets, loadDictionary, loadOutlets, packageRoot } from '../../src/dictionary/dictionary.js';
import type { Outlet } from '../../src/model/outlet.js';
import { whileInFolder, writeIn } from './folders.js';

const provinces = readFileSync(join(packageRoot(), 'dictionaries/gazetteer/provinces.csv'), 'utf8')
  .split('\n')
  .slice(1)
  .flatMap((line) => line.slice(0, 2) || []);
// Clocks of the provinces: the east of Kalimantan, Bali, Nusa Tenggara and Sulawesi; Maluku and Papua; else Jakarta's.
const MIDDLE = /^(5[123]|6[345]|7[1-6])/;
const EAST = /^(8[12]|9[1-6])/;

let outlets: readonly Outlet[] = [];
beforeAll(async () => {
  outlets = await loadOutlets();
});

const regional = (): Outlet[] => outlets.filter(({ reach }) => reach.length > 0);

describe('the outlets', () => {
  it('are more than four hundred, most of them regional', () => {
    expect(outlets.length).toBeGreaterThan(400);
    expect(regional().length / outlets.length).toBeGreaterThan(0.9);
  });

  it('cover each of the 38 provinces, each by four or more', () => {
    expect(provinces).toHaveLength(38);
    const thin = provinces.filter(
      (province) =>
        regional().filter(({ reach }) => reach.some((code) => code.startsWith(province))).length < 4,
    );
    expect(thin).toEqual([]);
  });

  it('have each a front page, a name and a file of their own', () => {
    const hosts = outlets.map(({ home }) => home.replace(/^https:\/\/(www\.)?/, ''));
    expect(new Set(hosts).size).toBe(outlets.length);
    expect(new Set(outlets.map(({ name }) => name.toLowerCase())).size).toBe(outlets.length);
    expect(outlets.filter(({ home }) => !home.startsWith('https://'))).toEqual([]);
  });

  it('announce their articles on hosts of their own', () => {
    const site = (url: string): string => new URL(url).hostname.split('.').slice(-2).join('.');
    const strange = outlets.flatMap(({ id, home, feeds }) =>
      feeds.filter(({ url }) => site(url) !== site(home)).map(({ url }) => `${id}: ${url}`),
    );
    expect(strange).toEqual([]);
  });

  it('go by the clock of their region', () => {
    const zoneOf = (code: string): string => (MIDDLE.test(code) ? 'WITA' : EAST.test(code) ? 'WIT' : 'WIB');
    const wrong = outlets.filter(({ reach, zone }) => zone !== zoneOf(reach[0] ?? ''));
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it('claim nothing that was not checked', () => {
    const claimed = outlets.filter(
      ({ unverified, layouts, checked }) => unverified && (layouts.length > 0 || checked?.whole === true),
    );
    expect(claimed.map(({ id }) => id)).toEqual([]);
  });
});

describe('an outlet more', () => {
  const KABAR = 'id: kabar-uji\nname: Kabar Uji\nhome: https://kabar-uji.example/\nreach: ["35.09"]\n';

  it('is one file, and leaves the version of the dictionary as it was', async () => {
    await whileInFolder({ 'outlets/kabar-uji.yaml': KABAR }, async (folder) => {
      const before = await loadDictionary(folder);
      writeIn(folder, 'outlets/kabar-lain.yaml', KABAR.replaceAll('uji', 'lain').replace('Uji', 'Lain'));
      expect((await loadOutlets(folder)).map(({ id }) => id)).toEqual(['kabar-lain', 'kabar-uji']);
      expect((await loadDictionary(folder)).version).toBe(before.version);
    });
  });

  it('is refused with its file and line when it is wrong', async () => {
    const wrong = { 'outlets/kabar.yaml': KABAR, 'outlets/kabar-uji.yaml': KABAR.replace('reach', 'raech') };
    await whileInFolder(wrong, async (folder) => {
      await expect(loadOutlets(folder)).rejects.toThrow(
        /kabar-uji\.yaml:4: .*unknown key "raech"; did you mean "reach"\?/,
      );
      await expect(loadOutlets(folder)).rejects.toThrow(/id and file name differ; write id: kabar/);
    });
  });

  it('is refused when an old layout stands above a newer one', async () => {
    const layouts =
      'layouts:\n  - { since: 2020-01-01, body: main }\n  - { since: 2024-01-01, body: article }\n';
    await whileInFolder({ 'outlets/kabar-uji.yaml': KABAR + layouts }, async (folder) => {
      await expect(loadOutlets(folder)).rejects.toThrow(
        /kabar-uji\.yaml:7: layout of 2024-01-01: stands below/,
      );
    });
  });

  it('is kept compiled where there are many, and compiled anew when it changed', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [`outlets/kabar-${i}.yaml`, KABAR.replaceAll('uji', String(i))]),
    );
    await whileInFolder(many, async (folder) => {
      const cache = join(
        packageRoot(),
        'dist',
        `outlets-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}.test.json`,
      );
      try {
        const first = await loadOutlets(folder);
        expect(existsSync(cache)).toBe(true);
        // Files of another time but the same content are the same.
        utimesSync(join(folder, 'outlets/kabar-1.yaml'), new Date(0), new Date(0));
        expect(await loadOutlets(folder)).toEqual(first);
        writeIn(folder, 'outlets/kabar-1.yaml', KABAR.replaceAll('uji', '1').replace('Uji', 'Satu'));
        expect((await loadOutlets(folder)).find(({ id }) => id === 'kabar-1')?.name).toBe('Kabar Satu');
        writeFileSync(cache, 'broken');
        expect(await loadOutlets(folder)).toHaveLength(60);
        expect(Object.isFrozen((await loadOutlets(folder))[0]?.reach)).toBe(true);
      } finally {
        rmSync(cache, { force: true });
      }
    });
  });

  it('is refused when it reaches a place that is none', async () => {
    const place = mkdtempSync(join(tmpdir(), 'pantau-outlets-'));
    try {
      const folder = join(place, 'dictionaries');
      cpSync(join(packageRoot(), 'dictionaries/gazetteer'), join(folder, 'gazetteer'), { recursive: true });
      cpSync(join(packageRoot(), 'dictionaries/grammar'), join(folder, 'grammar'), { recursive: true });
      writeIn(folder, 'outlets/kabar-uji.yaml', KABAR.replace('35.09', '35.99'));
      await expect(compileOutlets(folder)).rejects.toThrow(/reach 35\.99: no place has this code/);
      writeFileSync(join(folder, 'outlets/kabar-uji.yaml'), KABAR);
      expect(await compileOutlets(folder)).toMatchObject([{ id: 'kabar-uji', feeds: [], layouts: [] }]);
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  });
});
