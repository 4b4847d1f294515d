/** The loader: what it reads, what it refuses and in which words, and the compiled cache. */
import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileDictionary, loadDictionary, packageRoot } from '../../src/dictionary/dictionary.js';
import { compile } from '../../src/dictionary/compile.js';
import { Halt } from '../../src/model/errors.js';
import { inFolder, whileInFolder, writeIn } from './folders.js';

const LEXICON = `kind: violation
concepts:
  - code: online_campaign
    label:
      id: kampanye daring
      en: online campaign
    forms:
      - kampanye di medsos
      - form: unggah dukungan
        voice: active
    not:
      - kampanye di medsos dilarang
    examples:
      find:
        - Ia [kampanye di medsos].
`;

/** What the loader says about these files. */
function complaints(files: Record<string, string>): string {
  return inFolder(files, (folder) => {
    try {
      compile(folder, 'version');
    } catch (error) {
      expect(error).toBeInstanceOf(Halt);
      return (error as Error).message;
    }
    throw new Error('the folder loaded without complaint');
  });
}

describe('loading', () => {
  it('turns a lexicon file into concepts and patterns with rule names', async () => {
    await whileInFolder({ 'lexicon/violations.yaml': LEXICON }, async (folder) => {
      const { concepts, patterns } = await loadDictionary(folder);
      expect(concepts).toMatchObject([{ kind: 'violation', code: 'online_campaign', scope: null }]);
      expect(patterns.patterns.map(({ id, anti, voice }) => ({ id, anti, voice }))).toEqual([
        { id: 'lexicon/violations/online_campaign/1', anti: false, voice: null },
        { id: 'lexicon/violations/online_campaign/2', anti: false, voice: 'active' },
        { id: 'lexicon/violations/online_campaign/not 1', anti: true, voice: null },
      ]);
    });
  });

  it('loads a folder that holds next to nothing, and says so when it holds nothing or there is none', async () => {
    await whileInFolder({}, async (folder) => {
      await expect(loadDictionary(folder)).rejects.toThrow(/holds no dictionaries/);
    });
    await whileInFolder({ 'lexicon/README.md': '' }, async (folder) => {
      const dictionary = await loadDictionary(folder);
      expect(dictionary.concepts).toEqual([]);
      expect(dictionary.grammar.months).toEqual({});
      expect(dictionary.grammar.titles).toEqual([]);
      await expect(loadDictionary(join(folder, 'nowhere'))).rejects.toThrow(/nowhere: no such folder/);
    });
  });

  it('gives one version for the same files and another after any change', async () => {
    const versions: string[] = [];
    for (const text of [LEXICON, LEXICON, `${LEXICON}\n`])
      await whileInFolder({ 'lexicon/violations.yaml': text }, async (folder) => {
        versions.push((await loadDictionary(folder)).version);
      });
    expect(versions[0]).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(versions[1]).toBe(versions[0]);
    expect(versions[2]).not.toBe(versions[0]);
  });

  it('does not count generated documents and notes into the version', async () => {
    await whileInFolder({ 'lexicon/violations.yaml': LEXICON }, async (folder) => {
      const before = (await loadDictionary(folder)).version;
      writeIn(folder, 'CODEBOOK.md', 'text');
      writeIn(folder, 'gazetteer/README.md', 'text');
      expect((await loadDictionary(folder)).version).toBe(before);
    });
  });

  it('freezes what it gives', async () => {
    await whileInFolder({ 'lexicon/violations.yaml': LEXICON }, async (folder) => {
      const { concepts, patterns } = await loadDictionary(folder);
      expect(() => {
        Object.assign(concepts[0] ?? {}, { code: 'other' });
      }).toThrow(TypeError);
      expect(() => patterns.patterns.pop()).toThrow(TypeError);
    });
  });

  it('joins grammar files and refuses two values for one word', async () => {
    const files = {
      'grammar/a.yaml': 'titles: [H]\nnumbers:\n  satu: "1"\n',
      'grammar/b.yaml': 'titles: [Drs, H]\n',
    };
    await whileInFolder(files, async (folder) => {
      expect((await loadDictionary(folder)).grammar.titles).toEqual(['H', 'Drs']);
    });
    expect(complaints({ ...files, 'grammar/c.yaml': 'numbers:\n  satu: "2"\n' })).toContain(
      'dictionaries/grammar/c.yaml:2: numbers: "satu" has another value in another file',
    );
  });
});

