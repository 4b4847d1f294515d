/** Reports of one article have ids of their own, however many rest on one anchor: what stores them tells them apart by nothing else. */
import { expect, it } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { tellApart } from '../../src/extract/tell-apart.js';
import type { Report } from '../../src/model/report.js';
import { extractor } from './derive.js';

const FOLDER = new URL('../../fixtures/briefs/open/', import.meta.url);
const EACH = 20;

const briefs = readdirSync(FOLDER)
  .toSorted()
  .filter((_, index) => index % EACH === 0)
  .map((name) => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as Brief);

interface Brief {
  id: string;
  title: string;
  text: string;
  published: string;
}

it('numbers what rests on one anchor, and leaves out what is told twice', () => {
  const [report] = briefs.flatMap(
    (brief) => extractor.extract({ ...brief, url: null, outlet: null }).reports,
  ) as [Report];
  const other = { ...report, confidence: report.confidence / 2 };
  const third = { ...report, confidence: report.confidence / 3 };
  expect(tellApart([report, other, report, third]).map(({ id }) => id)).toEqual([
    report.id,
    `${report.id}_2`,
    `${report.id}_3`,
  ]);
});

it('holds for every article', () => {
  expect(briefs.length).toBeGreaterThan(300);
  const twice = briefs.filter((brief) => {
    const ids = extractor.extract({ ...brief, url: null, outlet: null }).reports.map(({ id }) => id);
    return new Set(ids).size < ids.length;
  });
  expect(twice.map(({ id }) => id)).toEqual([]);
});
