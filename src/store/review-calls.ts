/** The store's calls for the ground of review: decisions, how they stand, and erasure on a legal request. */
import type { Kysely } from 'kysely';
import type { Incident } from '../model/incident.js';
import type { BegunRelease, KnownRelease } from '../model/release.js';
import type { Review } from '../model/review.js';
import type { Tombstone } from '../model/tombstone.js';
import { erasePerson, findPerson } from './erase-person.js';
import { eraseArticle, type Erased, type Erasure } from './erase.js';
import { findAsLinked } from './incidents.js';
import { listBeside, listOfficials, listSpellings, type Spelling } from './known-spellings.js';
import { beginRelease, forgetBegun, listBegun, listReleases, recordRelease } from './releases.js';
import { listReportsWith, type ReportInContext } from './read-reports.js';
import { decide, listReviews, type Decision, type ReviewStanding } from './reviews.js';
import { listTombstones, settleCaptures } from './tombstones.js';
import type { Tables } from './tables.js';

export interface ReviewCalls {
  /** Stores a decision; what comes of it is shown once its reports are linked again. */
  decide(decision: Decision, now: Date): Promise<Review>;
  /** Reports by id, with their articles; those that are no more are left out. */
  reportsWith(ids: readonly string[]): Promise<ReportInContext[]>;
  /** An incident as linking made it, under what analysts decided; null when there is none. */
  incidentAsLinked(id: string): Promise<Incident | null>;
  /** Decisions in their order: all, or those on an incident or report. */
  reviews(about?: string | null): Promise<ReviewStanding[]>;

  /** Erases an article, by id or address; what is left is shown once its neighbours are linked again. */
  eraseArticle(article: string, erasure: Erasure, now: Date): Promise<Tombstone>;
  /** Further spellings that incidents know people by who are named so, with the articles that print them. */
  spellings(names: readonly string[]): Promise<Spelling[]>;
  /** Names of the officials who stand in one incident with somebody who is named so. */
  officialsBeside(names: readonly string[]): Promise<string[]>;
  /** Articles that are told of in one incident with some others. */
  articlesBeside(articles: readonly string[]): Promise<string[]>;
  /** Articles that name a person in some version, each with the words. */
  findPerson(names: readonly string[]): Promise<{ article: string; words: string }[]>;
  /** Makes a person unreadable everywhere, under all names given. */
  erasePerson(names: readonly string[], erasure: Erasure, now: Date): Promise<Tombstone>;
  /** What one of the two would do, without doing it: an article by id or address, or all names of a person. */
  rehearseErasure(
    what: { article: string } | { person: readonly string[] },
    over?: Partial<Erasure>,
  ): Promise<Erased>;
  /** Takes captures off a tombstone that the archive is rid of. */
  settleCaptures(tombstone: string, done: readonly string[]): Promise<void>;
  /** All tombstones, the oldest first; releases made before one of them are superseded. */
  tombstones(): Promise<Tombstone[]>;
  /** Notes that a release is about to be put in its folder. */
  beginRelease(release: BegunRelease): Promise<void>;
  /** Notes that a release was made; it is no more one that was only begun. */
  recordRelease(release: BegunRelease): Promise<void>;
  /** Releases that were begun and not recorded, the oldest first. */
  begunReleases(): Promise<BegunRelease[]>;
  /** Notes that a release that was begun came to nothing. */
  forgetBegun(folder: string): Promise<void>;
  /** All releases that were made here, the oldest first, each with whether something was erased since. */
  releases(): Promise<KnownRelease[]>;
}

/** Shows whatever the words would hide, as names or not. */
const REHEARSAL: Erasure = { reason: 'rehearsal', author: 'rehearsal', smallLetters: true };

export function reviewCalls(db: Kysely<Tables>): ReviewCalls {
  return {
    decide: (decision, now) => decide(db, decision, now),
    reportsWith: (ids) => listReportsWith(db, ids),
    eraseArticle: async (article, erasure, now) => (await eraseArticle(db, article, erasure, now)).tombstone,
    spellings: (names) => listSpellings(db, names),
    erasePerson: async (names, erasure, now) => (await erasePerson(db, names, erasure, now)).tombstone,
    officialsBeside: (names) => listOfficials(db, names),
    articlesBeside: (articles) => listBeside(db, articles),
    findPerson: (names) => findPerson(db, names),
    rehearseErasure: (what, over = {}) =>
      'article' in what
        ? eraseArticle(db, what.article, REHEARSAL, new Date(), true)
        : erasePerson(db, what.person, { ...REHEARSAL, ...over }, new Date(), true),
    settleCaptures: (tombstone, done) => settleCaptures(db, tombstone, done),
    tombstones: () => listTombstones(db),
    beginRelease: (release) => beginRelease(db, release),
    begunReleases: () => listBegun(db),
    forgetBegun: (folder) => forgetBegun(db, folder),
    recordRelease: (release) => recordRelease(db, release),
    releases: () => listReleases(db),
    incidentAsLinked: (id) => findAsLinked(db, id),
    reviews: (about = null) => listReviews(db, about),
  };
}
