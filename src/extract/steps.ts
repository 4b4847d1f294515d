/** Steps: what was done, as told in each sentence, with its reality, its voice and who says so. */
import type { Attribution, Reality, StepCode } from '../model/codes.js';
import type { ReportStep, Sanction } from '../model/report.js';
import type { SanctionClass } from '../model/codes.js';
import type { Dictionary } from '../model/dictionary.js';
import { countsAsReached } from '../model/realities.js';
import { SPEECH_ACTS } from './asked.js';
import { daysBetween } from './calendars.js';
import { citedTokens } from './citations.js';
import type { Entity } from './entity.js';
import { quoteAt, stepReality } from './modality.js';
import { evidence, type Mark, type Passage } from './passage.js';
import { whyOf } from './why.js';
import { MEASURES } from './step-kinds.js';

/** One telling of a step. */
export interface StepTelling {
  code: StepCode;
  reality: Reality;
  mark: Mark;
  passage: Passage;
  attribution: Attribution;
  speaker: Entity | null;
}

const RANK: readonly Reality[] = [
  'realised',
  'ongoing',
  'denied',
  'absent',
  'planned',
  'alleged',
  'conditional',
  'historical',
];

/** All steps of the unmuted sentences of a passage whose reality makes a step (ruling 11.30); or those that may be told. */
export function tellSteps(
  passage: Passage,
  speakers: readonly (Entity | null)[],
  now: string | null,
  dictionary: Dictionary,
  isTold: (mark: Mark) => boolean = ({ kind }) => kind === 'step',
): StepTelling[] {
  const past = pastSentences(passage, now, dictionary);
  const tellings: StepTelling[] = [];
  for (const mark of passage.marks) {
    if (!isTold(mark)) continue;
    const told = stepReality(routine(mark));
    const reality =
      (told === 'realised' || told === 'ongoing') && past.has(mark.sentence) ? 'historical' : told;
    if (reality === null) continue;
    const speaker = speakers[mark.sentence] ?? null;
    tellings.push({
      code: isWithoutOrders(mark, speaker) ? 'appeal' : (mark.code as StepCode),
      reality,
      mark,
      passage,
      attribution: attributionOf(passage, mark, speaker),
      speaker,
    });
  }
  return tellings;
}

/** "Kades tidak boleh memihak," kata Bawaslu: supervisors order nobody about; what they forbid in words is an appeal (codebook 3.3, `typ`). */
const isWithoutOrders = (mark: Mark, speaker: Entity | null): boolean =>
  mark.code === 'directive' && mark.voice === 'passive' && SUPERVISORS.has(speaker?.authority ?? '');
const SUPERVISORS = new Set<string>(['bawaslu_ri', 'bawaslu_local', 'panwascam', 'pkd_ptps', 'kasn']);

const LONG_AGO = 400 * 86_400_000; // a case of last season is still told as news a year later

/** A vote is another season's this long after it, when the next one is near. */
const SEASON = { after: 150, before: 240 };

const known = new WeakMap<Passage, ReadonlySet<number>>();

/**
 * Sentences dated long before the publication, and by no nearer date: "pada Pilkada 2012 ..."; or by the election before
 * the one at hand. Found once for a passage, whose day and dictionary are always the same.
 */
export function pastSentences(
  passage: Passage,
  now: string | null,
  dictionary: Dictionary,
): ReadonlySet<number> {
  const before = known.get(passage);
  if (before !== undefined) return before;
  const past = findPast(passage, now, dictionary);
  known.set(passage, past);
  return past;
}

