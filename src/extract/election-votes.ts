/** Election votes: every sign in an article that speaks for an election: its name, an office sought, its voting day, a law on it. */
import type { ElectionType } from '../model/codes.js';
import type { Dictionary } from '../model/dictionary.js';
import type { Grammar } from '../model/grammar.js';
import type { Evidence } from '../model/why.js';
import { pairsOf } from '../text/text.js';
import { calendarVotingOn } from './calendars.js';
import { citationsIn } from './citations.js';
import { evidence, evidenceOf, type Mark, type Passage } from './passage.js';
import { sentenceAt } from './sentence-at.js';

/** A sign that speaks for an election; type null where it only says that there is one. */
export interface Vote {
  type: ElectionType | null;
  weight: number;
  year: number | null;
  yearEvidence: Evidence | null;
  /** True for the office that a candidate seeks, false for what an election is called. */
  sought: boolean;
  passage: Passage;
  sentence: number;
  evidence: Evidence;
}

/** Names that several kinds of office share. */
export const GENERIC: ReadonlySet<ElectionType> = new Set(['pemilu', 'pilkada']);

const IN_TITLE = 2;
const WEIGHT = { name: 1.5, office: 1, votingDay: 1.2, law: 0.5, candidate: 1, context: 0.5 } as const;

/** The votes of a passage: those of its marks and laws, and all of them by the day that they are seen from. */
interface Known {
  marks: Vote[];
  laws: Vote[];
  days: Map<string | null, Vote[]>;
}

const known = new WeakMap<Passage, Known>();

/** All votes of the passages, in the order of the text. `today` is the ISO day that dates are seen from. */
export function electionVotes(
  passages: readonly Passage[],
  dictionary: Dictionary,
  today: string | null,
): Vote[] {
  return passages.flatMap((passage) => votesOf(passage, dictionary, today));
}

/** The votes of a passage, counted once for each day that they are seen from. */
function votesOf(passage: Passage, dictionary: Dictionary, today: string | null): Vote[] {
  let found = known.get(passage);
  if (found === undefined) {
    found = { marks: markVotes(passage, dictionary), laws: lawVotes(passage, dictionary), days: new Map() };
    known.set(passage, found);
  }
  const { marks, laws, days } = found;
  const votes = days.get(today) ?? [...marks, ...votingDays(passage, dictionary, today), ...laws];
  days.set(today, votes);
  return votes;
}

/** Kinds of marks that may speak for an election. */
const VOTING = new Set<string>(['election', 'candidate', 'topic']);

function markVotes(passage: Passage, { grammar }: Dictionary): Vote[] {
  const factor = passage.in === 'title' ? IN_TITLE : 1;
  const votes: Vote[] = [];
  for (const mark of passage.marks) {
    if (!VOTING.has(mark.kind) || mark.reality === 'historical') continue;
    if (mark.kind === 'election') {
      const { year, yearEvidence } = yearBehind(passage, mark);
      // "tindak pidana pemilu" is said of every election.
      const vague = mark.props['vague'] === 'true' && year === null;
      const vote = voteOf(
        passage,
        mark,
        mark.code as ElectionType,
        vague ? WEIGHT.context : WEIGHT.name * factor,
      );
      vote.year = year;
      vote.yearEvidence = yearEvidence;
      votes.push(vote);
    } else if (mark.kind === 'candidate') {
      const type = officeSought(passage, mark, grammar);
      const vote = voteOf(passage, mark, type, (type === null ? WEIGHT.candidate : WEIGHT.office) * factor);
      vote.sought = true;
      votes.push(vote);
    } else if (mark.code === 'election_context' || mark.code === 'neutrality')
      votes.push(voteOf(passage, mark, null, WEIGHT.context));
  }
  return votes;
}

const voteOf = (passage: Passage, mark: Mark, type: ElectionType | null, weight: number): Vote => ({
  type,
  weight,
  year: null,
  yearEvidence: null,
  sought: false,
  passage,
  sentence: mark.sentence,
  evidence: evidence(passage, mark),
});

/** A year right behind the election's name: "Pilkada Serentak 2024", "Pilgub Jawa Timur tahun 2018". */
function yearBehind(passage: Passage, mark: Mark): Pick<Vote, 'year' | 'yearEvidence'> {
  const { folded, breakBefore, count } = passage.analysed.tokens;
  for (let token = mark.first; token < Math.min(count, mark.last + 5); token += 1) {
    if (token > mark.last && (breakBefore[token] ?? 0) >= 2) break;
    const year = Number(folded[token]);
    if (Number.isInteger(year) && year >= 1999 && year <= 2045)
      return { year, yearEvidence: evidenceOf(passage, token, token + 1) };
  }
  return { year: null, yearEvidence: null };
}

const OFFICE: Record<string, ElectionType> = { province: 'pilgub', kabupaten: 'pilbup', kota: 'pilwalkot' };

