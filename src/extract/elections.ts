/** Elections: which election an article is about, its year from text or calendar, and the phase at a date (codebook 5). */
import type { ElectionType, Phase } from '../model/codes.js';
import type { Dictionary, ElectionCalendar } from '../model/dictionary.js';
import type { ReportElection } from '../model/report.js';
import type { Mark, Passage } from './passage.js';
import { evidence, evidenceOf } from './passage.js';
import { inferred, stated } from './why.js';

/** More specific types win over those that contain them (rulings 11.4, 11.29). */
const FAMILY: Record<ElectionType, 'pemilu' | 'pilkada' | 'psu' | 'pilkades'> = {
  pemilu: 'pemilu',
  pilpres: 'pemilu',
  pileg: 'pemilu',
  pilkada: 'pilkada',
  pilgub: 'pilkada',
  pilbup: 'pilkada',
  pilwalkot: 'pilkada',
  pilkades: 'pilkades',
  psu: 'psu',
};
const GENERIC = new Set<ElectionType>(['pemilu', 'pilkada']);
const DAY = 86_400_000;

interface Vote {
  type: ElectionType;
  weight: number;
  mark: Mark;
  passage: Passage;
}

/** The election of an article; null when the text names none. */
export function findElection(
  passages: readonly Passage[],
  dictionary: Dictionary,
  now: string | null,
): ReportElection | null {
  const votes = passages.flatMap((passage) => votesOf(passage));
  if (votes.length === 0) return null;
  const type = chooseType(votes);
  const family = FAMILY[type];
  const first = votes.find((vote) => vote.type === type) ?? votes[0];
  if (first === undefined) return null;
  const printed = printedYear(votes, family);
  const year = printed?.year ?? calendarYear(type, dictionary, now);
  const stretches = [evidence(first.passage, first.mark)];
  if (printed !== null) stretches.push(printed.evidence);
  const rule = printed === null ? 'election/year-from-calendar' : 'election/as-printed';
  const why = printed === null ? inferred(rule, ...stretches) : stated(rule, ...stretches);
  return { type, year, phase: null, ...why };
}

function votesOf(passage: Passage): Vote[] {
  const votes: Vote[] = [];
  for (const mark of passage.marks) {
    if (mark.reality === 'historical') continue;
    if (mark.kind === 'election')
      votes.push({
        type: mark.code as ElectionType,
        weight: passage.in === 'title' ? 3 : 1.5,
        mark,
        passage,
      });
    if (mark.kind === 'candidate' && mark.code !== 'any')
      votes.push({ type: mark.code as ElectionType, weight: passage.in === 'title' ? 2 : 1, mark, passage });
  }
  return votes;
}

/** A re-vote is always a re-vote; otherwise the heaviest family, and within it the heaviest specific type. */
function chooseType(votes: readonly Vote[]): ElectionType {
  const weights = new Map<ElectionType, number>();
  for (const vote of votes) weights.set(vote.type, (weights.get(vote.type) ?? 0) + vote.weight);
  if ((weights.get('psu') ?? 0) >= 1.5) return 'psu';
  const families = new Map<string, number>();
  for (const [type, weight] of weights)
    families.set(FAMILY[type], (families.get(FAMILY[type]) ?? 0) + weight);
  const family = [...families].toSorted((a, b) => b[1] - a[1])[0]?.[0];
  const members = [...weights].filter(([type]) => FAMILY[type] === family).toSorted((a, b) => b[1] - a[1]);
  const specific = members.filter(([type]) => !GENERIC.has(type));
  const best = specific[0];
  const tie = specific[1];
  // Two kinds of office in one story (calon bupati and calon gubernur) leave the common word standing.
  if (best !== undefined && (tie === undefined || best[1] > tie[1])) return best[0];
  return members.find(([type]) => GENERIC.has(type))?.[0] ?? best?.[0] ?? 'pemilu';
}

/** A year right behind the election's name: "Pilkada Serentak 2024". */
function printedYear(
  votes: readonly Vote[],
  family: string,
): { year: number; evidence: ReturnType<typeof evidence> } | null {
  const years = new Map<number, { n: number; evidence: ReturnType<typeof evidence> }>();
  for (const vote of votes) {
    if (vote.mark.kind !== 'election' || FAMILY[vote.type] !== family) continue;
    const { folded } = vote.passage.analysed.tokens;
    for (let token = vote.mark.last - 1; token <= vote.mark.last + 1; token += 1) {
      const year = Number(folded[token]);
      if (!(year >= 1999 && year <= 2045)) continue;
      const known = years.get(year);
      if (known === undefined)
        years.set(year, { n: 1, evidence: evidenceOf(vote.passage, token, token + 1) });
      else known.n += 1;
      break;
    }
  }
  const best = [...years].toSorted((a, b) => b[1].n - a[1].n || b[0] - a[0])[0];
  return best === undefined ? null : { year: best[0], evidence: best[1].evidence };
}

/** The voting day nearest to the publication: news of an election begins two years before it and its cases end a year after. */
function calendarYear(type: ElectionType, dictionary: Dictionary, now: string | null): number | null {
  if (now === null) return null;
  const today = Date.parse(now.slice(0, 10));
  if (FAMILY[type] === 'pilkades') return Number(now.slice(0, 4));
  let best: { year: number; cost: number } | null = null;
  for (const calendar of calendarsOf(type, dictionary)) {
    for (const voting of calendar.voting) {
      const days = (Date.parse(voting) - today) / DAY;
      if (days > 800 || days < -450) continue;
      const cost = days >= 0 ? days : -days * 1.6;
      if (best === null || cost < best.cost) best = { year: calendar.year, cost };
    }
  }
  return best?.year ?? null;
}

function calendarsOf(type: ElectionType, dictionary: Dictionary): ElectionCalendar[] {
  return dictionary.elections.filter(
    (calendar) => calendar.types.includes(type) || calendar.family === FAMILY[type],
  );
}

/** Phase of an election at a day, by the official calendar; null when the calendar does not say (codebook 5.2). */
export function phaseAt(election: ReportElection, date: string | null, dictionary: Dictionary): Phase | null {
  if (date === null || date.length < 10 || election.year === null) return null;
  const calendar = calendarsOf(election.type, dictionary).find(
    (one) => one.year === election.year && one.regions.length === 0,
  );
  if (calendar === undefined) return null;
  const firstVote = calendar.voting[0] ?? '';
  if (calendar.voting.includes(date)) return 'voting';
  if (date > (calendar.voting.at(-1) ?? '')) return 'after';
  if (calendar.quiet !== null && date >= calendar.quiet[0] && date <= calendar.quiet[1]) return 'quiet';
  if (calendar.campaign !== null && date >= calendar.campaign[0] && date <= calendar.campaign[1])
    return 'campaign';
  if (calendar.penetapan !== null && date >= calendar.penetapan && date < firstVote) return 'penetapan';
  if (calendar.registration !== null && date >= calendar.registration[0] && date <= calendar.registration[1])
    return 'registration';
  if (calendar.penetapan !== null && date < calendar.penetapan) return 'pre';
  return null;
}
