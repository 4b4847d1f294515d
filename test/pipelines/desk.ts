/** A desk for the suites of review and erasure: invented reports told to a store, linked as the flow links them. */
import { runDirect } from '../../pipelines/carry.js';
import { ALL, type Stages } from '../../pipelines/flow.js';
import { wireStages } from '../../pipelines/wire-stages.js';
import { loadDictionary } from '../../src/dictionary/dictionary.js';
import type { Article } from '../../src/model/article.js';
import type { Report } from '../../src/model/report.js';
import type { Review } from '../../src/model/review.js';
import { openLog } from '../../src/run/run.js';
import type { Decision, Store } from '../../src/store/store.js';
import { at, makeArticle, makeExtraction, makeQuery, makeReport, makeStep, why } from '../store/made-up.js';

export const dictionary = await loadDictionary();
const RULE = 'lexicon/test/1';
export const TEXT =
  'Kepala desa Sumberjati, Darmo Lastro, diperiksa karena mendukung calon bupati. Ia membantah.';

interface Told {
  name: string;
  place: string;
  stage?: Report['stage'];
  violation?: Report['violations'][number]['value'];
  offset?: number;
}

export function report(
  id: string,
  { name, place, stage = 'examined', violation = 'public_endorsement', offset = 0 }: Told,
): Report {
  return makeReport(id, {
    stage,
    violations: [{ value: violation, count: null, ...why(55 + offset, 76 + offset, RULE) }],
    steps: [makeStep(stage ?? 'examined', why(37 + offset, 46 + offset, RULE), 'named_official')],
    subjects: [
      {
        name,
        role: 'accused',
        status: 'village_head',
        employment: null,
        position: null,
        institution: null,
        count: 1,
        min: null,
        max: null,
        ...why(24, 36, RULE),
      },
    ],
    places: [
      {
        value: place,
        name: place,
        level: 'regency',
        regency: place,
        role: 'jurisdiction',
        raw: null,
        ...why(12, 22, RULE),
      },
    ],
    date: { value: '2024-02-09', precision: 'day', basis: 'stage', raw: null, ...why(37, 46, RULE) },
  });
}

export class Desk {
  readonly stages: Stages;
  constructor(readonly store: Store) {
    this.stages = wireStages({ store, dictionary, outlets: [], collector: null, log: openLog('error') });
  }

  async tell(
    article: string,
    reports: Report[],
    version = 'sha256:a',
    over: Partial<Article> = {},
  ): Promise<void> {
    const one = makeArticle(article, { outlet: `outlet-${article}`, text: TEXT, ...over });
    await this.store.saveArticles([one], new Date());
    await this.stages.saveExtractions([makeExtraction(one, reports, version)]);
    await this.link();
  }

  async link(): Promise<void> {
    await runDirect(this.stages, 'link', [ALL]);
  }

  async decide(
    id: string,
    decision: Review['decision'],
    over: Partial<Decision> = {},
    day = 1,
  ): Promise<Review> {
    const kind = (await this.store.resolveIncident(id)).length > 0 ? 'incident' : 'report';
    const made = await this.store.decide(
      { target: { kind, id }, decision, field: null, value: null, note: null, author: 'Analis', ...over },
      at(day),
    );
    await this.link();
    return made;
  }

  async holding(reportId: string): Promise<string> {
    const { rows } = await this.store.pool.query<{ incident: string }>(
      'SELECT incident FROM incident_reports WHERE report = $1',
      [reportId],
    );
    return rows[0]?.incident ?? 'none';
  }

  async shown(): Promise<string[]> {
    const { rows } = await this.store.queryIncidents(makeQuery({ limit: 100 }));
    return rows.map(({ links }) => links.map((link) => link.report).join('+')).sort();
  }
}
