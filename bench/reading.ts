/** How well the generic reader finds the text of real pages: F1 over 4-token shingles, and pages per second. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readBlocks } from '../src/read/blocks.js';
import { blocksInside, chooseText, findHolder } from '../src/read/body.js';
import { parseTree } from '../src/read/tree.js';

const folder = process.argv[2] ?? '/work/shared/bench/article-extraction';

export function shingles(text: string): Map<string, number> {
  const tokens = text.match(/[\p{L}\p{N}_]+/gu) ?? [];
  const counts = new Map<string, number>();
  const n = tokens.length < 4 ? (tokens.length > 0 ? 1 : 0) : tokens.length - 3;
  for (let i = 0; i < n; i += 1) {
    const key = tokens.slice(i, i + 4).join(' ');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

export function compare(found: string, truth: string): { tp: number; fp: number; fn: number } {
  const a = shingles(found);
  const b = shingles(truth);
  let tp = 0;
  let fp = 0;
  let fn = 0;
  for (const [key, n] of a) tp += Math.min(n, b.get(key) ?? 0), (fp += Math.max(0, n - (b.get(key) ?? 0)));
  for (const [key, n] of b) fn += Math.max(0, n - (a.get(key) ?? 0));
  return { tp, fp, fn };
}
if (existsSync(folder)) {
  const truth = JSON.parse(readFileSync(join(folder, 'ground-truth.json'), 'utf8')) as Record<string, { articleBody: string; url: string }>;
  const ps: number[] = [];
  const rs: number[] = [];
  const rows: [number, number, string, string][] = [];
  const pages = Object.entries(truth).map(([id, t]) => [gunzipSync(readFileSync(join(folder, 'html', `${id}.html.gz`))).toString('utf8'), t, id] as const);
  const start = performance.now();
  for (const [html, t, id] of pages) {
    const { $ } = parseTree(html);
    const blocks = readBlocks($.root()[0]!, { isNoiseName: () => false });
    const holder = findHolder(blocks);
    if (process.env.PAGE && id.startsWith(process.env.PAGE)) { console.log('HOLDER', holder?.name, holder?.attribs); for (const b of blocks) console.log(b.noise ? 'N' : '-', holder && blocksInside([b], holder).length ? 'I' : '-', b.name, b.element.attribs.class ?? '', (b.linked / b.text.length).toFixed(1), b.text.slice(0, 100)); console.log('TRUTH', t.articleBody); }
    const text = holder ? chooseText(blocksInside(blocks, holder)).map((b) => b.text).join('\n') : '';
    const { tp, fp, fn } = compare(text, t.articleBody);
    if (tp + fp > 0) ps.push(tp / (tp + fp));
    if (tp + fn > 0) rs.push(tp / (tp + fn));
    rows.push([tp / (tp + fp || 1), tp / (tp + fn || 1), id.slice(0, 8), t.url]);
  }
  const ms = performance.now() - start;
  const mean = (xs: number[]): number => xs.reduce((a, b) => a + b, 0) / xs.length;
  const p = mean(ps);
  const r = mean(rs);
  if (process.env.ROWS) for (const [p, r, id, url] of rows.sort((a, b) => Math.min(a[0], a[1]) - Math.min(b[0], b[1])).slice(0, 40)) console.log(p.toFixed(2), r.toFixed(2), id, url);
  console.log(`precision ${p.toFixed(4)} recall ${r.toFixed(4)} F1 ${((2 * p * r) / (p + r)).toFixed(4)} ${((pages.length / ms) * 1000).toFixed(0)} pages/s`);
}
