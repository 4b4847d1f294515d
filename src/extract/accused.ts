/** Accused: decides which of the people told of are the subjects of a case, by voice, position and role in their sentences. */
import type { Grammar } from '../model/grammar.js';
import { HARD } from '../text/text.js';
import {
  ACCUSES,
  BY_SUBJECT,
  POINTS_AT,
  canBeAccused,
  isHead,
  isReportedHead,
  isSpokesman,
  leftLawfully,
} from './accusable.js';
import type { Entity } from './entity.js';
import { isActual } from './modality.js';
import { antecedentOf, pointOut } from './antecedents.js';
import { coordinated } from './coordinated.js';
import { countsMany, isPartOfAct } from './no-steps.js';
import { silenceNoActs } from './no-acts.js';
import { tellOwnActs } from './own-acts.js';
import { singleOut } from './singled-out.js';
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
import { SAID_BY_SUBJECT, isPointedAt } from './pointed-at.js';
import { findProtagonists, findUntitled } from './protagonists.js';
import type { Mark, Passage } from './passage.js';
import {
  ON_OTHERS,
  canDo,
  isAgentBehind,
  isAgentMarked,
  isBareAgent,
  isDoer,
  isMarkedPatient,
  isOrdered,
  isPassiveAgent,
  isReceiver,
  isSource,
} from './parts-in-acts.js';
import { firstAfter, lastBefore, saysSo, tellingsBySentence, type Present } from './present.js';
import { inFocus, introduced, objectOf } from './spoken-of.js';

/** Steps that undo what a head of region did to others. */
const BY_HEAD = new Set<string>(['transfer_annulled']);

/** Finds the accused of a passage and notes on each what made it so. */
export function findAccused(passage: Passage, people: readonly Entity[], grammar: Grammar): Entity[] {
  for (const entity of people) if (isReportedHead(passage, entity)) entity.count = 1;
  singleOut(passage, people, grammar);
  silenceNoActs(passage, people, grammar);
  tellOwnActs(passage, people);
  pointOut(passage, tellingsBySentence(passage, people), grammar);
  const told = tellingsBySentence(passage, people);
  passage.bySentence.forEach((row, index) => {
    const present = told[index] ?? [];
    const counts = countsMany(row);
    for (const mark of row) {
      if (isOfWitness(row, mark) || isPartOfAct(row, mark)) continue;
      const targets =
        objectOf(passage, mark, told, grammar) ??
        listOf(targetOf(passage, mark, present, grammar)) ??
        (counts ? null : inFocus(passage, mark, told)) ??
        introduced(mark, told) ??
        [];
      for (const target of targets) {
        if (isSpokesman(target, mark) && !isMarkedPatient(passage, target, mark, grammar)) continue;
        for (const one of coordinated(passage, target, mark, present, grammar))
          if (!one.accusedBy.includes(mark)) one.accusedBy.push(mark);
      }
    }
  });
  const able = people.filter(
    (entity) => canBeAccused(entity) && !leftLawfully(entity) && !isMoved(passage, entity),
  );
  const direct = able.filter((entity) => isPointedAt(passage, entity));
  const accused = [...direct, ...findProtagonists(passage, able, direct)];
  if (accused.length === 0) return findUntitled(passage, people);
  return accused.toSorted((a, b) => a.id - b.id);
}

/** "melantik seorang kepala bidang dan mengganti enam penjabat": whom a head of region moves, unnamed, has done nothing. */
const isMoved = (passage: Passage, { name, tellings }: Entity): boolean =>
  name === null &&
  tellings.some(({ sentence, first }) =>
    (passage.bySentence[sentence] ?? []).some(
      (mark) =>
        mark.code === 'incumbent_transfer' &&
        mark.voice === 'active' &&
        mark.first < first &&
        first <= mark.last,
    ),
  );

/** "dipanggil Bawaslu sebagai saksi": a step that befalls a witness makes nobody an accused. */
const isOfWitness = (row: readonly Mark[], { kind, first, last }: Mark): boolean =>
  kind === 'step' &&
  row.some(
    (mark) =>
      mark.kind === 'role' &&
      mark.code === 'witness' &&
      mark.props['points'] !== undefined &&
      mark.first <= first &&
      last <= mark.last,
  );

const listOf = (one: Entity | null): Entity[] | null => (one === null ? null : [one]);

