/** Literals of TypeScript files: strings, templates and regular expressions, with their lines; no comments, no imports. */
import { type Program, parseSync } from '@swc/core';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export interface Literal {
  file: string;
  line: number;
  text: string;
  /** True inside z.enum(): the literal is a controlled code. */
  code: boolean;
}

type Node = { type?: string; span?: { start: number; end: number } } & Record<string, unknown>;

/** TypeScript files of a folder and its subfolders, below the root. */
export function sourceFiles(root: string, folder: string): string[] {
  try {
    const entries = readdirSync(join(root, folder), { withFileTypes: true, recursive: true });
    return entries
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
      .sort();
  } catch {
    return [];
  }
}

/** Literals of one file. What is handed to .describe() is documentation and is left out. */
export function literalsOf(root: string, file: string): Literal[] {
  const text = readFileSync(join(root, file), 'utf8');
  // Spans count bytes on from the end of what was parsed before; a mark at the start tells where.
  const program = parseSync(text, { syntax: 'typescript', target: 'es2022' });
  const bytes = Buffer.from(text);
  const found: Literal[] = [];
  walk(program, false, (value, at, code) => {
    const before = bytes.subarray(0, at - startOf(program, bytes)).toString('utf8');
    found.push({ file, line: before.split('\n').length, text: value, code });
  });
  return found;
}

/** Spans of a program begin at its first token, so comments before it have to be added. */
function startOf(program: Program, bytes: Buffer): number {
  const [first] = program.body;
  if (first === undefined) return program.span.start;
  return program.span.end - Buffer.byteLength(bytes.toString('utf8').trimEnd());
}

type Tell = (text: string, at: number, code: boolean) => void;

function walk(node: unknown, code: boolean, tell: Tell): void {
  if (Array.isArray(node)) {
    for (const item of node) walk(item, code, tell);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  const { type, span, source: _source, ...parts } = node as Node;
  const at = span?.start ?? 0;
  if (type === 'StringLiteral') tell(String(parts.value), at, code);
  else if (type === 'TemplateElement') tell(String(parts.raw), at, code);
  else if (type === 'RegExpLiteral') tell(String(parts.pattern), at, code);
  else if (type === 'CallExpression' && calls(parts.callee, 'describe')) walk(parts.callee, code, tell);
  else {
    const inside = code || (type === 'CallExpression' && calls(parts.callee, 'enum'));
    for (const part of Object.values(parts)) walk(part, inside, tell);
  }
}

/** True for a call of a method of that name. */
function calls(callee: unknown, name: string): boolean {
  const { type, property } = callee as { type?: string; property?: { value?: string } };
  return type === 'MemberExpression' && property?.value === name;
}
