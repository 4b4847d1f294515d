/** Cells of rows: dates, places, addresses and sentences in the columns that several tables share. */
import { describePlace, placeByCode, type Place } from '../dictionary/dictionary.js';
import type { Article } from '../model/article.js';
import type { Gazetteer } from '../model/gazetteer.js';
import type { Incident } from '../model/incident.js';
import type { ReviewState } from '../model/query.js';
import type { Reply } from '../model/review.js';
import type { ReportRow } from '../model/rows.js';
import type { Evidence } from '../model/why.js';
import type { Cover } from './mask-names.js';
import { quoteAround, type CutSentences } from './quote.js';
import type { WholeNames } from './whole-names.js';

export interface RowManner {
  gazetteer: Gazetteer;
  cut: CutSentences;
  /** Point of a place; null where none is known. */
  pointOf: (code: string) => Point | null;
  /** Full names that no text may spell. */
  names: WholeNames;
  /** True for the staff's own eyes: everything as printed, nobody covered. */
  asPrinted?: boolean;
}

export interface Point {
  latitude: number;
  longitude: number;
}

export const oneSpace = (text: string): string => text.replace(/\s+/g, ' ').trim();

export function tellAddress(url: string | null, cover: Cover): string | null {
  if (url === null || !URL.canParse(url) || !/^https?:/i.test(url)) return null;
  return cover.address(new URL(url).href);
}

export function tellEvidence(
  stretches: readonly Evidence[],
  article: Article,
  cover: Cover,
  { cut }: Pick<RowManner, 'cut'>,
): Pick<ReportRow, 'evidence' | 'evidence_outlet' | 'evidence_url'> {
  const inBody = stretches.find((one) => one.in === 'body');
  const quote =
    inBody !== undefined
      ? quoteAround(article.text, inBody.start, inBody.end, cut)
      : stretches.length > 0
        ? article.title
        : null;
  return {
    evidence: quote === null ? null : cover.text(oneSpace(quote)),
    evidence_outlet: quote === null ? null : article.outlet,
    evidence_url: quote === null ? null : tellAddress(article.url, cover),
  };
}

/** A correction or reply as one cell: "right_of_reply, SW, 2024-03-05: Itu tidak benar. <https://...>". */
export function tellReply({ kind, by, date, text, url }: Reply): string {
  const who = [kind, by, date].flatMap((part) => (part === null ? [] : oneSpace(part)));
  return `${who.join(', ')}: ${oneSpace(text)}${url === null ? '' : ` <${url}>`}`;
}

type Precision = ReportRow['date_precision'];

/** A date as a span of days; "on or before" has no first day. */
export function tellDate(
  value: string | null,
  precision: Precision,
): Pick<ReportRow, 'event_date' | 'date_precision' | 'date_start' | 'date_end'> {
  const [year, month, day] = (value ?? '').split('-');
  const told = precision ?? (value === null ? null : day ? 'day' : month ? 'month' : 'year');
  const first = value === null ? null : `${year}-${month ?? '01'}-${day ?? '01'}`;
  const last =
    value === null || day !== undefined
      ? value
      : new Date(Date.UTC(Number(year), month === undefined ? 12 : Number(month), 0))
          .toISOString()
          .slice(0, 10);
  return {
    event_date: value,
    date_precision: told,
    date_start: told === 'on_or_before' ? null : first,
    date_end: last,
  };
}

type PlaceCells = Pick<
  ReportRow,
  'admin1' | 'admin1_code' | 'admin2' | 'admin2_code' | 'location' | 'location_code' | 'geo_precision'
>;

export function tellPlace(code: string | null, gazetteer: Gazetteer): PlaceCells {
  const find = (one: string | null): Place | null => {
    const place = one === null ? -1 : placeByCode(gazetteer, one);
    return place < 0 ? null : describePlace(gazetteer, place);
  };
  const place = find(code);
  const [admin1, admin2] = [find(place?.province ?? null), find(place?.regency ?? null)];
  return {
    admin1: admin1?.name ?? null,
    admin1_code: admin1?.code ?? null,
    admin2: admin2?.name ?? null,
    admin2_code: admin2?.code ?? null,
    location: place?.name ?? null,
    location_code: place?.code ?? code,
    geo_precision: place?.level ?? null,
  };
}

/** The point of the regency, or of the province where no more is told. */
export function pointOf(code: string | null, manner: RowManner): Point | null {
  const parts = code?.split('.') ?? [];
  return parts.length === 0 ? null : manner.pointOf(parts.slice(0, 2).join('.'));
}

/** How far analysts looked at an incident, as the filter asks for it. */
export function reviewOf({ review }: Pick<Incident, 'review'>): ReviewState {
  if (review.stale) return 'stale';
  return review.corrected.length > 0 ? 'corrected' : review.status;
}
