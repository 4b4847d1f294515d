/** Heads: bare numbers of people of whom no status is told; names or statuses told later make out who they are. */
import type { Grammar } from '../model/grammar.js';
import { LOWER } from '../text/text.js';
import { MOST_PEOPLE, newEntity, tellingByStatus, type Entity } from './entity.js';
import { readCount } from './people-counts.js';
import type { Ground } from './person-spans.js';

const MOST_HEADS = 12; // more are counted, not told of

/** "Tiga orang dipanggil ... Ketiganya yakni Camat Waru, ...": adds the group of a number of people, when nothing says of what kind. */
export function countHeads(
  { passage, words, covered }: Ground,
  grammar: Grammar,
  entities: Entity[],
  sentence: number,
): void {
  const { folded, capital } = passage.analysed.tokens;
  for (const mark of passage.bySentence[sentence] ?? []) {
    if (mark.kind !== 'unit' || mark.code !== 'orang' || mark.last - mark.first > 1) continue;
    const next = folded[mark.last] ?? '';
    if (covered[mark.first] === 1 || covered[mark.last] === 1 || covered[mark.last + 1] === 1) continue;
    if (!words.heads.has(folded[mark.first] ?? '') || capital[mark.first] !== LOWER) continue;
    if (words.partitives.has(next) || grammar.locatives.includes(next)) continue;
    const { first, last } = mark;
    const entity = newEntity(entities.length, tellingByStatus(passage, { sentence, first, last }));
    readCount(passage, grammar, entity, { first, last });
    const size = entity.count ?? 0;
    if (size < 2 || size > MOST_HEADS || entity.min !== entity.max || entities.length >= MOST_PEOPLE)
      continue;
    entity.heads = true;
    entities.push(entity);
  }
}
