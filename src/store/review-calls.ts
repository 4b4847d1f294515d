/** The store's calls for the ground of review: decisions, and how they stand. */
import type { Kysely } from 'kysely';
import type { Review } from '../model/review.js';
import { listReportsWith, type ReportInContext } from './read-reports.js';
import { decide, listReviews, type Decision, type ReviewStanding } from './reviews.js';
import type { Tables } from './tables.js';

export interface ReviewCalls {
  /** Stores a decision; what comes of it is shown once its reports are linked again. */
  decide(decision: Decision, now: Date): Promise<Review>;
  /** Reports by id, with their articles; those that are no more are left out. */
  reportsWith(ids: readonly string[]): Promise<ReportInContext[]>;
  /** Decisions in their order: all, or those on an incident or report. */
  reviews(about?: string | null): Promise<ReviewStanding[]>;
}

export function reviewCalls(db: Kysely<Tables>): ReviewCalls {
  return {
    decide: (decision, now) => decide(db, decision, now),
    reportsWith: (ids) => listReportsWith(db, ids),
    reviews: (about = null) => listReviews(db, about),
  };
}
