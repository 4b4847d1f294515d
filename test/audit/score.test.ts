/** Scoring: gives the figures of the scorer by which unseen articles are judged, and says what differs. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  accuracyOf,
  byPhenomenon,
  compareExtractions,
  compareWithGold,
  confusionsIn,
  countConfusions,
  f1Of,
  precisionOf,
  readGoldJson,
  recallOf,
  scoreGold,
  type Field,
  type GoldArticle,
} from '../../src/audit/audit.js';
import { loadDictionary } from '../../src/dictionary/dictionary.js';
import { createExtractor } from '../../src/extract/extract.js';
import type { Extraction } from '../../src/model/report.js';

const SHARED = fileURLToPath(new URL('../../../shared/gold-dev/', import.meta.url));
const present = existsSync(SHARED);
if (!present) console.warn(`left out: ${SHARED} is absent; the scorer is tested on invented readings alone`);

interface Figures {
  relevanceAccuracy: number;
  falseAccusationRate: number;
  fields: Record<string, { p: number; r: number; f1: number; n: number }>;
}

/** Lets the scorer read extractions from a file in the place of running a program. */
function scoredElsewhere(extractions: readonly Extraction[]): Figures {
  const folder = mkdtempSync(join(tmpdir(), 'pantau-score-'));
  try {
    const lines = join(folder, 'extractions.jsonl');
    writeFileSync(lines, extractions.map((one) => `${JSON.stringify(one)}\n`).join(''));
    const program = join(folder, 'print.mjs');
    writeFileSync(
      program,
      `import { readFileSync } from 'node:fs'; process.stdout.write(readFileSync(${JSON.stringify(lines)}));`,
    );
    const { stdout } = spawnSync(process.execPath, [join(SHARED, 'score.mjs'), '--json'], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      env: { PATH: process.env.PATH ?? '', PANTAU: `${process.execPath} ${program}` },
    });
    return JSON.parse(stdout) as Figures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

(present ? describe : describe.skip)('the figures', () => {
  let gold: GoldArticle[] = [];
  let extractions: Extraction[] = [];

  beforeAll(async () => {
    gold = readGoldJson(join(SHARED, 'articles'));
    const extractor = createExtractor(await loadDictionary(), 'test');
    extractions = gold.map(({ id, title, text, published }) =>
      extractor.extract({ id, url: null, outlet: null, title, text, published }),
    );
  });

  const agree = (readings: readonly Extraction[]): void => {
    const audit = scoreGold(gold, readings);
    const there = scoredElsewhere(readings);
    expect(accuracyOf(audit)).toBe(there.relevanceAccuracy);
    expect(audit.falseAccusations.length / (audit.withoutCase || 1)).toBe(there.falseAccusationRate);
    expect(Object.keys(there.fields).toSorted()).toEqual(Object.keys(audit.fields).toSorted());
    for (const [field, { p, r, f1, n }] of Object.entries(there.fields)) {
      const score = audit.fields[field as Field];
      expect([field, precisionOf(score), recallOf(score), f1Of(score), score.right + score.missed]).toEqual([
        field,
        p,
        r,
        f1,
        n,
      ]);
    }
  };

  it('are those of the scorer of unseen articles', () => agree(extractions));

  it('are the same for bad readings: of a neighbouring article, of several articles at once, of none', () => {
    const at = (index: number): Extraction | undefined => extractions[index % extractions.length];
    agree(extractions.map((one, index) => ({ ...one, ...reading(at(index + 1)) })));
    agree(
      extractions.map((one, index) => ({
        ...one,
        reports: [...(at(index + 3)?.reports ?? []), ...one.reports, ...(at(index + 7)?.reports ?? [])],
        claims: [...one.claims, ...(at(index + 2)?.claims ?? [])],
      })),
    );
    agree(extractions.map((one) => ({ ...one, relevance: 'none', reports: [], claims: [] })));
  });
});

const reading = (extraction: Extraction | undefined): Partial<Extraction> =>
  extraction === undefined
    ? {}
    : { relevance: extraction.relevance, reports: extraction.reports, claims: extraction.claims };

const extractor = createExtractor(await loadDictionary(), 'test');
const TEXT =
  'SEMARANG - Dua lurah di Kota Semarang dijatuhi hukuman disiplin sedang karena menghadiri deklarasi calon wali kota, kata Kepala BKPP Kota Semarang Joko Hartono, Rabu (6/11/2024).';
const extraction = extractor.extract({
  id: 'semarang',
  url: null,
  outlet: null,
  title: null,
  text: TEXT,
  published: '2024-11-07',
});
const RIGHT: GoldArticle = {
  id: 'semarang',
  file: '',
  title: '',
  text: TEXT,
  published: '2024-11-07',
  relevance: 'case',
  reports: [
    {
      type: 'case',
      stage: 'sanction_imposed',
      violations: ['attend_declaration_campaign'],
      steps: [['sanction_imposed', 'realised']],
      places: ['33.74'],
      election: { type: 'pilwalkot', year: 2024 },
      date: '2024-11-06',
      subjects: [{ name: null, status: 'territorial_official', count: 2 }],
      authorities: [{ name: 'Joko Hartono', institution: 'bkpsdm' }],
    },
  ],
  claims: [],
  phenomena: ['group'],
  hardCases: ['HC27'],
  province: '33',
  marks: [
    { report: 0, kind: 'step', code: 'sanction_imposed', reality: 'realised', start: 38, end: 77, words: '' },
    {
      report: 0,
      kind: 'violation',
      code: 'attend_declaration_campaign',
      reality: null,
      start: 0,
      end: 8,
      words: '',
    },
    { report: null, kind: 'trap', code: null, reality: null, start: 0, end: 8, words: '' },
  ],
};
const WRONG: GoldArticle = {
  ...RIGHT,
  relevance: 'none',
  reports: [],
};

describe('an audit', () => {
  it('of a right reading finds nothing', () => {
    expect(compareWithGold(RIGHT, extraction)).toBeNull();
    const audit = scoreGold([RIGHT], [extraction]);
    for (const score of Object.values(audit.fields)) expect([score.extra, score.missed]).toEqual([0, 0]);
    expect(audit.scores[0]?.reports).toEqual([
      { confidence: extraction.reports[0]?.confidence, right: true },
    ]);
  });

  it('tells whether evidence touches the marks', () => {
    const { evidence } = scoreGold([RIGHT], [extraction]);
    expect(evidence.step).toEqual({ touches: 1, of: 1 });
    expect(evidence.violation).toEqual({ touches: 0, of: 1 });
    expect(evidence.trap).toEqual({ touches: 0, of: 1 });
  });

  it('names false accusations', () => {
    const audit = scoreGold([WRONG], [extraction]);
    expect(audit.falseAccusations).toEqual(['semarang']);
    expect(
      byPhenomenon(audit).map(({ phenomenon, falseAccusations }) => [phenomenon, falseAccusations]),
    ).toEqual([
      ['group', 1],
      ['HC27', 1],
    ]);
  });

  it('tells which code came out for which', () => {
    const [report] = RIGHT.reports;
    const other = {
      ...RIGHT,
      reports: report === undefined ? [] : [{ ...report, violations: ['public_endorsement' as const] }],
    };
    const confusions = confusionsIn(scoreGold([other], [extraction]));
    expect(countConfusions(confusions, 'violation')).toEqual([
      { wanted: 'public_endorsement', got: 'attend_declaration_campaign', times: 1 },
    ]);
    const change = compareWithGold(other, extraction);
    expect(change?.reports).toEqual([
      {
        change: 'altered',
        report: 'case sanction_imposed',
        differences: [
          { field: 'violations', before: ['public_endorsement'], after: ['attend_declaration_campaign'] },
        ],
      },
    ]);
  });
});

describe('a comparison of two extractions', () => {
  const nothing: Extraction = { ...extraction, relevance: 'none', reports: [], claims: [] };

  it('is silent about equal ones', () => expect(compareExtractions(extraction, extraction)).toBeNull());

  it('names what is gained and lost', () => {
    expect(compareExtractions(nothing, extraction)).toMatchObject({
      relevance: { before: 'none', after: 'case' },
      reports: [{ change: 'gained', report: 'case sanction_imposed' }],
    });
    expect(compareExtractions(extraction, nothing)?.reports[0]?.change).toBe('lost');
  });
});
