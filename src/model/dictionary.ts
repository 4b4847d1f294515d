/** Dictionary: how analysts write down what they know (source entries), and the frozen form that the stages are handed. */
import { z } from 'zod';
import { PLACE_LEVELS, PLACE_VIAS } from './code-lists.js';
import {
  Attribution,
  ElectionType,
  InstitutionCode,
  MeasureCode,
  MentionReality,
  Reality,
  StageCode,
  StepCode,
  SubjectStatus,
  SUREST_FIRST,
  ViolationCode,
} from './codes.js';
import { MentionKind } from './mention.js';

/** A text in both languages of the project. */
export const Bilingual = z.strictObject({
  id: z.string().min(1).describe('In Indonesian'),
  en: z.string().min(1).describe('In English'),
});

export const Voice = z.enum(['active', 'passive', 'state', 'nominal', 'shape']);
export type Voice = z.infer<typeof Voice>;

/**
 * One press phrasing. `form` is written in the pattern language of src/text/patterns.ts:
 * `word`, `a|b`, `word?` (optional), `word*` (prefix), `~stem`, `=Exact`, `..3` (gap of up to three words),
 * `#` (a number in digits or words), `<kind>` or `<kind:code|code>` (a mention of that kind found before).
 */
export const Form = z.strictObject({
  form: z.string().min(1).describe('The phrasing, in the pattern language'),
  voice: Voice.nullable().default(null).describe('Voice of the verb, when it decides who is the subject'),
  reality: MentionReality.nullable().default(null).describe('Reality that the words themselves carry'),
  needs: z
    .array(z.string())
    .default([])
    .describe('Kinds, or kind:code, one of which must stand in the same clause'),
  unless: z
    .array(z.string())
    .default([])
    .describe('Kinds, or kind:code, that must not stand in the same clause'),
  borne: z.coerce
    .number()
    .optional()
    .describe('Log odds with which the words of the sentence together must bear out what the phrasing says'),
});
export type Form = z.infer<typeof Form>;

/** How far a cue reaches, after medspaCy's ConText rules. */
export const Scope = z.strictObject({
  direction: z.enum(['forward', 'backward', 'both']).describe('Which side of the cue it touches'),
  reach: z.enum(['clause', 'sentence', 'quote']).default('clause').describe('How far it reaches at most'),
  words: z.coerce
    .number()
    .int()
    .min(1)
    .nullable()
    .default(null)
    .describe('Most words it reaches, when fewer'),
});
export type Scope = z.infer<typeof Scope>;

/**
 * Example sentences of our own. `find`: the stretch that must be found stands in [square brackets].
 * `ignore`: nothing of this concept may be found. `missed`: known to be not found yet.
 */
export const Examples = z.strictObject({
  find: z.array(z.string().min(1)).min(1).describe('Sentences with what must be found in [brackets]'),
  ignore: z.array(z.string().min(1)).default([]).describe('Look-alikes in which nothing may be found'),
  missed: z.array(z.string().min(1)).default([]).describe('Sentences that ought to be found and are not yet'),
});

export const Concept = z.strictObject({
  code: z.string().min(1).describe('Code of the concept; a controlled code where the kind has one'),
  label: Bilingual.describe('What people read'),
  definition: z.string().nullable().default(null).describe('What it is, with the codebook section'),
  forms: z
    .array(
      z.union([
        z
          .string()
          .min(1)
          .transform((form) => Form.parse({ form })),
        Form,
      ]),
    )
    .min(1)
    .describe('Phrasings of the press, each a pattern or a pattern with conditions'),
  not: z.array(z.string().min(1)).default([]).describe('Look-alikes: a hit inside one of these is dropped'),
  scope: Scope.nullable().default(null).describe('For modality cues only'),
  stop: z.array(z.string().min(1)).default([]).describe('For modality cues only: words that end the reach'),
  props: z.record(z.string(), z.string()).default({}).describe('Further facts a rule may ask for'),
  examples: Examples.describe('Sentences of our own; each is a test'),
});
export type Concept = z.infer<typeof Concept>;

