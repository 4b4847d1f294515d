/** Weighing tellings: which steps are a measure's, and how real each is told, by all that stands around them. */
import { describe, expect, it } from '@jest/globals';
import type { Reality } from '../../src/model/codes.js';
import type { Derivation } from '../../src/extract/extract.js';
import { weighRealities } from '../../src/extract/weigh-realities.js';
import { hadIn } from '../../src/extract/weigh-taken.js';
import { weighTellings } from '../../src/extract/weigh-tellings.js';
import { derive, dictionary } from './derive.js';

/** Four sentences, so that the article is weighed as a whole. */
const APPEAL =
  'Wali Kota Tegal mengimbau seluruh ASN menjaga netralitas pada Pilkada 2024. Imbauan itu ia sampaikan dalam apel pagi di balai kota, Senin (4/11). ASN yang melanggar akan dikenai sanksi. Bawaslu Kota Tegal menyambut baik langkah itu.';

const stageOf = (derivation: Derivation) => {
  const { title, body, people, accused, steps, further, chances, story } = derivation;
  return {
    title,
    body,
    people,
    accused,
    steps: [...steps, ...further],
    chances,
    story,
    had: hadIn(derivation),
  };
};

describe('tellings of measures', () => {
  it('are weighed, the appeal of a mayor to his staff likelier than what would follow', () => {
    const stage = stageOf(derive(APPEAL));
    const odds = weighTellings('telling', stage, stage.steps, dictionary);
    const appeal = stage.steps.find(({ code }) => code === 'appeal');
    const sanction = stage.steps.find(({ code }) => code === 'sanction_imposed');
    if (odds === null || appeal === undefined || sanction === undefined) throw new Error('not told');
    expect(odds.get(appeal)).toBeGreaterThan(0);
    expect(odds.get(sanction)).toBeLessThan(odds.get(appeal) ?? 0);
  });

  it('become a measure report', () => {
    const { reports } = derive(APPEAL).extraction;
    expect(reports.map(({ type, steps }) => [type, steps[0]?.value])).toEqual([['measure', 'appeal']]);
  });

  it('are not weighed where nothing was learned, or the text is too short', () => {
    const stage = stageOf(derive(APPEAL));
    const bare = { ...dictionary, weights: dictionary.weights.filter(({ kind }) => kind !== 'telling') };
    expect(weighTellings('telling', stage, stage.steps, bare)).toBeNull();
    expect(weighTellings('telling', { ...stage, chances: null }, stage.steps, dictionary)).toBeNull();
  });
});

describe('how real a step is told', () => {
  const CASE =
    'Bawaslu Brebes memeriksa Camat Semin, Wira Anjani, karena mengajak warga memilih calon bupati. Laporan itu diterima Kamis (31/10). Wira membantah tuduhan itu. Bawaslu belum memutuskan apa pun.';

  it('is set from what rules held it for to what is likelier, which is its cue then', () => {
    const stage = stageOf(derive(CASE));
    const step = stage.steps.find(({ code }) => code === 'reported');
    if (step === undefined) throw new Error('not told');
    step.reality = 'alleged';
    weighRealities(stage, dictionary);
    expect(step.reality).toBe('realised' satisfies Reality);
    expect(step.mark.cue?.rule).toBe('weights/realities/realised');
  });

  it('is never set to done where that would harm somebody', () => {
    const stage = stageOf(derive(CASE));
    const [step] = stage.steps;
    if (step === undefined) throw new Error('not told');
    step.code = 'convicted';
    step.reality = 'absent';
    weighRealities(stage, dictionary);
    expect(['realised', 'ongoing']).not.toContain(step.reality);
  });
});
