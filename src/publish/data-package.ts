/** Data package: the descriptor of a release (Frictionless Data Package, with a Table Schema of each table). */
import type { Release, ReleaseFile } from '../model/release.js';
import { bothLabels } from './code-labels.js';
import { printFilter } from './filter-text.js';
import { DELTA, TABLES, type Column, type Table } from './tables.js';
import type { Words } from './words.js';

export interface Languages {
  id: Words;
  en: Words;
}

const NAME = 'pantau-netralitas';

const LICENCES = [
  {
    name: 'ODbL-1.0',
    title: 'Open Data Commons Open Database License 1.0',
    path: 'https://opendatacommons.org/licenses/odbl/1-0/',
  },
];
const SOURCES = [
  { title: 'idn-area-data (ODbL 1.0)', path: 'https://github.com/fityannugroho/idn-area-data' },
  { title: 'GeoNames (CC BY 4.0)', path: 'https://www.geonames.org/' },
];
const MEDIA: Record<string, string> = {
  csv: 'text/csv',
  jsonl: 'application/x-ndjson',
  parquet: 'application/vnd.apache.parquet',
};

/** The descriptor, as a plain object for datapackage.json. */
export function describePackage(release: Release, languages: Languages): object {
  const { id, en } = languages;
  return {
    profile: 'data-package',
    name: NAME,
    id: `${NAME}-${release.version}`,
    title: `${id.say('release.title')} / ${en.say('release.title')}`,
    description: `${id.say('release.about')}\n\n${en.say('release.about')}`,
    version: release.version,
    created: release.created,
    licenses: LICENCES,
    sources: SOURCES,
    contributors: [{ title: 'The Pantau Netralitas authors', role: 'author' }],
    keywords: ['event data', 'Indonesia', 'elections', 'civil service neutrality'],
    filter: printFilter(release.filter),
    pantau: release.pantau,
    dictionary: release.dictionary,
    resources: release.files.flatMap((file) => describeFile(file, languages)),
  };
}

/** Tables are resources of the package; what tells about them is not. */
function describeFile(file: ReleaseFile, languages: Languages): object[] {
  const [, name = '', format = ''] = /^data\/([a-z_]+)\.([a-z]+)$/.exec(file.path) ?? [];
  const table = [...TABLES, DELTA].find((one) => one.name === name);
  if (table === undefined) return [];
  const told = {
    path: file.path,
    title: `${languages.id.say(`table.${name}`)} / ${languages.en.say(`table.${name}`)}`,
    format,
    mediatype: MEDIA[format],
    bytes: file.bytes,
    hash: `sha256:${file.sha256}`,
    rows: file.rows,
  };
  if (format !== 'csv') return [{ name: `${name}-${format}`, profile: 'data-resource', ...told }];
  return [
    {
      name,
      profile: 'tabular-data-resource',
      ...told,
      encoding: 'utf-8',
      dialect: { delimiter: ',', lineTerminator: '\r\n', quoteChar: '"', doubleQuote: true, header: true },
      schema: tableSchema(table, languages),
    },
  ];
}

/** Table Schema of a table, as it stands in CSV. */
function tableSchema(
  { columns, key, references }: Pick<Table, 'columns' | 'key' | 'references'> & { name: string },
  languages: Languages,
): object {
  return {
    fields: columns.map((column) => describeColumn(column, key, languages)),
    missingValues: [''],
    primaryKey: [...key],
    ...(references.length === 0
      ? {}
      : {
          foreignKeys: references.map((reference) => ({
            fields: [...reference.columns],
            reference: { resource: reference.table, fields: [...reference.columns] },
          })),
        }),
  };
}

function describeColumn(column: Column, key: readonly string[], { id, en }: Languages): object {
  const { name, list, categories, type, format, nullable, description } = column;
  const required = key.includes(name) || (!nullable && !list);
  const constraints = {
    ...(required ? { required: true } : {}),
    ...(categories !== null && !list ? { enum: [...categories] } : {}),
  };
  return {
    name,
    title: id.say(`column.${name}`),
    description,
    type: list ? 'string' : format === 'date' ? 'date' : type,
    ...(format === 'uri' ? { format: 'uri' } : {}),
    ...(list ? { separator: '; ' } : {}),
    ...(categories === null
      ? {}
      : {
          categories: categories.map((value) => ({ value, label: bothLabels(name, value, id, en) ?? value })),
        }),
    ...(Object.keys(constraints).length === 0 ? {} : { constraints }),
  };
}
