/** The two articles on one dismissal become one incident, with every contradicting reason and date kept (codebook 9-E, E1). */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { loadDictionary } from '../../src/dictionary/dictionary.js';
import { createExtractor } from '../../src/extract/extract.js';
import { linkReports, type LinkInput } from '../../src/link/link.js';

const SHARED = new URL('../../../shared/seeds/', import.meta.url);
const TWINS = new URL('../../fixtures/seeds/', import.meta.url);
const PAIRS = [
  {
    name: 'twins',
    folder: TWINS,
    later: ['twin-000.txt', '2024-01-15'],
    first: ['twin-001.txt', '2023-11-15'],
  },
  {
    name: 'seeds',
    folder: SHARED,
    later: ['000_401ce6b163f13ecb.txt', '2024-01-23'],
    first: ['001_7006a2e44adc8e7c.txt', '2023-11-08'],
  },
] as const;
const present = PAIRS.filter(({ folder }) => existsSync(folder));
if (present.length < PAIRS.length)
  console.warn('left out: the seed articles, whose folder is absent; their twins are tested');

const dictionary = await loadDictionary();

describe.each(present)('the $name', ({ folder, later, first }) => {
  const extractor = createExtractor(dictionary, 'test');
  const inputs = [later, first].flatMap(([file, published], index): LinkInput[] => {
    const article = {
      id: file,
      url: null,
      outlet: `outlet-${index}`,
      title: '',
      text: readFileSync(new URL(file, folder), 'utf8'),
      published,
    };
    const { reports } = extractor.extract(article);
    return reports.map((report) => ({
      report,
      article: { id: article.id, url: null, outlet: article.outlet, title: '', published },
    }));
  });
  const cases = linkReports(inputs, dictionary.linking).value.filter(({ type }) => type === 'case');

  it('are one incident of two people, dismissed', () => {
    expect(cases).toHaveLength(1);
    expect(cases[0]).toMatchObject({ stage: 'sanction_imposed', tier: 'sanctioned', outlets: 2 });
    expect(cases[0]?.count.display).toBe(2);
    expect(cases[0]?.links).toHaveLength(2);
  });

  it('keep every reason, election and date, each with its outlet and stretch of text', () => {
    const [incident] = cases;
    const reasons = incident?.violations.values.map(({ value }) => value);
    expect(reasons).toEqual(expect.arrayContaining(['campaign_team_role', 'run_without_resigning']));
    expect(incident?.election.values.map(({ value }) => value.type).toSorted()).toEqual(['pileg', 'pilpres']);
    expect(incident?.date.values.map(({ value }) => value).toSorted()).toEqual([first[1], later[1]]);
    const support = [incident?.violations, incident?.election, incident?.date].flatMap(
      (field) => field?.values.flatMap(({ from }) => from) ?? [],
    );
    for (const { outlet, evidence } of support)
      expect([outlet, evidence.length > 0]).toEqual([expect.stringContaining('outlet-'), true]);
    expect(new Set(support.map(({ outlet }) => outlet)).size).toBe(2);
  });
});
