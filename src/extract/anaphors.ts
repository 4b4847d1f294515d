/** Anaphors: pronouns and the like, as further tellings of people told of before. */
import type { Grammar } from '../model/grammar.js';
import { HARD, pairsOf } from '../text/text.js';
import type { Entity } from './entity.js';
import { isOrdinal } from './ordinals.js';
import type { Passage } from './passage.js';
import { numbersBefore } from './people-counts.js';
import { peopleWords } from './people-words.js';
import { PHRASE } from './pointing-back.js';
import { lastToken, pointedAt } from './told-before.js';

/** Whether a verb of saying, ordering or urging follows within two words. */
function beforeSpeech(passage: Passage, sentence: number, token: number): boolean {
  return (passage.bySentence[sentence] ?? []).some(
    (mark) =>
      (mark.kind === 'speech' || (mark.kind === 'step' && mark.voice === 'active')) &&
      mark.first >= token &&
      mark.first - token <= 2,
  );
}

/** "keduanya", "yang bersangkutan", "ia": further tellings of those told of before. */
export function addAnaphors(passage: Passage, grammar: Grammar, entities: Entity[], index: number): void {
  const sentence = passage.analysed.sentences[index];
  if (sentence === undefined) return;
  const { words: printed, folded, start, end } = passage.analysed.tokens;
  const anaphors = pairsOf(grammar.anaphors);
  const { persons } = peopleWords(grammar);
  for (let token = sentence.first; token < sentence.last; token += 1) {
    const two = anaphors.two(printed[token], printed[token + 1]);
    const words = two === undefined ? 1 : 2;
    const number =
      two ??
      anaphors.one(printed[token]) ??
      (persons.has(folded[token] ?? '') ? personAt(passage, grammar, index, token) : undefined);
    if (number === undefined || isBareNumeral(passage, grammar, index, token, Number(number))) continue;
    const subject =
      Number(number) === 1 && isObjectHere(passage, grammar, index, token)
        ? lastToldHere(entities, index, token)
        : undefined;
    for (const entity of pointedAt(
      entities.filter((one) => one !== subject),
      Number(number),
      index,
      token,
      !beforeSpeech(passage, index, token + words),
    )) {
      entity.tellings.push({
        sentence: index,
        first: token,
        last: token + words,
        start: start[token] ?? 0,
        end: end[token + words - 1] ?? 0,
        how: 'anaphor',
      });
    }
  }
}

/** "Kepala dinas sudah memanggil yang bersangkutan": right behind an active verb, other than one of saying, stands its object. */
function isObjectHere(passage: Passage, grammar: Grammar, index: number, token: number): boolean {
  const { folded, capital, breakBefore } = passage.analysed.tokens;
  const verb = folded[token - 1] ?? '';
  return (
    verb.length >= SHORTEST_VERB &&
    capital[token - 1] === 0 &&
    (breakBefore[token] ?? 0) === 0 &&
    grammar.activePrefixes.some((prefix) => verb.startsWith(prefix)) &&
    !(passage.bySentence[index] ?? []).some((mark) => mark.kind === 'speech' && mark.last === token)
  );
}

const SHORTEST_VERB = 6; // letters

/** Who is told of last in a sentence before a token: the subject of the verb that stands there. */
const lastToldHere = (entities: readonly Entity[], sentence: number, token: number): Entity | undefined =>
  entities
    .filter(({ tellings }) => tellings.some((one) => one.sentence === sentence && one.first < token))
    .toSorted((a, b) => lastToken(b, token) - lastToken(a, token))[0];

/**
 * "Perempuan 41 tahun itu": one, where a word for a person stands at the token, a demonstrative closes the phrase and
 * nothing in it counts or names.
 */
function personAt(passage: Passage, grammar: Grammar, index: number, token: number): string | undefined {
  const words = peopleWords(grammar);
  const { folded, breakBefore, capital } = passage.analysed.tokens;
  const before = folded[token - 1] ?? '';
  if (words.plurals.has(before) || words.universals.has(before) || words.singulars.has(before))
    return undefined;
  if (numbersBefore(passage, token).some((one) => one.last === token && one.max > 1)) return undefined;
  const own = passage.bySentence[index] ?? [];
  for (let next = token + 1; next <= token + PHRASE; next += 1) {
    if ((breakBefore[next] ?? HARD) >= HARD || capital[next] !== 0) return undefined;
    if (words.demonstratives.has(folded[next] ?? '')) return '1';
    if (own.some((mark) => mark.first === next && TELLS_WHO.has(mark.kind))) return undefined;
  }
  return undefined;
}

const TELLS_WHO = new Set<string>(['subject', 'position', 'role', 'candidate']);

/** "kedua peristiwa", "ketiga kalinya": a numeral that counts no people. */
function isBareNumeral(
  passage: Passage,
  grammar: Grammar,
  index: number,
  token: number,
  number: number,
): boolean {
  const word = passage.analysed.tokens.folded[token] ?? '';
  if (number < 2 || grammar.possessives.some((ending) => word.endsWith(ending))) return false;
  if (isOrdinal(passage, index, token)) return true;
  return !(passage.bySentence[index] ?? []).some(
    (mark) => (mark.kind === 'subject' || mark.kind === 'role') && mark.first === token + 1,
  );
}
