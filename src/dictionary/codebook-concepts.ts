/** Codebook, part two: the codes with their labels, definitions, press phrasings and example sentences. */
import { NEVER_STAGE, PROCESS_STAGE, StageCode } from '../model/codes.js';
import type { Concept, LexiconFile } from '../model/lexicon.js';
import { MentionKind } from '../model/mention.js';
import { CONTROLLED } from './compile-lexicon.js';
import { bullets, heading, table } from './markdown.js';
import type { Sources } from './parse-sources.js';
import type { Parsed } from './yaml-file.js';

const MOST_FORMS = 8;
const MOST_OPTIONS = 3;
const LONGEST_FORM = 100;
const MOST_EXAMPLES = 3;

/** Kinds that get a section with definitions and examples, with the title of it. */
const LONG_KINDS: Partial<Record<MentionKind, string>> = {
  violation: 'Violations',
  step: 'Steps: stages of a case, and measures',
  subject: 'Who is covered',
  institution: 'Institutions',
  modality: 'Modality: cues that say whether something happened',
};

/** A concept with the file it stands in. */
interface Entry {
  concept: Concept;
  file: string;
  kind: MentionKind;
}

/** Sections on the concepts of the lexicon and the cues. */
export function conceptSections(sources: Sources): string[] {
  const entries = sources.lexicon.flatMap(entriesOf);
  const long = Object.entries(LONG_KINDS) as [MentionKind, string][];
  const rest = MentionKind.options.filter((kind) => !(kind in LONG_KINDS));
  return [
    heading(2, 'Codes'),
    'A phrasing is shown in the pattern language of `src/text/patterns.ts`: `a|b` either, `word?` may be left out, `word*` any ending, `~root` any word of that root, `..3` up to three words between, `#` a number, `<kind:code>` something found before. In the example sentences, what is found stands in [brackets].',
    ...long.flatMap(([kind, title]) => longSection(kind, title, of(entries, kind))),
    heading(3, 'Other concepts'),
    'What else the lexicon knows, by kind; definitions, phrasings and examples stand in the files named.',
    ...rest.flatMap((kind) => shortSection(kind, of(entries, kind))),
  ];
}

function entriesOf({ file, value }: Parsed<LexiconFile>): Entry[] {
  return value.concepts.map((concept) => ({ concept, file: file.path, kind: value.kind }));
}

const of = (entries: readonly Entry[], kind: MentionKind): Entry[] =>
  entries.filter((entry) => entry.kind === kind);

/** One section of a kind: the codes in the order of the vocabulary, those without phrasings named. */
function longSection(kind: MentionKind, title: string, entries: readonly Entry[]): string[] {
  const codes = [...new Set([...(CONTROLLED[kind] ?? []), ...entries.map(({ concept }) => concept.code)])];
  const missing = codes.filter((code) => !entries.some(({ concept }) => concept.code === code));
  return [
    heading(3, title),
    ...(kind === 'step' ? [stageNote()] : []),
    ...codes.flatMap((code) =>
      conceptSection(
        code,
        entries.filter(({ concept }) => concept.code === code),
      ),
    ),
    ...(missing.length > 0
      ? [`Codes without phrasings of their own: ${missing.map((code) => `\`${code}\``).join(', ')}.`]
      : []),
  ];
}

function stageNote(): string {
  const names = (codes: readonly string[]): string => codes.map((code) => `\`${code}\``).join(', ');
  return [
    `The stage of a case is the furthest step reached, in the order ${names(StageCode.options)}.`,
    `Never the stage: ${names(NEVER_STAGE)}. Processes, for which ongoing counts as reached: ${names(PROCESS_STAGE)}.`,
  ].join(' ');
}

function conceptSection(code: string, entries: readonly Entry[]): string[] {
  const [first] = entries;
  if (first === undefined) return [];
  const { label } = first.concept;
  const definitions = [...new Set(entries.flatMap(({ concept }) => concept.definition ?? []))];
  return [
    heading(4, `\`${code}\`: ${label.en} (${label.id})`),
    ...definitions,
    bullets([
      ...entries.map((entry) => `phrasings (\`${entry.file}\`): ${formsOf(entry)}`),
      ...entries.flatMap(scopeOf),
      ...examplesOf(entries),
    ]),
  ];
}

function formsOf({ concept: { forms } }: Entry): string {
  const shown = forms.slice(0, MOST_FORMS).map(({ form }) => `\`${shorten(form)}\``);
  const more = forms.length - shown.length;
  return shown.join(', ') + (more > 0 ? `, and ${more} more` : '');
}

/** A form for reading: of many alternatives the first ones, and cut where it is still too long. */
function shorten(form: string): string {
  const parts = form.split(/\s+/u).map((part) => {
    const options = part.startsWith('<') ? [part] : part.split('|');
    return options.length > MOST_OPTIONS + 1 ? `${options.slice(0, MOST_OPTIONS).join('|')}|...` : part;
  });
  const text = parts.join(' ');
  return text.length <= LONGEST_FORM
    ? text
    : `${text.slice(0, LONGEST_FORM).replace(/[|\s][^|\s]*$/u, '')} ...`;
}

function scopeOf({ concept: { scope } }: Entry): string[] {
  if (scope === null) return [];
  const words = scope.words === null ? '' : `, ${scope.words} words at most`;
  return [`reaches ${scope.direction}, within the ${scope.reach}${words}`];
}

function examplesOf(entries: readonly Entry[]): string[] {
  const all = entries.map(({ concept }) => concept.examples);
  const find = all.flatMap((examples) => examples.find).slice(0, MOST_EXAMPLES);
  const ignore = all.flatMap((examples) => examples.ignore).slice(0, MOST_EXAMPLES);
  const missed = all.flatMap((examples) => examples.missed).slice(0, MOST_EXAMPLES);
  return [
    ...find.map((text) => `found: ${text}`),
    ...ignore.map((text) => `not found: ${text}`),
    ...missed.map((text) => `not found yet: ${text}`),
  ];
}

function shortSection(kind: MentionKind, entries: readonly Entry[]): string[] {
  if (entries.length === 0) return [];
  const rows = entries.map(({ concept, file }) => [
    `\`${concept.code}\``,
    concept.label.en,
    concept.label.id,
    String(concept.forms.length),
    `\`${file}\``,
  ]);
  return [heading(4, `Kind \`${kind}\``), table(['code', 'label', 'label (id)', 'phrasings', 'file'], rows)];
}