function findPast(passage: Passage, now: string | null, dictionary: Dictionary): Set<number> {
  const past = new Set<number>();
  if (now === null) return past;
  const limit = Date.parse(now) - LONG_AGO;
  const { folded, kind, capital } = passage.analysed.tokens;
  const ofElection = new Set<number>();
  for (const mark of passage.marks)
    if (mark.kind === 'election') for (const token of [mark.last - 1, mark.last]) ofElection.add(token);
  const cited = citedTokens(passage, dictionary);
  const dates = passage.analysed.dates.filter(({ last }) => !cited.has(last - 1));
  let next = 0;
  passage.analysed.sentences.forEach((sentence, index) => {
    const times: number[] = [];
    for (; next < dates.length && (dates[next]?.first ?? 0) < sentence.last; next += 1) {
      const { value, first } = dates[next] ?? { value: null, first: 0 };
      if (value === null || (value.length === 4 && ofElection.has(first))) continue;
      times.push(Date.parse(value.length === 4 ? `${value}-12-31` : value));
    }
    times.push(...bareYears(passage, sentence, dictionary));
    for (const mark of passage.bySentence[index] ?? []) {
      if (mark.code === 'historical' && countsYears(passage, mark)) times.push(-Infinity);
      if (mark.kind !== 'election') continue;
      for (let token = mark.last - 1; token <= mark.last + 3; token += 1) {
        const year = kind[token] === 1 ? Number(folded[token]) : 0;
        if (year < 1999 || year > 2045) continue;
        const before = isLastSeason(mark.code, year, now, dictionary);
        times.push(before ? -Infinity : Date.parse(`${year}-12-31`));
      }
    }
    const then = (passage.bySentence[index] ?? []).some((mark) => mark.props['then'] === 'true');
    // "Pada 2018, camat di A dihukum. Di B, seorang guru ditegur.": the next of a row of places.
    const inRow =
      capital[sentence.first + 1] !== 0 &&
      dictionary.grammar.locatives.includes(folded[sentence.first] ?? '');
    const goesOn = (then || inRow) && past.has(index - 1);
    if (times.length > 0 ? times.every((time) => time < limit) : goesOn) past.add(index);
  });
  return past;
}

/** "Pada 2018, seorang guru ...": a year without a noun, at the head of a sentence; the last moment of it. */
function bareYears({ analysed }: Passage, { first }: { first: number }, { grammar }: Dictionary): number[] {
  const { folded, kind, breakBefore } = analysed.tokens;
  if (!grammar.patientMarkers.includes(folded[first] ?? '') || kind[first + 1] !== 1) return [];
  const year = Number(folded[first + 1]);
  const closed = (breakBefore[first + 2] ?? 0) > 0;
  return closed && year >= 1999 && year <= 2045 ? [Date.parse(`${year}-12-31`)] : [];
}

/** "Empat tahun silam", "dua tahun lalu": a cue that counts two years and more. */
const countsYears = (passage: Passage, mark: Mark): boolean =>
  mark.kind === 'modality' &&
  mark.props['check'] === 'year' &&
  passage.analysed.numbers.some(
    (number) => number.first >= mark.first && number.last <= mark.last && number.min >= 2 && number.min < 100,
  );

/** Whether the vote of a type and year is over for long, while the next election of a later year is near. */
function isLastSeason(type: string, year: number, now: string, { elections }: Dictionary): boolean {
  const held = elections.find(
    (calendar) => calendar.year === year && (calendar.types as readonly string[]).includes(type),
  );
  const vote = held?.voting.at(-1);
  if (vote === undefined || daysBetween(vote, now) < SEASON.after) return false;
  return elections.some(
    (calendar) =>
      calendar.year > year &&
      calendar.voting.some((day) => daysBetween(now, day) >= 0 && daysBetween(now, day) <= SEASON.before),
  );
}

/** A routine measure is realised (ruling 11.30). A finding of "not proven" is the step assessed_no_violation itself. */
function routine(mark: Mark): Mark['reality'] {
  const { code, reality } = mark;
  if (reality === 'habitual' && MEASURES.has(code)) return 'realised';
  // An appeal, a ban, a call to report are made by the very words of "must" and "please" (codebook 3.3).
  if (reality === 'norm' && SPEECH_ACTS.has(code)) return 'realised';
  if (reality === 'conditional' && code === 'public_call_to_report') return 'realised';
  // "Warga bisa melapor lewat nomor yang dibuka": what a channel is good for is told by "can".
  if (reality === 'conditional' && code === 'hotline_opened' && mark.cue?.props['ability'] === 'true')
    return 'realised';
  if (reality === 'not_proven' && code === 'assessed_no_violation') return 'realised';
  // "Hukuman belum juga turun": that nothing comes is the step itself.
  if (reality === 'absent' && code === 'sanction_pending') return 'realised';
  return reality;
}

