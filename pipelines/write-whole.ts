/** Writing a file as a whole: whoever looks finds the old content or the new, never a half of it. */
import { open, rename, rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { Halt } from '../src/model/errors.js';
import { describeFileFault } from '../src/model/file-fault.js';

/**
 * Writes beside the file first, then renames.
 * @throws Halt when the folder cannot be written to
 */
export async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const draft = `${file}.${randomUUID().slice(0, 8)}.part`;
  try {
    const handle = await open(draft, 'wx');
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  } catch (cause) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw new Halt(`cannot write ${file}: ${describeFileFault(cause)} (--out)`, { cause });
  }
}
