/** No steps: marks of steps that are none against anybody, since they are words of an act or stand among counts. */
import type { Mark } from './passage.js';

/** Steps that words of an act look like: "memanggil sebelas kepala desa ke rumah dinasnya", "mengganti enam penjabat". */
const LIKE_ACTS = new Set<string>(['summoned', 'acting_head_replaced']);

/** Whether a mark of a step lies inside the telling of an act of its sentence. */
export const isPartOfAct = (row: readonly Mark[], mark: Mark): boolean =>
  mark.kind === 'step' &&
  LIKE_ACTS.has(mark.code) &&
  row.some((act) => act.kind === 'violation' && act.first <= mark.first && mark.last <= act.last);

/** "Bawaslu provinsi menerima 27 dugaan, 18 di antaranya diteruskan": a sentence that counts tells of nobody told before. */
export const countsMany = (row: readonly Mark[]): boolean =>
  row.some((mark) => mark.kind === 'step' && mark.code === 'statistic' && mark.reality === 'realised');
