/**
 * Writes provinces.csv, regencies.csv, districts.csv and villages.csv of this folder from the development
 * package idn-area-data. Run by hand after that package was updated: node dictionaries/gazetteer/generate.mjs
 */
import { writeFileSync } from 'node:fs';
import { getDistricts, getProvinces, getRegencies, getVillages } from 'idn-area-data';

const PREFIXES = [
  ['Kabupaten Administrasi ', 'regency'],
  ['Kota Administrasi ', 'city'],
  ['Kabupaten ', 'regency'],
  ['Kota ', 'city'],
];

/** Marks that the source carries by accident: doubled quotation marks for an apostrophe, footnote stars. */
function clean(name) {
  return name
    .replace(/["’]/gu, "'")
    .replace(/[*_]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}

function field(text) {
  return /[",\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function write(file, header, rows) {
  const sorted = rows.toSorted((a, b) => (a[0] < b[0] ? -1 : 1));
  const lines = [header, ...sorted].map((row) => row.map(field).join(','));
  writeFileSync(new URL(file, import.meta.url), `${lines.join('\n')}\n`);
  console.error(`${file}: ${rows.length} rows`);
}

function regencyRow({ code, name }) {
  const [prefix, kind] = PREFIXES.find(([start]) => name.startsWith(start));
  return [code, clean(name), clean(name.slice(prefix.length)), kind];
}

const plain = ({ code, name }) => [code, clean(name)];
write('provinces.csv', ['code', 'name'], (await getProvinces()).map(plain));
write('regencies.csv', ['code', 'name', 'bare', 'kind'], (await getRegencies()).map(regencyRow));
write('districts.csv', ['code', 'name'], (await getDistricts()).map(plain));
write('villages.csv', ['code', 'name'], (await getVillages()).map(plain));
