/** Habits of the real press that must accuse nobody by mistake: long offices of speakers, candidates by their offices, letters in brackets, names told late. */
import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { derive } from './derive.js';

const text = (...sentences: string[]): string => sentences.join(' ');

/** Names or statuses of all subjects of cases. */
const accused = (body: string, title?: string): string[] =>
  derive(body, '2024-10-30', title).extraction.reports.flatMap((report) =>
    report.type === 'case' ? report.subjects.map(({ name, status }) => name ?? status ?? '-') : [],
  );

const people = (body: string): (string | null)[] => derive(body).people.map(({ name }) => name);

describe('a name told late', () => {
  it('is that of the one whom a word calls the accused', () => {
    const told = derive(
      text(
        'Bawaslu Kabupaten Siak meneruskan kasus seorang camat ke KASN karena ikut kampanye calon bupati.',
        'Dalam berkas itu tertulis nama terlapor Sarmidi.',
      ),
    );
    expect(told.accused.map(({ name }) => name)).toEqual(['Sarmidi']);
  });

  it('is announced behind a relative clause', () => {
    const told = derive(
      'Bawaslu memeriksa. Pegawai yang diadukan berinisial K hadir di kampanye calon bupati.',
    );
    const [one] = told.people.filter(({ name }) => name === 'K');
    expect(one?.statuses.length).toBeGreaterThan(0);
  });
});

describe('offices of candidates and of elections', () => {
  it('are nobody: only the village head is convicted', () => {
    const body = text(
      'Oknum wali nagari berinisial B di Kabupaten Agam divonis denda Rp5 juta karena tindak pidana pemilihan.',
      'Ia terbukti menghadiri kampanye salah satu Paslon Bupati dan Wakil Bupati Agam.',
      '"Terdakwa dijatuhi hukuman membayar denda," kata hakim ketua, Dodi Saputra, Senin (28/10/2024).',
      'Terdakwa dinyatakan melanggar Pasal 188 UU tentang Pemilihan Gubernur, Bupati, dan Wali Kota.',
    );
    expect(accused(body, 'Hadiri Kampanye, Wali Nagari di Agam Divonis Denda')).toEqual(['B']);
  });

  it('of several offices are one election of all', () => {
    const told = derive('Pasal itu ada dalam UU tentang Pemilihan Gubernur, Bupati, dan Wali Kota.');
    const elections = told.body.marks.filter(({ kind }) => kind === 'election').map(({ code }) => code);
    expect(elections).toEqual(['pilkada']);
    const one = derive('Jelang pemilihan gubernur, Bupati Siak mengingatkan camat.');
    expect(one.body.marks.filter(({ kind }) => kind === 'election').map(({ code }) => code)).toEqual([
      'pilgub',
    ]);
  });
});

describe('letters in capitals', () => {
  it.each([
    'Sebanyak 12 nama dinyatakan Tidak Memenuhi Syarat (TMS). Bawaslu menyebut TMS itu sudah final.',
    'Seorang di antaranya pegawai LPD (Lembaga Perkreditan Desa). Pengurus LPD bukan aparatur.',
  ])('that the text explains are nobody: %s', (body) => {
    expect(people(body).filter((name) => name !== null)).toEqual([]);
  });
});

describe('a member of a supervising body', () => {
  it('is accused where its court of honour opens the article and he is sanctioned', () => {
    const told = derive(
      text(
        'DKPP memberhentikan dua penyelenggara pilkada karena melanggar kode etik.',
        'Anggota Panwaslu Kabupaten Siak, Wandi Saputra, dikenai sanksi karena memakai mobil panwas untuk kampanye calon bupati.',
      ),
    );
    expect(told.accused.map(({ name }) => name)).toContain('Wandi Saputra');
  });
});