/** A file of dictionaries/lexicon or dictionaries/cues. */
export const LexiconFile = z.strictObject({
  kind: MentionKind.describe('What its concepts are about'),
  note: z.string().optional().describe('Remark for analysts'),
  alias: z
    .stringbool()
    .or(z.boolean())
    .default(false)
    .describe('True for lists of place or institution names, whose forms need no example each'),
  concepts: z.array(Concept).min(1).describe('What can be found, with its words'),
});
export type LexiconFile = z.infer<typeof LexiconFile>;

/** dictionaries/grammar: closed word lists that src/text needs. One file may hold any of these. */
export const GrammarFile = z
  .strictObject({
    months: z.record(z.string(), z.array(z.string())).describe('Month number to spellings'),
    weekdays: z.record(z.string(), z.array(z.string())).describe('0 (Sunday) to 6 to spellings'),
    marketDays: z.array(z.string()).describe('Javanese market days that may follow a weekday'),
    numbers: z
      .record(z.string(), z.string())
      .describe(
        'Number word to value: satu to 1, belas, puluh, ratus, ribu, juta as multipliers are in numberScales',
      ),
    numberScales: z.record(z.string(), z.string()).describe('Multiplier word to its value'),
    numberRanges: z
      .record(z.string(), z.tuple([z.string(), z.string()]))
      .describe('Vague number word to least and greatest value, such as belasan to 11 and 19'),
    classifiers: z.array(z.string()).describe('Words that may stand between a number and what is counted'),
    titles: z.array(z.string()).describe('Academic, religious, military and noble titles before a name'),
    degrees: z.array(z.string()).describe('Degrees after a name'),
    courtesy: z.array(z.string()).describe('Words such as Pak and Bu before a name'),
    abbreviations: z.array(z.string()).describe('Abbreviations whose full stop ends no sentence'),
    nameParticles: z.array(z.string()).describe('Lower-case words inside names, such as bin'),
    notNames: z.array(z.string()).describe('Capitalised words that never are part of a person name'),
    commonWords: z
      .array(z.string())
      .describe('Lines of words that are seldom a name: several in a row are none, and none opens one'),
    conjunctions: z.array(z.string()).describe('Words that open a new clause'),
    deictics: z
      .record(z.string(), z.string())
      .describe(
        'Deictic phrase to days from now, such as kemarin to -1; weeks, months or years are written -1w, -1m, -1y; a bare -, + or = after a date only says past, future or current; < before it counts from the date told last',
      ),
    dateUnits: z
      .record(z.string(), z.enum(['d', 'w', 'm', 'y']))
      .describe('Unit of time to its letter, for phrases such as three days ago'),
    dateDistances: z
      .record(z.string(), z.enum(['-', '+', '<-', '<+']))
      .describe(
        'Words behind a number of units to the way they count from now, or with < from the date told last',
      ),
    zones: z.record(z.string(), z.string()).describe('Zone word to UTC offset'),
    initials: z.array(z.string()).describe('Words that announce initials, such as berinisial'),
    singulars: z
      .array(z.string())
      .describe('Words before a noun that make it one person, such as seorang and oknum'),
    plurals: z.array(z.string()).describe('Words before a noun that make it several of no known number'),
    universals: z
      .array(z.string())
      .describe('Words before a noun that make it everyone, so nobody in particular'),
    demonstratives: z
      .array(z.string())
      .describe('Words after a noun that point back to someone told of before'),
    anaphors: z
      .record(z.string(), z.string())
      .describe(
        'Phrases that stand for people told of before, with how many (keduanya to 2, ia to 1, mereka to 0 for any)',
      ),
    offices: z.array(z.string()).describe('Words that name one post held by one person'),
    officeLinks: z.array(z.string()).describe('Small words between an office and the name of its holder'),
    apposers: z.array(z.string()).describe('Words between a name and the office or status told behind it'),
    bureaus: z
      .array(z.string())
      .describe('Words whose office needs a field before it names anybody, such as bidang'),
    posts: z.array(z.string()).describe('Words that tell of a post somebody is taken from'),
    houses: z
      .array(z.string())
      .describe('Words for enterprises, schools and the like that are followed by their own name'),
    partitives: z.array(z.string()).describe('Words by which a group is told part by part'),
    parts: z.array(z.string()).describe('Words behind the number of a part of a group'),
    remainders: z.array(z.string()).describe('Words for the part of a group that is left'),
    hamlets: z.array(z.string()).describe('Words of offices whose place no gazetteer has: head of a hamlet'),
    servants: z
      .array(z.string())
      .describe('Words of offices that with a possessive ending tell whose they are: treasurer'),
    formers: z.array(z.string()).describe('Words before an office that somebody no longer holds'),
    existentials: z.array(z.string()).describe('Words that bring in somebody as an example: there is'),
    beforeExample: z.array(z.string()).describe('Small words between such a word and whom it brings in'),
    ranks: z
      .record(z.string(), z.enum(['polri', 'tni']))
      .describe('Rank before a name to the force that gives it'),
    locatives: z.array(z.string()).describe('Prepositions of place'),
    agentMarkers: z.array(z.string()).describe('Words that announce the agent of a passive'),
    passivePrefixes: z.array(z.string()).describe('Beginnings of passive verbs'),
    activePrefixes: z.array(z.string()).describe('Beginnings of active verbs'),
    subordinators: z.array(z.string()).describe('Words that begin a clause with a subject of its own'),
    selves: z.array(z.string()).describe('Words by which somebody who speaks means himself'),
    sources: z.array(z.string()).describe('Words that announce from whom something comes, such as dari'),
    origins: z.array(z.string()).describe('Words between a name and the body that its bearer speaks for'),
    patientMarkers: z.array(z.string()).describe('Words that announce the patient of a noun of action'),
    placeTypes: z
      .record(z.string(), z.enum(['province', 'kabupaten', 'kota', 'district', 'village', 'regency', 'any']))
      .describe('Word or phrase before a place name to the level it announces'),
    numberedHouses: z
      .record(z.string(), z.enum(['district', 'village']))
      .describe(
        'Word or phrase before a number and the place name that goes with it, to the level it announces',
      ),
    seatWords: z
      .record(z.string(), z.enum(['court', 'far', 'origin']))
      .describe(
        'Word or phrase before a place name that tells little of where something happened: a court serves several regions, a far office a whole province, an origin is where somebody comes from',
      ),
    asOf: z.array(z.string()).describe('Words before a date up to which something was counted'),
    deadlineLeads: z
      .array(z.string())
      .describe('Words before a day by which or until which something is done'),
    clitics: z.array(z.string()).describe('Suffixes that may be cut from a word before it is looked up'),
    heads: z.array(z.string()).describe('Words for people of no told kind'),
    aliasWords: z.array(z.string()).describe('Words between two names of one person'),
    explainers: z.array(z.string()).describe('Words behind which stands who is meant'),
    holding: z.array(z.string()).describe('Words for holding an office'),
    kin: z
      .array(z.string())
      .describe('Words for a relative or subordinate of whoever bears the office behind them'),
    companions: z.array(z.string()).describe('Words that bring in somebody in company of another'),
    placeEnds: z.array(z.string()).describe('Words that close names of villages and districts'),
    persons: z.array(z.string()).describe('Words for a person that a demonstrative makes point back'),
    possessives: z
      .array(z.string())
      .describe('Suffixes that point back to somebody told of before, such as nya'),
    splitPrefixes: z.array(z.string()).describe('Prefixes that the press also spells apart, such as di'),
    rangeWords: z.array(z.string()).describe('Words between the least and the greatest of a range'),
    approximations: z.array(z.string()).describe('Words before a number that make it approximate'),
    approximateSuffixes: z.array(z.string()).describe('Suffixes that make a number approximate, such as an'),
    ordinalPrefixes: z.array(z.string()).describe('Prefixes that make an ordinal of a number'),
    notNumbers: z.array(z.string()).describe('Phrases whose number words count nothing'),
    numberLabels: z.array(z.string()).describe('Words before a number that names and does not count'),
    currencies: z.array(z.string()).describe('Words before or after a sum of money'),
    percentWords: z.array(z.string()).describe('Words after a share in a hundred'),
    measures: z.array(z.string()).describe('Units after a number that measures time, length or weight'),
    clockWords: z.array(z.string()).describe('Words before a time of day'),
    ageWords: z.array(z.string()).describe('Words before or after an age in brackets'),
    dateLeads: z.array(z.string()).describe('Words before a date that belong to it, such as tanggal'),
    letterLeads: z
      .array(z.string())
      .describe('Words before the date that a letter bears, such as tertanggal'),
    dayParts: z.array(z.string()).describe('Words for parts of a day, between a weekday and its date'),
    eves: z
      .array(z.string())
      .describe('Words before a weekday that make it the night before it, such as malam'),
    listWords: z.array(z.string()).describe('Words between the members of a list'),
    lifeEvents: z
      .array(z.string())
      .describe('Words before the day of something in the life or office of somebody, such as dilantik'),
    heldVerbs: z
      .array(z.string())
      .describe('Verbs that only say that what was told as a noun took place, such as berlangsung'),
    relatives: z.array(z.string()).describe('Words that open a relative clause, such as yang'),
    purposes: z.array(z.string()).describe('Words between an act and what it is done for, such as untuk'),
    reasons: z
      .array(z.string())
      .describe('Words between a body and the act for which it deals with somebody'),
    notDates: z.array(z.string()).describe('Phrases whose weekday or month word is no date'),
    monthParts: z.array(z.string()).describe('Words for the beginning, middle and end of a month'),
    pageParts: z
      .array(z.string())
      .describe('Words in class names of a page that name what stands around an article'),
    bylineLeads: z.array(z.string()).describe('Words before the name of who wrote an article'),
  })
  .partial();
