/** Weighing learns which signs speak for a code, the same each time, and what it writes is what is looked up. */
import { describe, expect, it } from '@jest/globals';
import { OF_SENTENCES, testLessons, weigh, writeWeights, type Lesson } from '../../src/audit/audit.js';
import { compileWeights } from '../../src/dictionary/compile-weights.js';
import { Problems } from '../../src/dictionary/problems.js';
import { addUp } from '../../src/extract/weights.js';
import { PAIRED, hashOfSign, pairSign, rootOf } from '../../src/text/text.js';
import { tokenise } from '../../src/text/tokens.js';

const lesson = (words: string, ...codes: string[]): Lesson => ({
  signs: words.split(' ').map((word) => `r ${word}`),
  codes,
});

/** Twenty tellings of each of two acts, and of neither, that share most of their words. */
const LESSONS: Lesson[] = Array.from({ length: 20 }, (_, i) => [
  lesson(`camat arah warga pilih calon hari${i % 4}`, 'vote_instruction'),
  lesson(`camat ancam warga pindah calon hari${i % 4}`, 'coercion_threat'),
  lesson(`camat buka rapat warga calon hari${i % 4}`),
]).flat();

const file = (text: string) => ({ path: 'weights/violations.tsv', shown: 'violations.tsv', text });

/** Log odds of each code for a telling, by a written and compiled file of weights. */
function oddsFor(words: string): Record<string, number> {
  const text = writeWeights(LESSONS.length, weigh(LESSONS), OF_SENTENCES);
  const table = compileWeights(file(text), 'violations', new Problems());
  if (table === null) throw new Error('no table');
  const { odds } = addUp(
    table,
    words.split(' ').map((word) => hashOfSign(`r ${word}`)),
  );
  return Object.fromEntries(table.codes.map((code, i) => [code, odds[i] ?? NaN]));
}

describe('weighing', () => {
  it('speaks for the act whose words are there, and against the others', () => {
    const told = oddsFor('lurah arah guru pilih petahana');
    expect(told['vote_instruction']).toBeGreaterThan(0.5);
    expect(told['coercion_threat']).toBeLessThan(-0.5);
  });

  it('speaks for none where only words stand that all tellings share', () => {
    for (const odds of Object.values(oddsFor('camat warga calon'))) expect(odds).toBeLessThan(0);
  });

  it('is the same each time', () => {
    expect(writeWeights(1, weigh(LESSONS), OF_SENTENCES)).toBe(writeWeights(1, weigh(LESSONS), OF_SENTENCES));
  });

  it('leaves out codes of which too little was told', () => {
    const rare = [...LESSONS, lesson('bendahara setor iuran', 'campaign_funding')];
    expect([...(weigh(rare).get('bias') ?? new Map()).keys()]).not.toContain('campaign_funding');
  });

  it('tells how it fares on lessons held out', () => {
    const [low, ...rest] = testLessons('acts', LESSONS, OF_SENTENCES);
    expect(low).toMatch(/^acts held out 6, odds >= -1.5: precision \d/);
    expect(rest.at(-1)).toMatch(/precision 100\.0/);
  });
});

describe('a file of weights', () => {
  const problemsOf = (text: string, name = 'violations'): string => {
    const problems = new Problems();
    compileWeights(file(text), name, problems);
    try {
      problems.stop();
    } catch (error) {
      return (error as Error).message;
    }
    return '';
  };

  it('may hold rows of known codes only, with the line of what is wrong', () => {
    expect(problemsOf('bias\tvote_instruction=-2\nr arah\tvote_instruktion=1\n')).toMatch(
      /violations\.tsv:2: r arah/,
    );
    expect(problemsOf('r arah vote_instruction=1\n')).toMatch(/:1: .*pantau weigh/);
    expect(problemsOf('bias\tvote_instruction=-2\nr arah\tvote_instruction=1\n')).toBe('');
  });

  it('has one of the known names', () => {
    expect(problemsOf('', 'others')).toMatch(/name it violations\.tsv, .*people\.tsv/);
  });
});

describe('a pair of neighbouring words', () => {
  it('is told apart from the same words the other way round', () => {
    expect(hashOfSign('p bagi+uang')).not.toBe(hashOfSign('p uang+bagi'));
    expect(hashOfSign('p bagi+uang')).not.toBe(hashOfSign('r bagi'));
  });

  it('is looked up by the roots of its words as the file of weights writes them', () => {
    const [one, next] = tokenise('membagikan uang').words;
    if (one === undefined || next === undefined) throw new Error('two words');
    expect(pairSign(one, next) >>> 0).toBe(hashOfSign(`p ${rootOf(one)}${PAIRED}${rootOf(next)}`));
  });

  it('must stand in more lessons than a word', () => {
    const rare = { signs: ['r jarang', 'p jarang+sekali'], codes: ['vote_instruction'] };
    const learned = weigh([...LESSONS, rare, rare]);
    expect(learned.has('r jarang')).toBe(true);
    expect(learned.has('p jarang+sekali')).toBe(false);
  });
});
