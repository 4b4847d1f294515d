/** Organisers: members of the bodies that run or watch elections are no watchers where their court of honour judges them (ruling 11.11). */
import type { SubjectStatus } from '../model/codes.js';
import type { Grammar } from '../model/grammar.js';
import { STAGE_CODES } from '../model/code-lists.js';
import { SENTENCE } from '../text/text.js';
import { addImplied, type Entity, type Telling } from './entity.js';
import { isActual } from './modality.js';
import type { Mark, Passage } from './passage.js';

/** What the members of a body are when they stand accused. */
export const ORGANISERS: Readonly<Record<string, SubjectStatus>> = {
  kpu: 'organiser_kpu',
  bawaslu_ri: 'organiser_bawaslu',
  bawaslu_local: 'organiser_bawaslu',
  panwascam: 'organiser_bawaslu',
  pkd_ptps: 'organiser_bawaslu',
};
/** Their statuses, and how much these say. */
export const ORGANISER_STATUSES: ReadonlySet<string> = new Set<string>(Object.values(ORGANISERS));
export const ORGANISER_SPECIFICITY = 8;

const BEHIND = 6; // words between an organiser and what is done to him
const STEPS = new Set<string>(STAGE_CODES);

/** Gives those organisers their status on whom a step of the court of honour falls: "DKPP memberhentikan anggota KPU X". */
export function tellOrganisers(body: Passage, people: readonly Entity[], grammar: Grammar): void {
  for (const entity of people) {
    const code = ORGANISERS[entity.authority ?? ''];
    if (code === undefined) continue;
    const telling = entity.tellings.find((one) => one.how !== 'anaphor' && isJudged(body, one, grammar));
    if (telling === undefined) continue;
    entity.authority = 'none';
    entity.pointed ||= !entity.plural;
    if (entity.statuses.some((status) => status.code === code)) continue;
    addImplied(entity, { code, specificity: ORGANISER_SPECIFICITY }, 'subject/judged-organiser', telling);
  }
}

const OPENING = 5; // sentences that say whose verdicts an article tells of

/**
 * Whether the court of honour is told of in the sentence, and a step falls on whom the telling tells of; or it opens the article,
 * and the telling is right before a sanction: "DKPP memberhentikan tiga petugas ... Anggota Panwaslu X, Wandi, disanksi".
 */
function isJudged(body: Passage, telling: Telling, grammar: Grammar): boolean {
  const row = body.bySentence[telling.sentence] ?? [];
  if (!row.some(isCourt)) {
    const opens = body.bySentence.slice(0, OPENING).some((opening) => opening.some(isCourt));
    return opens && row.some((mark) => isSanction(mark) && isRightBehind(body, telling, mark));
  }
  const first = telling.from ?? telling.first;
  const marked = grammar.patientMarkers.includes(body.analysed.tokens.folded[first - 1] ?? '');
  return row.some((mark) => {
    if (mark.kind !== 'step' || !STEPS.has(mark.code) || !isActual(mark.reality)) return false;
    const behind = mark.first - telling.last;
    const ahead = first - mark.last;
    if (mark.voice === 'passive' && behind >= 0 && behind <= BEHIND) return true;
    return ahead >= 0 && ahead <= BEHIND && (mark.voice === 'active' ? ahead <= 1 || marked : marked);
  });
}

const isCourt = ({ kind, code }: Mark): boolean => kind === 'institution' && code === 'dkpp';

const isSanction = ({ kind, code, voice, reality }: Mark): boolean =>
  kind === 'step' && code === 'sanction_imposed' && voice === 'passive' && isActual(reality);

const isRightBehind = ({ analysed }: Passage, { last }: Telling, { first }: Mark): boolean =>
  first >= last && first - last <= 1 && (analysed.tokens.breakBefore[first] ?? SENTENCE) < SENTENCE;
