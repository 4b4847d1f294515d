/** Program `query`: filters, table, JSON lines and CSV, over a store that another process may hold. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { coverNames } from '../../pipelines/cover-names.js';
import { resolveRegions } from '../../pipelines/filter-regions.js';
import { drawTable } from '../../pipelines/query-table.js';
import { loadDictionary } from '../../src/dictionary/dictionary.js';
import { Incident } from '../../src/model/incident.js';
import { openStore } from '../../src/store/store.js';
import { compile } from '../run/compiled.js';
import { freshFolder } from '../setup/backends.js';
import { makeArticle, makeExtraction, makeIncident, makeReport, NOW } from '../store/made-up.js';

const nameOf = (code: string) => `Place ${code}`;
const link = { report: 'r1', article: 'a1', outlet: 'kabar-uji' };

const dictionary = await loadDictionary();

describe('regions', () => {
  it.each([
    ['36', ['36']],
    ['36.74', ['36.74']],
    ['Banten', ['36']],
    ['Tangerang', ['36.03', '36.71']],
    ['kota tangerang', ['36.71']],
    ['Kab. Tangerang', ['36.03']],
    ['Solo', ['33.72']],
    ['Provinsi Jawa Tengah', ['33']],
  ])('%s is understood', (region, codes) => {
    expect(resolveRegions([region], dictionary)).toEqual(codes);
  });

  it.each(['99', '36.99', 'Atlantis', 'Kota Atlantis', ''])('"%s" is refused', (region) => {
    expect(() => resolveRegions([region], dictionary)).toThrow(/--region/);
  });
});

describe('names', () => {
  const accused = makeIncident('i1', { reports: [link] });

  it('of people without senior office become initials, also in reasons', () => {
    const [first] = accused.links;
    if (!first) throw new Error('no link');
    const reasons = ['name: Sutarno Wibisana, +3'];
    const covered = coverNames({ ...accused, links: [{ ...first, reasons }] });
    expect(covered.subjects[0]).toMatchObject({ name: 'SW', variants: [] });
    expect(covered.links[0]?.reasons).toEqual(['name: SW, +3']);
    expect(Incident.parse(covered)).toEqual(covered);
  });

  it('of heads of regions stay', () => {
    const head = makeIncident('i2', { reports: [link], status: 'head_of_region' });
    expect(coverNames(head)).toEqual(head);
  });
});

describe('table', () => {
  const incidents = [
    makeIncident('incident-0123456789abcdef', {
      reports: [link, { report: 'r2', article: 'a2', outlet: 'warta-uji' }],
      violations: ['online_campaign', 'campaign_participation'],
    }),
    makeIncident('incident-fedcba9876543210', { reports: [link], date: null, places: [] }),
  ];

  it.each([72, 80, 100, 120, 160])('fits %d columns with ids whole', (width) => {
    const table = drawTable(incidents, { nameOf, width }).join('');
    expect(Math.max(...table.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(width);
    for (const { id } of incidents) expect(table).toContain(id);
    expect(table).toContain('2024-02-09');
    expect(table).toContain('undated');
  });

  it('tells that a reply belongs beside an incident, and the act that an analyst gave instead of those of outlets', () => {
    const [one] = incidents;
    if (!one) throw new Error('no incident');
    const reply = { id: 'review-1', by: null, text: 'Tidak benar.', url: null, date: null };
    const told = {
      ...one,
      violations: { ...one.violations, display: 'vote_instruction' as const },
      review: { ...one.review, corrected: ['violations' as const] },
      replies: [{ ...reply, kind: 'right_of_reply' as const }],
    };
    const table = drawTable([told], { nameOf, width: 200 }).join('');
    expect(table).toContain('alleged / examined + right_of_reply');
    expect(table).toContain('vote_instruction');
    expect(table).not.toContain('online_campaign');
  });

  it('marks contradictions and lets no escape sequence through', () => {
    const [subject] = incidents[0]?.subjects ?? [];
    if (!subject) throw new Error('no subject');
    const name = '\u001b[2JHilang\u202e';
    const hostile = makeIncident('i3', {
      reports: [link],
      violations: ['online_campaign', 'party_membership'],
    });
    const table = drawTable([{ ...hostile, subjects: [{ ...subject, name }] }], { nameOf, width: 200 }).join(
      '',
    );
    expect(table).toContain('(!)');
    // oxlint-disable-next-line no-control-regex
    expect(table).not.toMatch(/[\u001b\u202e]/);
  });
});

describe('the program', () => {
  let program: string;
  let folder: string;

  beforeAll(async () => {
    program = join(compile(), 'pipelines/pantau.js');
    folder = await freshFolder();
    const store = await openStore({ folder });
    const article = makeArticle('a1', { outlet: 'kabar-uji' });
    const report = makeReport('r1');
    await store.saveArticles([article], NOW);
    await store.saveExtractions(
      [{ extraction: makeExtraction(article, [report]), blockKeys: new Map([['r1', ['k']]]) }],
      NOW,
    );
    await store.saveIncidents({
      incidents: [makeIncident('i1', { reports: [link] })],
      reportIds: ['r1'],
      now: NOW,
    });
    await store.close();
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function run(...args: string[]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'query', ...args], {
      encoding: 'utf8',
      timeout: 50_000,
      env: { ...process.env, PANTAU_DATA: folder, PANTAU_DATABASE_URL: '', COLUMNS: '150' },
    });
    return { status, stdout, stderr };
  }

  it('prints a table, with the count on standard error', () => {
    const { status, stdout, stderr } = run('--region', 'Tangerang Selatan', '--text', 'mendukung');
    expect(status).toBe(0);
    expect(stdout).toMatch(/2024-02-09 +Kota Tangerang Selatan +alleged \/ examined/);
    expect(stdout).toContain('SW');
    expect(stderr).toContain('1 of 1 incident in');
  }, 60_000);

  it('prints JSON lines that are incidents, and names when asked for', () => {
    const { stdout } = run('--json', '--names');
    const [line, ...rest] = stdout.trimEnd().split('\n');
    expect(rest).toEqual([]);
    expect(Incident.parse(JSON.parse(line ?? '')).subjects[0]?.name).toBe('Sutarno Wibisana');
  }, 60_000);

  it('names an outlet that nobody knows and of which nothing was read', () => {
    const { status, stderr } = run('--outlet', 'typo,ajnn,kabar-uji');
    expect(status).toBe(0);
    expect(stderr).toContain('no outlet "typo" is known, and nothing of it was read\n');
    expect(stderr.match(/no outlet/g)).toHaveLength(1);
  }, 60_000);

  it('prints CSV with a header also when nothing is found', () => {
    const { status, stdout, stderr } = run('--csv', '--year', '1999');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^event_id,event_type,tier,stage,event_date,[^\n]*\r\n$/);
    expect(stderr).toContain('filter: year:1999');
  }, 60_000);

  it.each([
    [['--tier', 'wrong'], /--tier "wrong": is none of alleged/],
    [['--from', 'yesterday'], /--from/],
    [['--from', '2024-02-02', '--to', '2024-02-01'], /--from 2024-02-02 is after/],
    [['--limit', '0'], /--limit "0": is less than 1/],
    [['--tier', ''], /--tier has no value/],
    [['--json', '--csv'], /not both/],
    // Six lines at most: a whole help would push the first out of sight.
    [['--unknown'], /^pantau: query: .*--unknown.*(\n.*){1,4}\n"pantau query --help" tells the rest\.\n$/],
    [['--region', 'Atlantis'], /Atlantis/],
  ])(
    'refuses %j with exit code 2',
    (args, message) => {
      const { status, stdout, stderr } = run(...args);
      expect(status).toBe(2);
      expect(stdout).toBe('');
      expect(stderr).toMatch(message);
    },
    60_000,
  );
});
