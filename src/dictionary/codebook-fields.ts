/** Codebook, part one: the nouns and their fields, from the schemas. */
import { DATA_FILES, type JsonSchema, NOUNS, jsonSchemaOf, typeInWords } from './schemas.js';
import { cell, heading, table } from './markdown.js';

/** Fields that every value with a why has; told once, and left out of the tables. */
const WHY_FIELDS = ['certainty', 'evidence', 'rule'];

/** The sections on what is published and on what analysts write. */
export function fieldSections(): string[] {
  const told = new Set<string>();
  return [
    heading(2, 'Nouns and their fields'),
    'One word for one thing. Field names, types and meanings are those of `src/model`; the machine-readable schemas stand in `schemas/`.',
    '"Why" in a table stands for three fields that every extracted value carries: `certainty` (`stated`: the text says it; `inferred`: derived from calendar, gazetteer or context), `evidence` (where the text says it, in UTF-16 code units of the title or body) and `rule` (the rule or dictionary entry that made it).',
    ...Object.entries(NOUNS).flatMap(([name, sentence]) => nounSection(name, sentence, told)),
    heading(2, 'Files that analysts write'),
    ...Object.entries(DATA_FILES).flatMap(([name, sentence]) => nounSection(name, sentence, told)),
  ];
}

/** A noun with its fields, then the parts of it that have a name and fields of their own. */
function nounSection(name: string, sentence: string, told: Set<string>): string[] {
  const schema = jsonSchemaOf(name);
  told.add(name);
  const parts = Object.entries(schema.$defs ?? {}).filter(
    ([part, { properties }]) => properties !== undefined && !told.has(part) && !(part in NOUNS),
  );
  for (const [part] of parts) told.add(part);
  return [
    heading(3, name),
    sentence,
    ...fieldTable(schema),
    ...parts.flatMap(([part, shape]) => [heading(4, `${part} (part of ${name})`), ...fieldTable(shape)]),
  ];
}

function fieldTable(schema: JsonSchema): string[] {
  const fields = Object.entries(schema.properties ?? {});
  const hasWhy = WHY_FIELDS.every((field) => fields.some(([key]) => key === field));
  const rows = fields
    .filter(([key]) => !hasWhy || !WHY_FIELDS.includes(key))
    .map(([key, field]) => [`\`${key}\``, field.description ?? '', cell(typeInWords(field))]);
  if (hasWhy) rows.push(['why', 'see above', '']);
  return rows.length === 0 ? [] : [table(['field', 'meaning', 'values'], rows)];
}
