/** What one article tells of one act in several reports is held as a whole beside the report of another article. Persons are invented. */
import { describe, expect, it } from '@jest/globals';
import { type Sketch, inOrder, link } from './build-report.js';

const PLACE = { places: ['74.05'], violations: ['attend_declaration_campaign'] };
const status = 'territorial_official';
const three: Sketch = {
  ...PLACE,
  id: 'three',
  published: '2020-10-10',
  date: '2020-10-09',
  stage: 'forwarded',
  subjects: ['LK', 'SM', 'H'].map((name) => ({ name, status, count: 1 })),
};
const outcomes: Sketch[] = [
  { id: 'punished', stage: 'sanction_imposed', name: 'Sarifuddin Mokole' },
  { id: 'waiting', stage: 'sanction_pending', name: 'H' },
].map(({ id, stage, name }) => ({
  ...PLACE,
  id,
  stage,
  article: 'outcomes',
  outlet: 'second',
  published: '2020-11-20',
  date: '2020-11-18',
  violations: ['campaign_participation'],
  subjects: [{ name, status, count: 1 }],
}));

const groups = (...sketches: Sketch[]): string[] =>
  link(...sketches)
    .map(({ links }) =>
      links
        .map(({ report }) => report)
        .sort()
        .join('+'),
    )
    .sort();

describe('two outcomes that one article tells of one act', () => {
  it('are together what another article tells of in one report', () => {
    expect(groups(three, ...outcomes)).toEqual(['punished+three+waiting']);
    expect(groups(...outcomes.toReversed(), three)).toEqual(['punished+three+waiting']);
  });

  it('are each too little by themselves', () => {
    for (const outcome of outcomes) expect(groups(three, outcome)).toHaveLength(2);
  });

  it('are nothing to a third one of the same place who did something else', () => {
    const another: Sketch = {
      ...three,
      id: 'another',
      violations: ['use_state_facilities'],
      subjects: [{ name: 'Amran Basir', status, count: 1 }],
    };
    expect(groups(another, ...outcomes)).toEqual(['another', 'punished+waiting']);
  });

  it('tell their reasons of the whole where they are linked to it', () => {
    const [incident] = link(three, ...outcomes);
    const reasons = incident?.links.flatMap(({ reasons: told }) => told).join('; ');
    expect(reasons).toContain('SM and Sarifuddin Mokole fit as initials');
    expect(reasons).toContain('H and H fit as initials');
  });
});

describe('an article that tells of each person by itself', () => {
  const camat: Sketch = {
    ...PLACE,
    id: 'camat',
    article: 'outcomes',
    outlet: 'second',
    published: '2020-11-20',
    date: '2020-11-18',
    violations: ['partisan_photo_gesture'],
    offset: 5000,
    subjects: [{ name: 'Kamarudin Lakina', status, count: 1 }],
  };
  const recommended: Sketch = {
    ...PLACE,
    id: 'recommended',
    outlet: 'third',
    title: 'Camat Laonti Menunggu',
    published: '2020-11-12',
    date: '2020-11-06',
    stage: 'sanction_recommended',
    subjects: [
      { name: 'Laode Kamaruddin Lakina', status, count: 1 },
      { name: null, status, count: 3 },
    ],
  };

  it('is one with articles that tell of them together, each as alike as its most alike report', () => {
    const all = [three, recommended, camat, ...outcomes];
    expect(groups(...all)).toEqual(['camat+punished+recommended+three+waiting']);
    expect(groups(...all.toReversed())).toEqual(['camat+punished+recommended+three+waiting']);
  });
});

describe('names of one word that sound alike', () => {
  const teacher = (id: string, ...names: string[]): Sketch => ({
    id,
    outlet: id,
    places: ['52.03'],
    published: '2024-01-18',
    date: '2024-01-15',
    violations: ['campaign_team_role'],
    subjects: names.map((name) => ({ name, status: 'non_asn', count: 1 })),
  });
  const names = (...sketches: Sketch[]): unknown[] =>
    link(...sketches).map(({ subjects }) =>
      subjects.map(({ name, variants }) => [name ?? '', ...variants].sort(inOrder)),
    );

  it('are one person whom two articles spell otherwise', () => {
    expect(names(teacher('a', 'Suhaidi'), teacher('b', 'Sahidi'))).toEqual([[['Sahidi', 'Suhaidi']]]);
  });

  it('are two people where one article prints both', () => {
    const [people] = names(teacher('a', 'Suhaidi', 'Sahidi'), teacher('b', 'Suhaidi', 'Sahidi'));
    expect(people).toEqual(expect.arrayContaining([['Suhaidi'], ['Sahidi']]));
  });
});