export type GrammarFile = z.infer<typeof GrammarFile>;
export type Grammar = Required<GrammarFile>;

/** One row of the official calendar (codebook 5.2). Dates are ISO days; null when unknown. */
const Window = z.tuple([z.iso.date(), z.iso.date()]).nullable().default(null);
export const ElectionCalendar = z.strictObject({
  id: z.string().min(1).describe('Such as pilkada-2024'),
  family: z.enum(['pemilu', 'pilkada', 'psu', 'pilkades']).describe('Which kind of calendar'),
  types: z.array(ElectionType).min(1).describe('Election types held by it'),
  year: z.coerce.number().int().describe('Year of voting'),
  label: Bilingual.describe('What people read'),
  registration: Window.describe('First and last day on which candidates registered'),
  penetapan: z.iso.date().nullable().default(null).describe('Day the candidates were fixed'),
  campaign: Window.describe('First and last day of the campaign'),
  quiet: Window.describe('First and last day of the quiet period'),
  voting: z.array(z.iso.date()).min(1).describe('Voting days'),
  regions: z.array(z.string()).default([]).describe('Codes of the regions that voted; empty means all'),
  source: z.string().describe('Where the dates come from; [GK] marks general knowledge'),
});
export type ElectionCalendar = z.infer<typeof ElectionCalendar>;

