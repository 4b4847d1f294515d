/** The tables as the query layer sees them; the migrations beside this file make them. */
import type { ColumnType, Generated } from 'kysely';

/** Instants come as ISO strings and go in as Date or ISO string. */
type Instant = ColumnType<string, string | Date, string | Date>;
/** Counts of visits, which coverage adds up. */
interface VisitColumns {
  feeds_answered: number;
  feeds_empty: number;
  feeds_failed: number;
  pages: number;
  unchanged: number;
  gone: number;
  refused: number;
  failed: number;
  errors: Json;
}
/** Documents go in as JSON text. */
type Json = ColumnType<unknown, string, string>;

interface ReleaseRow {
  folder: string;
  version: string;
  created: Instant;
  made: Instant;
  filter: string;
  supersedes: string | null;
}

export interface Tables {
  outlets_state: { outlet: string; doc: Json; at: Instant };
  urls: {
    url: string;
    outlet: string;
    state: string;
    discovered: Instant;
    due: Instant;
    tries: number;
    etag: string | null;
    last_modified: string | null;
    error: string | null;
    hint: Json | null;
    done: Instant | null;
    again: Instant | null;
  };
  article_versions: {
    article: string;
    since: Instant;
    until: Instant;
    title: string;
    text: string;
    doc: Json;
  };
  pages: {
    id: string;
    url: string;
    requested: string;
    outlet: string | null;
    fetched: Instant;
    status: number;
    content_type: string | null;
    etag: string | null;
    last_modified: string | null;
    sha256: string;
    charset: string;
    capture: string | null;
    body: Buffer | null;
  };
  articles: {
    id: string;
    url: string | null;
    outlet: string | null;
    title: string;
    text: string;
    published: string | null;
    published_at: Instant | null;
    doc: Json;
    hash: string;
    first_seen: Instant;
    changed_at: Instant;
    search: ColumnType<string, never, never>;
  };
  extractions: {
    article: string;
    version: string;
    relevance: string;
    doc: Json;
    hash: string;
    at: Instant;
    /** Run of reextract that made it; null for the flow. */
    run: string | null;
  };
  reports: {
    id: string;
    article: string;
    seq: number;
    type: string;
    stage: string | null;
    phase: string | null;
    date_from: string | null;
    date_to: string | null;
    blocks: string[];
    doc: Json;
    /** What the body of the article is known by. */
    sign: string | null;
    /** Mark of the change that linking has not seen yet. */
    to_link: number | null;
  };
  claims: {
    article: string;
    id: string;
    seq: number;
    agency: string | null;
    stage: string;
    unit: string;
    value: number;
    as_of: string | null;
    doc: Json;
  };
  incidents: {
    id: string;
    type: string;
    stage: string | null;
    tier: string;
    date_from: string | null;
    date_to: string | null;
    places: string[];
    violations: string[];
    elections: string[];
    years: number[];
    statuses: string[];
    steps: string[];
    outlets: string[];
    doc: Json;
    hash: string;
    first_seen: Instant;
    changed_at: Instant;
  };
  /** With the place of the report in the order of its incident. */
  incident_reports: { report: string; incident: string; nth: number };
  changes: {
    id: Generated<number>;
    incident: string;
    at: Instant;
    kind: string;
    before: Json | null;
    after: Json | null;
    doc: Json | null;
    causes: Json;
    /** What queries filter by, as in the columns of incidents. */
    facets: Json | null;
  };
  /** What linking made; incidents hold the same with the decisions of reviews on top, and none that is hidden. */
  linked: { id: string; doc: Json; hash: string; first_seen: Instant };
  redirects: {
    seq: Generated<number>;
    id: string;
    target: string;
    reason: string;
    causes: Json;
    at: Instant;
  };
  ended: { id: string; since: Instant; members: string[] };
  reviews: {
    seq: Generated<number>;
    id: string;
    kind: string;
    target: string;
    decision: string;
    doc: Json;
    at: Instant;
  };
  review_incidents: { review: string; target: string; incident: string };
  review_reports: { review: string; side: number; report: string };
  link_causes: { report: string; kind: string; ref: string; mark: number };
  runs: {
    id: string;
    kind: string;
    reverts: string | null;
    version: string;
    started: Instant;
    ended: Instant | null;
  };
  extraction_versions: {
    seq: Generated<number>;
    article: string;
    since: Instant;
    until: Instant;
    /** Run that put another in its place. */
    run: string | null;
    made_by: string | null;
    doc: Json;
    keys: Json;
    sign: string | null;
  };
  visits: VisitColumns & { outlet: string; at: Instant };
  coverage: VisitColumns & {
    outlet: string;
    day: string;
    visits: number;
    answered: number;
    last_visit: Instant | null;
    last_answered: Instant | null;
    found: number;
    unread: number;
    titled: number;
    dated: number;
    filled: number;
    body_length: number | null;
    paragraphs: number | null;
    bases: Json;
    last_found: Instant | null;
    published: number;
    relevant: number;
    settled: Instant;
  };
  deliveries: {
    id: string;
    date: string;
    recipient: string;
    channel: string;
    status: string;
    at: Instant;
    error: string | null;
    subscription: ColumnType<string, string | undefined, string>;
    /** What was known then is told, also when it is sent again; null in what was sent before that was noted. */
    as_of: Instant | null;
    attempts: ColumnType<number, number | undefined, number>;
    /** Not to be tried before; null when it is not tried again of itself. */
    next_try: Instant | null;
    /** Whether a try that failed may have reached the recipient all the same. */
    doubtful: ColumnType<boolean, boolean | undefined, boolean>;
  };
  told: {
    recipient: string;
    subscription: string;
    incident: string;
    /** Entry of the log of changes. */
    version: number;
    delivery: string;
    at: Instant;
  };
  readers: { recipient: string; subscription: string; since: Instant; token: string };
  unsubscribed: { recipient: string; subscription: string; at: Instant };
  releases: ReleaseRow;
  /** About to be put in their folders, or put there by a program that was killed. */
  begun_releases: ReleaseRow;
  hosts: { host: string; next_turn: Instant; held_until: Instant };
  robots: { origin: string; doc: Json; until: Instant };
  backfills: { id: string; source: string; doc: Json; at: Instant };
  quarantine: { kind: string; id: string; reason: string; at: Instant };
}