describe('complaints', () => {
  const broken = (from: string, to: string): string =>
    complaints({ 'lexicon/violations.yaml': LEXICON.replace(from, to) });

  it.each([
    ['forms:', 'froms:', ':7: concept online_campaign: unknown key "froms"; did you mean "forms"?'],
    [
      'voice: active',
      'voise: active',
      ':10: concept online_campaign: unknown key "voise"; did you mean "voice"?',
    ],
    [
      'voice: active',
      'voice: activ',
      ':10: concept online_campaign: "voice": unknown value "activ"; did you mean "active"?',
    ],
    [
      'online_campaign',
      'online_campain',
      ':3: concept online_campain: unknown violation code "online_campain"; did you mean "online_campaign"?',
    ],
    [
      'kind: violation',
      'kind: violations',
      ':1: "kind": unknown value "violations"; did you mean "violation"?',
    ],
    [
      'unggah dukungan',
      'kampanye  DI medsos',
      ':9: concept online_campaign: form "kampanye  DI medsos" stands also at dictionaries/lexicon/violations.yaml:8; delete one',
    ],
    [
      '- kampanye di medsos',
      '- kampanye ..99 medsos',
      ':8: concept online_campaign: pattern "kampanye ..99 medsos": a gap is 1 to 12 words wide',
    ],
    [
      '- kampanye di medsos',
      '- <steps> medsos',
      ':8: concept online_campaign: unknown kind "steps"; did you mean "step"?',
    ],
    [
      'voice: active',
      'needs: ["step:reportd"]',
      ':9: concept online_campaign: unknown step code "reportd"; did you mean "reported"?',
    ],
    [
      '    examples:',
      '    props:\n      status_in_province: village_haed\n    examples:',
      ':14: concept online_campaign: "status_in_province": unknown value "village_haed"; did you mean "village_head"?',
    ],
    [
      '    examples:',
      '    props: { employment: pegawai }\n    examples:',
      ':13: concept online_campaign: "employment": unknown value "pegawai"',
    ],
    ['kampanye daring', '[kampanye] daring', ':5: not YAML'],
  ])('tells file, line, entry and mend when "%s" becomes "%s"', (from, to, told) => {
    expect(broken(from, to)).toContain(`dictionaries/lexicon/violations.yaml${told}`);
  });

  it('tells all problems of all files at once', () => {
    const told = complaints({
      'lexicon/violations.yaml': LEXICON.replace('forms:', 'froms:'),
      'elections/pilkada-2024.yaml': 'id: pilkada-2025\nfamily: pilkada\n',
      'outlets/kabar.yml': 'id: kabar\n',
      'phrases/id.yaml': 'digest.title: Ringkasan\n',
      'phrases/en.yaml': 'digest.titel: Digest\n',
    });
    expect(told).toMatch(/^\d+ problems in the dictionaries; nothing was loaded\n/);
    expect(told).toContain('unknown key "froms"');
    expect(told).toContain('dictionaries/elections/pilkada-2024.yaml:1: "types": missing');
    expect(told).toContain('outlets/kabar.yml: is not read because of its ending; name it .yaml');
    expect(told).toContain(
      'dictionaries/phrases/en.yaml: phrase digest.title: missing here, but it stands in dictionaries/phrases/id.yaml:1; did you mean "digest.titel"?',
    );
  });

  it('checks names, codes and rows of the gazetteer', async () => {
    const told = complaints({
      'gazetteer/provinces.csv': 'code,name\n11,Aceh\n',
      'gazetteer/regencies.csv':
        'code,name,bare,kind\n11.71,Kota Banda Aceh,Banda Aceh,city\n12.01,Kabupaten X,X,regency\n',
      'gazetteer/aliases.csv':
        'alias,code,kind,note\nBna,11.71,abbreviation,\nBNA,11.71,alias,\nNowhere,99.99,alias,\nBanda-Aceh,11.71,spelling,\nX,12.01,nick,\n',
      'elections/a.yaml':
        'id: a\nfamily: pilkada\ntypes: [pilkada]\nyear: 2024\nlabel: {id: a, en: a}\nvoting: [2024-11-27]\nregions: ["11", "77"]\nsource: x\n',
      'lexicon/violations.yaml': LEXICON.replace(
        '    examples:',
        '    props: { province: "77", not_in: "11.71" }\n    examples:',
      ),
    });
    expect(told).toContain('dictionaries/gazetteer/regencies.csv:3: 12.01: the unit above it is missing');
    expect(told).toContain(
      'dictionaries/gazetteer/aliases.csv:3: alias BNA: stands here twice for 11.71; delete one',
    );
    expect(told).toContain(
      'dictionaries/gazetteer/aliases.csv:4: alias Nowhere: no place has the code 99.99',
    );
    expect(told).toContain(
      'dictionaries/gazetteer/aliases.csv:5: alias Banda-Aceh: is the official name of 11.71',
    );
    expect(told).toContain('dictionaries/gazetteer/aliases.csv:6: X: kind:');
    expect(told).toContain('dictionaries/elections/a.yaml:7: regions 77: no place has this code');
    expect(told).toContain('dictionaries/lexicon/violations.yaml:13: province 77: no place has this code');
    expect(told).not.toContain('not_in 11.71');
  });
});

