/** Release script for R: reads the tables of a release as their schemas say, with base R alone. */
import type { Languages } from './data-package.js';
import { DELTA, TABLES, type Column } from './tables.js';

const text = (one: string): string => JSON.stringify(one);

/** Dates become days, codes factors with all their levels; lists are split where the table is read. */
function classOf({ type, list, format }: Column): string {
  if (list || type === 'string') return format === 'date' && !list ? 'Date' : 'character';
  return { integer: 'integer', number: 'numeric', boolean: 'logical' }[type];
}

const vector = (values: readonly string[]): string => `c(${values.join(', ')})`;

function tableEntry(name: string, columns: readonly Column[]): string {
  const classes = columns.map((column) => `${column.name} = ${text(classOf(column))}`);
  const lists = columns.filter(({ list }) => list).map((column) => text(column.name));
  const levels = columns.flatMap(({ name: of, list, categories }) =>
    categories === null || list ? [] : [`${of} = ${vector(categories.map(text))}`],
  );
  return `  ${name} = list(
    classes = ${vector(classes)},
    lists = ${lists.length === 0 ? 'character()' : vector(lists)},
    levels = list(${levels.join(', ')})
  )`;
}

// Initials such as "NA" are no missing value: only an empty cell is.
const READ = `open_release <- function(folder = ".") {
  read_table <- function(name) {
    about <- pantau_tables[[name]]
    rows <- read.csv(file.path(folder, "data", paste0(name, ".csv")), colClasses = about$classes,
      na.strings = "", check.names = FALSE, encoding = "UTF-8")
    for (column in names(about$levels)) rows[[column]] <- factor(rows[[column]], levels = about$levels[[column]])
    for (column in about$lists) {
      cells <- rows[[column]]
      cells[is.na(cells)] <- ""
      rows[[column]] <- I(strsplit(cells, "; ", fixed = TRUE))
    }
    rows
  }
  tables <- names(pantau_tables)
  setNames(lapply(tables, read_table), tables)
}
`;

/** `source("open.R"); data <- open_release()` gives a list of data frames. */
export function releaseScript({ id, en }: Languages): string {
  const entries = [...TABLES, DELTA].map(({ name, columns }) => tableEntry(name, columns));
  return `# ${id.say('release.r')}
# ${en.say('release.r')}
pantau_tables <- list(
${entries.join(',\n')}
)

${READ}`;
}
