/** Speakers: who says each sentence: by the verb of saying in it, through the quotation it stands in, or carried on. */
import type { Entity } from './entity.js';
import type { Passage } from './passage.js';

const NEAR = 12; // words between a verb of saying and the one who speaks
const CARRIED = 4; // sentences over which somebody goes on speaking

/** The speaker of each sentence of a passage; null where nobody is told to speak. */
export function tellSpeakers(passage: Passage, people: readonly Entity[]): (Entity | null)[] {
  const { sentences } = passage.analysed;
  const own = ownSpeakers(passage, people);
  const quoted = quotedSentences(passage);
  const speakers = own.slice();
  const named = namedOfficials(passage, people);
  let last: Entity | null = null;
  let age = 0;
  for (let index = 0; index < sentences.length; index += 1) {
    const here = own[index] ?? null;
    if (here !== null) {
      last = here;
      age = 0;
      continue;
    }
    age += 1;
    const introduced = introducedBy(passage, people, index);
    if (introduced !== null) {
      last = speakers[index] = introduced;
      age = 0;
      continue;
    }
    const end = quoted[index] ?? -1;
    const says = (passage.bySentence[index] ?? []).some((mark) => mark.kind === 'speech');
    if (end < 0 && !says) continue;
    const closing = end > index ? (own[end] ?? null) : null;
    speakers[index] = closing ?? (age <= CARRIED ? last : null) ?? named[index] ?? null;
  }
  return speakers;
}

/** "Rifani, lewat pesan singkat: '...'": who is told of last before the colon that a quotation stands behind. */
function introducedBy(passage: Passage, people: readonly Entity[], sentence: number): Entity | null {
  const span = passage.analysed.sentences[sentence];
  const quote = passage.analysed.quotes.find(({ start }) => span && start >= span.start && start < span.end);
  if (span === undefined || quote === undefined) return null;
  // "lewat pesan singkat: "
  if (!/:\s{0,3}$/.test(passage.text.slice(Math.max(span.start, quote.start - 4), quote.start))) return null;
  let best: { entity: Entity; end: number } | null = null;
  for (const entity of people)
    for (const telling of entity.tellings)
      if (telling.sentence === sentence && telling.end < quote.start && telling.end > (best?.end ?? -1))
        best = { entity, end: telling.end };
  return best?.entity ?? null;
}

/** The official told of by name last, in the sentence or the one before: "Ajakan itu keluar dari mulut Bupati X. '...'". */
function namedOfficials(passage: Passage, people: readonly Entity[]): (Entity | null)[] {
  const named: (Entity | null)[] = passage.bySentence.map(() => null);
  for (const entity of people) {
    if (entity.name === null || entity.authority === null) continue;
    for (const { sentence, how } of entity.tellings) {
      if (how === 'status') continue;
      for (const index of [sentence, sentence + 1, sentence + 2])
        if (index < named.length) named[index] ??= entity;
    }
  }
  return named;
}

/** Speakers told of beside a verb of saying in the sentence itself. */
function ownSpeakers(passage: Passage, people: readonly Entity[]): (Entity | null)[] {
  const best = passage.bySentence.map((): { entity: Entity | null; gap: number } => ({
    entity: null,
    gap: NEAR,
  }));
  for (const entity of people) {
    for (const telling of entity.tellings) {
      const row = passage.bySentence[telling.sentence];
      const known = best[telling.sentence];
      if (row === undefined || known === undefined) continue;
      if (telling.how === 'status' && entity.authority === null) continue;
      for (const mark of row) {
        if (mark.kind !== 'speech') continue;
        const gap = telling.first >= mark.last ? telling.first - mark.last : mark.first - telling.last;
        if (gap < -1 || gap >= known.gap) continue;
        if (mark.props['side'] === 'before' && telling.first >= mark.last) continue;
        known.gap = gap;
        known.entity = entity;
      }
    }
  }
  return best.map(({ entity }) => entity);
}

/** For each sentence that begins inside a quotation, the sentence in which the quotation ends; -1 for the others. */
function quotedSentences(passage: Passage): Int32Array {
  const { sentences, quotes } = passage.analysed;
  const ends = new Int32Array(sentences.length).fill(-1);
  let sentence = 0;
  for (const quote of quotes) {
    while (sentence < sentences.length && (sentences[sentence]?.end ?? 0) <= quote.start) sentence += 1;
    let end = sentence;
    while (end < sentences.length - 1 && (sentences[end]?.end ?? 0) < quote.end) end += 1;
    for (let index = sentence; index <= end; index += 1)
      if ((sentences[index]?.start ?? 0) < quote.end) ends[index] = end;
  }
  return ends;
}
