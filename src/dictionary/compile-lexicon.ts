/** Compiles the lexicon: concepts of the lexicon, the cues and the law names into one indexed set of patterns. */
import {
  ElectionType,
  Employment,
  InstitutionCode,
  StepCode,
  SubjectStatus,
  ViolationCode,
} from '../model/codes.js';
import type { CompiledConcept, CompiledPattern, PatternAtom, PatternSet } from '../model/dictionary.js';
import type { LawEntry } from '../model/laws.js';
import type { Concept, Form } from '../model/lexicon.js';
import { MentionKind } from '../model/mention.js';
import { indexPatterns, parseForm } from '../text/text.js';
import { Problems, didYouMean } from './problems.js';
import type { Sources } from './parse-sources.js';
import { shareEqual } from './share.js';
import type { Parsed } from './yaml-file.js';

/** Code of bodies that have none (ruling 11.5). */
const NO_INSTITUTION = 'none';

/** Kinds whose codes are the controlled ones of the codebook. */
export const CONTROLLED: Readonly<Partial<Record<MentionKind, readonly string[]>>> = {
  violation: ViolationCode.options,
  step: StepCode.options,
  subject: SubjectStatus.options,
  institution: [...InstitutionCode.options, NO_INSTITUTION],
  election: ElectionType.options,
};

/** Props whose values are codes of the codebook. */
const CONTROLLED_PROPS: Readonly<Record<string, readonly string[]>> = {
  employment: Employment.options,
  status_in_province: SubjectStatus.options,
};

export interface CompiledLexicon {
  concepts: CompiledConcept[];
  patterns: PatternSet;
}

type Path = PropertyKey[];

/** One concept on its way in: where it stands, and what it says. */
interface Entry {
  parsed: Parsed<unknown>;
  path: Path;
  kind: MentionKind;
  concept: Omit<Concept, 'definition' | 'examples'>;
}

/** Sources in; concepts and their patterns, named file/code/number; what is wrong stands in `problems`. */
export function compileLexicon(sources: Sources, problems: Problems): CompiledLexicon {
  const entries = [...lexiconEntries(sources), ...lawEntries(sources)];
  const seen = new Map<string, string>();
  const rules = new Map<string, number>();
  const concepts: CompiledConcept[] = [];
  const patterns: CompiledPattern[] = [];
  for (const entry of entries) {
    checkCode(entry, problems);
    checkProps(entry, problems);
    checkDoubles(entry, seen, problems);
    patterns.push(...compileForms(entry, concepts.length, rules, problems));
    concepts.push(compileConcept(entry, problems));
  }
  return { concepts, patterns: indexPatterns(shareEqual(patterns)) };
}

function lexiconEntries(sources: Sources): Entry[] {
  return sources.lexicon.flatMap((parsed) =>
    parsed.value.concepts.map((concept, i) => ({
      parsed,
      path: ['concepts', i],
      kind: parsed.value.kind,
      concept,
    })),
  );
}

/** Names of laws are found like words of the lexicon: kind law, code the normal form. */
function lawEntries(sources: Sources): Entry[] {
  return sources.laws.flatMap((parsed) =>
    parsed.value.laws.map((law, i) => ({
      parsed,
      path: ['laws', i],
      kind: 'law' as const,
      concept: lawConcept(law),
    })),
  );
}

function lawConcept({ value, label, forms }: LawEntry): Entry['concept'] {
  const plain = (form: string): Form => ({ form, voice: null, reality: null, needs: [], unless: [] });
  return { code: value, label, forms: forms.map(plain), not: [], scope: null, stop: [], props: {} };
}

function tell({ parsed, path }: Entry, problems: Problems, below: Path, text: string): void {
  const at = [...path, ...below];
  problems.add(parsed.file.shown, parsed.lineOf(at), parsed.entryOf(at), text);
}

function checkCode(entry: Entry, problems: Problems): void {
  const known = CONTROLLED[entry.kind];
  const { code } = entry.concept;
  if (known !== undefined && !known.includes(code)) {
    const mend = didYouMean(code, known) || '; the codes stand in src/model/codes.ts';
    tell(entry, problems, ['code'], `unknown ${entry.kind} code "${code}"${mend}`);
  }
}

