/** Copies of one text: known by their signs whatever was edited, found among many, and one source of an incident. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  ReprintIndex,
  blockKeys,
  compareSigns,
  isCopy,
  readSign,
  signBody,
  writeSign,
} from '../../src/link/link.js';
import { Incident } from '../../src/model/incident.js';
import { type Sketch, first, input, link, rules } from './build-report.js';

const copies = rules.terms?.copies ?? { whole: 1, inside: 1 };

/** A text of so many words, each different from those of every other seed. */
const words = (seed: number, count: number): string[] =>
  Array.from({ length: count }, (_, at) => `w${seed}x${at}`);
const text = (seed: number, count = 300): string => words(seed, count).join(' ');

const sentence = fc.array(fc.stringMatching(/^[a-z]{1,9}$/), { minLength: 1, maxLength: 40 });

describe('a sign', () => {
  it('is the same whatever the case, the marks and the line breaks', () => {
    fc.assert(
      fc.property(sentence, fc.constantFrom(', ', '\n\n', ' - ', ' “', '.  '), (list, gap) => {
        const sign = signBody(list.join(' '));
        expect(signBody(`  ${list.map((word) => word.toUpperCase()).join(gap)}.`)).toEqual(sign);
        expect(readSign(writeSign(sign))).toEqual(sign);
        expect(compareSigns(sign, sign)).toEqual({ whole: 1, inside: 1 });
      }),
    );
  });

  it('tells how much two texts share, give or take a fifth', () => {
    const sizes = fc.integer({ min: 60, max: 500 });
    fc.assert(
      fc.property(sizes, sizes, sizes, fc.nat(1000), (common, left, right, seed) => {
        const shared = words(seed, common);
        const [a, b] = [
          signBody([...shared, ...words(seed + 5000, left)].join(' ')),
          signBody([...words(seed + 9000, right), ...shared].join(' ')),
        ];
        const { whole, inside } = compareSigns(a, b);
        expect(compareSigns(b, a)).toEqual({ whole, inside });
        expect(Math.abs(whole - common / (common + left + right))).toBeLessThan(0.2);
        expect(Math.abs(inside - common / (common + Math.min(left, right)))).toBeLessThan(0.4);
      }),
      { numRuns: 200 },
    );
  });

  it('of nothing is like no other, and short texts are copies only when they are one', () => {
    expect(compareSigns(signBody(''), signBody(''))).toEqual({ whole: 0, inside: 0 });
    const short = signBody('Camat itu sudah diperiksa Bawaslu kemarin.');
    expect(isCopy(compareSigns(short, signBody('camat itu sudah diperiksa bawaslu kemarin')), copies)).toBe(
      true,
    );
    expect(isCopy(compareSigns(short, signBody('Camat itu sudah diperiksa Bawaslu.')), copies)).toBe(false);
    expect(readSign('')).toBeNull();
    expect(readSign('bm8=')).toBeNull();
  });
});

const EDITS: [string, (body: string[]) => string[]][] = [
  ['cut by a third', (body) => body.slice(0, 8)],
  ['without its head', (body) => body.slice(3)],
  ['with another head', (body) => ['Judul lain sama sekali, kata-kata yang lain pula.', ...body.slice(1)]],
  ['with two paragraphs swapped', ([one = '', two = '', ...rest]) => [two, one, ...rest]],
  ['with another dateline', ([one = '', ...rest]) => [`DUMAI, Kabar - ${one}`, ...rest, '(ant/red)']],
];

describe('an edited reprint', () => {
  const body = (seed: number): string[] =>
    Array.from({ length: 12 }, (_, at) => `${text(seed * 100 + at, 30)}.`);

  it.each(EDITS)('%s is a copy, and is found', (_, edit) => {
    const index = new ReprintIndex(copies);
    for (let seed = 0; seed < 50; seed += 1) index.add(signBody(body(seed).join('\n')));
    for (let seed = 0; seed < 50; seed += 1)
      expect(index.find(signBody(edit(body(seed)).join('\n')))).toEqual([seed]);
  });

  it('that keeps but a third as background is none', () => {
    const other = [...body(1).slice(0, 8), ...body(2).slice(0, 4)];
    expect(isCopy(compareSigns(signBody(other.join('\n')), signBody(body(2).join('\n'))), copies)).toBe(
      false,
    );
  });
});

