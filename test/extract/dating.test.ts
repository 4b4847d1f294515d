/** Dating: the date of a report and of its steps by ruling 11.3 and codebook 7.1. */
import { describe, expect, it } from '@jest/globals';
import { dateDoubts, reportDate, stepDate } from '../../src/extract/dating.js';
import { letterDate } from '../../src/extract/letter-dates.js';
import { toldDates } from '../../src/extract/told-dates.js';
import type { DateValue } from '../../src/model/report.js';
import { derive, dictionary } from './derive.js';

/** The date of the report whose stage is the step of that code. */
function dateOf(text: string, code: string, published: string): DateValue | null {
  const { body, steps } = derive(text, published);
  const own = steps.filter((step) => step.code === code);
  expect(own.length).toBeGreaterThan(0);
  const near = own[0]?.mark.sentence ?? 0;
  return reportDate({ steps: own, acts: [], near }, body, published, dictionary);
}
const short = (date: DateValue | null) =>
  date === null ? null : `${date.value} ${date.precision} ${date.basis}`;

describe('the date of a report', () => {
  it('is the date of its stage, not of the act nor of the words', () => {
    const text =
      'Bawaslu Kabupaten Sragen memeriksa camat itu pada Senin (4/11). Ia ikut kampanye pada Minggu (27/10). "Sudah lengkap," kata ketuanya, Rabu (6/11).';
    expect(short(dateOf(text, 'examined', '2024-11-06'))).toBe('2024-11-04 day stage');
  });

  it('of what still hangs is the day on which that is said, not that of the letter', () => {
    const text =
      'Rekomendasi KASN yang diterima 2 September 2024 belum ditindaklanjuti wali kota. ' +
      '"Hukuman itu belum dijatuhkan," kata Ketua Bawaslu Sragen Budi Raharjo, Rabu (6/11).';
    expect(dateOf(text, 'sanction_pending', '2024-11-07')?.value).toBe('2024-11-06');
  });

  it('of what was withdrawn is not the day on which it had been decided', () => {
    const text =
      'Bupati membatalkan pelantikan 17 pejabat yang digelar 25 Maret 2024. Hal itu dibenarkan Kepala BKPSDM Ani Lestari, Kamis (18/4/2024).';
    expect(dateOf(text, 'transfer_annulled', '2024-04-19')?.value).toBe('2024-04-18');
  });

  it('is that of the sentence beside, where that dates the same', () => {
    const text = 'Bawaslu Kabupaten Sragen menghentikan perkara camat itu. Pleno digelar Kamis (7/11/2024).';
    expect(dateOf(text, 'assessed_no_violation', '2024-11-08')?.value).toBe('2024-11-07');
  });

  it('is that of the statement as a bound, where nothing else is dated', () => {
    const text = '"Camat itu sudah kami periksa," kata Ketua Bawaslu Sragen Budi Raharjo, Rabu (6/11).';
    expect(short(dateOf(text, 'examined', '2024-11-06'))).toBe('2024-11-06 on_or_before statement');
  });

  it('takes a bare weekday as the last one, and as the coming one beside a plan', () => {
    const text = 'Bawaslu Sragen memeriksa camat itu, Senin. Sidang dijadwalkan Kamis.';
    expect(dateOf(text, 'examined', '2024-11-06')?.value).toBe('2024-11-04');
    const days = toldDates(derive(text, '2024-11-06').body).map(({ value }) => value);
    expect(days).toEqual(['2024-11-04', '2024-11-07']);
  });

  it('is never the voting day, nor a day after the news, for what happened', () => {
    const text =
      'Bupati menerbitkan surat edaran netralitas menjelang 27 November 2024. Edaran diteken Senin (30/9).';
    expect(dateOf(text, 'circular_issued', '2024-10-02')?.value).toBe('2024-09-30');
    const planned = 'Bawaslu memeriksa camat itu. Putusan dibacakan 20 November 2024.';
    expect(dateOf(planned, 'examined', '2024-11-06')).toBeNull();
  });

  it('is not a day that a speaker names within a quotation', () => {
    const text = '"Senin kami rapat soal camat itu," kata Budi Raharjo, Rabu (6/11).';
    const [first, second] = toldDates(derive(text, '2024-11-06').body);
    expect([first?.statement, second?.statement]).toEqual([false, true]);
  });

  it('of the words stands between commas before the verb, and then nowhere behind it', () => {
    const text =
      'Budi Raharjo di Nabire, Rabu, mengatakan terlapor tidak hadir pada jadwal pertama, Selasa (5/11).';
    const told = toldDates(derive(text, '2024-11-06').body).map(({ statement }) => statement);
    expect(told).toEqual([true, false]);
  });

  it('of the words needs a comma, or only a name between, behind a verb', () => {
    const statements = (text: string) =>
      toldDates(derive(text, '2024-11-20').body).map(({ statement }) => statement);
    expect(statements('Ketua Bawaslu mengatakan pleno digelar Selasa (19/11).')).toEqual([false]);
    expect(statements('Hal itu disampaikan Budi Raharjo Selasa (19/11).')).toEqual([true]);
    expect(statements('"Sudah selesai," kata camat itu Selasa (19/11).')).toEqual([true]);
  });

  it('is for a quoted "today" the day on which it was said', () => {
    const text =
      'Acara digelar Kamis (17/11/2016). "Itu yang kami janjikan hari ini," kata ketua. Ia pulang.';
    const days = toldDates(derive(text, '2016-11-18').body).map(({ value }) => value);
    expect(days).toEqual(['2016-11-17', '2016-11-17']);
  });

  it('is that of a verdict, whose verb says nothing', () => {
    const text = 'Hakim menyatakannya bersalah dan menghukum tiga bulan penjara, Rabu (20/2).';
    expect(short(dateOf(text, 'convicted', '2019-02-22'))).toBe('2019-02-20 day stage');
  });

  it('stands over the entries of a chronicle, and is their today', () => {
    const text =
      '22 Januari.\nPanggung itu didirikan.\n4 Februari.\n"Per hari ini camat itu saya copot dari jabatannya," kata bupati.';
    expect(dateOf(text, 'sanction_imposed', '2017-02-06')?.value).toBe('2017-02-04');
  });

  it('is the year of an aside, also where that stands in the name of its election', () => {
    for (const text of [
      'Pada Pilkada 2020 seorang lurah pernah ditegur tertulis karena memasang baliho.',
      'Empat tahun silam seorang lurah pernah ditegur tertulis karena memasang baliho.',
    ]) {
      const { body, steps } = derive(text, '2024-10-07');
      const own = steps.filter(({ code }) => code === 'sanction_imposed');
      const past = own.map((step) => ({ ...step, reality: 'historical' as const }));
      expect(reportDate({ steps: past, acts: [], near: 0 }, body, '2024-10-07', dictionary)?.value).toBe(
        '2020',
      );
    }
  });

  it('of an aside is unknown where none stands near, whatever the news is dated', () => {
    const text =
      'Seorang lurah pernah ditegur tertulis. Kini apel digelar. Acara selesai. Bupati pulang, Senin (7/10).';
    const { body, steps } = derive(text, '2024-10-07');
    const past = steps.map((step) => ({ ...step, reality: 'historical' as const }));
    expect(reportDate({ steps: past, acts: [], near: 0 }, body, '2024-10-07', dictionary)).toBeNull();
  });

  it('tells only the month of a week', () => {
    const text = 'Bawaslu Sragen memeriksa camat itu pekan lalu.';
    expect(short(dateOf(text, 'examined', '2024-11-20'))).toBe('2024-11 month stage');
  });

  it('drops to the month, with a doubt, where the weekday is wrong', () => {
    const text =
      '"Camat itu sudah kami periksa," kata Ketua Bawaslu Sragen Budi Raharjo, Kamis (14/10/2020).';
    expect(dateOf(text, 'examined', '2020-10-15')?.value).toBe('2020-10');
    expect(dateDoubts(derive(text, '2020-10-15').body).map(({ code }) => code)).toContain('weekday_mismatch');
  });
});

