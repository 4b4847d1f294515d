/** Adoption: the status that only a headline tells is taken on by the one person of the body on whom its steps and acts fall. */
import type { SubjectStatus } from '../model/codes.js';
import type { Grammar } from '../model/grammar.js';
import { findAccused } from './accused.js';
import type { Entity } from './entity.js';
import { dealtWithIn, HEADLINE_STATUS } from './headline-subjects.js';
import type { Mark, Passage } from './passage.js';
import { isBare, isCitizen } from './protagonists.js';
import { specificityOf } from './titles.js';

const EARLY = 2; // sentences in which a story names whom its headline is about

/**
 * "Camat X Dipanggil Bawaslu" over "Hendra W dipanggil ...": where nobody of the apparatus is accused, whoever is named
 * at the beginning by nothing but his name, and would be accused if he were what the headline says, is who it means.
 * Nobody is, when two could be.
 */
export function adoptAccused(
  title: Passage,
  body: Passage,
  people: readonly Entity[],
  grammar: Grammar,
): Entity[] {
  const status = dealtWithIn(title, grammar);
  if (status === null || isSeveral(title, status)) return [];
  const able = people.filter(
    (entity) =>
      isBare(entity) &&
      !entity.heard &&
      !entity.speaks &&
      (entity.tellings[0]?.sentence ?? EARLY) < EARLY &&
      !isCitizen(body, entity),
  );
  const meant = able.filter((entity) => tryOn(status, entity, body, people, grammar, false));
  const [one] = meant;
  if (one === undefined || meant.length > 1) return [];
  tryOn(status, one, body, people, grammar, true);
  one.tiedBy = HEADLINE_STATUS;
  return [one];
}

/** Whether somebody would be accused by a verb if he bore a status; when not kept, all is as it was before. */
function tryOn(
  mark: Mark,
  entity: Entity,
  body: Passage,
  people: readonly Entity[],
  grammar: Grammar,
  keep: boolean,
): boolean {
  const before = people.map(({ accusedBy }) => [...accusedBy]);
  entity.statuses.push({ code: mark.code as SubjectStatus, specificity: specificityOf(mark), mark });
  findAccused(body, people, grammar);
  const falls = entity.accusedBy.some(({ kind }) => kind === 'step' || kind === 'violation');
  if (!keep) {
    entity.statuses.pop();
    people.forEach((one, index) => {
      one.accusedBy = before[index] ?? [];
    });
  }
  return falls;
}

/** "Tiga ASN Dipanggil", "Para Camat ...": a headline of several. */
const isSeveral = ({ analysed }: Passage, mark: Mark): boolean =>
  analysed.numbers.some((one) => one.max > 1 && one.last <= mark.first && mark.first - one.last <= 1);
