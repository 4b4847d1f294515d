/** Weighing reports: the story of an article, the steps of its cases, which measures are one report, and its date. */
import { describe, expect, it } from '@jest/globals';
import type { Dictionary, Weights } from '../../src/model/dictionary.js';
import { compileAlone } from '../../src/dictionary/compile-weights.js';
import type { Report } from '../../src/model/report.js';
import { failedCaseGate } from '../../src/extract/accusation.js';
import type { CaseGate } from '../../src/extract/derivation.js';
import { createExtractor, explainDerivation, type Derivation } from '../../src/extract/extract.js';
import { likelihoodIn } from '../../src/extract/weigh-story.js';
import { hadIn } from '../../src/extract/weigh-taken.js';
import { partByPairs } from '../../src/extract/weigh-pairs.js';
import { failedArticleGate } from '../../src/extract/article-gate.js';
import { derive, dictionary } from './derive.js';

const without = (...kinds: Weights['kind'][]): Dictionary => ({
  ...dictionary,
  weights: dictionary.weights.filter(({ kind }) => !kinds.includes(kind)),
});

const deriveBy = (dict: Dictionary, text: string, published = '2024-11-09'): Derivation =>
  createExtractor(dict, 'test').derive({ id: 'a', url: null, outlet: null, title: null, text, published });

const CASE =
  'Bawaslu Brebes memeriksa Camat Semin, Wira Anjani, karena mengajak warga memilih calon bupati. Laporan itu diterima Kamis (31/10). Wira membantah tuduhan itu. Bawaslu belum memutuskan apa pun.';

const MEASURES =
  'Bupati Brebes menandatangani surat edaran tentang netralitas ASN pada Pilkada 2024, Senin (4/11). Edaran itu berlaku bagi semua pegawai. Secara terpisah Ketua Bawaslu Brebes, Trisno Wibawa, menggelar sosialisasi bagi kepala desa di aula kecamatan, Selasa (5/11). Bawaslu membuka posko pengaduan di tiga kecamatan.';

describe('the story of an article', () => {
  it('tells likelier of what is told than of what is not', () => {
    const { story } = derive(CASE);
    expect(story.get('examined')).toBeGreaterThan(story.get('convicted') ?? Infinity);
    expect(story.get('vote_instruction')).toBeGreaterThan(story.get('party_membership') ?? Infinity);
  });

  it('is empty of what is none of ours, and where none was learned', () => {
    expect(derive('Harga cabai naik. Pedagang mengeluh. Stok menipis. Pembeli menawar.').story.size).toBe(0);
    expect(deriveBy(without('story'), CASE).story.size).toBe(0);
  });

  it('is told in halves of log odds, bounded, and not at all of codes that it lacks', () => {
    const story = new Map([
      ['examined', 0.8],
      ['convicted', -99],
    ]);
    expect(likelihoodIn(story, 'examined')).toBe(2);
    expect(likelihoodIn(story, 'convicted')).toBe(-8);
    expect(likelihoodIn(story, 'reported')).toBeNull();
  });
});

describe('the steps of a case', () => {
  it('stay those that rules gave it where nothing was learned', () => {
    const taken = deriveBy(without('taken'), CASE);
    const [attempt] = taken.attempts;
    if (attempt?.type !== 'case') throw new Error('no case');
    expect([...hadIn(taken)]).toEqual(attempt.draft.steps.map(({ mark }) => mark));
  });

  it('are told in the report', () => {
    const codes = derive(CASE).extraction.reports[0]?.steps.map(({ value }) => value);
    expect(codes).toEqual(expect.arrayContaining(['examined', 'reported', 'denial']));
  });
});

