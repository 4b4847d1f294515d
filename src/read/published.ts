/** When an article was published: what the page says for machines, else what it shows, else what the feed said. */
import type { Published } from '../model/article.js';
import type { Doubt } from '../model/why.js';
import type { Block } from './blocks.js';
import { readMachineDate, readVisibleDate, type ReadDate } from './dates.js';
import { isChange, marksIn, type ReadingWords } from './words.js';

export interface DateSources {
  jsonLd: string | null;
  meta: string | null;
  /** The same of the last change. */
  jsonLdModified: string | null;
  metaModified: string | null;
  /** Text of the element that the outlet's layout names. */
  layout: string | null;
  /** Blocks of the whole page. */
  blocks: readonly Block[];
  /** Place of the headline among them, -1 when unknown, and of the first paragraph of the body. */
  titleAt: number;
  bodyAt: number;
  /** First paragraph of the body. */
  opening: string;
  feed: string | null;
}

/** A visible date stands in a short line. */
const LONGEST_DATE_LINE = 160;
/** The first line of the body is a date only when it says little else; a dateline is none. */
const LONGEST_DATE_IN_BODY = 50;
/** Letters at the beginning of a longer line that may hold a date. */
const BEGINNING = 60;
const BEFORE_TITLE = 6;
const AFTER_BODY = 2;
const DAY_MS = 86_400_000;

/** Dated lines between the headline and the body: those that tell of publication, and those that tell of a change. */
function visibleDates(
  sources: DateSources,
  words: ReadingWords,
  zone: string,
): { published: ReadDate | null; modified: ReadDate | null } {
  const { blocks, titleAt, bodyAt } = sources;
  const from = Math.max(0, (titleAt < 0 ? bodyAt : titleAt) - BEFORE_TITLE);
  const to = Math.min(blocks.length, Math.max(bodyAt, titleAt) + AFTER_BODY);
  let published: ReadDate | null = null;
  let modified: ReadDate | null = null;
  for (let at = from; at < to; at += 1) {
    const printed = blocks[at]?.printed ?? '';
    // Between headline and text a caption may follow in the same line.
    const isLong = printed.length > (at === bodyAt ? LONGEST_DATE_IN_BODY : LONGEST_DATE_LINE);
    if (isLong && (at <= titleAt || at >= bodyAt)) continue;
    const text = isLong ? printed.slice(0, BEGINNING) : printed;
    if (readVisibleDate(text, words, zone) === null) continue;
    const change = marksIn(text, words).find(isChange)?.start ?? text.length;
    // Example: `8 November 2023, 10:05 | Diperbarui: 9 November 2023` tells of both; a mark behind one date belongs to it.
    const before = readVisibleDate(text.slice(0, change), words, zone);
    const after = readVisibleDate(text.slice(change), words, zone);
    if (after !== null || change < text.length) modified ??= after ?? before;
    if (after !== null || change === text.length) published ??= before;
  }
  return { published, modified };
}

/** Example: `SOLO, 8 November 2023 – Wali kota ...`; the dash ends what belongs to the dateline. */
function datelineDate(opening: string, words: ReadingWords, zone: string): ReadDate | null {
  const end = opening.slice(0, 100).search(/\s?[–—-]{1,3}\s/);
  return end < 0 ? null : readVisibleDate(opening.slice(0, end), words, zone);
}

const far = (a: ReadDate, b: ReadDate): boolean =>
  Math.abs(Date.parse(a.value.slice(0, 10)) - Date.parse(b.value.slice(0, 10))) > DAY_MS;

export interface ReadPublished {
  published: Published | null;
  modified: Published | null;
  doubts: Doubt[];
}

const doubt = (code: string, message: string): Doubt => ({ code, message, span: null });

type Told = [Published['basis'], ReadDate | null];

/** The most trusted date that was told, with what told it. */
function firstOf(told: readonly Told[]): Published | null {
  for (const [basis, date] of told)
    if (date !== null) return { value: date.value, precision: date.precision, basis };
  return null;
}

/** Chooses the date of publication and says so when the sources contradict each other. */
export function choosePublished(sources: DateSources, words: ReadingWords, zone: string): ReadPublished {
  const visible = visibleDates(sources, words, zone);
  const machine = (text: string | null): ReadDate | null =>
    text === null ? null : (readMachineDate(text, zone) ?? readVisibleDate(text, words, zone));
  const layout = sources.layout === null ? null : readVisibleDate(sources.layout, words, zone);
  const candidates: Told[] = [
    ['json_ld', machine(sources.jsonLd)],
    ['meta', machine(sources.meta)],
    ['visible', layout ?? visible.published],
    ['dateline', datelineDate(sources.opening, words, zone)],
    ['feed', machine(sources.feed)],
  ];
  const found = candidates.filter((one): one is [Published['basis'], ReadDate] => one[1] !== null);
  const [first, ...others] = found;
  const modified = firstOf([
    ['json_ld', machine(sources.jsonLdModified)],
    ['meta', machine(sources.metaModified)],
    ['visible', visible.modified],
  ]);
  if (first === undefined)
    return {
      published: null,
      modified,
      doubts: [doubt('no_date', 'the page does not say when it was published')],
    };
  const [basis, date] = first;
  const published = firstOf(found);
  const doubts = others
    .filter(([, other]) => far(date, other))
    .map(([otherBasis, other]) =>
      doubt('dates_differ', `published ${date.value} by ${basis}, but ${other.value} by ${otherBasis}`),
    );
  return { published, modified, doubts };
}
