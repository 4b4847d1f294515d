/** Derivation: everything found on the way to an extraction, kept for explanations. */
import type { Extraction, Report } from '../model/report.js';
import type { CaseDraft } from './cases.js';
import type { Entity } from './entity.js';
import type { MeasureDraft } from './measures.js';
import type { Mark, Passage } from './passage.js';
import type { Gazetted } from './places.js';
import type { ArticleGate } from './article-gate.js';
import type { StepTelling } from './steps.js';
import type { Chances } from './weigh-article.js';
import type { TogetherStage } from './together-signs.js';
import type { Story } from './weigh-story.js';

/** What a draft of a case must have to become a report. */
export type CaseGate =
  | 'nothing_real'
  | 'no_stage'
  | 'opinion_unnamed'
  | 'explainer_unnamed'
  | 'status_unknown'
  | 'another_protagonist'
  | 'buried'
  | 'unlikely'
  | 'class_listed'
  | 'only_addressed'
  | 'told_in_passing'
  | 'another_offence'
  | 'steps_without_act'
  | 'counted_only'
  | 'too_unsure';
/** What a draft of a measure must have. */
export type MeasureGate = 'opinion' | 'no_measure' | 'unlikely';

/** What might have become a report, with the gate that it did not pass. */
export type Attempt =
  | {
      type: 'case';
      draft: CaseDraft;
      report: Report | null;
      failed: CaseGate | null;
      /** Steps that rules gave the draft and all else spoke against, with their log odds. */
      left: ReadonlyMap<Mark, number>;
    }
  | { type: 'measure'; draft: MeasureDraft; report: Report | null; failed: MeasureGate | null };

export interface Derivation {
  extraction: Extraction;
  title: Passage;
  body: Passage;
  people: Entity[];
  accused: Entity[];
  steps: StepTelling[];
  /** Steps that but the words of a sentence together may tell of. */
  further: StepTelling[];
  /** What the article is likely to be; null where nothing was learned of that. */
  chances: Chances | null;
  /** Which acts and steps it tells of as a whole. */
  story: Story;
  places: Gazetted;
  /** The gate that the article as a whole did not pass; null when it passed all. */
  gate: ArticleGate | 'empty_slots' | 'unlikely' | null;
  attempts: Attempt[];
  /** What was told of each accused before some were joined; null where nobody was looked for. */
  together: TogetherStage | null;
}
