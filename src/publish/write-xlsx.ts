/** Writing workbooks (XLSX): one sheet for each table and one that says by which filter; text is never a formula. */
import type { Cell, Column, Row, Table } from './tables.js';
import { cellText, writable, type About, type Sink, type TableWriter } from './sink.js';
import { zipWriter } from './zip.js';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const LINKS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
// What a sheet and a cell can hold
const MOST_ROWS = 1_048_576;
const MOST_LETTERS = 32_767;

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeXml = (text: string): string => writable(text).replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign);

export interface Workbook {
  /** Opens a sheet; the one before must have ended. */
  sheet: (table: Pick<Table, 'name' | 'columns'>) => TableWriter;
  end: () => Promise<void>;
}

/** Streams sheet after sheet; a table that is longer than a sheet goes on in a further one. */
export function workbookWriter(sink: Sink, { filter }: About): Workbook {
  const zip = zipWriter(sink);
  const sheets: string[] = [];
  const counts: [string, number][] = [];
  const openSheet = async (name: string, columns: readonly string[]) => {
    sheets.push(name);
    const entry = await zip.entry(`xl/worksheets/sheet${sheets.length}.xml`);
    await entry.write(
      `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`,
    );
    await entry.write(rowXml(columns, 1));
    return entry;
  };
  const sheet = ({ name, columns }: Pick<Table, 'name' | 'columns'>): TableWriter => {
    const names = columns.map((column) => column.name);
    let open: Awaited<ReturnType<typeof openSheet>> | null = null;
    let [count, rows, part] = [0, 1, 1];
    const next = async () => {
      if (open !== null && rows < MOST_ROWS) return open;
      if (open !== null) await closeSheet(open);
      open = await openSheet(part === 1 ? name : `${name}_${part}`, names);
      part += 1;
      rows = 1;
      return open;
    };
    return {
      write: async (some) => {
        for (let at = 0; at < some.length;) {
          const entry = await next();
          const fitting = some.slice(at, at + MOST_ROWS - rows);
          await entry.write(fitting.map((row) => rowXml(cellsOf(row, columns), (rows += 1))).join(''));
          at += fitting.length;
        }
        count += some.length;
      },
      end: async () => {
        await closeSheet(await next());
        counts.push([name, count]);
        return count;
      },
    };
  };
  const end = async (): Promise<void> => {
    const about = await openSheet('about', ['what', 'value']);
    await about.write(
      [['filter', filter] as const, ...counts].map((row, at) => rowXml(row, at + 2)).join(''),
    );
    await closeSheet(about);
    for (const [path, xml] of frame(sheets)) {
      const entry = await zip.entry(path);
      await entry.write(XML + xml);
      await entry.end();
    }
    await zip.end();
  };
  return { sheet, end };
}

const closeSheet = async (entry: {
  write: (text: string) => Promise<void>;
  end: () => Promise<void>;
}): Promise<void> => {
  await entry.write('</sheetData></worksheet>');
  await entry.end();
};

const cellsOf = (row: Row, columns: readonly Column[]): Cell[] =>
  columns.map(({ name }) => row[name] ?? null);

/** Row of a sheet; cells that say nothing are left out. */
function rowXml(cells: readonly Cell[], number: number): string {
  const told = cells.map((cell, at) => {
    const place = `${columnName(at)}${number}`;
    if (cell === null) return '';
    if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`;
    if (typeof cell === 'boolean') return `<c r="${place}" t="b"><v>${cell ? 1 : 0}</v></c>`;
    const text = cellText(cell);
    if (text === '') return '';
    const fitting = text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS - 1)}…` : text;
    return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(fitting)}</t></is></c>`;
  });
  return `<row r="${number}">${told.join('')}</row>`;
}

/** 0 is A, 25 is Z, 26 is AA. */
function columnName(at: number): string {
  const letter = String.fromCharCode(65 + (at % 26));
  return at < 26 ? letter : columnName(Math.floor(at / 26) - 1) + letter;
}

/** The parts of the package beside the sheets. */
function frame(sheets: readonly string[]): [path: string, xml: string][] {
  const numbers = sheets.map((_, at) => at + 1);
  const overrides = numbers.map(
    (n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${SPREADSHEET}.worksheet+xml"/>`,
  );
  const names = sheets.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`);
  const links = numbers.map(
    (n) => `<Relationship Id="rId${n}" Type="${LINKS}/worksheet" Target="worksheets/sheet${n}.xml"/>`,
  );
  return [
    [
      '[Content_Types].xml',
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SPREADSHEET}.sheet.main+xml"/>${overrides.join('')}</Types>`,
    ],
    [
      '_rels/.rels',
      `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `<workbook xmlns="${MAIN}" xmlns:r="${LINKS}"><sheets>${names.join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${PACKAGE}/relationships">${links.join('')}</Relationships>`,
    ],
  ];
}
