/** JSON Schemas of the nouns, made from the zod schemas of the model under the names that they have there. */
import { z } from 'zod';
import * as article from '../model/article.js';
import * as change from '../model/change.js';
import * as codes from '../model/codes.js';
import * as confidenceRules from '../model/confidence-rules.js';
import * as coverage from '../model/coverage.js';
import * as deadlines from '../model/deadlines.js';
import * as digest from '../model/digest.js';
import * as electionCalendar from '../model/election-calendar.js';
import * as gazetteer from '../model/gazetteer.js';
import * as grammar from '../model/grammar.js';
import * as incident from '../model/incident.js';
import * as laws from '../model/laws.js';
import * as lexicon from '../model/lexicon.js';
import * as linkingRules from '../model/linking-rules.js';
import * as mention from '../model/mention.js';
import * as outlet from '../model/outlet.js';
import * as page from '../model/page.js';
import * as query from '../model/query.js';
import * as release from '../model/release.js';
import * as report from '../model/report.js';
import * as review from '../model/review.js';
import * as rows from '../model/rows.js';
import * as tombstone from '../model/tombstone.js';
import * as why from '../model/why.js';

const MODULES = [
  article,
  change,
  codes,
  confidenceRules,
  coverage,
  deadlines,
  digest,
  electionCalendar,
  gazetteer,
  grammar,
  incident,
  laws,
  lexicon,
  linkingRules,
  mention,
  outlet,
  page,
  query,
  release,
  report,
  review,
  rows,
  tombstone,
  why,
];

/** The nouns in the order of the way of the data, each with the file of its schema and one sentence. */
export const NOUNS: Readonly<Record<string, string>> = {
  Outlet: 'A news medium with its feeds, layouts and manners. Never "source": that is who is quoted.',
  Page: 'What was fetched, before anyone reads it.',
  Article: 'The page read: title, body, byline, date of publication, origin.',
  ArticleInput: 'An article as people hand it in; only text or html is needed.',
  Mention: 'A typed hit in the text, with its span.',
  Report: 'What one article says of one case or one measure.',
  Claim: 'A published statistic quoted in an article; never split into cases.',
  Extraction: 'One line of `pantau extract`: all that one article says.',
  Incident: 'One happening in the world, linked from reports, with every value that an outlet gives.',
  Review: 'A decision of an analyst; append-only, machine output is never overwritten.',
  Reply: 'A correction or a reply that belongs beside an incident.',
  Standing: 'How a case stands on a day: time in stage, and whether a legal term ran out.',
  Redirect: 'Where the id of an incident went when it merged or split.',
  HistoryEntry: 'One entry of the history of an incident, with why.',
  Tombstone: 'That something was erased on a legal request, and why; never what.',
  CoverageDay: 'What was seen of one outlet on one day; the denominator of every count.',
  OutletHealth: 'How an outlet does, judged by its coverage.',
  Filter: 'The one filter that commands, exports, releases and digests share.',
  Query: 'A filter, and which part of the list is wanted.',
  Subscription: 'Who gets a digest, of what.',
  Digest: 'One edition for one subscription.',
  Delivery: 'One sending of one edition.',
  Release: 'A frozen, versioned dataset.',
  KnownRelease: 'A release that was made, and whether something was erased since.',
  IncidentRow: 'A row of the incident file of exports and releases.',
  ReportRow: 'A row of the report file.',
  StepRow: 'A row of the step file.',
  EventArticleRow: 'A row of the crosswalk of incidents and articles.',
  ClaimRow: 'A row of the claims file.',
  CoverageRow: 'A row of the coverage file.',
  DeltaRow: 'A row of the difference between two releases.',
};

/** What analysts write, by the folder or file it stands in. */
export const DATA_FILES: Readonly<Record<string, string>> = {
  LexiconFile: 'A file of `dictionaries/lexicon` or `dictionaries/cues`.',
  GrammarFile: 'A file of `dictionaries/grammar`; any of the lists may stand in any file.',
  ElectionCalendar: 'A file of `dictionaries/elections`.',
  LawFile: 'A file of `dictionaries/laws`, except `citation.yaml`.',
  CitationWords: '`dictionaries/laws/citation.yaml`.',
  AliasRow: 'A row of `dictionaries/gazetteer/aliases.csv`.',
  LinkingRules: '`dictionaries/linking.yaml`.',
  ConfidenceRules: '`dictionaries/confidence.yaml`.',
  DeadlineRules: '`dictionaries/deadlines.yaml`.',
};

/** JSON Schema as far as it is read here. */
export interface JsonSchema {
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  type?: string | string[];
  description?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  items?: JsonSchema;
  prefixItems?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: JsonSchema | boolean;
  default?: unknown;
}

/** All schemas of the model by their exported names. */
function modelSchemas(): Map<string, z.ZodType> {
  const schemas = MODULES.flatMap((module) => Object.entries(module)).filter(
    (entry): entry is [string, z.ZodType] => entry[1] instanceof z.ZodType,
  );
  return new Map(schemas);
}

/** JSON Schema of one schema of the model; parts that have a name of their own become definitions. */
export function jsonSchemaOf(name: string): JsonSchema {
  const schemas = modelSchemas();
  const schema = schemas.get(name);
  if (schema === undefined) throw new Error(`the model has no schema ${name}`);
  const names = new Map([...schemas].map(([id, part]) => [part as z.core.$ZodType, id]));
  names.delete(schema);
  const io = name in DATA_FILES || name === 'ArticleInput' ? 'input' : 'output';
  return z.toJSONSchema(schema, { metadata: namedBy(names), io }) as JsonSchema;
}

/** The descriptions of the model, with the exported names as ids. */
function namedBy(names: ReadonlyMap<z.core.$ZodType, string>): z.core.$ZodRegistry<Record<string, unknown>> {
  const registry = z.registry<Record<string, unknown>>();
  registry.get = (schema: z.core.$ZodType) => {
    const id = names.get(schema);
    const known = z.globalRegistry.get(schema);
    return id === undefined ? known : { ...known, id };
  };
  return registry;
}

/** Type of a value in words: a name, a list of codes, "list of X", "X or null". */
export function typeInWords(schema: JsonSchema): string {
  if (schema.$ref !== undefined) return schema.$ref.replace('#/$defs/', '');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${String(value)}\``).join(', ');
  if (schema.anyOf !== undefined) return [...new Set(schema.anyOf.map(typeInWords))].join(' or ');
  if (schema.prefixItems !== undefined) return `[${schema.prefixItems.map(typeInWords).join(', ')}]`;
  if (schema.type === 'array') return `list of ${typeInWords(schema.items ?? {})}`;
  if (schema.type === 'object') return objectInWords(schema);
  return [schema.type ?? 'any value'].flat().join(' or ');
}

function objectInWords({ properties, additionalProperties }: JsonSchema): string {
  if (properties !== undefined) return `{ ${Object.keys(properties).join(', ')} }`;
  return typeof additionalProperties === 'object' ? `map to ${typeInWords(additionalProperties)}` : 'object';
}
