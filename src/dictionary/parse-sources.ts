/** Sources: the files of the dictionaries as checked values, before anything is compiled. */
import { z } from 'zod';
import { ConfidenceRules } from '../model/confidence-rules.js';
import { DeadlineRules } from '../model/deadlines.js';
import { ElectionCalendar } from '../model/election-calendar.js';
import { GrammarFile } from '../model/grammar.js';
import { CitationWords, LawFile } from '../model/laws.js';
import { LexiconFile } from '../model/lexicon.js';
import { LinkingRules } from '../model/linking-rules.js';
import { Outlet } from '../model/outlet.js';
import { Problems, didYouMean } from './problems.js';
import { CONFIDENCE_FILE, DEADLINES_FILE, FOLDERS, LINKING_FILE } from './source-files.js';
import { type Parsed, type SourceFile, readYaml } from './yaml-file.js';

const CITATION_FILE = 'laws/citation.yaml';
const LANGUAGES = ['id', 'en'];

const PhraseFile = z.record(z.string(), z.string());

/** All sources, checked one by one; gazetteer files stay text until they are compiled. */
export interface Sources {
  lexicon: Parsed<LexiconFile>[];
  grammar: Parsed<GrammarFile>[];
  elections: Parsed<ElectionCalendar>[];
  laws: Parsed<LawFile>[];
  citation: CitationWords | null;
  outlets: Parsed<Outlet>[];
  phrases: Parsed<Record<string, string>>[];
  linking: LinkingRules | null;
  confidence: ConfidenceRules | null;
  deadlines: DeadlineRules | null;
  gazetteer: Map<string, SourceFile>;
  weights: SourceFile[];
}

/** Files in, checked values out; what is wrong stands in `problems` and is left out. */
export function parseSources(files: readonly SourceFile[], problems: Problems): Sources {
  const parse = <S extends z.ZodType>(name: string, schema: S): Parsed<z.output<S>>[] =>
    files
      .filter((file) => file.path.startsWith(`${name}/`) && file.path !== CITATION_FILE)
      .map((file) => readYaml(file, schema, problems))
      .filter((parsed) => parsed !== null);
  const one = <S extends z.ZodType>(path: string, schema: S): z.output<S> | null => {
    const file = files.find((candidate) => candidate.path === path);
    return file === undefined ? null : (readYaml(file, schema, problems)?.value ?? null);
  };
  const sources: Sources = {
    lexicon: [...parse('lexicon', LexiconFile), ...parse('cues', LexiconFile)],
    grammar: parse('grammar', GrammarFile),
    elections: parse('elections', ElectionCalendar),
    laws: parse('laws', LawFile),
    citation: one(CITATION_FILE, CitationWords),
    outlets: parse('outlets', Outlet),
    phrases: parse('phrases', PhraseFile),
    linking: one(LINKING_FILE, LinkingRules),
    confidence: one(CONFIDENCE_FILE, ConfidenceRules),
    deadlines: one(DEADLINES_FILE, DeadlineRules),
    gazetteer: new Map(
      files
        .filter(({ path }) => path.startsWith('gazetteer/'))
        .map((file) => [baseName(file.path), file] as const),
    ),
    weights: files.filter(({ path }) => path.startsWith('weights/')),
  };
  checkNames(sources, problems);
  checkPhrases(sources.phrases, problems);
  return sources;
}

/** 'outlets/harian-x.yaml' gives 'harian-x'. */
export function baseName(path: string): string {
  const file = path.slice(path.indexOf('/') + 1);
  const ending = Object.values(FOLDERS).find((known) => file.endsWith(known)) ?? '';
  return file.slice(0, file.length - ending.length);
}

/** Outlets and elections stand in a file of their own name, so that there is one of each. */
function checkNames(sources: Sources, problems: Problems): void {
  for (const { file, value, lineOf } of [...sources.outlets, ...sources.elections]) {
    const wanted = baseName(file.path);
    if (value.id !== wanted)
      problems.add(
        file.shown,
        lineOf(['id']),
        `entry ${value.id}`,
        `id and file name differ; write id: ${wanted}`,
      );
  }
}

/** Every phrase stands in both languages. */
function checkPhrases(phrases: readonly Parsed<Record<string, string>>[], problems: Problems): void {
  for (const { file, value } of phrases) {
    const language = baseName(file.path);
    if (!LANGUAGES.includes(language))
      problems.add(file.shown, null, '', `unknown language "${language}"; write id.yaml or en.yaml`);
    for (const other of phrases)
      for (const key of Object.keys(other.value))
        if (!(key in value))
          problems.add(
            file.shown,
            null,
            `phrase ${key}`,
            `missing here, but it stands in ${other.file.shown}:${other.lineOf([key])}${didYouMean(key, Object.keys(value))}`,
          );
  }
}
