/** Lists of what is forbidden tell of no happening; headline, caption and credit at the head of a page are no list. */
import { describe, expect, it } from '@jest/globals';
import { derive } from './derive.js';

const realities = (text: string, code: string): (string | null)[] =>
  derive(text).body.marks.flatMap((mark) =>
    mark.kind === 'step' && mark.code === code ? [mark.reality] : [],
  );

const OPENING = 'SOLO - Pemerintah kota mengingatkan pegawainya agar netral pada pilkada.';

describe('short lines that no stop ends', () => {
  it('tell of what happened at the head of a page', () => {
    const head =
      'Netralitas ASN Dijaga\n\nPemkot Solo deklarasikan Pemilu Damai. Foto Humas\n\nLensa Rimba/ Triana\n\n';
    expect(realities(`${head}${OPENING}`, 'peace_declaration')).toEqual(['realised']);
  });

  it('accuse nobody of an act even there, and are a list where they are numbered', () => {
    const acts = 'Larangan bagi ASN\n\nMenjadi anggota tim kampanye\n\nMenghadiri deklarasi calon\n\n';
    const told = derive(`${acts}${OPENING}`).body.marks.filter(({ kind }) => kind === 'violation');
    expect(told.length).toBeGreaterThan(0);
    expect(told.map(({ reality }) => reality)).toEqual(told.map(() => 'norm'));
    const numbered = '1. Sosialisasi aturan\n\n2. Deklarasi kampanye damai\n\n3. Apel bersama\n\n';
    expect(realities(`${numbered}${OPENING}`, 'peace_declaration')).toEqual(['norm']);
  });

  it('are a list behind it', () => {
    const list = '\n\nMemasang baliho calon\n\nIkut deklarasi kampanye damai\n\nMembagikan kaus partai';
    expect(realities(`${OPENING}${list}`, 'peace_declaration')).toEqual(['norm']);
  });
});
