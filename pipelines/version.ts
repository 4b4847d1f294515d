/** Version of the program, from the package file that it was installed with. */
import { existsSync, readFileSync } from 'node:fs';

/** Walks up from this file to package.json; the place differs between a clone, its compiled form and an installed package. */
export function programVersion(): string {
  for (const up of ['../package.json', '../../package.json']) {
    const file = new URL(up, import.meta.url);
    if (existsSync(file)) return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
  }
  return '0.0.0';
}
