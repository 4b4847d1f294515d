/** Small dictionaries folders for tests, written to a temporary place and removed afterwards. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Writes the files into a new folder named dictionaries, hands it over, and removes it. */
export function inFolder<T>(files: Record<string, string>, use: (folder: string) => T): T {
  const { place, folder } = makeFolder(files);
  try {
    return use(folder);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** The same for what has to be waited for. */
export async function whileInFolder<T>(
  files: Record<string, string>,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const { place, folder } = makeFolder(files);
  try {
    return await use(folder);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function makeFolder(files: Record<string, string>): { place: string; folder: string } {
  const place = mkdtempSync(join(tmpdir(), 'pantau-dictionary-'));
  const folder = join(place, 'dictionaries');
  mkdirSync(folder);
  for (const [path, text] of Object.entries(files)) writeIn(folder, path, text);
  return { place, folder };
}

export function writeIn(folder: string, path: string, text: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
