/** The cache of the outlets: one line that says what it was made from, one that holds them. */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Outlet } from '../model/outlet.js';
import { type FileMark, hashCode, hashFiles, listOutletCode, listOutletFiles } from './source-files.js';

/** What outlets are made of. */
export interface OutletStamp {
  folder: string;
  files: FileMark[];
  code: FileMark[];
}

interface Kept extends Pick<OutletStamp, 'files' | 'code'> {
  hash: string;
  codeHash: string;
}

export function stampOutlets(folder: string): OutletStamp {
  return { folder, files: listOutletFiles(folder), code: listOutletCode() };
}

/** The outlets of a cache that was made from these files, or null; files that were only copied count as the same. */
export function readOutletCache(path: string, stamp: OutletStamp): Outlet[] | null {
  try {
    const [head = '', body = ''] = readFileSync(path, 'utf8').split('\n', 2);
    const kept = JSON.parse(head) as Kept;
    const untouched = same(kept.files, stamp.files) && same(kept.code, stamp.code);
    if (!untouched && !sameContents(kept, stamp)) return null;
    const outlets = JSON.parse(body) as Outlet[];
    if (!untouched) writeOutletCache(path, stamp, outlets);
    return outlets;
  } catch {
    return null;
  }
}

const same = (a: readonly FileMark[], b: readonly FileMark[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

function sameContents(kept: Kept, { folder, files, code }: OutletStamp): boolean {
  return kept.hash === hashFiles(folder, files) && kept.codeHash === hashCode(code);
}

/** Writes the cache so that readers see the old one or the new one; does nothing where it may not write. */
export function writeOutletCache(path: string, stamp: OutletStamp, outlets: readonly Outlet[]): void {
  const { folder, files, code } = stamp;
  const head: Kept = { files, code, hash: hashFiles(folder, files), codeHash: hashCode(code) };
  const draft = `${path}.${process.pid}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(draft, `${JSON.stringify(head)}\n${JSON.stringify(outlets)}\n`);
    renameSync(draft, path);
  } catch {
    rmSync(draft, { force: true });
  }
}
