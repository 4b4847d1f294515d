/** Speech acts: what officials tell the apparatus to do or not to do, where no verb of urging or forbidding names it (codebook 3.3). */
import type { Entity } from './entity.js';
import { isOfficial } from './officials.js';
import type { Mark, Passage } from './passage.js';
import { attributionOf, type StepTelling } from './steps.js';

/** Bodies and offices that give orders to staff; others can only appeal (codebook 3.3, `typ`). */
const SUPERIORS = new Set<string>([
  'head_of_region',
  'acting_head',
  'ppk_personnel',
  'bkpsdm',
  'inspektorat',
  'dpmd',
  'kemendagri',
  'menpanrb',
]);
const TOLD = new Set<string>(['appeal', 'directive', 'public_call_to_report']);

/** "Jangan ada lurah yang ikut kampanye", kata bupati: appeals and orders told by their mood alone, one for each sentence. */
export function tellSpeechActs(passage: Passage, speakers: readonly (Entity | null)[]): StepTelling[] {
  const tellings: StepTelling[] = [];
  passage.bySentence.forEach((row, sentence) => {
    const speaker = speakers[sentence] ?? null;
    if (speaker === null || speaker.accusedBy.length > 0 || !isOfficial(passage, speaker)) return;
    if (row.some((mark) => mark.kind === 'step' && TOLD.has(mark.code))) return;
    const mood = row.find((mark) => mark.kind === 'modality' && mark.props['force'] !== undefined);
    const superior = speaker.authority !== null && SUPERIORS.has(speaker.authority);
    if (mood === undefined || row.some((mark) => mark.kind === 'law')) return;
    if (!(superior ? isOrder(row, mood) : isAddressed(row, mood))) return;
    const code = mood.props['force'] === 'ban' ? 'directive' : 'appeal';
    if (code === 'directive' && !superior) return;
    const reality = 'realised';
    const attribution = attributionOf(passage, mood, speaker);
    tellings.push({ code, reality, mark: mood, passage, attribution, speaker });
  });
  return tellings;
}

/** What a superior forbids goes to the staff: it needs no addressee, but state property or taking sides in it. */
function isOrder(row: readonly Mark[], mood: Mark): boolean {
  const thing = row.some(
    (mark) => mark.kind === 'object' && (mark.code === 'vehicle' || mark.code === 'building'),
  );
  const campaign = row.some((mark) => mark.kind === 'topic' && mark.code === 'election_context');
  return (
    (thing && campaign) ||
    row.some(
      (mark) =>
        (mark.kind === 'topic' && mark.code === 'neutrality') ||
        (mark.kind === 'violation' && mark.reality === 'norm'),
    ) ||
    isAddressed(row, mood)
  );
}

/** Told to the apparatus, about taking sides: both stand in the sentence, and the act is no act that happened. */
function isAddressed(row: readonly Mark[], mood: Mark): boolean {
  if (!row.some((mark) => mark.kind === 'subject' || mark.props['strong'] === 'true')) return false;
  return row.some((mark) => {
    if (mark.kind === 'topic')
      return (
        mark.code === 'neutrality' ||
        mark.code === 'party' ||
        (mark.code === 'taking_sides' && mark.first >= mood.last)
      );
    if (mark.kind === 'violation')
      return (mark.reality === 'norm' || mark.reality === 'conditional') && mark.first >= mood.first;
    return mark.kind === 'candidate' && mark.first >= mood.last;
  });
}
