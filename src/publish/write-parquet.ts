/** Writing Parquet: row groups as they fill, lists as lists, days as days. */
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { Cell, Column, Row, Table } from './tables.js';
import type { About, Sink, TableWriter } from './sink.js';

type Options = ConstructorParameters<typeof ParquetWriter>[0];
type Element = Options['schema'][number];

const GROUP = 5_000;
const UTF8: Partial<Element> = { type: 'BYTE_ARRAY', converted_type: 'UTF8' };
const TYPES: Record<Column['type'], Partial<Element>> = {
  string: UTF8,
  integer: { type: 'INT32' },
  number: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
};

/** Keeps one row group in memory. */
export function parquetWriter(table: Table, sink: Sink, { filter }: About): TableWriter {
  const { columns } = table;
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({
    writer: bytes,
    schema: [{ name: 'root', num_children: columns.length }, ...columns.flatMap(elementsOf)],
    createdBy: 'pantau',
    kvMetadata: [
      { key: 'table', value: table.name },
      { key: 'filter', value: filter },
    ],
  });
  let held: Row[] = [];
  let count = 0;
  const flush = async (): Promise<void> => {
    if (bytes.index > 0) await sink(bytes.getBytes().slice());
    bytes.index = 0;
  };
  const writeGroup = async (): Promise<void> => {
    await writer.write({
      columnData: columns.map((column) => ({
        name: column.name,
        data: held.map((row) => valueOf(row[column.name] ?? null, column)),
      })),
      rowGroupSize: GROUP,
    });
    held = [];
    await flush();
  };
  return {
    write: async (rows) => {
      for (const row of rows) {
        held.push(row);
        count += 1;
        if (held.length === GROUP) await writeGroup();
      }
    },
    end: async () => {
      if (held.length > 0) await writeGroup();
      await writer.finish();
      await flush();
      return count;
    },
  };
}

function elementsOf({ name, type, list, nullable, format }: Column): Element[] {
  const value = format === 'date' ? { type: 'INT32', converted_type: 'DATE' } : TYPES[type];
  const repetition = nullable ? 'OPTIONAL' : 'REQUIRED';
  if (!list) return [{ name, repetition_type: repetition, ...value } as Element];
  return [
    { name, repetition_type: repetition, num_children: 1, converted_type: 'LIST' },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    { name: 'element', repetition_type: 'REQUIRED', ...value } as Element,
  ];
}

function valueOf(cell: Cell, { format }: Column): unknown {
  return format === 'date' && typeof cell === 'string' ? new Date(cell) : cell;
}
