/** Agents: who does a partisan act, of those told of in its sentence. */
import type { Grammar } from '../model/grammar.js';
import { HARD } from '../text/text.js';
import { canBeAccused } from './accusable.js';
import type { Entity } from './entity.js';
import { isActual } from './modality.js';
import { antecedentOf } from './antecedents.js';
import { summonerOf } from './summoners.js';
import {
  isNamedAgent,
  isOfOthers,
  isOfWhoever,
  isOwner,
  isPlainDoer,
  isRecorded,
  meansHimself,
  opensAct,
  isSpouse,
} from './plain-doers.js';
import type { Mark, Passage } from './passage.js';
import {
  ON_OTHERS,
  canDo,
  isAgentBehind,
  isAgentMarked,
  isOrdered,
  isReceiver,
  isSource,
} from './parts-in-acts.js';
import { firstAfter, lastBefore, saysSo, type Present } from './present.js';

/** Who does a partisan act: the nearest person before it that is not the speaker, else the nearest after it. */
export function agentOf(
  passage: Passage,
  mark: Mark,
  present: readonly Present[],
  grammar: Grammar,
): Entity | null {
  if (!isActual(mark.reality)) return null;
  const able = present.filter(
    (one) =>
      canDo(one.entity, mark) &&
      !isOfOthers(passage, mark, one, grammar) &&
      !isOfWhoever(passage, mark, one, grammar) &&
      (canBeAccused(one.entity) || isPlainDoer(passage, mark, one, present, grammar)),
  );
  const spoken = able.find((one) => isRecorded(passage, mark, one));
  if (spoken !== undefined) return spoken.entity;
  const quiet = able.filter(
    (one) =>
      (!saysSo(passage, one, mark) || meansHimself(passage, mark, one, grammar)) &&
      !isOrdered(passage, one.telling) &&
      !isAgentBehind(passage, one, present),
  );
  // "Pengawas dipukul oleh kepala kampung": who stands before a passive act suffered it.
  const agent = able.find((one) => isNamedAgent(passage, mark, one, grammar));
  if (agent !== undefined && (mark.voice === 'passive' || mark.voice === 'nominal')) return agent.entity;
  // "foto mereka mengacungkan telunjuk": a pronoun inside the telling of an act is who did it.
  const inside = quiet.find(
    ({ telling }) =>
      telling.how === 'anaphor' &&
      telling.first > mark.first &&
      telling.last < mark.last &&
      mark.voice !== 'active' &&
      !ON_OTHERS.has(mark.code),
  );
  if (inside !== undefined) return inside.entity;
  const owner = able.find(
    (one) => isOwner(passage, mark, one, grammar) || opensAct(mark, one) || isSpouse(mark, one),
  );
  if (owner !== undefined) return owner.entity;
  const before = lastBefore(
    quiet.filter((one) => !isSource(passage, one.telling, grammar)),
    mark,
  );
  const meant = antecedentOf(passage, mark, present, grammar);
  if (meant !== null && meant.entity !== before?.entity && meant.telling.how === 'status')
    return able.includes(meant) ? meant.entity : null;
  if (before !== null) return summonerOf(passage, quiet, before) ?? before.entity;
  const after = firstAfter(
    quiet.filter((one) => !isReceiver(passage, one.telling, grammar)),
    mark,
    12,
  );
  if (after !== null && (mark.voice !== 'active' || isAgentMarked(passage, after.telling, grammar)))
    return after.entity;
  // "Gara-gara memerintahkan kepala desa ..., Camat X diperiksa": a clause in front has the subject of the one behind it.
  if (before === null && after !== null && isFrontedBefore(passage, mark, after)) return after.entity;
  // "Pencabutan izin oleh Camat X dianggap merugikan paslon"
  const behind = lastBefore(
    quiet.filter((one) => isAgentMarked(passage, one.telling, grammar)),
    mark,
  );
  if (behind !== null) return behind.entity;
  return denierOf(passage, mark, present, able);
}

/** Right behind the act and a comma. */
const isFrontedBefore = ({ analysed }: Passage, mark: Mark, { telling }: Present): boolean => {
  const from = telling.from ?? telling.first;
  return from - mark.last <= FRONTED && (analysed.tokens.breakBefore[from] ?? 0) >= HARD;
};

const FRONTED = 4; // words between an act in front and the comma

/** "Bupati X menepis kabar bahwa rumah jabatannya dipakai ...": who alone is told of before an act that he denies. */
function denierOf(
  passage: Passage,
  mark: Mark,
  present: readonly Present[],
  able: readonly Present[],
): Entity | null {
  if (mark.reality !== 'denied') return null;
  const ahead = present.filter(({ telling }) => telling.first < mark.first);
  const [one] = ahead;
  if (one === undefined || ahead.some(({ entity }) => entity !== one.entity)) return null;
  const denies = (passage.bySentence[mark.sentence] ?? []).some(
    (step) =>
      step.kind === 'step' &&
      step.code === 'denial' &&
      step.first >= one.telling.last &&
      step.last <= mark.first,
  );
  return denies && one.entity.name !== null && able.includes(one) ? one.entity : null;
}
