/** Headline subjects: the person whom an article is about takes the status that only its headline tells. */
import type { SubjectStatus } from '../model/codes.js';
import { type Entity } from './entity.js';
import type { Passage } from './passage.js';
import { specificityOf } from './titles.js';

const OFTEN = 3; // tellings of whom an article is about
const SPECIFIC = 6; // what tells the work, not the employment
const EARLY = 3; // sentences in which he is told of first

/**
 * "PTUN Kembalikan Jabatan Kepala Sekolah ..." over a text that tells of its head by name alone: the one told of most,
 * without a status, an office that decides or another role, is who the headline means, when nobody else is.
 */
export function adoptHeadline(title: Passage, people: readonly Entity[]): void {
  const marks = title.marks.filter((mark) => mark.kind === 'subject');
  const [mark] = marks;
  if (mark === undefined || marks.some((one) => one.code !== mark.code) || specificityOf(mark) < SPECIFIC)
    return;
  const bearers = people.filter((entity) => entity.statuses.some((status) => status.code === mark.code));
  if (bearers.some((entity) => entity.name !== null || entity.tellings.length > 1 || entity.count !== null))
    return;
  const unknown = people.filter(
    (entity) =>
      entity.name !== null &&
      entity.statuses.length === 0 &&
      entity.authority === null &&
      entity.other === null &&
      (entity.tellings[0]?.sentence ?? EARLY) < EARLY,
  );
  const most = unknown.reduce((best, entity) => Math.max(best, entity.tellings.length), 0);
  const about = unknown.filter((entity) => entity.tellings.length === most);
  if (most < OFTEN || about.length !== 1) return;
  about[0]?.statuses.push({
    code: mark.code as SubjectStatus,
    specificity: specificityOf(mark),
    mark,
  });
}