describe('what is learned of the steps of a case', () => {
  /** The dictionary with other weights of steps taken. */
  const taught = (...rows: string[]): Dictionary => ({
    ...without('taken'),
    weights: [...without('taken').weights, compileAlone('taken', rows.join('\n'))],
  });
  const stepsOf = ({ extraction }: Derivation): string[] =>
    extraction.reports.flatMap(({ type, steps }) =>
      type === 'case' ? steps.map(({ value, reality }) => `${value}/${reality}`) : [],
    );

  it('takes what all speaks against from a case, and explains that', () => {
    const told = deriveBy(taught('bias\tcase=-5', 's code:examined\tcase=10'), CASE);
    expect(stepsOf(told)).toEqual(['examined/realised']);
    const missed = explainDerivation(told, dictionary).missed.find(({ code }) => code === 'reported');
    expect(missed?.why).toMatch(/hardly a step of the case \(log odds -5\.0, weights\/taken\)/);
  });

  it('leaves a case what rules gave it where nothing would be left', () => {
    const told = deriveBy(taught('bias\tcase=-5'), CASE);
    expect(stepsOf(told)).toEqual(stepsOf(deriveBy(without('taken'), CASE)));
  });

  it('never makes a step of what is only the condition of another', () => {
    const text = `${CASE} Jika terbukti melanggar, ia akan diberhentikan.`;
    const told = deriveBy(taught('bias\tcase=5'), text);
    expect(
      told.steps.some(({ code, reality }) => code === 'assessed_violation' && reality === 'conditional'),
    ).toBe(true);
    expect(stepsOf(told)).not.toContain('assessed_violation/conditional');
  });
});

describe('a gate that does not count', () => {
  it('lets through only what no other gate stops', () => {
    const { attempts, title, body, people } = derive(CASE);
    const [attempt] = attempts;
    if (attempt?.type !== 'case') throw new Error('no case');
    const gateOf = (report: Report | null, waived: CaseGate): CaseGate | null =>
      failedCaseGate(
        attempt.draft,
        report,
        title,
        body,
        people,
        dictionary.grammar,
        (gate) => gate === waived,
      );
    expect(gateOf(attempt.report, 'status_unknown')).toBeNull();
    for (const accused of attempt.draft.accused) Object.assign(accused, { statuses: [], authority: null });
    expect(gateOf(attempt.report, 'buried')).toBe('status_unknown');
    // Whose status is not asked for may have left his office as the law asks.
    const [step] = attempt.report?.steps ?? [];
    if (attempt.report === null || step === undefined) throw new Error('no step');
    const left = { ...attempt.report, violations: [], steps: [{ ...step, value: 'resign_to_run' as const }] };
    expect(gateOf(left, 'status_unknown')).toBe('nothing_real');
  });
});

describe('the measures of two bodies', () => {
  const measuresOf = ({ extraction }: Derivation): string[][] =>
    extraction.reports
      .filter(({ type }) => type === 'measure')
      .map(({ steps }) => steps.map(({ value }) => value));

  it('are two reports', () => {
    const parts = measuresOf(derive(MEASURES, '2024-11-09'));
    expect(parts).toHaveLength(2);
    expect(parts[0]).toContain('circular_issued');
    expect(parts[1]).toContain('outreach');
  });

  it('are parted by whose they are where nothing was learned of pairs', () => {
    expect(measuresOf(deriveBy(without('pair'), MEASURES))).toHaveLength(2);
  });

  it('are not weighed two by two where they are too many', () => {
    const { body, people, steps } = derive(MEASURES);
    const [one] = steps;
    if (one === undefined) throw new Error('no step');
    const stage = { body, people, measures: Array.from({ length: 41 }, () => one), regions: new Map() };
    expect(partByPairs(stage, dictionary)).toBeNull();
    expect(partByPairs({ ...stage, measures: [one] }, dictionary)).toEqual([[one]]);
  });
});

describe('an article that names no election', () => {
  const BARE =
    'Penjabat Bupati Malinau membentuk tim pengawas perilaku pegawai yang anggotanya tokoh adat dan pendeta. Surat tugasnya diteken Senin. Mereka bekerja di 15 kecamatan hingga akhir November. Pegawai dilarang mendukung calon. Pegawai yang mendukung calon akan dilaporkan kepada Bawaslu. Temuan tim menjadi bahan penjatuhan hukuman.';

  it('is ours where hardly anything else tells of such things', () => {
    const { title, body, extraction, gate, chances } = derive(BARE, '2024-10-16');
    expect(failedArticleGate(title, body)).toBe('election_link');
    expect(chances?.none).toBeLessThan(0.05);
    expect(gate).toBeNull();
    expect(extraction.relevance).toBe('measure');
  });
});
