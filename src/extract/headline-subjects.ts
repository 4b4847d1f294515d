/** Headline subjects: who an article is about by its headline: the status that only it tells, and the accused that no verb of the body points at. */
import type { SubjectStatus } from '../model/codes.js';
import { OF_CASES } from './step-kinds.js';
import type { Grammar } from '../model/grammar.js';
import { isOversight, leftLawfully } from './accusable.js';
import { isOnlyClass, newEntity, tellingByStatus, type Entity } from './entity.js';
import { isActual } from './modality.js';
import type { Mark, Passage } from './passage.js';
import { specificityOf } from './titles.js';

const OFTEN = 3; // tellings of whom an article is about
const SPECIFIC = 6; // what tells the work, not the employment
const EARLY = 3; // sentences in which he is told of first

/**
 * "PTUN Kembalikan Jabatan Kepala Sekolah ..." over a text that tells of its head by name alone: the one told of most,
 * without a status, an office that decides or another role, is who the headline means, when nobody else is.
 */
export function adoptHeadline(title: Passage, people: readonly Entity[], grammar: Grammar): void {
  const marks = officesOf(title, grammar);
  const [mark] = marks;
  if (mark === undefined || marks.some((one) => one.code !== mark.code) || specificityOf(mark) < SPECIFIC)
    return;
  // "TNI bisa dipidana jika tidak netral" is about nobody.
  if (title.marks.some((one) => one.kind === 'modality' && HEDGES.has(one.code))) return;
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
  for (const one of about) takeFromHeadline(one, mark);
}

/**
 * "Honorer X Jadi Saksi Paslon", "ASN Ini Minta Maaf": whom the body brings in first of the kind that the headline tells of
 * like that is somebody in particular.
 */
export function pointFromHeadline(title: Passage, people: readonly Entity[], grammar: Grammar): void {
  const { folded } = title.analysed.tokens;
  if (title.marks.some((mark) => mark.kind === 'modality' && HEDGES.has(mark.code))) return;
  for (const mark of officesOf(title, grammar)) {
    const work = specificityOf(mark) >= SPECIFIC && isDealtWith(title, mark);
    const meant = work || grammar.demonstratives.includes(folded[mark.last] ?? '');
    const one = meant
      ? people.find((entity) => entity.statuses.some(({ code }) => code === mark.code))
      : undefined;
    if (one !== undefined && isBare(one)) one.pointed = true;
  }
}

/** Told of early, without name, number, deciding office or other part. */
const isBare = (entity: Entity): boolean =>
  isOnlyClass(entity) && (entity.tellings[0]?.sentence ?? EARLY) < EARLY - 1;
const HEDGES = new Set<string>(['conditional', 'norm', 'statistical', 'absent', 'denied']);

const APART = 8; // words between a status and the step or act of a headline

/**
 * "Sekcam ... Dipanggil Panwaslu": where no verb of the body points at anybody, the accused is whoever the body brings
 * in first of the kind that the headline tells a step or an act of; or its only one of initials, of no told status.
 */
export function findByHeadline(title: Passage, body: Passage, people: Entity[], grammar: Grammar): Entity[] {
  const mark = dealtWithIn(title, grammar);
  if (mark === null) return [];
  const same = people.find(
    (entity) =>
      !entity.universal &&
      !entity.plural &&
      entity.other === null &&
      !isOversight(entity) &&
      !leftLawfully(entity) &&
      entity.statuses.some((status) => status.code === mark.code),
  );
  if (same !== undefined) return [same];
  const short = people.filter(
    (entity) =>
      entity.initials &&
      entity.statuses.length === 0 &&
      entity.other === null &&
      (entity.authority === null || entity.authority === 'none'),
  );
  const [one] = short.length === 0 ? introduced(body, people, grammar) : short;
  if (one === undefined || short.length > 1) return [];
  takeFromHeadline(one, mark);
  return [one];
}

/** Rule of a status that stands in the headline alone. */
export const HEADLINE_STATUS = 'subject/status-in-headline';

