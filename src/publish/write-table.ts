/** Writing tables: rows in, bytes out, in any of the formats, row by row, so that no table has to fit into memory. */
import { Misuse } from '../model/errors.js';
import type { Languages } from './data-package.js';
import { csvWriter } from './write-csv.js';
import { parquetWriter } from './write-parquet.js';
import { ftmWriter } from './write-ftm.js';
import { geoWriter } from './write-geojson.js';
import { workbookWriter } from './write-xlsx.js';
import type { About, Sink, TableWriter } from './sink.js';
import type { Table } from './tables.js';

export const FORMATS = ['csv', 'jsonl', 'parquet', 'xlsx', 'geojson', 'ftm'] as const;
export type Format = (typeof FORMATS)[number];

export interface WriteOptions extends About {
  /** CSV only: a byte order mark in front, by which Excel knows UTF-8. */
  bom?: boolean;
  /** Names of codes, where a format spells them out. */
  languages: Languages;
}

/**
 * Opens a file of one table.
 * @throws Misuse where the format cannot hold the table
 */
export function openTable(format: Format, table: Table, sink: Sink, options: WriteOptions): TableWriter {
  switch (format) {
    case 'csv':
      return csvWriter(table, sink, options.bom === true);
    case 'jsonl':
      return jsonlWriter(sink);
    case 'parquet':
      return parquetWriter(table, sink, options);
    case 'geojson':
      refuseOthers(table, format);
      return geoWriter(sink, options);
    case 'ftm':
      refuseOthers(table, format);
      return ftmWriter(sink, options.languages);
    case 'xlsx': {
      const book = workbookWriter(sink, options);
      const sheet = book.sheet(table);
      return {
        write: sheet.write,
        end: async () => {
          const rows = await sheet.end();
          await book.end();
          return rows;
        },
      };
    }
  }
}

/** Formats of which each incident becomes something else than a row. */
export const OF_INCIDENTS_ONLY: readonly Format[] = ['geojson', 'ftm'];

function refuseOthers({ name }: Table, format: Format): void {
  if (name !== 'incidents')
    throw new Misuse(`${format} holds incidents only, not ${name}; take another format for it`);
}

/** One JSON object per line; what is not known is null. */
function jsonlWriter(sink: Sink): TableWriter {
  let count = 0;
  return {
    write: async (rows) => {
      count += rows.length;
      if (rows.length > 0) await sink(Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join('')));
    },
    end: () => Promise.resolve(count),
  };
}