export const LawEntry = z.strictObject({
  value: z.string().min(1).describe('Normal form, such as UU 20/2023'),
  type: z.string().min(1).describe('UU, PP, SKB, ...'),
  number: z.string().min(1).describe('Number as cited'),
  year: z.coerce.number().int().nullable().default(null).describe('Year of the law'),
  label: Bilingual.describe('What people read'),
  forms: z.array(z.string()).default([]).describe('Names in the press, in the pattern language'),
  corruptions: z
    .array(z.string())
    .default([])
    .describe('Misprints that are known to mean this one, in normal form, such as UU 5/2004'),
  inForce: z
    .strictObject({
      from: z.iso.date().nullable().default(null).describe('First day'),
      until: z.iso.date().nullable().default(null).describe('Last day; null while in force'),
    })
    .prefault({})
    .describe('First and last day in force'),
  examples: Examples.nullable().default(null).describe('Sentences of our own that cite it by name'),
});
export type LawEntry = z.infer<typeof LawEntry>;

/** A file of dictionaries/laws, except citation.yaml. */
export const LawFile = z.strictObject({
  note: z.string().optional().describe('Remark for analysts'),
  laws: z.array(LawEntry).min(1).describe('The laws of this file'),
});
export type LawFile = z.infer<typeof LawFile>;

