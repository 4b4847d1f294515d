/** Outlet files: definitions from a file or folder named on the command line, instead of those of the dictionaries. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { packageRoot } from '../src/dictionary/dictionary.js';
import { Halt, Misuse } from '../src/model/errors.js';
import { describeFileFault } from '../src/model/file-fault.js';
import { Outlet } from '../src/model/outlet.js';
import type { Settings } from '../src/run/run.js';
import { oneLine } from './print.js';

/**
 * Reads outlet definitions: one .yaml file, or all of a folder in the order of their names.
 * @throws Halt that names every file that is missing or wrong, and what is wrong in it
 */
export async function readOutlets(path: string): Promise<Outlet[]> {
  const files = await listFiles(path);
  if (files.length === 0) throw new Halt(`${path}: holds no outlet definition; add a .yaml file to it`);
  const read = await Promise.all(files.map(readOutlet));
  const wrong = read.flatMap((one) => ('wrong' in one ? one.wrong : []));
  if (wrong.length > 0) throw new Halt(wrong.join('\n'));
  return read.flatMap((one) => ('outlet' in one ? one.outlet : []));
}

async function listFiles(path: string): Promise<string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const names = await readdir(path);
    return names
      .filter((name) => /\.ya?ml$/.test(name))
      .map((name) => join(path, name))
      .toSorted();
  } catch (error) {
    throw new Halt(`outlets: ${path}: ${describeFileFault(error)}`, { cause: error });
  }
}

async function readOutlet(file: string): Promise<{ outlet: Outlet } | { wrong: string }> {
  try {
    const parsed = Outlet.safeParse(parse(await readFile(file, 'utf8'), { schema: 'failsafe' }));
    if (parsed.success) return { outlet: parsed.data };
    const [issue] = parsed.error.issues;
    if (issue?.path.length === 0 && issue.code === 'invalid_type')
      return { wrong: `${file}: holds no outlet definition; write one by those of dictionaries/outlets` };
    return { wrong: `${file}: ${z.prettifyError(parsed.error)}` };
  } catch (error) {
    return { wrong: oneLine(`${file}: ${describeFileFault(error)}`) };
  }
}

/** @throws Misuse that names the ids that no outlet has */
export function chosen<O extends { id: string }>(outlets: readonly O[], ids: readonly string[]): O[] {
  const unknown = ids.filter((id) => !outlets.some((outlet) => outlet.id === id));
  if (unknown.length > 0) throw new Misuse(`outlets: no outlet has the id ${unknown.join(', ')}`);
  return outlets.filter(({ id }) => ids.length === 0 || ids.includes(id));
}

/** @throws Misuse when nobody could be reached by the outlets that are asked */
export function checkContact(settings: Settings, allowAddresses: readonly string[]): void {
  if (settings.contact === null && allowAddresses.length === 0)
    throw new Misuse(
      'outlets must be able to reach you: set PANTAU_CONTACT to a mail or web address, which the crawler shows them',
    );
}

/** The folder that the outlets of the dictionaries stand in. */
export const outletFolder = (settings: Settings): string =>
  join(settings.dictionaries ?? join(packageRoot(), 'dictionaries'), 'outlets');
