/** Reading back: rows of exported files in any format, as a researcher would read them. */
import { DuckDBInstance } from '@duckdb/node-api';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import readXlsxFile from 'read-excel-file/node';
import { csvRows } from '../../pipelines/csv-rows.js';

export type ReadRow = Record<string, unknown>;

export async function readCsv(path: string): Promise<ReadRow[]> {
  const rows: ReadRow[] = [];
  for await (const { row, error } of csvRows(createReadStream(path), 1 << 20)) {
    if (error !== null || row === null) throw new Error(`${path}: ${error}`);
    rows.push(row);
  }
  return rows;
}

export async function readJsonl(path: string): Promise<ReadRow[]> {
  const text = await readFile(path, 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as ReadRow);
}

/** Asks DuckDB, as `FROM 'file.parquet'`. */
export async function askDuck(sql: string): Promise<ReadRow[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(sql)).getRowObjectsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

export const readParquet = (path: string): Promise<ReadRow[]> =>
  askDuck(`SELECT * FROM read_parquet('${path}')`);

/** Sheets of a workbook by name, as rows of cells. */
export async function readWorkbook(path: string): Promise<Map<string, unknown[][]>> {
  const sheets = await readXlsxFile(path);
  return new Map(sheets.map(({ sheet, data }) => [sheet, data as unknown[][]]));
}
