/** Articles that name no election: what is done for a party, or dealt with by the commission of the civil service, is ours all the same. */
import { describe, expect, it } from '@jest/globals';
import { loadDictionary } from '../../src/dictionary/dictionary.js';
import { createExtractor } from '../../src/extract/extract.js';
import { derive } from './derive.js';

const extractor = createExtractor(await loadDictionary(), 'test');
const text = (...sentences: string[]): string => sentences.join(' ');
const published = '2023-09-12';

/** The relevance of an article as it is extracted, and as it is explained. */
function relevanceOf(title: string, body: string): string[] {
  const { relevance } = extractor.extract({
    id: 'a',
    url: null,
    outlet: null,
    title,
    text: body,
    published,
  });
  return [relevance, derive(body, published, title).extraction.relevance];
}

describe('an article without a word of elections', () => {
  it.each([
    [
      'a member card of a party',
      'Kantongi KTA Partai, Kepala Bidang di Dinas Pertanian Maros Dipecat',
      text(
        'Bupati Maros memberhentikan tidak dengan hormat Syamsul Kadir, Kepala Bidang di Dinas Pertanian.',
        'Ia tercatat sebagai bendahara ranting sebuah partai politik.',
        'Kepala BKPSDM Maros Ratna Dewi mengatakan keputusan itu diteken Senin (11/9/2023).',
        '"Yang bersangkutan mengakui menjadi pengurus partai," ujarnya.',
        'Syamsul menyatakan menyesal.',
      ),
    ],
    [
      'a vest of a party',
      'Pakai Rompi Partai, Dua Honorer Dinas Perhubungan Dirumahkan',
      text(
        'Dua tenaga honorer Dinas Perhubungan Kabupaten Sanggau dirumahkan sejak Senin (11/9/2023).',
        'Keduanya, Yunus dan Piter, mengenakan rompi partai pada sebuah konvoi pekan lalu.',
        'Kepala dinas, Markus Lasa, menyebut keduanya melanggar kontrak kerja.',
        'Video konvoi itu tersebar di grup warga.',
        'Keduanya meminta maaf.',
      ),
    ],
    [
      'a recommendation of the commission',
      'KASN Minta Bupati Hukum Kepala Puskesmas',
      text(
        'Komisi Aparatur Sipil Negara meminta bupati menjatuhkan hukuman disiplin sedang kepada Kepala Puskesmas Tiroang, Rahmawati.',
        'Surat KASN bernomor R-2210/KASN/9/2023 itu diterima BKPSDM Senin (11/9/2023).',
        'Rahmawati mengunggah foto dengan jaket partai di halaman puskesmas.',
        'Kepala BKPSDM Amran Yasin mengatakan keputusannya segera disiapkan.',
        'Rahmawati belum menjawab.',
      ),
    ],
  ])('is a case for %s', (_, title, body) => {
    expect(relevanceOf(title, body)).toEqual(['case', 'case']);
  });

  it.each([
    [
      'a head of region who leads a party',
      'Bupati Resmikan Pasar Baru di Sanggau',
      text(
        'Bupati Sanggau Paulus Andi, yang juga ketua DPC sebuah partai, meresmikan pasar baru, Senin (11/9/2023).',
        'Ia didampingi kepala dinas perdagangan dan camat setempat.',
        'Pasar itu menampung dua ratus pedagang sayur dan ikan.',
        'Pembangunannya menelan biaya sembilan miliar rupiah.',
        'Pedagang berharap sewa kios tidak naik.',
      ),
    ],
    [
      'a party that police guard',
      'Polisi Amankan Rapat Kerja Partai di Palu',
      text(
        'Polresta Palu mengerahkan enam puluh personel untuk mengamankan rapat kerja sebuah partai, Senin (11/9/2023).',
        'Arus lalu lintas di depan gedung dialihkan sejak pagi.',
        'Kasat Lantas mengimbau pengendara mencari jalan lain.',
        'Rapat ditutup sore hari tanpa gangguan.',
        'Petugas kembali ke markas setelah hujan turun.',
      ),
    ],
  ])('is none for %s', (_, title, body) => {
    expect(relevanceOf(title, body)).toEqual(['none', 'none']);
  });
});

describe('whoever is heard as an expert', () => {
  const told = (as: string): unknown[] =>
    derive(
      `Tahapan pilkada di Buru berjalan. Kepala Dinas Perhubungan, Rusdi Latuconsina, dimintai keterangan ${as}.`,
    ).accused.map(({ name }) => name);

  it('is not accused by that', () => {
    expect(told('sebagai ahli')).toEqual([]);
    expect(told('sebagai terlapor')).toEqual(['Rusdi Latuconsina']);
  });
});

describe('offices of ministries in the regions', () => {
  it.each([
    'Kalapas',
    'Sipir',
    'Kepala Kantor Pertanahan',
    'Widyaiswara',
    'Ketua K3S',
    'Danlanal',
    'Kapuskesmas',
  ])('are those of apparatus: %s', (office) => {
    const { body } = derive(`${office} itu ikut kampanye calon bupati di lapangan.`);
    expect(body.marks.some(({ kind, start }) => kind === 'subject' && start === 0)).toBe(true);
  });
});