/** The office that a candidate seeks: by the hit's own code, else by the office in its words, and by those listed behind. */
function officeSought(passage: Passage, mark: Mark, grammar: Grammar): ElectionType | null {
  const { breakBefore, count } = passage.analysed.tokens;
  const offices = new Set<ElectionType>();
  if (mark.code !== 'any') offices.add(mark.code as ElectionType);
  else
    for (let token = mark.first; token < mark.last; token += 1) addOffice(offices, passage, token, grammar);
  let listed = mark.code === 'any';
  const end = Math.min(count, mark.last + LIST);
  for (let token = mark.last; token < end; token += 1) {
    listed ||= (breakBefore[token] ?? 0) >= 2;
    if (isListWord(passage, token, grammar)) listed = true;
    else if (!listed || !addOffice(offices, passage, token, grammar)) {
      if (!isSecondWord(passage, token, grammar)) break;
    } else listed = false;
  }
  const [only] = offices;
  // "calon gubernur, bupati maupun wali kota": of several offices none is meant.
  return offices.size <= 1 ? (only ?? null) : 'pilkada';
}

const LIST = 8; // tokens behind a candidate in which further offices may be listed

function addOffice(offices: Set<ElectionType>, passage: Passage, token: number, grammar: Grammar): boolean {
  const office = officeAt(passage, token, grammar);
  if (office !== null) offices.add(office);
  return office !== null;
}

/** The election to the office that a word names; the words for areas themselves are no offices. */
function officeAt(passage: Passage, token: number, grammar: Grammar): ElectionType | null {
  const { folded, words } = passage.analysed.tokens;
  const types = pairsOf(grammar.placeTypes);
  const two = types.two(words[token], words[token + 1]);
  const level = two ?? types.one(words[token]);
  return level === undefined || (two === undefined && level === folded[token])
    ? null
    : (OFFICE[level] ?? null);
}

/** Whether a token is the second word of an office of two words. */
function isSecondWord(passage: Passage, token: number, grammar: Grammar): boolean {
  const { words } = passage.analysed.tokens;
  return pairsOf(grammar.placeTypes).two(words[token - 1], words[token]) !== undefined;
}

const isListWord = (passage: Passage, token: number, grammar: Grammar): boolean =>
  grammar.listWords.includes(passage.analysed.tokens.folded[token] ?? '');

/** Forms that print a day and a month. */
const DATED = new Set(['written', 'numeric']);

/** "9 Desember", "14 Februari 2024": naming the voting day names the election. */
function votingDays(passage: Passage, dictionary: Dictionary, today: string | null): Vote[] {
  return passage.analysed.dates.flatMap((date) => {
    if (date.value === null || date.weekday !== null || !DATED.has(date.form)) return [];
    const calendar = calendarVotingOn({ value: date.value, yearStated: date.yearStated }, dictionary, today);
    const sentence = sentenceAt(passage, date.first);
    if (calendar === null || calendar.family === 'psu' || sentence < 0 || passage.muted[sentence] === true)
      return [];
    const type: ElectionType = calendar.family;
    const stretch = { in: passage.in, start: date.start, end: date.end };
    const year = date.yearStated
      ? { year: calendar.year, yearEvidence: stretch }
      : { year: null, yearEvidence: null };
    return [
      {
        type,
        weight: WEIGHT.votingDay,
        ...year,
        sought: false,
        passage,
        sentence,
        evidence: stretch,
      },
    ];
  });
}

const ofLaws = new WeakMap<Dictionary, Map<string, ElectionType | null>>();

/** The one family of elections that a law names, found out once for each; null when it names none or several. */
function familyOfLaw(value: string, dictionary: Dictionary): ElectionType | null {
  const families = ofLaws.get(dictionary) ?? new Map<string, ElectionType | null>();
  ofLaws.set(dictionary, families);
  const before = families.get(value);
  if (before !== undefined) return before;
  const law = dictionary.laws.find((one) => one.value === value);
  if (law === undefined) return null;
  const words = [law.label.id, ...law.forms].join(' ').toLowerCase();
  const named = (['pemilu', 'pilkada'] as const).filter((family) => words.includes(family));
  const [only = null] = named;
  const family = named.length === 1 ? only : null;
  families.set(value, family);
  return family;
}

/** A cited law on one family of elections speaks for it a little. */
function lawVotes(passage: Passage, dictionary: Dictionary): Vote[] {
  return citationsIn(passage, dictionary).flatMap((citation) => {
    const type = familyOfLaw(citation.value, dictionary);
    if (type === null) return [];
    const { sentence, evidence: stretch } = citation;
    return [
      {
        type,
        weight: WEIGHT.law,
        year: null,
        yearEvidence: null,
        sought: false,
        passage,
        sentence,
        evidence: stretch,
      },
    ];
  });
}