describe('the index', () => {
  // Few values, so that many agree by chance and chains grow long.
  const sign = fc
    .array(fc.nat(2), { minLength: 128, maxLength: 128 })
    .map((values) => Uint8Array.from([...values, 100, 0]));
  const shape = fc.constantFrom({ bands: 32, rows: 4 }, { bands: 16, rows: 8 }, { bands: 1, rows: 1 });

  it('finds those that share a band and are copies, and no others, in whatever shape', () => {
    fc.assert(
      fc.property(
        fc.array(sign, { maxLength: 40 }),
        shape,
        fc.double({ min: 0.2, max: 0.6, noNaN: true }),
        (all, { bands, rows }, whole) => {
          const some = { whole, inside: 1 };
          const index = new ReprintIndex(some, { bands, rows });
          all.forEach((one, at) => {
            const wanted = all
              .slice(0, at)
              .flatMap((other, nth) => {
                const meets = Array.from({ length: bands }, (_, band) => band * rows).some((from) =>
                  one.subarray(from, from + rows).every((value, row) => value === other[from + row]),
                );
                return meets && isCopy(compareSigns(one, other), some) ? [nth] : [];
              })
              .reverse();
            expect(index.add(one)).toEqual(wanted);
          });
          expect(index.size).toBe(all.length);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('finds each text again when it has grown, and none that it does not hold', () => {
    const index = new ReprintIndex(copies);
    for (let seed = 0; seed < 5000; seed += 1) expect(index.add(signBody(text(seed, 40)))).toEqual([]);
    for (let seed = 0; seed < 5000; seed += 7) expect(index.find(signBody(text(seed, 40)))).toEqual([seed]);
    expect(index.find(signBody(text(5000, 40)))).toEqual([]);
  });

  it('names the first of a flood of copies, and does no more work for the last than for the second', () => {
    const index = new ReprintIndex(copies);
    const flood = signBody(text(1));
    index.add(flood);
    for (let nth = 0; nth < 20_000; nth += 1) expect(index.add(flood)).toEqual([0]);
  });
});

describe('an incident', () => {
  const told: Sketch = {
    id: 'a',
    outlet: 'satu',
    published: '2024-10-18T08:00:00+07:00',
    places: ['61.05'],
    violations: ['online_campaign'],
    subjects: [{ name: 'Yohanis Darung Salim', status: 'territorial_official' }],
    body: text(1),
  };
  const copy: Sketch = {
    ...told,
    id: 'b',
    outlet: 'dua',
    published: '2024-10-18T09:00:00+07:00',
    body: `DUMAI - ${text(1)}`,
  };
  const own: Sketch = { ...told, id: 'c', outlet: 'tiga', published: '2024-10-19', body: text(2) };

  it('counts its articles, its outlets, and its sources: copies of one text are one', () => {
    const incident = first(link(told, copy, own));
    expect(incident).toMatchObject({
      articles: 3,
      outlets: 3,
      independent: 2,
      reprints: [['article-a', 'article-b']],
    });
    expect(incident.violations.values).toMatchObject([{ support: 2, from: [{}, {}, {}] }]);
    expect(incident.timeline[0]?.support).toBe(2);
    expect(Incident.parse(incident)).toEqual(incident);
  });

  it('joins the outlets that print copies for all that they print', () => {
    const more: Sketch = { ...own, id: 'd', outlet: 'dua', body: text(3) };
    expect(first(link(told, copy, more))).toMatchObject({ articles: 3, outlets: 2, independent: 1 });
  });

  it('counts those that credit a news agency as one source, however each of them rewrote it', () => {
    const wired = ['f', 'g'].map((id, at): Sketch => ({
      ...told,
      id,
      outlet: id,
      body: text(at + 4),
      origin: 'wire',
    }));
    const incident = first(link(...wired, own));
    expect(incident).toMatchObject({ articles: 3, outlets: 3, independent: 2, reprints: [] });
    expect(first(link(...wired, { ...copy, body: text(5) }))).toMatchObject({ outlets: 3, independent: 1 });
  });

  it('shows the value of more sources, though copies are more', () => {
    const three = { subjects: [{ status: 'territorial_official', count: 3 }] };
    const clones = ['k', 'l', 'm'].map((id) => ({ ...told, ...three, id, outlet: id, body: text(1) }));
    const others = ['p', 'q'].map((id, at) => ({
      ...told,
      subjects: [{ status: 'territorial_official', count: 2 }],
      id,
      outlet: id,
      body: text(at + 7),
    }));
    const incident = first(link(...clones, ...others));
    expect(incident).toMatchObject({
      articles: 5,
      outlets: 5,
      independent: 3,
      count: { display: 2, conflict: true },
    });
  });

  it('is found for a copy that lost place and names, by its text', () => {
    const bare: Sketch = {
      ...told,
      id: 'e',
      outlet: 'lima',
      places: [],
      subjects: [{ status: 'territorial_official', count: 1 }],
      title: 'Lain',
    };
    const keys = [told, bare]
      .map((one) => input(one))
      .map(({ report, article }) => blockKeys(report, article, rules));
    expect(keys[0]?.filter((key) => keys[1]?.includes(key))).toHaveLength(16);
    expect(link(told, { ...bare, authorities: [] })).toHaveLength(1);
  });
});
