/** Explanation: how an extraction came about, in a form that can be printed or read by a program. */
import type { Extraction, Report } from '../model/report.js';
import type { Certainty } from '../model/why.js';

/** A stretch of title or body with its words. */
export interface Stretch {
  in: 'title' | 'body';
  start: number;
  end: number;
  words: string;
}

/** A dictionary hit with what decided its reality and who says it. */
export interface MentionTold extends Stretch {
  kind: string;
  code: string;
  rule: string;
  voice: string | null;
  /** Reality of a step, violation or sanction; null for other kinds. */
  reality: string | null;
  /** The words that set the reality; null where the words of the hit did, or nothing. */
  cue: { words: string; code: string; rule: string } | null;
  /** Who says a step, on the ladder of codebook 9-I, and by name where one is told. */
  attribution: string | null;
  speaker: string | null;
}

export interface SentenceTold extends Stretch {
  number: number;
  /** Why nothing in it counts; null where it counts. */
  muted: string | null;
  clauses: string[];
  mentions: MentionTold[];
}

export interface PersonTold {
  name: string | null;
  variants: string[];
  /** Best first: what the text calls the person or group. */
  statuses: { code: string; words: string; rule: string }[];
  position: string | null;
  authority: string | null;
  other: string | null;
  count: number | null;
  tellings: Stretch[];
  accused: boolean;
  /** Acts and steps that point at the person, or the reason why nothing does. */
  because: string[];
}

export interface PlaceTold {
  code: string;
  name: string;
  score: number;
  words: string[];
  /** jurisdiction or mention of some report; null where it lost. */
  role: string | null;
  lostBy: string | null;
}

export interface AmbiguousPlace extends Stretch {
  candidates: string[];
}

export interface DateTold {
  raw: string;
  value: string;
  /** Words of distance and of what stands between; less is nearer. */
  cost: number;
  chosen: boolean;
  lostBy: string | null;
}

export interface ElectionTold extends Stretch {
  type: string | null;
  year: number | null;
  weight: number;
  chosen: boolean;
  lostBy: string | null;
}

export interface ValueTold {
  field: string;
  value: string;
  certainty: Certainty;
  rule: string;
  evidence: Stretch[];
}

export interface ReportTold {
  id: string;
  type: Report['type'];
  stage: string | null;
  confidence: number;
  flags: string[];
  values: ValueTold[];
  dates: DateTold[];
  elections: ElectionTold[];
}

/** A condition on the way to a kind of article, in the order in which it is asked. */
export interface GateTold {
  towards: 'any' | 'case' | 'measure' | 'context';
  gate: string;
  passed: boolean;
  what: string;
}

/** A step or act that stands in no report, with what kept it out. */
export interface MissedTold extends Stretch {
  kind: string;
  code: string;
  reality: string | null;
  why: string;
}

export interface Explanation {
  article: Extraction['article'];
  relevance: Extraction['relevance'];
  gates: GateTold[];
  sentences: SentenceTold[];
  people: PersonTold[];
  places: { candidates: PlaceTold[]; ambiguous: AmbiguousPlace[] };
  reports: ReportTold[];
  claims: ValueTold[];
  missed: MissedTold[];
  doubts: Extraction['doubts'];
  version: Extraction['version'];
}
