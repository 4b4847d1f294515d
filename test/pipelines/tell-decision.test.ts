/** Decisions as people read them: words in Indonesian and English, never JSON. Persons are invented. */
import { describe, expect, it } from '@jest/globals';
import { bothLanguages } from '../../pipelines/row-manner.js';
import { tellDecision } from '../../pipelines/tell-decision.js';
import { loadDictionary } from '../../src/dictionary/dictionary.js';
import { Review } from '../../src/model/review.js';

const words = bothLanguages(await loadDictionary());

function tell(over: Partial<Review>): string {
  const review = Review.parse({
    id: 'review-1',
    target: { kind: 'incident', id: 'incident-1' },
    decision: 'correct',
    field: null,
    value: null,
    note: null,
    author: 'Rina',
    at: '2025-01-20T02:00:00.000Z',
    ...over,
  });
  return tellDecision({ review, incidents: ['incident-1'], reports: [], revoked: false, stale: true }, words);
}

const reply = { kind: 'right_of_reply', by: 'Darmo', text: 'Itu "fitnah".', date: '2025-01-20' };
const cases: [string, Partial<Review>, string][] = [
  [
    'a reply',
    { decision: 'reply', value: { ...reply, url: 'https://a.example/x' } },
    'Hak jawab / Reply of the person concerned, Darmo, 20 Januari 2025: Itu "fitnah". <https://a.example/x>',
  ],
  [
    'a correction of an outlet, of which nothing more is known',
    { decision: 'reply', value: { ...reply, kind: 'correction', by: null, date: null, url: null } },
    'Koreksi / Correction: Itu "fitnah".',
  ],
  ['a stage', { field: 'stage', value: 'examined' }, 'tahap / stage: Diperiksa / Examined (examined)'],
  ['no value', { field: 'count', value: null }, 'jumlah orang / number of people: -'],
  ['a place', { field: 'places', value: '33.74' }, 'tempat / place: Kota Semarang (33.74)'],
  ['a date', { field: 'date', value: '2024-11' }, 'tanggal / date: November 2024'],
  ['no flags', { field: 'flags', value: [] }, 'tanda / flags: -'],
  [
    'a person put right',
    {
      field: 'subject',
      value: {
        of: { role: 'accused', names: ['Darmo Lastro', 'DL'] },
        set: { status: 'village_head', named: true },
      },
    },
    'orang / person: Darmo Lastro = DL -> status=Kepala desa / Village head (village_head), named=true',
  ],
  [
    'a person whom nobody names, taken away',
    { field: 'subject', value: { of: { role: 'accused', names: null }, set: null } },
    'orang / person: accused -> -',
  ],
  [
    'a step added',
    {
      field: 'step',
      value: { of: null, set: { step: 'examined', reality: 'realised', date: '2024-02-08' } },
    },
    'langkah / step: + -> step=Diperiksa / Examined (examined), reality=sudah terjadi / happened (realised), date=2024-02-08',
  ],
];

describe('a decision', () => {
  it.each(cases)('is told in words: %s', (_, over, told) => {
    expect(tell({ ...over, note: 'SK dilihat' })).toBe(
      `review-1  2025-01-20T02:00:00.000Z  Rina  ${over.decision ?? 'correct'}  incident-1  ${told}  SK dilihat  [stale]`,
    );
  });

  it('steers no terminal', () => {
    expect(tell({ decision: 'reply', value: { ...reply, url: null, text: 'x\u001b[2J\ny' } })).not.toMatch(
      /\p{Cc}/u,
    );
  });
});
