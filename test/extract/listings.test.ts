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

  it('are a list behind it', () => {
    const list = '\n\nMemasang baliho calon\n\nIkut deklarasi kampanye damai\n\nMembagikan kaus partai';
    expect(realities(`${OPENING}${list}`, 'peace_declaration')).toEqual(['norm']);
  });
});