describe('a word for the accused', () => {
  it('means whom it was said of before, not the hamlet heads told of last', () => {
    const told = derive(
      text(
        'Sidang dengan terdakwa Kepala Desa Karangwuni, Moh. Sahlan, digelar kemarin.',
        'Ia didakwa memerintahkan kepala dusun membagikan kartu nama paslon bupati.',
        'Terdakwa dipanggil dua kali. Terdakwa ditetapkan tersangka bulan lalu.',
      ),
    );
    expect(told.accused.map(({ name }) => name)).toEqual(['Moh. Sahlan']);
  });

  it('points back over the place of an office', () => {
    const told = derive(
      text(
        'Penyidik menetapkan oknum sekretaris desa (Sekdes) berinisial MZ sebagai tersangka.',
        'Oknum sekdes di Kecamatan Suralaga itu diduga mengancam warga agar memilih paslon.',
      ),
    );
    expect(told.accused.map(({ name }) => name)).toEqual(['MZ']);
  });
});

describe('supervisors of polling stations', () => {
  it('are people where they are counted', () => {
    const told = derive(
      'Dua Pengawas Tempat Pemungutan Suara (PTPS) diberhentikan karena ikut kampanye caleg. Inisialnya WD dan AY.',
    );
    expect(told.accused.map(({ name }) => name)).toEqual(['WD', 'AY']);
    const group = derive('Lima PTPS diberhentikan karena ikut kampanye caleg.');
    expect(group.accused.map(({ count }) => count)).toEqual([5]);
  });
});

describe('a candidate of whom no office is told', () => {
  it('is no case, whatever he is convicted of', () => {
    const body = text(
      'Majelis hakim menjatuhkan vonis dua bulan penjara kepada DR, calon anggota legislatif DPRD Kabupaten Subang.',
      'DR terbukti memberi minyak goreng kepada peserta kampanye dalam sebuah pengajian.',
      'Saksi yang dihadirkan antara lain kepala desa setempat dan seorang guru PNS.',
      'Menurut komisioner Bawaslu, kepala desa itu yang melarang stiker ditempel di balai desa.',
    );
    expect(accused(body, 'Bagi-bagi Minyak Goreng, Caleg di Subang Divonis')).toEqual([]);
  });
});

describe('one of the counsel of a side', () => {
  it('is none of those whom they report', () => {
    const body = text(
      'Saling bantah antara dua tim hukum pasangan calon bupati di Kabupaten Siak berlanjut.',
      '"Kelima anggota Bawaslu kami laporkan ke DKPP karena tidak netral," kata Hamdan, Rabu (4/11/2020).',
      'Ia datang bersama tim hukum lainnya di antaranya Sabran, Yusak, Lukas, Martin, dan Fikri.',
      'Sabran mengatakan sikap Bawaslu mengganggu pilkada.',
    );
    const names = derive(body, '2020-11-05', 'Lima Anggota Bawaslu Dilaporkan ke DKPP').accused.map(
      (one) => one.name,
    );
    expect(names.filter((name) => name !== null)).toEqual([]);
  });
});

describe('initials tied by a dash', () => {
  it('are told whole where a letter of them is announced, too', () => {
    const told = derive(
      'Camat berinisial H diperiksa. Lurah berinisial H-R diperiksa. H-R mengaku, H membantah. Kata H',
    );
    expect(told.body.analysed.names.map(({ core }) => core)).toEqual(['H', 'H-R', 'H-R', 'H', 'H']);
  });
});

describe('whoever deals with a case', () => {
  const FOLDER = new URL('../../fixtures/briefs/open/', import.meta.url);
  const dealing: [string, string][] = [
    ['HE024', 'Yudi Hartawan'], // of the police, who says that the examination goes on
    ['HP056', 'Hartono Siregar'], // a commander, who received the complaint and speaks of himself at length
    ['GS012', 'Syafrizal Tengku'], // who dismissed two, and denies that he allowed it
  ];
  it.each(dealing)('is none of the accused of %s: %s', (id, name) => {
    const brief = JSON.parse(readFileSync(new URL(`${id}.json`, FOLDER), 'utf8')) as {
      title: string;
      text: string;
      published: string;
    };
    const { reports } = derive(brief.text, brief.published, brief.title).extraction;
    const names = reports.flatMap(({ subjects }) => subjects.map((one) => one.name));
    expect(names).not.toContain(name);
    expect(reports.length).toBeGreaterThan(0);
  });
});
