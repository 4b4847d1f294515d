/** Door of the archive: pages kept as WARC 1.1, and WARC files of anybody read, fast, one record at a time. */
export { readCapture, writeCapture, type Capture } from './capture.js';
export { eraseCapture } from './erase-capture.js';
export { bodyStart, readResponse, type HttpResponse } from './http-message.js';
export { choosePhrasings, type Needle, type Phrasing } from './needles.js';
export { createPrefilter, type Prefilter } from './prefilter.js';
export { readArchived, type ArchivedResponse } from './read-archive.js';
export { openWarcScan, type WarcScan } from './scan-warc.js';
export type { ScanCounts, ScanOptions, WarcRecord } from './warc-record.js';
export type { WarcHead } from './warc-head.js';
export { openWarcWriter, type WarcWriter, type WarcWriterOptions } from './warc-writer.js';
export { digestOf, type Earlier, type Facts } from './write-record.js';