function takeFromHeadline(entity: Entity, mark: Mark): void {
  entity.statuses.push({ code: mark.code as SubjectStatus, specificity: specificityOf(mark), mark });
  entity.tiedBy = HEADLINE_STATUS;
}

/**
 * "Camat Joget ..." over "Seorang pria berjoget di panggung kampanye": where the body tells of nobody of that status, whoever
 * does the act that it begins with.
 */
function introduced(body: Passage, people: Entity[], grammar: Grammar): Entity[] {
  const acts = body.marks.filter((mark) => mark.kind === 'violation' && isActual(mark.reality));
  const [act] = acts;
  if (act === undefined || act.sentence >= EARLY || act.reality === 'denied') return [];
  const told = people.some(({ tellings }) => tellings.some(({ sentence }) => sentence === act.sentence));
  if (told) return [];
  const { tokens, sentences } = body.analysed;
  let at = act.first - 1;
  const from = sentences[act.sentence]?.first ?? 0;
  while (at >= from && !grammar.persons.includes(tokens.folded[at] ?? '')) at -= 1;
  if (at < from) return [];
  const { sentence } = act;
  const entity = newEntity(people.length, tellingByStatus(body, { sentence, first: at, last: at + 1 }));
  entity.count = 1;
  entity.accusedBy.push(...acts);
  people.push(entity);
  return [entity];
}

/** The one kind of apparatus that a headline tells a step or an act of; null when it tells of none or of several. */
export function dealtWithIn(title: Passage, grammar: Grammar): Mark | null {
  const told = officesOf(title, grammar).filter((mark) => isDealtWith(title, mark));
  const [mark] = told;
  return mark === undefined || told.some((one) => one.code !== mark.code) ? null : mark;
}

/** Statuses that a headline tells; "mantan Sekda" is none any more, "Adik Camat" none at all, and "Diperiksa Polisi" tells by whom. */
const officesOf = (title: Passage, grammar: Grammar): Mark[] =>
  title.marks.filter(
    (mark) =>
      mark.kind === 'subject' &&
      ![...grammar.formers, ...grammar.kin].includes(title.analysed.tokens.folded[mark.first - 1] ?? '') &&
      !title.marks.some(
        (step) =>
          step.kind === 'step' &&
          step.voice === 'passive' &&
          step.last === mark.first &&
          title.analysed.tokens.breakBefore[mark.first] === 0,
      ),
  );

/** Whether the headline tells a step or an act of the kind of apparatus that somebody belongs to, and of no other kind. */
export function isInHeadline(title: Passage, entity: Entity): boolean {
  const told = title.marks.filter((mark) => mark.kind === 'subject' && isDealtWith(title, mark));
  return told.length > 0 && told.every((mark) => entity.statuses.some((status) => status.code === mark.code));
}

const tellsOfCase = (mark: Mark): boolean =>
  mark.kind === 'violation' || (mark.kind === 'step' && OF_CASES.has(mark.code));

/** A step of a case or an act, as done or said, beside a status of the headline and on nobody else told of between. */
function isDealtWith(title: Passage, subject: Mark): boolean {
  return title.marks.some((mark) => {
    const real = isActual(mark.reality) && mark.reality !== 'denied';
    if (!tellsOfCase(mark) || !real) return false;
    const gap = mark.first >= subject.last ? mark.first - subject.last : subject.first - mark.last;
    if (gap > APART) return false;
    return mark.kind === 'violation'
      ? mark.first >= subject.last || isSaidBy(title, mark, subject)
      : mark.voice !== 'active';
  });
}

/** '"Pilih Nomor Dua", Ucap Lurah': an act in words, told before a verb of saying and who says it. */
const isSaidBy = (title: Passage, act: Mark, subject: Mark): boolean =>
  title.marks.some(
    (mark) =>
      mark.kind === 'speech' &&
      mark.first >= act.last &&
      mark.last <= subject.first &&
      mark.last - mark.first <= 2,
  );
