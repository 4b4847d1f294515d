/** Tables: what an export or a release is made of, each with the columns that its schema in the model gives. */
import { z } from 'zod';
import {
  ClaimRow,
  CoverageRow,
  DeltaRow,
  EventArticleRow,
  IncidentRow,
  ReportRow,
  StepRow,
} from '../model/rows.js';

export type Cell = string | number | boolean | null | readonly string[];
export type Row = Record<string, Cell>;

export interface Column {
  name: string;
  description: string;
  type: 'string' | 'integer' | 'number' | 'boolean';
  /** Several values: a list in JSON and Parquet, parted by "; " in CSV and workbooks. */
  list: boolean;
  nullable: boolean;
  /** The codes that may stand in it; null where anything may. */
  categories: readonly string[] | null;
  format: 'date' | 'uri' | null;
}

export interface Table {
  name: TableName;
  columns: readonly Column[];
  key: readonly string[];
  /** Columns that name rows of other tables. */
  references: readonly { columns: readonly string[]; table: TableName }[];
}

export const TABLE_NAMES = ['incidents', 'reports', 'steps', 'event_articles', 'claims', 'coverage'] as const;
export type TableName = (typeof TABLE_NAMES)[number];

const EVENT = { columns: ['event_id'], table: 'incidents' } as const;
const REPORT = { columns: ['report_id'], table: 'reports' } as const;

/** All tables in their order: those that others refer to come first. */
export const TABLES: readonly Table[] = [
  { name: 'incidents', columns: columnsOf(IncidentRow), key: ['event_id'], references: [] },
  { name: 'reports', columns: columnsOf(ReportRow), key: ['report_id'], references: [EVENT] },
  { name: 'steps', columns: columnsOf(StepRow), key: ['step_id'], references: [REPORT, EVENT] },
  {
    name: 'event_articles',
    columns: columnsOf(EventArticleRow),
    key: ['event_id', 'report_id'],
    references: [EVENT, REPORT],
  },
  { name: 'claims', columns: columnsOf(ClaimRow), key: ['claim_id'], references: [] },
  { name: 'coverage', columns: columnsOf(CoverageRow), key: ['outlet', 'day'], references: [] },
];

/** What became of the incidents since the release before. */
export const DELTA: Omit<Table, 'name'> & { name: 'delta' } = {
  name: 'delta',
  columns: columnsOf(DeltaRow),
  key: ['event_id'],
  references: [],
};

export function tableOf(name: TableName): Table {
  const table = TABLES.find((one) => one.name === name);
  if (table === undefined) throw new Error(`there is no table ${name}`);
  return table;
}

interface JsonSchema {
  type?: string | string[];
  description?: string;
  enum?: (string | null)[];
  format?: string;
  anyOf?: JsonSchema[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
}

/** The columns of a row schema, in its order. */
function columnsOf(schema: z.ZodObject): Column[] {
  const { properties = {} } = z.toJSONSchema(schema, { reused: 'inline' }) as JsonSchema;
  return Object.entries(properties).map(([name, property]) => {
    const kinds = property.anyOf ?? [property];
    const nullable = kinds.some((kind) => typesOf(kind).includes('null'));
    const told = kinds.find((kind) => typeOf(kind) !== undefined) ?? property;
    const list = typeOf(told) === 'array';
    const value = list ? (told.items ?? {}) : told;
    const type = typeOf(value);
    if (type === undefined) throw new Error(`column ${name} has no type`);
    return {
      name,
      description: property.description ?? told.description ?? '',
      type: type as Column['type'],
      list,
      nullable,
      categories: value.enum?.filter((code) => code !== null) ?? null,
      format: value.format === 'date' || value.format === 'uri' ? value.format : null,
    };
  });
}

function typesOf({ type }: JsonSchema): string[] {
  return type === undefined ? [] : [type].flat();
}

function typeOf(schema: JsonSchema): string | undefined {
  return typesOf(schema).find((type) => type !== 'null');
}
