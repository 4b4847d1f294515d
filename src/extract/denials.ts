/** Denials: what the accused themselves answer, where no verb of denying says that it is a denial (codebook 3.2). */
import type { Entity, Telling } from './entity.js';
import { quoteAt } from './modality.js';
import type { Mark, Passage } from './passage.js';
import { attributionOf, type StepTelling } from './steps.js';

const NEAR = 5; // words between somebody and his verb of saying
const BEHIND = 1; // words between a verb of saying and who has said it

/**
 * "Lurah itu menyebut fotonya diambil saat kondangan": what an accused says of the act is a denial, unless he owns up to
 * it or leaves it unanswered. One telling for each sentence in which he speaks.
 */
export function tellDenials(
  passage: Passage,
  accused: readonly Entity[],
  people: readonly Entity[],
): StepTelling[] {
  const tellings: StepTelling[] = [];
  for (const speaker of accused) {
    if (speaker.authority !== null) continue;
    for (const telling of speaker.tellings) {
      const verb = sayingOf(passage, telling, people);
      if (verb === null || !isDenial(passage, verb)) continue;
      const attribution = attributionOf(passage, verb, null);
      tellings.push({ code: 'denial', reality: 'realised', mark: verb, passage, attribution, speaker });
    }
  }
  return tellings;
}

/** The verb of saying of which somebody is the subject; nobody else may stand between, and neither inside what is said. */
function sayingOf(passage: Passage, telling: Telling, people: readonly Entity[]): Mark | null {
  if (quoteAt(passage, telling.start) >= 0) return null;
  for (const mark of passage.bySentence[telling.sentence] ?? []) {
    if (mark.kind !== 'speech' || quoteAt(passage, mark.start) >= 0) continue;
    const before = mark.first >= telling.last && mark.props['side'] !== 'after';
    const gap = before ? mark.first - telling.last : telling.first - mark.last;
    if (!before && mark.props['side'] === 'before') continue;
    if (gap < 0 || gap > (before ? NEAR : BEHIND) || (!before && !closesSpeech(passage, mark))) continue;
    const [from, to] = before ? [telling.last, mark.first] : [mark.last, telling.first];
    if (!people.some((one) => one.tellings.some(({ first }) => first >= from && first < to))) return mark;
  }
  return null;
}

/** "..., kata lurah itu", "menurut lurah itu": what is said has ended before the verb, or the word itself says whose it is. */
const closesSpeech = (passage: Passage, verb: Mark): boolean =>
  verb.props['side'] === 'after' || (passage.analysed.tokens.breakBefore[verb.first] ?? 0) >= 2;

/** Whether the words around a verb of saying are about the act: no retelling of it, no admission, no evasion. */
function isDenial(passage: Passage, verb: Mark): boolean {
  const marks = wordsSaid(passage, verb);
  const says = (kind: string, ...codes: string[]): boolean =>
    marks.some((mark) => mark.kind === kind && codes.includes(mark.code));
  if (says('step', 'apology_admission', 'denial') || says('topic', 'leaves_unanswered')) return false;
  if (
    marks.some(
      (mark) => mark.kind === 'violation' && (mark.reality === 'realised' || mark.reality === 'alleged'),
    )
  )
    return false;
  return says('topic', 'explains_away') || marks.some((mark) => isNo(mark) && mark.last !== verb.first);
}

const isNo = ({ kind, code }: Mark): boolean =>
  kind === 'modality' && (code === 'absent' || code === 'denied');

/** The marks of the sentence of a verb of saying, and of the quotations that stand in it. */
function wordsSaid(passage: Passage, verb: Mark): Mark[] {
  const sentence = passage.analysed.sentences[verb.sentence];
  if (sentence === undefined) return [];
  let { start, end } = sentence;
  for (const quote of passage.analysed.quotes) {
    if (quote.end <= sentence.start || quote.start >= sentence.end) continue;
    start = Math.min(start, quote.start);
    end = Math.max(end, quote.end);
  }
  return passage.marks.filter((mark) => mark.start >= start && mark.end <= end);
}
