/** Captures: the reference from a page to the WARC record that keeps its bytes, and the way back. */
import { basename } from 'node:path';

export interface Capture {
  /** Name of the WARC file, without its folder. */
  file: string;
  /** Where the record begins, in bytes of the file as it lies there. */
  offset: number;
  /** Record id; null when it is not known. */
  record: string | null;
}

/** Example: `pantau-20240214050000-1b2c3d4e-00001.warc.gz#8123;urn:uuid:1b4e28ba-2fa1`. */
export const writeCapture = ({ file, offset, record }: Capture): string =>
  `${basename(file)}#${offset}${record === null ? '' : `;${record}`}`;

/** Null when the text is no reference. */
export function readCapture(text: string): Capture | null {
  const [, file, offset, record] = /^([^#]{1,1000})#(\d{1,15})(?:;(\S{1,1000}))?$/.exec(text) ?? [];
  return file === undefined ? null : { file, offset: Number(offset), record: record ?? null };
}
