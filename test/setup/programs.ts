/** Runs before each test file: makes the programs of an installed PostgreSQL findable where PATH lacks them (Debian). */
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const HOME = '/usr/lib/postgresql';

const folders = (process.env.PATH ?? '').split(delimiter);
if (!folders.some((folder) => existsSync(join(folder, 'initdb'))) && existsSync(HOME)) {
  const newest = readdirSync(HOME)
    .map((version) => join(HOME, version, 'bin'))
    .filter((folder) => existsSync(join(folder, 'initdb')))
    .sort((a, b) => Number(a.split('/').at(-2)) - Number(b.split('/').at(-2)))
    .at(-1);
  if (newest) process.env.PATH = [...folders, newest].join(delimiter);
}