/** dictionaries/laws/citation.yaml: the words that citations are made of (codebook 6). */
export const CitationWords = z.strictObject({
  types: z
    .record(z.string(), z.array(z.string()).min(1))
    .describe('Type as in the normal form (UU, PP) to its spellings'),
  number: z.array(z.string()).describe('Words before the number'),
  year: z.array(z.string()).describe('Words before the year'),
  about: z.array(z.string()).describe('Words before the subject of a law'),
  article: z.array(z.string()).describe('Words before an article'),
  paragraph: z.array(z.string()).describe('Words before a paragraph'),
  letter: z.array(z.string()).describe('Words before a letter'),
  point: z.array(z.string()).describe('Words before a point'),
  joined: z.array(z.string()).describe('Words that join articles to be read together'),
  amends: z.array(z.string()).describe('Words that name the amending or amended law'),
});
export type CitationWords = z.infer<typeof CitationWords>;

// ---- compiled ----

/** One compiled form: which concept it belongs to, and its atoms. */
export interface CompiledPattern {
  id: string; // rule name: file/code/form number
  concept: number; // index into Dictionary.concepts
  atoms: PatternAtom[];
  anti: boolean; // true for `not` forms: they swallow hits of their concept
  voice: Voice | null;
  reality: MentionReality | null;
  needs: string[];
  unless: string[];
  borne?: number; // least log odds of the words of its sentence; none where absent
}
export interface PatternAtom {
  words: string[]; // folded alternatives; empty for gap, number and reference atoms
  prefix: boolean[]; // parallel to words: true when the word matches as a prefix
  stems: string[]; // alternatives that match by stem
  exact: string[]; // alternatives that match the printed form letter by letter
  number: boolean; // true when a number matches
  kinds: string[]; // references: 'kind' or 'kind:code'
  optional: boolean;
  gap: number; // 0: no gap; n: up to n words may stand here
}
export interface CompiledConcept {
  kind: MentionKind;
  code: string;
  label: { id: string; en: string };
  scope: Scope | null;
  stop: PatternAtom[][];
  props: Record<string, string>;
}
/** Rows of numbers by words: a map, or what is looked up like one. */
export interface RowsByWord extends Iterable<[word: string, numbers: number[]]> {
  get(word: string): number[] | undefined;
  has(word: string): boolean;
  keys(): Iterable<string>;
}

/** Patterns indexed by their first word, so that a text is passed over once. */
export interface PatternSet {
  patterns: CompiledPattern[];
  byWord: RowsByWord;
  byPrefix: Map<string, number[]>; // first four letters of prefix atoms
  byStem: Map<string, number[]>;
  byExact: Map<string, number[]>;
  byNumber: number[];
  byKind: Map<string, number[]>; // patterns whose first atom is a reference
  layered: boolean[]; // parallel to patterns: true when it needs mentions of the first pass
  atoms: AtomIndex;
}

