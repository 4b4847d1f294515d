/** The readme tells the truth: its example is what extraction gives, and its map names every folder of the house. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { tablesOf, withTable } from '../../pipelines/audit-documents.js';
import { readGoldSets, scoreGold } from '../../src/audit/audit.js';
import { loadDictionary, packageRoot } from '../../src/dictionary/dictionary.js';
import { createExtractor } from '../../src/extract/extract.js';

const ROOT = new URL('../../', import.meta.url);
const readme = readFileSync(new URL('README.md', ROOT), 'utf8');

describe('README.md', () => {
  it('shows what extraction makes of its sentence', async () => {
    // "> SEMARANG - Dua lurah ...": the sentence stands as a quotation, its report in the first JSON block
    const text = /^> (.+)$/m.exec(readme)?.[1] ?? '';
    const shown = JSON.parse(/```json\n([\s\S]*?)```/.exec(readme)?.[1] ?? 'null') as object;
    const extractor = createExtractor(await loadDictionary(), 'test');
    const got = extractor.extract({
      id: 'x',
      url: null,
      outlet: null,
      title: null,
      text,
      published: '2024-11-07',
    });
    // The readme shows the first stretch of each value; so does this comparison.
    const first = JSON.parse(JSON.stringify(got), (key, value: unknown) =>
      key === 'evidence' && Array.isArray(value) ? value.slice(0, 1) : value,
    ) as object;
    expect(first).toMatchObject(shown);
  });

  it('shows the figures of today', async () => {
    const extractor = createExtractor(await loadDictionary(), 'test');
    const audits = [...readGoldSets(packageRoot())].map(([set, gold]) => {
      const extractions = gold.map(({ id, title, text, published }) =>
        extractor.extract({ id, url: null, outlet: null, title, text, published }),
      );
      return [set, scoreGold(gold, extractions)] as const;
    });
    for (const [path, table] of tablesOf(new Map(audits))) {
      const document = readFileSync(new URL(path, ROOT), 'utf8');
      if (withTable(document, table) !== document)
        throw new Error(`${path} is stale: npm run build && npm run audit -- --write-readme`);
    }
  });

  it('names every folder of src, and every command', () => {
    const folders = readdirSync(new URL('src/', ROOT));
    expect(folders.filter((folder) => !readme.includes(`src/${folder}/`))).toEqual([]);
  });
});
