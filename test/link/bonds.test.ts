/** Bonds: what analysts decided on which reports are one, above what their likeness says. Persons are invented. */
import { describe, expect, it } from '@jest/globals';
import { type Bond, linkReports } from '../../src/link/link.js';
import { type Sketch, first, input, rules } from './build-report.js';

const told = (id: string, name: string, place = '33.15'): Sketch => ({
  id,
  stage: 'examined',
  violations: ['public_endorsement'],
  places: [place],
  date: '2024-10-17',
  subjects: [{ name, status: 'village_head' }],
});
const sketches = [told('a', 'Darmo Lastro'), told('b', 'Darmo Lastro'), told('c', 'Winarno Giri', '33.16')];
const bind = (together: boolean, left: string[], right: string[]): Bond => ({ together, left, right });

const grouped = (bonds: Bond[], order = sketches): string[] =>
  linkReports(order.map(input), rules, bonds)
    .value.map(({ links }) =>
      links
        .map(({ report }) => report)
        .sort()
        .join('+'),
    )
    .sort();

describe('reports', () => {
  it.each<[string, Bond[], string[]]>([
    ['by themselves', [], ['a+b', 'c']],
    ['bound together', [bind(true, ['a', 'b'], ['c'])], ['a+b+c']],
    ['parted', [bind(false, ['a'], ['b'])], ['a', 'b', 'c']],
    [
      'parted after they were bound',
      [bind(true, ['a'], ['c']), bind(false, ['c'], ['a', 'b'])],
      ['a+b', 'c'],
    ],
    ['bound after they were parted', [bind(false, ['a'], ['b']), bind(true, ['b'], ['a'])], ['a+b', 'c']],
    ['bound to one who is not there', [bind(true, ['a'], ['nobody'])], ['a+b', 'c']],
    [
      'bound to one that is parted from the other',
      [bind(true, ['b'], ['c']), bind(false, ['a'], ['c'])],
      ['a', 'b+c'],
    ],
  ])('%s', (_what, bonds, groups) => {
    expect(grouped(bonds)).toEqual(groups);
    expect(grouped(bonds, sketches.toReversed())).toEqual(groups);
  });

  it('that were parted are not told as possibly one', () => {
    const incidents = linkReports(sketches.map(input), rules, [bind(false, ['a'], ['b'])]).value;
    expect(incidents.flatMap(({ possibly }) => possibly)).toEqual([]);
  });

  it('that were bound say so', () => {
    const incident = first(linkReports(sketches.map(input), rules, [bind(true, ['a', 'b'], ['c'])]).value);
    expect(incident.links.flatMap(({ reasons }) => reasons)).toContain('bound together by a review');
  });
});
