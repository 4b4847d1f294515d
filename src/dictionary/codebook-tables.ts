/** Codebook, part three: small vocabularies, calendar, laws, places, closed word lists and outlets. */
import { z } from 'zod';
import * as codes from '../model/codes.js';
import { type Dictionary } from '../model/dictionary.js';
import { type ElectionCalendar } from '../model/election-calendar.js';
import { PlaceVia } from '../model/gazetteer.js';
import { GrammarFile } from '../model/grammar.js';
import { bullets, heading, table } from './markdown.js';
import type { Sources } from './parse-sources.js';

const LONG_VOCABULARIES = [
  'ViolationCode',
  'SubjectStatus',
  'StageCode',
  'MeasureCode',
  'InstitutionCode',
  'StepCode',
];

export function tableSections(sources: Sources, dictionary: Dictionary): string[] {
  return [
    ...vocabularySection(),
    ...calendarSection(dictionary.elections),
    ...lawSection(dictionary),
    ...placeSection(dictionary),
    ...grammarSection(sources),
  ];
}

/** Short controlled vocabularies of src/model/codes.ts, in their order. */
function vocabularySection(): string[] {
  const rows = Object.entries(codes).flatMap(([name, value]) =>
    value instanceof z.ZodEnum && !LONG_VOCABULARIES.includes(name)
      ? [[name, value.options.map((code) => `\`${code}\``).join(', ')]]
      : [],
  );
  return [heading(3, 'Short vocabularies'), table(['vocabulary', 'codes in their order'], rows)];
}

function calendarSection(elections: readonly ElectionCalendar[]): string[] {
  const span = (days: readonly [string, string] | null): string => (days === null ? '' : days.join(' to '));
  const rows = elections
    .toSorted(byVoting)
    .map((election) => [
      `\`${election.id}\``,
      election.types.join(', '),
      span(election.registration),
      election.penetapan ?? '',
      span(election.campaign),
      span(election.quiet),
      election.voting.join(', '),
      election.regions.length === 0 ? 'all, or not listed' : election.regions.join(', '),
      election.source,
    ]);
  const header = [
    'id',
    'types',
    'registration',
    'candidates fixed',
    'campaign',
    'quiet',
    'voting',
    'regions',
    'source',
  ];
  return [
    heading(2, 'Calendar of elections'),
    'The phase of an act follows from its date and this table, never from the noun an article uses. [GK] marks dates that rest on general knowledge.',
    table(header, rows),
  ];
}

const byVoting = (a: ElectionCalendar, b: ElectionCalendar): number =>
  (a.voting[0] ?? '').localeCompare(b.voting[0] ?? '') || a.id.localeCompare(b.id);

function lawSection({ laws, citation }: Dictionary): string[] {
  const rows = laws.map(({ value, label, inForce, forms, corruptions }) => [
    `\`${value}\``,
    label.en,
    `${inForce.from ?? '?'} to ${inForce.until ?? 'today'}`,
    forms.map((form) => `\`${form}\``).join(', '),
    corruptions.join(', '),
  ]);
  return [
    heading(2, 'Laws'),
    `The whitelist of citations. Citation types: ${Object.keys(citation.types).join(', ')}. A citation of no known law is kept and flagged, never mended, unless it is one of the misprints below.`,
    table(['law', 'what it is', 'in force', 'names in the press', 'misprints'], rows),
  ];
}

function placeSection({ gazetteer }: Dictionary): string[] {
  const [, regencies = 0, districts = 0, villages = 0, all = 0] = gazetteer.levelStart;
  const counts = new Map<string, number>();
  for (const how of gazetteer.via) {
    const name = PlaceVia.options[how] ?? '';
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const aliases = PlaceVia.options.slice(1).map((name) => `${counts.get(name) ?? 0} of kind ${name}`);
  return [
    heading(2, 'Places'),
    `${regencies} provinces, ${districts - regencies} regencies and cities, ${villages - districts} districts and ${all - villages} villages under their dotted official codes; names in the press beside the official ones: ${aliases.join(', ')}. Source and licence (ODbL) stand in \`dictionaries/gazetteer/README.md\`.`,
  ];
}

/** Closed word lists: what each is for, and how many words it holds. */
function grammarSection({ grammar }: Sources): string[] {
  const files = (key: string): string[] =>
    grammar.filter(({ value }) => key in value).map(({ file }) => `\`${file.path}\``);
  const rows = Object.entries(GrammarFile.shape).map(([key, schema]) => [
    `\`${key}\``,
    schema.description ?? schema.unwrap().description ?? '',
    files(key).join(', '),
  ]);
  return [heading(2, 'Closed word lists'), table(['list', 'what it is for', 'where it stands'], rows)];
}

/** How the document is read and made. */
export function introduction(): string[] {
  return [
    '# Codebook',
    'What is coded, by which codes, from which words. Generated from `src/model` and the files of this folder by `node dist/pipelines/pantau.js compile --docs`: edit those, not this.',
    bullets([
      '**case**: an alleged or established act of apparatus taking sides; **measure**: something done to keep neutrality. Norms, conditional threats and statistics are neither.',
      'An allegation is never a fact: every step carries its reality, and only what is realised (or, for processes, ongoing) counts as reached.',
      'What a text does not say stays null.',
    ]),
  ];
}
