/** Release folder: the files of a release as they are written, each with its checksum. */
import { join } from 'node:path';
import type { ReleaseFile } from '../src/model/release.js';
import type { Sink } from '../src/publish/publish.js';
import { fileSink } from './sinks.js';

export interface ReleaseFolder {
  /** Opens a file; `finish` puts it in its place, with the number of its rows. */
  open: (path: string) => Promise<{ sink: Sink; finish: (rows: number | null) => Promise<void> }>;
  writeText: (path: string, text: string) => Promise<void>;
  /** SHA256SUMS, as `sha256sum --check` reads it, of all files so far. */
  writeChecksums: () => Promise<void>;
  /** What was written so far, in the order of the paths. */
  files: () => ReleaseFile[];
}

export function openRelease(folder: string): ReleaseFolder {
  const files: ReleaseFile[] = [];
  const inOrder = (): ReleaseFile[] => files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const open: ReleaseFolder['open'] = async (path) => {
    const file = await fileSink(join(folder, path));
    return {
      sink: file.sink,
      finish: async (rows) => {
        files.push({ path, ...(await file.finish()), rows });
      },
    };
  };
  const writeText = async (path: string, text: string): Promise<void> => {
    const file = await open(path);
    await file.sink(Buffer.from(text));
    await file.finish(null);
  };
  return {
    open,
    writeText,
    writeChecksums: () =>
      writeText(
        'SHA256SUMS',
        inOrder()
          .map(({ sha256, path }) => `${sha256}  ${path}\n`)
          .join(''),
      ),
    files: inOrder,
  };
}
