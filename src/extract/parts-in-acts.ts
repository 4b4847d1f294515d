/** Parts in acts: who does, orders, receives or suffers, by the small words and verbs around him. */
import type { Grammar } from '../model/grammar.js';
import { HARD, stem } from '../text/text.js';
import { HEADS_ONLY, isHead } from './accusable.js';
import type { Entity, Telling } from './entity.js';
import type { Mark, Passage } from './passage.js';
import type { Present } from './present.js';
import { MEASURES } from './step-kinds.js';

export function isAgentMarked(passage: Passage, telling: Telling, grammar: Grammar): boolean {
  const { folded } = passage.analysed.tokens;
  const from = telling.from ?? telling.first;
  for (let token = from - 1; token >= Math.max(0, from - 3); token -= 1)
    if (grammar.agentMarkers.includes(folded[token] ?? '')) return true;
  return false;
}

/** "dicoret wali nagari", "diteken Bupati X": right behind a passive verb, somebody without a name, or a head, does it. */
export const isBareAgent = ({ analysed }: Passage, mark: Mark, { entity, telling }: Present): boolean =>
  (isHead(entity) || (entity.name === null && !entity.pointed)) &&
  (telling.from ?? telling.first) === mark.last &&
  (analysed.tokens.breakBefore[mark.last] ?? 0) === 0;

const SHORTEST_PASSIVE = 6; // letters
const LONG_PASSIVE = 10; // letters of a word that is one even where its root is not known

/** "ditandatangani Bupati X", "dibacakan Hakim Ketua Y": right behind any passive verb stands who did it. */
export function isPassiveAgent(passage: Passage, telling: Telling, grammar: Grammar): boolean {
  const { folded, capital, breakBefore } = passage.analysed.tokens;
  const from = telling.from ?? telling.first;
  const word = folded[from - 1] ?? '';
  if (capital[from - 1] !== 0 || (breakBefore[from] ?? 0) > 0 || word.length < SHORTEST_PASSIVE) return false;
  if (!grammar.splitPrefixes.some((prefix) => word.startsWith(prefix))) return false;
  return word.length >= LONG_PASSIVE || stem(word) !== word;
}

/** "Lurah X dilaporkan anak buahnya, Budi, karena ...": right behind a passive verb, with its patient before, stands who does it. */
export const isAgentBehind = (
  { analysed, bySentence }: Passage,
  { entity, telling }: Present,
  present: readonly Present[],
): boolean => {
  const from = telling.from ?? telling.first;
  return (
    (analysed.tokens.breakBefore[from] ?? 0) === 0 &&
    (bySentence[telling.sentence] ?? []).some(
      (mark) =>
        mark.kind === 'step' &&
        mark.voice === 'passive' &&
        mark.last === from &&
        present.some((other) => other.entity !== entity && other.telling.last <= mark.first),
    )
  );
};

const BESIDE_VERB = 4; // words, of a place or a date, between somebody and what he does

/** "Gubernur X menjatuhkan sanksi penurunan pangkat": who does one thing to others suffers none told in the same breath. */
export const isDoer = (passage: Passage, { telling, entity }: Present): boolean =>
  entity.office &&
  (passage.bySentence[telling.sentence] ?? []).some(
    (mark) =>
      mark.kind === 'step' &&
      mark.voice === 'active' &&
      DECIDES.has(mark.code) &&
      mark.first >= telling.last &&
      mark.first - telling.last <= BESIDE_VERB,
  );

/** Steps that only somebody with power over others takes. */
const DECIDES = new Set<string>([
  'sanction_imposed',
  'sanction_annulled',
  'sanction_recommended',
  'summoned',
  'examined',
]);

/** "ke grup kepala sekolah", "kepada lurah": who receives does nothing. */
export function isReceiver(passage: Passage, telling: Telling, grammar: Grammar): boolean {
  const { folded } = passage.analysed.tokens;
  const from = telling.from ?? telling.first;
  for (let token = from - 1; token >= Math.max(0, from - 2); token -= 1) {
    const word = folded[token] ?? '';
    if (grammar.locatives.includes(word) || grammar.patientMarkers.includes(word)) return true;
  }
  return false;
}

/** The same words are read as a noun, too: "perintah Camat X ..." has no object. */
const isNoun = (mark: Mark, row: readonly Mark[]): boolean =>
  row.some((other) => other.kind === 'violation' && other.first === mark.first && other.voice === 'nominal');

/** Acts that are done to people: whoever is told of inside their telling is ordered or called. */
export const ON_OTHERS = new Set<string>(['vote_instruction', 'mobilise_staff']);

/** "memerintahkan ketua RT ...": whoever stands inside or right behind an active verb is its object. */
export const isOrdered = (passage: Passage, { sentence, first, last }: Telling): boolean =>
  (passage.bySentence[sentence] ?? []).some(
    (mark, _, row) =>
      (mark.voice === 'active' || (mark.voice === null && ON_OTHERS.has(mark.code))) &&
      ((mark.kind === 'violation' && first > mark.first && last <= mark.last && !isNoun(mark, row)) ||
        (mark.kind === 'step' &&
          MEASURES.has(mark.code) &&
          ((first > mark.first && last <= mark.last) ||
            (first >= mark.last &&
              first - mark.last <= 1 &&
              (passage.analysed.tokens.breakBefore[first] ?? 0) < HARD)))),
  );

/** Transfers are the acts of heads; whom they move did nothing. */
export const canDo = (entity: Entity, mark: Mark): boolean =>
  !HEADS_ONLY.has(mark.code) || isHead(entity) || !entity.statuses.some((status) => MOVED.has(status.code));
const MOVED = new Set<string>([
  'senior_official',
  'asn_unspecified',
  'pns',
  'teacher_school',
  'national_official',
]);

/** "menjatuhkan sanksi kepada PNS X yang ikut ...": on whom a step of a case falls is who did what is told behind him. */
const isDealtWith = (passage: Passage, telling: Telling, grammar: Grammar): boolean => {
  const from = telling.from ?? telling.first;
  return (
    grammar.patientMarkers.includes(passage.analysed.tokens.folded[from - 1] ?? '') &&
    (passage.bySentence[telling.sentence] ?? []).some(
      (mark) =>
        mark.kind === 'step' && mark.voice === 'active' && DECIDES.has(mark.code) && mark.last === from - 1,
    )
  );
};

/** "teguran dari camat", "oleh lurah": from whom something comes is not who did it. */
export function isSource(passage: Passage, telling: Telling, grammar: Grammar): boolean {
  if (isDealtWith(passage, telling, grammar)) return false;
  const word = passage.analysed.tokens.folded[(telling.from ?? telling.first) - 1] ?? '';
  return (
    grammar.agentMarkers.includes(word) ||
    grammar.patientMarkers.includes(word) ||
    grammar.sources.includes(word)
  );
}

/** "merekomendasikan hukuman kepada Camat X": a small word names the one on whom a step falls. */
export const isMarkedPatient = (passage: Passage, entity: Entity, mark: Mark, grammar: Grammar): boolean =>
  mark.kind === 'step' &&
  entity.tellings.some(({ sentence, first, from }) => {
    const word = passage.analysed.tokens.folded[(from ?? first) - 1] ?? '';
    return sentence === mark.sentence && first >= mark.first && grammar.patientMarkers.includes(word);
  });
