/** What one article tells of one act in several reports is held as a whole beside the report of another article. Persons are invented. */
import { describe, expect, it } from '@jest/globals';
import { type Sketch, link } from './build-report.js';

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