/** The distinct atoms of a pattern set, by number, and which words set them off. */
export interface AtomIndex {
  atoms: PatternAtom[];
  of: Int32Array; // atom numbers of all patterns, one pattern after the other
  start: Int32Array; // by pattern: where its atoms begin in `of`; one more for the end
  kinds: Map<string, number>; // numbers of the kinds and kind:codes that atoms refer to
  byWord: RowsByWord;
  byStem: Map<string, number[]>;
  byPrefix: { prefix: string; atom: number }[];
  byDigits: number[];
  byOpener: Map<string, number[]>; // atoms that a word only opens: compounds and printed forms
  needs: Int32Array; // three atoms that each pattern needs behind its first token; one beyond the last atom for none
  isNeeded: Uint8Array; // by atom: 1 when some pattern needs it
  neededKinds: (number[][] | null)[]; // by pattern: sets of kinds of each of which it needs one behind its first token
  sole: Int32Array; // by pattern: the atom of a pattern that is one plain word; -1 for the others
}

/** How a key of the gazetteer came to stand for a place; anything but official is weaker than the name itself. */
export const PlaceVia = z.enum(PLACE_VIAS);
export type PlaceVia = z.infer<typeof PlaceVia>;

export const PlaceLevel = z.enum(PLACE_LEVELS);
export type PlaceLevel = z.infer<typeof PlaceLevel>;

/** Which sort of unit: a city is a regency-level unit with a mayor, an urban village one without its own election. */
export const PlaceKind = z.enum(['regency', 'city', 'rural', 'urban']);
export type PlaceKind = z.infer<typeof PlaceKind>;

/** A row of dictionaries/gazetteer/aliases.csv. */
export const AliasRow = z.strictObject({
  alias: z.string().min(1).describe('The name as the press writes it'),
  code: z
    .string()
    .regex(/^\d{2}(\.\d{2}){0,2}(\.\d{4})?$/)
    .describe('Code of the place, as in force today'),
  kind: PlaceVia.exclude(['official']).describe('Why the press writes it so; a seat is a capital'),
  note: z.string().default('').describe('Remark for analysts'),
});
export type AliasRow = z.infer<typeof AliasRow>;

/**
 * Place names in typed arrays; a name may stand for many places. Places are numbered from 0: provinces first,
 * then regencies, districts and villages, each in the order of their codes. Read it through src/dictionary.
 */
export interface Gazetteer {
  code: Float64Array; // digits of the code without dots, by place number
  level: Uint8Array; // 0 province, 1 regency, 2 district, 3 village
  kind: Uint8Array; // regencies: 0 regency, 1 city; villages: 0 rural, 1 urban; otherwise 0
  parent: Int32Array; // place number of the parent, -1 for provinces
  levelStart: Int32Array; // first place number of each level, and the number of places
  names: string; // official names one after the other
  nameStart: Uint32Array; // by place number, with one more for the end
  keys: string; // folded names without level words, words parted by one space
  keyStart: Uint32Array; // by key number, with one more for the end
  hash: Int32Array; // open-addressed: slot to key number, -1 when free
  openers: Uint8Array; // by hash of a first word: most words of the names that open so, 0 for none
  lists: Int32Array; // places of all keys one after the other
  via: Uint8Array; // parallel to lists: index into PlaceVia.options
  listStart: Uint32Array; // by key number, with one more for the end
  maxWords: number; // most words of any key
}

/**
 * Weighted signs of sentences, learned from labelled wordings: which acts or steps a sentence tells of. Signs are looked
 * up by their hashes; each has weights for some codes, which add up to the log odds that the sentence tells of them.
 */
export interface Weights {
  kind:
    | 'violation'
    | 'step'
    | 'relevance'
    | 'person'
    | 'act'
    | 'telling'
    | 'pair'
    | 'together'
    | 'reality'
    | 'story'
    | 'taken';
  codes: string[];
  bias: Float32Array; // by code number
  slots: Int32Array; // open-addressed: hash of a sign and its row number behind one another, -1 for a row when free
  weight: Float32Array; // by row and code: a row is as long as there are codes
}

