/** Outlets: definitions from a file or folder named on the command line, instead of those of the dictionaries. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { Halt } from '../src/model/errors.js';
import { Outlet } from '../src/model/outlet.js';

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
    throw new Halt(`${path}: cannot be read; name a file or folder of outlet definitions`, { cause: error });
  }
}

async function readOutlet(file: string): Promise<{ outlet: Outlet } | { wrong: string }> {
  try {
    const parsed = Outlet.safeParse(parse(await readFile(file, 'utf8'), { schema: 'failsafe' }));
    return parsed.success ? { outlet: parsed.data } : { wrong: `${file}: ${z.prettifyError(parsed.error)}` };
  } catch (error) {
    return { wrong: `${file}: ${(error as Error).message}` };
  }
}
