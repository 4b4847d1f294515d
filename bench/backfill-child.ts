/** Backfill child: one way through WARC files in a process of its own, so that nothing else is counted with it. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bodyStart, choosePhrasings, createPrefilter, openWarcScan } from '../src/archive/archive.js';
import { loadDictionary } from '../src/dictionary/dictionary.js';

export interface ChildReport {
  /** Seconds of CPU of the whole process, its start included. */
  cpu: number;
  /** Peak of its memory in megabytes. */
  memory: number;
  /** Addresses of the pages that may matter. */
  candidates: string[];
  records: number;
}

/** Finds the pages that may matter, of all hosts or of one alone. */
async function findCandidates(folder: string, host: string | null): Promise<ChildReport> {
  const mayMatter = createPrefilter(choosePhrasings(await loadDictionary()));
  const candidates: string[] = [];
  let records = 0;
  for (const name of readdirSync(folder).toSorted()) {
    const isWanted = (url: string | null): boolean => host === null || url?.startsWith(host) === true;
    const scan = openWarcScan(join(folder, name), {
      wants: ({ type, url }) => type === 'response' && isWanted(url),
      headFirst: host !== null,
    });
    for (const record of scan.records()) {
      const body = record.block.subarray(bodyStart(record.block));
      if (mayMatter(body) && record.confirm()) candidates.push(record.head.url ?? '');
    }
    records += scan.counts.records;
    scan.close();
  }
  const { user, system } = process.cpuUsage();
  return { cpu: (user + system) / 1e6, memory: process.resourceUsage().maxRSS / 1024, candidates, records };
}

const [folder = '.', host = null] = process.argv.slice(2);
process.stdout.write(JSON.stringify(await findCandidates(folder, host)));