function checkProps(entry: Entry, problems: Problems): void {
  for (const [name, known] of Object.entries(CONTROLLED_PROPS)) {
    const value = entry.concept.props[name];
    if (value !== undefined && !known.includes(value))
      tell(
        entry,
        problems,
        ['props', name],
        `"${name}": unknown value "${value}"${didYouMean(value, known)}`,
      );
  }
}

/** A phrasing that stands twice for one concept says nothing, and hides which one to change. */
function checkDoubles(entry: Entry, seen: Map<string, string>, problems: Problems): void {
  const { kind, concept, parsed, path } = { ...entry };
  concept.forms.forEach(({ form }, i) => {
    const key = `${kind} ${concept.code} ${form.toLowerCase().replace(/\s+/gu, ' ').trim()}`;
    const exact = form.includes('=') ? `${key} ${form}` : key;
    const first = seen.get(exact);
    const here = `${parsed.file.shown}:${parsed.lineOf([...path, 'forms', i])}`;
    if (first === undefined) seen.set(exact, here);
    else tell(entry, problems, ['forms', i], `form "${form}" stands also at ${first}; delete one`);
  });
}

function compileForms(
  entry: Entry,
  concept: number,
  rules: Map<string, number>,
  problems: Problems,
): CompiledPattern[] {
  const { forms, not } = entry.concept;
  const rule = ruleOf(entry, rules);
  const compiled = forms.map((form, i): CompiledPattern => {
    for (const name of [...form.needs, ...form.unless]) checkReference(entry, ['forms', i], name, problems);
    const { voice, reality, needs, unless, borne } = form;
    const bears = borne === undefined ? {} : { borne };
    const atoms = atomsOf(entry, ['forms', i], form.form, problems);
    return { id: `${rule}/${i + 1}`, concept, atoms, anti: false, voice, reality, needs, unless, ...bears };
  });
  const anti = not.map((form, i): CompiledPattern => {
    const atoms = atomsOf(entry, ['not', i], form, problems);
    const id = `${rule}/not ${i + 1}`;
    return { id, concept, atoms, anti: true, voice: null, reality: null, needs: [], unless: [] };
  });
  return [...compiled, ...anti].filter(({ atoms }) => atoms.length > 0);
}

/** 'lexicon/violations/online_campaign'; a code that stands twice in one file gets '~2' behind it. */
function ruleOf({ parsed, concept }: Entry, rules: Map<string, number>): string {
  const rule = `${parsed.file.path.replace(/\.yaml$/, '')}/${concept.code}`;
  const times = (rules.get(rule) ?? 0) + 1;
  rules.set(rule, times);
  return times === 1 ? rule : `${rule}~${times}`;
}

function compileConcept(entry: Entry, problems: Problems): CompiledConcept {
  const { code, label, scope, stop, props } = entry.concept;
  const stops = stop.map((form, i) => atomsOf(entry, ['stop', i], form, problems));
  return { kind: entry.kind, code, label, scope, stop: stops.filter((atoms) => atoms.length > 0), props };
}

function atomsOf(entry: Entry, below: Path, form: string, problems: Problems): PatternAtom[] {
  try {
    const atoms = parseForm(form);
    for (const name of atoms.flatMap(({ kinds }) => kinds)) checkReference(entry, below, name, problems);
    return atoms;
  } catch (error) {
    tell(entry, problems, below, error instanceof Error ? error.message : String(error));
    return [];
  }
}

/** 'kind' or 'kind:code' must be of the vocabulary; codes that no list controls are checked by the data tests. */
function checkReference(entry: Entry, below: Path, name: string, problems: Problems): void {
  const [kind = '', code] = name.split(/:(.*)/su);
  const sort = MentionKind.safeParse(kind);
  if (!sort.success) {
    tell(entry, problems, below, `unknown kind "${kind}"${didYouMean(kind, MentionKind.options)}`);
    return;
  }
  const known = CONTROLLED[sort.data];
  if (code !== undefined && known !== undefined && !known.includes(code))
    tell(entry, problems, below, `unknown ${kind} code "${code}"${didYouMean(code, known)}`);
}
