/** A CSV file of the dictionaries: a header line, then one row per line; fields with commas stand in quotation marks. */
import type { z } from 'zod';
import { Problems, didYouMean } from './problems.js';
import type { SourceFile } from './yaml-file.js';

export interface Row<T> {
  line: number;
  value: T;
}

/** Text and row schema in; the rows that are right, the others stand in `problems`. */
export function readCsv<S extends z.ZodType>(
  file: SourceFile,
  schema: S,
  columns: readonly string[],
  problems: Problems,
): Row<z.output<S>>[] {
  const rows: Row<z.output<S>>[] = [];
  for (const { line, value } of readRecords(file, columns, problems)) {
    const result = schema.safeParse(value);
    if (result.success) rows.push({ line, value: result.data });
    else
      for (const issue of result.error.issues)
        problems.add(
          file.shown,
          line,
          Object.values(value)[0] ?? '',
          `${issue.path.join('.')}: ${issue.message}`,
        );
  }
  return rows;
}

/** Rows as objects of text; for files too large for a schema per row. */
export function readRecords(
  file: SourceFile,
  columns: readonly string[],
  problems: Problems,
): Row<Record<string, string>>[] {
  const lines = file.text.split('\n');
  const header = splitLine(lines[0]?.trimEnd() ?? '');
  for (const name of header)
    if (!columns.includes(name))
      problems.add(file.shown, 1, '', `unknown column "${name}"${didYouMean(name, columns)}`);
  for (const name of columns)
    if (!header.includes(name)) problems.add(file.shown, 1, '', `column "${name}" is missing`);
  const rows: Row<Record<string, string>>[] = [];
  for (let i = 1; i < lines.length; i++) {
    const text = lines[i]?.trimEnd() ?? '';
    if (text === '') continue;
    const fields = splitLine(text);
    if (fields.length !== header.length) {
      const much = `${fields.length} fields, the header has ${header.length}; put a field with a comma in "quotation marks"`;
      problems.add(file.shown, i + 1, fields[0] ?? '', much);
      continue;
    }
    rows.push({ line: i + 1, value: Object.fromEntries(header.map((name, at) => [name, fields[at] ?? ''])) });
  }
  return rows;
}

/** Fields of a line; quoted fields may hold commas and doubled quotation marks, but no line breaks. */
function splitLine(line: string): string[] {
  if (!line.includes('"')) return line.split(',');
  const fields: string[] = [];
  let field = '';
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    const sign = line[i] ?? '';
    if (sign === '"' && quoted && line[i + 1] === '"') {
      field += sign;
      i++;
    } else if (sign === '"') quoted = !quoted;
    else if (sign === ',' && !quoted) {
      fields.push(field);
      field = '';
    } else field += sign;
  }
  return [...fields, field];
}