/** The whole knowledge that extraction works with, frozen, with one version; the outlets are loaded apart from it. */
export interface Dictionary {
  version: string; // 'sha256:...'
  concepts: CompiledConcept[];
  patterns: PatternSet;
  grammar: Grammar;
  gazetteer: Gazetteer;
  elections: ElectionCalendar[];
  laws: LawEntry[];
  citation: CitationWords;
  phrases: { id: Record<string, string>; en: Record<string, string> };
  linking: LinkingRules;
  deadlines: DeadlineRules;
  confidence: ConfidenceRules;
  weights: Weights[];
}

const Share = z.coerce.number().min(0).max(1);

/** What the link stage has to know beside its weights. */
export const LinkingTerms = z.strictObject({
  nearDays: z.coerce.number().describe('Days within which two case reports count as close'),
  measureDays: z.coerce.number().describe('Most days between two tellings of a spoken measure'),
  lastingDays: z.coerce.number().describe('Most days between two tellings of a lasting measure'),
  lasting: z.array(MeasureCode).describe('Measures that last: a circular, a task force, a hotline'),
  compatible: z
    .partialRecord(SubjectStatus, z.array(SubjectStatus))
    .describe('Statuses that two outlets may print for one person (codebook 2, 9-C)'),
  actors: z
    .record(z.string(), z.array(InstitutionCode))
    .describe('Families of institutions that speak for one another'),
  titles: z.array(z.string()).describe('Titles that are no part of a name, folded'),
  commonNames: z
    .array(z.string())
    .default([])
    .describe('Words of names that many bear, folded: by them alone two people are not one'),
  copies: z
    .strictObject({
      whole: Share.describe('Least share of the word triples of two bodies together that both have'),
      inside: Share.describe('Or least share of those of the shorter body, where one was cut'),
    })
    .describe('From when on two bodies are copies of one text'),
  kinds: z
    .record(z.string(), z.array(SubjectStatus))
    .describe(
      'Kinds of apparatus, each with the statuses that outlets print for it; two kinds only meet by name, letter, headline or text',
    ),
  closeWord: Share.describe('Likeness (Jaro-Winkler) from which two words of a name are one'),
  lagDays: z.coerce
    .number()
    .describe('Days that an outlet may lag behind; beyond them a step back is another case'),
  closeShare: Share.describe('Share of the smaller count by which two counts may differ and be close'),
  mostPossible: z.coerce.number().describe('Incidents named as possibly the same, at most'),
  kin: z.array(z.array(ViolationCode)).describe('Acts that outlets print for one another, list by list'),
  common: z
    .array(z.string())
    .describe('Folded words that are common in headlines on neutrality and join nothing'),
  cleared: z.array(StageCode).describe('Stages that clear the accused'),
  punished: z.array(StageCode).describe('Stages that hold something proven: none is told beside a clearance'),
});
export type LinkingTerms = z.infer<typeof LinkingTerms>;

/** dictionaries/linking.yaml: thresholds of the link stage. */
export const LinkingRules = z.strictObject({
  windowDays: z.coerce
    .number()
    .describe('Days between two reports within which they may tell of one happening'),
  same: z.coerce.number().describe('Score from which two reports are one incident'),
  possible: z.coerce.number().describe('Score from which they are possibly one'),
  weights: z.record(z.string(), z.coerce.number()).describe('What each agreement or contradiction counts'),
  terms: LinkingTerms.optional().describe('Days, compatible statuses, families of actors, titles'),
});
export type LinkingRules = z.infer<typeof LinkingRules>;

const Term = z.strictObject({
  days: z.coerce.number().int().min(1).describe('Length of the term'),
  unit: z.enum(['calendar', 'working']).describe('What is counted: all days, or Monday to Friday'),
});

