/** Small dictionaries folders for tests, written to a temporary place and removed afterwards. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Writes the files into a new folder named dictionaries, hands it over, and removes it. */
export function inFolder<T>(files: Record<string, string>, use: (folder: string) => T): T {
  const place = mkdtempSync(join(tmpdir(), 'pantau-dictionary-'));
  const folder = join(place, 'dictionaries');
  mkdirSync(folder);
  try {
    for (const [path, text] of Object.entries(files)) writeIn(folder, path, text);
    return use(folder);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

export function writeIn(folder: string, path: string, text: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