describe('the compiled cache of a large folder', () => {
  const villages = Array.from({ length: 10_000 }, (_, i) => `11.01.01.${String(i).padStart(4, '0')},V${i}`);
  const LARGE = {
    'lexicon/violations.yaml': LEXICON,
    'gazetteer/provinces.csv': 'code,name\n11,Aceh\n',
    'gazetteer/regencies.csv': 'code,name,bare,kind\n11.01,Kabupaten A,A,regency\n',
    'gazetteer/districts.csv': 'code,name\n11.01.01,B\n11.01.02,C\n',
    'gazetteer/villages.csv': [
      'code,name',
      ...villages.slice(0, 9000),
      ...villages.slice(0, 1000).map(inC),
    ].join('\n'),
  };
  function inC(row: string): string {
    return row.replace('11.01.01', '11.01.02');
  }

  /** A large folder with the place of its cache, which is removed afterwards. */
  async function withCache(use: (folder: string, cache: string) => Promise<void>): Promise<void> {
    await whileInFolder(LARGE, async (folder) => {
      const name = createHash('sha256').update(folder).digest('hex').slice(0, 12);
      const cache = join(packageRoot(), 'dist', `dictionary-${name}.test.bin`);
      try {
        await use(folder, cache);
      } finally {
        rmSync(cache, { force: true });
      }
    });
  }

  it('gives the same dictionary as compiling, also after files were only touched', async () => {
    await withCache(async (folder, cache) => {
      const compiled = await compileDictionary(folder);
      expect(existsSync(cache)).toBe(true);
      const loaded = await loadDictionary(folder);
      expect(loaded.version).toBe(compiled.version);
      expect(JSON.stringify(loaded.concepts)).toBe(JSON.stringify(compiled.concepts));
      expect(loaded.gazetteer.keys).toBe(compiled.gazetteer.keys);
      utimesSync(join(folder, 'lexicon/violations.yaml'), 1, 1);
      expect((await loadDictionary(folder)).version).toBe(compiled.version);
    });
  });

  it('is passed over when it is broken, and when a file says something else', async () => {
    await withCache(async (folder, cache) => {
      const { version } = await loadDictionary(folder);
      writeFileSync(cache, readFileSync(cache).subarray(0, 1000));
      expect((await loadDictionary(folder)).version).toBe(version);
      writeFileSync(cache, 'nonsense');
      expect((await loadDictionary(folder)).version).toBe(version);
      writeIn(folder, 'lexicon/violations.yaml', LEXICON.replace('unggah dukungan', 'sebar dukungan'));
      const changed = await loadDictionary(folder);
      expect(changed.version).not.toBe(version);
      expect(changed.patterns.byWord.has('sebar')).toBe(true);
    });
  });

  it('is not missed where it cannot be written', async () => {
    await withCache(async (folder, cache) => {
      mkdirSync(cache);
      expect((await loadDictionary(folder)).gazetteer.code.length).toBe(10_004);
      rmSync(cache, { recursive: true });
    });
  });
});