/** A legal term that runs while a case stands at a stage (codebook 3.1). */
export const Deadline = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z_]+$/)
    .describe('Short name'),
  stages: z.array(StageCode).min(1).describe('Stages at which it runs'),
  elections: z.array(ElectionType).default([]).describe('Kinds of election it is for; none: any'),
  from: z.iso.date().nullable().default(null).describe('First day on which the stage was reached'),
  until: z.iso.date().nullable().default(null).describe('Last day on which the stage was reached'),
  ...Term.shape,
  further: Term.optional().describe('A second term that follows the first'),
  who: InstitutionCode.describe('Who has to act within it'),
});
export type Deadline = z.infer<typeof Deadline>;

/** dictionaries/deadlines.yaml: how long a case may stand still. */
export const DeadlineRules = z.strictObject({
  grace: z.coerce.number().int().min(0).describe('Days that the press may lag behind the law'),
  deadlines: z.array(Deadline).describe('Terms; the first that fits is taken'),
});
export type DeadlineRules = z.infer<typeof DeadlineRules>;

const falls = (values: readonly number[]): boolean =>
  values.every((value, i) => i === 0 || value <= (values[i - 1] ?? 1));

/**
 * dictionaries/confidence.yaml: how far a report can be trusted. The best of its steps gives attribution times reality;
 * each thing that is left open multiplies that by its share; `calibration` maps the product to the share of reports
 * that were right on gold.
 */
export const ConfidenceRules = z.strictObject({
  attribution: z
    .record(Attribution, Share)
    .refine((ladder) => falls(Attribution.options.map((rung) => ladder[rung])), {
      message: 'a lower rung of the ladder is never trusted more (codebook 9-I)',
    })
    .describe('Share of trust by who says it, falling down the ladder'),
  reality: z
    .record(Reality, Share)
    .refine((shares) => falls(SUREST_FIRST.map((reality) => shares[reality])), {
      message: `a less sure reality is never trusted more (${SUREST_FIRST.join(' > ')})`,
    })
    .describe('Share of trust by reality'),
  open: z
    .strictObject({
      no_step: Share.describe('Nothing is told but the act'),
      single_step: Share.describe('Just one step is told'),
      two_steps: Share.describe('Just two steps are told'),
      no_place: Share.describe('No jurisdiction is known'),
      no_date: Share.describe('No date is known'),
      distant_date: Share.describe(
        'The date is that of a statement, a letter or the publication, not of the stage',
      ),
      no_act: Share.describe('A case without a violation'),
      status_unknown: Share.describe('A case in which no status of apparatus is told'),
      nobody_named: Share.describe('A case that names nobody'),
      no_addressee: Share.describe('A measure that addresses nobody'),
      no_authority: Share.describe('Nobody examines, decides or speaks for a body'),
      conflict: Share.describe('Each conflict inside the article, and an overclaiming headline'),
    })
    .describe('What each thing that the text leaves open multiplies by'),
  least: z
    .strictObject({
      brief: Share.describe('A case less sure than this accuses nobody: the article is no more than context'),
      story: Share.describe(
        'The same in a story of `sentences` sentences or more, which has room to tell when and where',
      ),
      sentences: z.coerce
        .number()
        .int()
        .describe('Sentences, boilerplate aside, from which on an article is a story'),
    })
    .describe('Confidence that a report must reach to be made'),
  calibration: z
    .array(z.tuple([Share, Share]))
    .min(2)
    .refine(
      (points) =>
        points.every(([from, to], i) => {
          const before = points[i - 1];
          return before === undefined || (from > before[0] && to >= before[1]);
        }),
      { message: 'points rise: [product, share of right reports]' },
    )
    .describe(
      'Points between which the product is mapped in straight lines; fitted by pantau audit --calibration',
    ),
});
export type ConfidenceRules = z.infer<typeof ConfidenceRules>;

/** Steps by name, so that data files can be checked against the vocabulary. */
export const isStepCode = (code: string): code is z.infer<typeof StepCode> =>
  StepCode.safeParse(code).success;