/** At whom a hit points in its own sentence. */
function targetOf(
  passage: Passage,
  mark: Mark,
  present: readonly Present[],
  grammar: Grammar,
): Entity | null {
  if (mark.kind === 'step') return patientOf(passage, mark, present, grammar);
  if (mark.kind === 'violation') return agentOf(passage, mark, present, grammar);
  return mark.kind === 'role' && mark.code === 'accused' && mark.props['points'] !== undefined
    ? pointedOut(mark, present)
    : null;
}

/** "menyeret Sekda", "Camat X tersandung": a word that points at somebody beside it. */
function pointedOut(mark: Mark, present: readonly Present[]): Entity | null {
  const able = present.filter(({ entity }) => canBeAccused(entity));
  const one =
    mark.props['points'] === 'after'
      ? firstAfter(able, mark, 10)
      : lastBefore(
          able.filter(({ telling }) => mark.first - telling.last <= 12),
          mark,
        );
  return one?.entity ?? null;
}

/** On whom a step falls. */
function patientOf(
  passage: Passage,
  mark: Mark,
  present: readonly Present[],
  grammar: Grammar,
): Entity | null {
  if (BY_HEAD.has(mark.code)) return present.find(({ entity }) => isHead(entity))?.entity ?? null;
  if (!POINTS_AT.has(mark.code) || !ACCUSES.has(mark.reality ?? 'realised')) return null;
  // A plan makes nobody an accused who is not one by name or number.
  const able = present.filter(
    ({ entity, telling }) =>
      canBeAccused(entity) &&
      (mark.reality !== 'planned' || entity.name !== null || entity.count !== null) &&
      !(isHead(entity) && isPassiveAgent(passage, telling, grammar)),
  );
  if (able.length === 0) return null;
  // Who decides on others also denies and regrets: only words of people without such an office point at themselves.
  const plain = able.filter(({ entity }) => entity.authority === null || entity.authority === 'none');
  if (SAID_BY_SUBJECT.has(mark.code))
    return (
      speakerIsOther(passage, mark, plain) ??
      lastBefore(
        plain.filter(({ telling }) => mark.first - telling.last <= 8),
        mark,
      )?.entity ??
      null
    );
  if (BY_SUBJECT.has(mark.code))
    return (
      lastBefore(
        able.filter((one) => !saysSo(passage, one)),
        mark,
      )?.entity ?? null
    );
  if (mark.voice === 'passive' || mark.voice === 'state') {
    const before = lastBefore(
      able.filter((one) => !isAgentMarked(passage, one.telling, grammar) && !saysSo(passage, one, mark)),
      mark,
    );
    if (before !== null) return isRelativeOfOther(mark, before, present) ? null : before.entity;
    return mark.voice === 'passive'
      ? (firstAfter(
          able.filter(
            (one) =>
              !isAgentMarked(passage, one.telling, grammar) &&
              !saysSo(passage, one) &&
              !isBareAgent(passage, mark, one),
          ),
          mark,
          6,
        )?.entity ?? null)
      : null;
  }
  const inside = able.find(({ telling }) => telling.first >= mark.first && telling.last <= mark.last);
  // "menyurati lima bupati": to whom something is sent is not whom it is about.
  if (inside !== undefined) return mark.code === 'forwarded' && isHead(inside.entity) ? null : inside.entity;
  const after = firstAfter(able, mark, 14);
  if (after !== null && !saysSo(passage, after)) return after.entity;
  if (mark.voice === 'active') return null;
  return (
    lastBefore(
      able.filter((one) => !isDoer(passage, one)),
      mark,
    )?.entity ?? null
  );
}

/** "ada perangkat desa yang dipanggil": right behind people of a kind, what is done is done to them and to nobody before. */
function isRelativeOfOther(mark: Mark, found: Present, present: readonly Present[]): boolean {
  return present.some(
    ({ entity, telling }) =>
      entity !== found.entity &&
      entity.statuses.length > 0 &&
      !canBeAccused(entity) &&
      telling.how === 'status' &&
      telling.first >= found.telling.last &&
      telling.last <= mark.first &&
      mark.first - telling.last <= 1,
  );
}

/** Who does a partisan act: the nearest person before it that is not the speaker, else the nearest after it. */
function agentOf(passage: Passage, mark: Mark, present: readonly Present[], grammar: Grammar): Entity | null {
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

function speakerIsOther(passage: Passage, mark: Mark, able: readonly Present[]): Entity | null {
  const near = able.filter(({ telling }) => Math.abs(telling.first - mark.first) <= 8);
  return near.find((one) => saysSo(passage, one))?.entity ?? null;
}
