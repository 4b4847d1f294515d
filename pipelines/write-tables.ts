/** Writing tables: the dataset that passes a filter, from the store to the writers of its tables, part by part. */
import type { Filter } from '../src/model/query.js';
import {
  claimRows,
  coverageRows,
  rowsOf,
  type RowManner,
  type TableName,
  type TableWriter,
} from '../src/publish/publish.js';
import type { ClaimPlace, CoverageSpan, DatasetCalls, Store } from '../src/store/store.js';

export type Dataset = DatasetCalls & Pick<Store, 'coverage'>;

const INCIDENTS_AT_ONCE = 200;
const CLAIMS_AT_ONCE = 500;
const OF_INCIDENTS = ['incidents', 'reports', 'steps', 'event_articles'] as const;

export interface TablesToWrite {
  filter: Filter;
  /** Days and outlets of the coverage that belongs to the filter. */
  span: CoverageSpan;
  manner: RowManner;
  writers: Partial<Record<TableName, Pick<TableWriter, 'write'>>>;
}

/** Writes the rows of all tables that have a writer. */
export async function writeTables(dataset: Dataset, tables: TablesToWrite): Promise<void> {
  const { writers } = tables;
  if (OF_INCIDENTS.some((name) => writers[name] !== undefined)) await writeIncidents(dataset, tables);
  if (writers.claims !== undefined) await writeClaims(dataset, tables);
  if (writers.coverage !== undefined)
    await writers.coverage.write(coverageRows(await dataset.coverage(tables.span)));
}

async function writeIncidents(dataset: Dataset, { filter, manner, writers }: TablesToWrite): Promise<void> {
  const ids = await dataset.matching(filter);
  for (let at = 0; at < ids.length; at += INCIDENTS_AT_ONCE) {
    const part = await dataset.datasetPart(ids.slice(at, at + INCIDENTS_AT_ONCE));
    const rows = rowsOf(part, manner);
    for (const name of OF_INCIDENTS) await writers[name]?.write(rows[name]);
  }
}

async function writeClaims(dataset: Dataset, { filter, manner, writers }: TablesToWrite): Promise<void> {
  for (let after: ClaimPlace | null = null; ;) {
    const claims = await dataset.claims(filter, after, CLAIMS_AT_ONCE);
    const last = claims.at(-1);
    if (last === undefined) return;
    await writers.claims?.write(claimRows(claims, manner));
    after = { article: last.article.id, id: last.claim.id };
  }
}
