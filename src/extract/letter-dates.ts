/** Letter dates: the month that the number of a letter carries, such as 4283/XI/BKPSDM Tahun 2023 (codebook 6). */
import type { DateValue } from '../model/report.js';
import type { Passage } from './passage.js';
import { inferred } from './why.js';

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];
// "2023" in ".../XI/BKPSDM Tahun 2023"
const YEAR_NEAR = /(?:19|20)\d{2}/;
// "9" and "09" in "R-2868/KASN/9/2020"
const MONTH = /^(?:0?[1-9]|1[0-2])$/;

/** Month of a letter number as printed in a passage; null when it names no month or no year. */
export function letterDate(passage: Passage, document: string | null): DateValue | null {
  if (document === null) return null;
  const at = passage.text.indexOf(document);
  if (at < 0) return null;
  const parts = document.split('/').slice(1);
  const after = passage.text.slice(at + document.length, at + document.length + 14);
  const year = YEAR_NEAR.exec(parts.join('/'))?.[0] ?? YEAR_NEAR.exec(after)?.[0];
  const roman = parts.findIndex((part) => ROMAN.includes(part.toUpperCase()));
  const arabic = parts.findIndex(
    (part, i) => MONTH.test(part) && /^(?:19|20)\d{2}$/.test(parts[i + 1] ?? ''),
  );
  const month =
    roman >= 0 ? ROMAN.indexOf((parts[roman] ?? '').toUpperCase()) + 1 : Number(parts[arabic] ?? 0);
  if (year === undefined || month < 1) return null;
  const stretch = { in: passage.in, start: at, end: at + document.length };
  return {
    value: `${year}-${String(month).padStart(2, '0')}`,
    precision: 'month',
    basis: 'letter',
    raw: document,
    ...inferred('date/letter-number', stretch),
  };
}
