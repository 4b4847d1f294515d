/** Grammar: the closed word lists of dictionaries/grammar, by what they say of a text. */
import { z } from 'zod';

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
    things: z
      .array(z.string())
      .describe('Words for a building, a vessel, a water or a paper whose own name follows: stadium'),
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
    monthLeads: z.array(z.string()).describe('Words before a month alone that belong to no name: since'),
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
