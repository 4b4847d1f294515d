/** Denials: what the accused themselves answer, where no verb of denying says that it is a denial (codebook 3.2). */
import type { Entity, Telling } from './entity.js';
import { quoteAt } from './modality.js';
import { implyMark, type Mark, type Passage } from './passage.js';
import { attributionOf, type StepTelling } from './steps.js';
import { MEASURES } from './step-kinds.js';

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
  speakers: readonly (Entity | null)[],
): StepTelling[] {
  const tellings: StepTelling[] = quotedDenials(passage, accused, speakers);
  for (const speaker of accused) {
    if (decides(speaker)) continue;
    for (const telling of speaker.tellings) {
      const verb =
        sayingOf(passage, telling, people, speaker.authority !== null) ?? verbBehindQuote(passage, telling);
      if (verb === null || !isDenial(passage, verb)) continue;
      const attribution = attributionOf(passage, verb, null);
      tellings.push({ code: 'denial', reality: 'realised', mark: verb, passage, attribution, speaker });
    }
  }
  return tellings;
}

/** Holds an office that decides, and no act of his own is told. */
const decides = ({ authority, accusedBy }: Entity): boolean =>
  authority !== null && authority !== 'none' && !accusedBy.some(({ kind }) => kind === 'violation');

/** Inside a quotation of an accused: words that explain the act away make it a denial. */
function quotedDenials(
  passage: Passage,
  accused: readonly Entity[],
  speakers: readonly (Entity | null)[],
): StepTelling[] {
  return speakers.flatMap((speaker, sentence) => {
    if (speaker === null || decides(speaker) || !accused.includes(speaker)) return [];
    const row = (passage.bySentence[sentence] ?? []).filter((mark) => quoteAt(passage, mark.start) >= 0);
    const mark = row.find(isExplaining);
    if (mark === undefined || tellsOtherwise(row)) return [];
    const attribution = attributionOf(passage, mark, null);
    return [{ code: 'denial', reality: 'realised', mark, passage, attribution, speaker }];
  });
}

/** The verb of saying of which somebody is the subject; nobody else may stand between, and neither inside what is said. */
function sayingOf(
  passage: Passage,
  telling: Telling,
  people: readonly Entity[],
  office: boolean,
): Mark | null {
  if (quoteAt(passage, telling.start) >= 0) return null;
  for (const mark of passage.bySentence[telling.sentence] ?? []) {
    if (mark.kind !== 'speech' || quoteAt(passage, mark.start) >= 0) continue;
    const before = mark.first >= telling.last && mark.props['side'] !== 'after';
    const gap = before ? mark.first - telling.last : telling.first - mark.last;
    if (!before && mark.props['side'] === 'before') continue;
    if (gap < 0 || gap > (before ? NEAR : BEHIND) || (!before && !closesSpeech(passage, mark, office)))
      continue;
    const [from, to] = before ? [telling.last, mark.first] : [mark.last, telling.first];
    if (!people.some((one) => one.tellings.some(({ first }) => first >= from && first < to))) return mark;
  }
  return null;
}

/** "'Saya netral,' tegas Andi": whatever the one small word between a quotation and a name is, it says who has spoken. */
function verbBehindQuote(passage: Passage, telling: Telling): Mark | null {
  const { start, end, capital } = passage.analysed.tokens;
  const token = telling.first - 1;
  if (telling.how !== 'name' || token < 0 || capital[token] !== 0) return null;
  const from = start[token] ?? 0;
  const closes = passage.analysed.quotes.some((quote) => quote.end <= from && from - quote.end <= 2);
  if (!closes) return null;
  const stretch = {
    sentence: telling.sentence,
    first: token,
    last: token + 1,
    start: from,
    end: end[token] ?? from,
  };
  return implyMark({ kind: 'speech', code: 'say', rule: 'speech/behind-quote' }, stretch);
}

/** "..., kata lurah itu", "menurut lurah itu": what is said has ended before the verb, or the word itself says whose it is. */
const closesSpeech = (passage: Passage, verb: Mark, office: boolean): boolean =>
  verb.props['side'] === 'after' ||
  ((passage.analysed.tokens.breakBefore[verb.first] ?? 0) >= 2 &&
    // "Anggota Bawaslu, Rabu, mengatakan kepala distrik itu tidak hadir"
    (!office || passage.analysed.quotes.some(({ end }) => end <= verb.start && verb.start - end <= 3)));

/** Whether the words around a verb of saying are about the act: no retelling of it, no admission, no evasion. */
function isDenial(passage: Passage, verb: Mark): boolean {
  const marks = wordsSaid(passage, verb);
  if (tellsOtherwise(marks)) return false;
  if (marks.some(isNeutrality) && !marks.some(isAsked)) return true;
  return marks.some(
    (mark) => isExplaining(mark) || (isNo(mark) && !(mark.last === verb.first && !isParted(passage, verb))),
  );
}

const isExplaining = ({ kind, code }: Mark): boolean => kind === 'topic' && code === 'explains_away';

/** An admission, a denial that says so itself, no answer, or a retelling of the act. */
const tellsOtherwise = (marks: readonly Mark[]): boolean =>
  marks.some(
    ({ kind, code, reality }) =>
      (kind === 'step' && (code === 'apology_admission' || code === 'denial')) ||
      (kind === 'topic' && code === 'leaves_unanswered') ||
      (kind === 'violation' && (reality === 'realised' || reality === 'alleged')),
  );

const isNeutrality = ({ kind, code }: Mark): boolean => kind === 'topic' && code === 'neutrality';

/** "Pegawai harus netral": what is said of everybody is no answer. */
const isAsked = ({ kind, code }: Mark): boolean =>
  (kind === 'modality' && (code === 'norm' || code === 'conditional' || code === 'planned')) ||
  (kind === 'step' && (MEASURES.has(code) || code === 'act_occurred'));

const isParted = (passage: Passage, { first }: Mark): boolean =>
  (passage.analysed.tokens.breakBefore[first] ?? 0) >= 2;

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
