/** Read archive: the response that a capture reference leads to, long after its page is gone. */
import { join } from 'node:path';
import { Quarantine } from '../model/errors.js';
import { readCapture } from './capture.js';
import { readResponse, type HttpResponse } from './http-message.js';
import { openWarcScan } from './scan-warc.js';
import type { WarcHead } from './warc-head.js';

export interface ArchivedResponse extends HttpResponse {
  head: WarcHead;
}

/**
 * Reads what a page said when it was captured.
 * @param folder where the WARC files lie
 * @param capture as it stands on an article or page
 * @throws Quarantine when there is no such file or record; the message says which
 */
export function readArchived(folder: string, capture: string): ArchivedResponse {
  const parsed = readCapture(capture);
  if (parsed === null)
    throw new Quarantine(`"${capture}" is no capture reference, such as FILE.warc.gz#8123`);
  const { file, offset, record: wanted } = parsed;
  const path = join(folder, file);
  let scan;
  try {
    scan = openWarcScan(path, { wants: () => true, headFirst: false, from: offset });
  } catch (cause) {
    throw new Quarantine(`${path} cannot be read: ${(cause as Error).message}`, { cause });
  }
  try {
    const first = scan.records().next();
    const record = first.done === true ? null : first.value;
    if (record === null || record.offset !== offset || (wanted !== null && record.head.id !== wanted))
      throw new Quarantine(`${path} holds no such record at ${offset}`);
    const response = readResponse(record.block);
    if (response === null) throw new Quarantine(`${path}: the record at ${offset} is no response`);
    return { ...response, body: Buffer.from(response.body), head: record.head };
  } finally {
    scan.close();
  }
}