/** The ladder of codebook 9-I, as far as the sentence shows it. */
export function attributionOf(passage: Passage, mark: Mark, speaker: Entity | null): Attribution {
  const row = passage.bySentence[mark.sentence] ?? [];
  if (row.some((other) => other.kind === 'law' && other.props['letter'] === 'true')) return 'document';
  if (speaker !== null) {
    if (speaker.other === 'lawyer') return 'counsel';
    if (speaker.other === 'complainant' || speaker.other === 'beneficiary') return 'accuser';
    if (speaker.authority !== null || speaker.position !== null) return 'named_official';
  }
  if (row.some((other) => other.kind === 'role' && other.code === 'unnamed')) return 'unnamed';
  if (
    row.some((other) => other.kind === 'role' && other.code === 'complainant') &&
    mark.reality === 'alleged'
  )
    return 'accuser';
  if (quoteAt(passage, mark.start) >= 0) return 'named_official';
  return 'narration';
}

/** Of several tellings of one step, the one kept: the surest reality first, then the strongest attribution. */
export function mergeSteps(tellings: readonly StepTelling[]): StepTelling[] {
  const best = new Map<StepCode, StepTelling>();
  for (const telling of tellings) {
    const known = best.get(telling.code);
    if (known === undefined || RANK.indexOf(telling.reality) < RANK.indexOf(known.reality))
      best.set(telling.code, telling);
  }
  return [...best.values()];
}

/** Whether a step counts as reached (ruling 11.2). */
export const isReached = (step: { code: StepCode; reality: Reality }): boolean =>
  countsAsReached(step.code, step.reality);

/** The step as a report carries it. */
export function reportStep(telling: StepTelling): ReportStep {
  return {
    value: telling.code,
    reality: telling.reality,
    date: null,
    by: null,
    count: null,
    document: documentOf(telling),
    sanction: sanctionOf(telling),
    attribution: telling.attribution,
    ...whyOf(telling.passage, telling.mark),
  };
}

// A letter number: "100.3.4.2/4283/XI/BKPSDM", "R-2868/KASN/9/2020", "11/Pid.Sus/2025"
const LETTER = /[A-Za-z0-9][A-Za-z0-9.-]{0,24}(?:\/[A-Za-z0-9][A-Za-z0-9. -]{0,24}){2,6}/g;

/** The letter number in the sentence of a step; dates such as 8/11/2023 are no letters. */
function documentOf(telling: StepTelling): string | null {
  const sentence = telling.passage.analysed.sentences[telling.mark.sentence];
  if (sentence === undefined) return null;
  const text = telling.passage.text.slice(sentence.start, Math.min(sentence.end, sentence.start + 2000));
  if (text.indexOf('/') === text.lastIndexOf('/')) return null;
  for (const match of text.matchAll(LETTER)) {
    const number = match[0].split(/\s/)[0] ?? '';
    if (/[A-Za-z]/.test(number) && /\d/.test(number) && number.split('/').length >= 3)
      return number.replace(/[.,-]+$/, '');
  }
  return null;
}

/** The sanction named in the sentence of a sanction step, as printed. */
function sanctionOf(telling: StepTelling): Sanction | null {
  if (!telling.code.startsWith('sanction_') && telling.code !== 'convicted') return null;
  const row = telling.passage.bySentence[telling.mark.sentence] ?? [];
  const named = row.find((mark) => mark.kind === 'sanction');
  if (named !== undefined) {
    return {
      text: telling.passage.text.slice(named.start, named.end),
      class: named.code as SanctionClass,
      duration: null,
    };
  }
  const { start, end } = evidence(telling.passage, telling.mark);
  return telling.code === 'sanction_imposed'
    ? { text: telling.passage.text.slice(start, end), class: 'unknown', duration: null }
    : null;
}
