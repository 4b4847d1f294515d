/** Verdicts: who is cleared is dealt with for nothing, and who is dealt with is not cleared: of the two one is somebody else's. */
import { describe, expect, it } from '@jest/globals';
import { readGoldSets } from '../../src/audit/audit.js';
import { packageRoot } from '../../src/dictionary/dictionary.js';
import { derive } from './derive.js';

type Told = [string | undefined, string[]][];

/** Name or status and the steps that happened, of each case. */
const casesOf = ({ extraction }: ReturnType<typeof derive>): Told =>
  extraction.reports
    .filter(({ type }) => type === 'case')
    .map(({ subjects: [one], steps }) => [
      one?.name ?? one?.status,
      steps.filter(({ reality }) => reality === 'realised').map(({ value }) => value),
    ]);
const told = (...sentences: string[]): Told => casesOf(derive(sentences.join(' '), '2020-11-21'));

const newsroom = [...readGoldSets(packageRoot(), ['newsroom']).values()].flat();
const toldIn = (id: string): Told => {
  const article = newsroom.find((one) => one.id === id);
  return casesOf(derive(article?.text ?? '', article?.published, article?.title));
};

describe('one of three who is cleared', () => {
  it('is not forwarded with the others, whose letter is told of behind him', () => {
    const cases = toldIn('wp-sijunjung-wali-nagari');
    const zk = cases.find(([name]) => name === 'ZK')?.[1];
    expect(zk).toContain('assessed_no_violation');
    expect(zk).not.toContain('forwarded');
    expect(cases.some(([name, steps]) => name !== 'ZK' && steps.includes('forwarded'))).toBe(true);
  });
});

describe('one who is dealt with', () => {
  it('is not cleared by what is told of others', () => {
    const cases = told(
      'Camat Belik, Karsidi, dinyatakan terbukti melanggar netralitas dan diteruskan ke KASN, kata Ketua Bawaslu Pemalang, Heri Setyawan.',
      'Karsidi mengajak warga memilih calon bupati nomor 3 saat kampanye.',
      'Sanksi dari bupati berupa teguran tertulis dijatuhkan kepada Karsidi pada Senin.',
      'Adapun laporan lain dihentikan karena tidak cukup bukti.',
    );
    for (const [, steps] of cases)
      if (steps.includes('sanction_imposed')) expect(steps).not.toContain('assessed_no_violation');
    expect(cases.some(([, steps]) => steps.includes('sanction_imposed'))).toBe(true);
  });

  it('on probation is convicted, not acquitted, however relieved he is', () => {
    const steps = toldIn('wp-pemalang-kades-percobaan')[0]?.[1];
    expect(steps).toContain('convicted');
    expect(steps).not.toContain('acquitted');
  });
});

describe('one who is cleared later', () => {
  it('by a higher court is acquitted, and was convicted', () => {
    const [[name, steps] = []] = told(
      'Kades Belik, Karsidi, divonis dua bulan penjara oleh Pengadilan Negeri Pemalang karena ikut kampanye calon bupati.',
      'Pengadilan Tinggi Semarang kemudian membebaskan Karsidi dari segala dakwaan.',
    );
    expect(name).toBe('Karsidi');
    expect(steps).toEqual(expect.arrayContaining(['convicted', 'acquitted']));
  });

  it('by those who decide is told to be cleared beside what the supervisors found', () => {
    const [[, steps] = []] = told(
      'Bawaslu Kabupaten Wajo menyatakan Camat Pitumpanua, Andi Baharuddin, terbukti melanggar netralitas karena ikut kampanye calon bupati, dan meneruskannya ke KASN.',
      'Dua bulan kemudian KASN menyatakan Andi Baharuddin tidak terbukti melanggar.',
    );
    expect(steps).toEqual(expect.arrayContaining(['forwarded', 'assessed_no_violation']));
  });
});
