/** A YAML file of the dictionaries: read with the failsafe schema (all scalars are text), converted by its zod schema. */
import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';
import type { z } from 'zod';
import { Problems, didYouMean } from './problems.js';
import { allowedAt } from './schema-walk.js';

/** A file of the dictionaries: the path shown to people, the path below the folder, and its text. */
export interface SourceFile {
  shown: string;
  path: string;
  text: string;
}

/** A converted file, with the way back from any value to its line. */
export interface Parsed<T> {
  file: SourceFile;
  value: T;
  /** Line, from 1, of the value at a path such as ['concepts', 3, 'forms', 0]. */
  lineOf: (path: readonly PropertyKey[]) => number | null;
  /** Entry that a path lies in, such as "concept online_campaign", or ''. */
  entryOf: (path: readonly PropertyKey[]) => string;
}

const NAMING_KEYS = ['code', 'value', 'id'];

/** Text and schema in; the value, or null when something was wrong, which then stands in `problems`. */
export function readYaml<S extends z.ZodType>(
  file: SourceFile,
  schema: S,
  problems: Problems,
): Parsed<z.output<S>> | null {
  // Only compiling needs the parser; a start from the cache does without loading it.
  const yaml = createRequire(import.meta.url)('yaml') as typeof Yaml;
  const lines = new yaml.LineCounter();
  const document = yaml.parseDocument(file.text, {
    schema: 'failsafe',
    lineCounter: lines,
    prettyErrors: false,
  });
  const broken = document.errors[0];
  if (broken !== undefined) {
    // The first error only: the rest of the file is misread after it.
    const mend = 'put texts that hold [ ] { } : # or , into "quotation marks"';
    problems.add(file.shown, lines.linePos(broken.pos[0]).line, '', `not YAML: ${broken.message}; ${mend}`);
    return null;
  }
  const lineOf = (path: readonly PropertyKey[]): number | null => {
    const offset = offsetOf(yaml, document, path);
    return offset === null ? null : lines.linePos(offset).line;
  };
  const entryOf = (path: readonly PropertyKey[]): string => entryName(yaml, document, path);
  const result = schema.safeParse(document.toJS(), { reportInput: true });
  if (result.success) return { file, value: result.data, lineOf, entryOf };
  for (const { path, text } of mends(schema, result.error.issues))
    problems.add(file.shown, lineOf(path) ?? 1, entryOf(path), text);
  return null;
}

interface Mend {
  path: PropertyKey[];
  text: string;
}

/** Issues of zod, spelled out for an analyst; of a union, the issues of the member that came nearest. */
function mends(schema: z.ZodType, issues: readonly z.core.$ZodIssue[], base: PropertyKey[] = []): Mend[] {
  return issues.flatMap((issue): Mend[] => {
    const path = [...base, ...issue.path];
    if (issue.code === 'unrecognized_keys') {
      const { keys } = allowedAt(schema, path);
      return issue.keys.map((key) => ({ path: [...path, key], text: unknownKey(key, keys) }));
    }
    if (issue.code === 'invalid_union' && issue.errors.length > 0) {
      const nearest = issue.errors.toSorted((a, b) => depth(b) - depth(a) || a.length - b.length)[0] ?? [];
      return mends(schema, nearest, path);
    }
    return [{ path, text: `${nameOf(issue.path)}${messageOf(issue, schema, path)}` }];
  });
}

function unknownKey(key: string, known: readonly string[]): string {
  const comma = key.includes(' ') ? '; inside { } a text with a comma wants "quotation marks"' : '';
  const mend = didYouMean(key, known) || comma || `; known are ${known.join(', ')}`;
  return `unknown key "${key}"${mend}`;
}

/** How far the members of a union got before they failed: a wrong type at the top is no near miss. */
const depth = (issues: readonly z.core.$ZodIssue[]): number =>
  Math.max(0, ...issues.map((issue) => issue.path.length + (issue.code === 'invalid_type' ? 0 : 1)));

const nameOf = (path: readonly PropertyKey[]): string => {
  const last = path.findLast((key) => typeof key === 'string');
  return last === undefined ? '' : `"${last}": `;
};

function messageOf(issue: z.core.$ZodIssue, schema: z.ZodType, path: PropertyKey[]): string {
  if (issue.code === 'invalid_value') {
    const known = issue.values.map(String);
    const given = typeof issue.input === 'string' ? issue.input : '';
    return `unknown value${given === '' ? '' : ` "${given}"`}${didYouMean(given, known)} (known: ${known.join(', ')})`;
  }
  if (issue.code === 'invalid_type' && issue.input === undefined) {
    const { parent } = allowedAt(schema, path);
    return `missing, wanted ${issue.expected}${parent === '' ? '' : ` (${parent})`}`;
  }
  if (issue.code === 'invalid_type') return `wanted ${issue.expected}, found ${sortOf(issue.input)}`;
  return issue.input === '' ? `${issue.message}; nothing stands here, or only a # comment` : issue.message;
}

const sortOf = (value: unknown): string => (Array.isArray(value) ? 'a list' : `a ${typeof value}`);

/** Offset of the key of the value at a path, or of the nearest value above it that exists. */
function offsetOf(yaml: typeof Yaml, document: Yaml.Document, path: readonly PropertyKey[]): number | null {
  let node: unknown = document.contents;
  let offset = startOf(node);
  for (const key of path) {
    if (yaml.isMap(node)) {
      const pair = node.items.find((item) => String(item.key) === String(key));
      if (pair === undefined) break;
      offset = startOf(pair.key) ?? offset;
      node = pair.value;
    } else if (yaml.isSeq(node)) {
      node = node.items[Number(key)];
      offset = startOf(node) ?? offset;
    } else break;
  }
  return offset;
}

function startOf(node: unknown): number | null {
  const range = (node as { range?: readonly number[] } | null)?.range;
  return range?.[0] ?? null;
}

/** "concept x" for the innermost entry on the path that has a naming key. */
function entryName(yaml: typeof Yaml, document: Yaml.Document, path: readonly PropertyKey[]): string {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    // A label has an id too, beside its en.
    if (!yaml.isMap(node) || node.has('en')) continue;
    const name = NAMING_KEYS.map((key) => node.get(key)).find((value) => typeof value === 'string');
    const list = path.slice(0, length).findLast((key) => typeof key === 'string');
    if (name !== undefined) return `${(list ?? 'entry').replace(/s$/, '')} ${name}`;
  }
  return '';
}