describe('the date of a step', () => {
  it('is that of its own sentence, and never that of the words', () => {
    const text =
      'Camat itu dilaporkan ke Bawaslu pada Jumat (1/11). "Sudah kami periksa," kata Budi Raharjo, Rabu (6/11).';
    const { body, steps } = derive(text, '2024-11-06');
    const at = (code: string) => {
      const step = steps.find((one) => one.code === code);
      if (step === undefined) throw new Error(`no ${code}`);
      const evidence = [{ in: 'body' as const, start: step.mark.start, end: step.mark.end }];
      const asked = { value: step.code, reality: step.reality, document: null, evidence };
      return stepDate(asked, body, '2024-11-06', dictionary.elections)?.value ?? null;
    };
    expect(at('reported')).toBe('2024-11-01');
    expect(at('examined')).toBeNull();
  });

  it('is the month in the number of a letter', () => {
    const { body } = derive(
      'Surat nomor 100.3.4.2/4283/XI/BKPSDM Tahun 2023 dan surat R-2868/KASN/9/2020 terbit.',
    );
    expect(letterDate(body, '100.3.4.2/4283/XI/BKPSDM')).toMatchObject({ value: '2023-11', basis: 'letter' });
    expect(letterDate(body, 'R-2868/KASN/9/2020')?.value).toBe('2020-09');
    expect(letterDate(body, '1/2/3')).toBeNull();
    expect(letterDate(body, null)).toBeNull();
  });
});
