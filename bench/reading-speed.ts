/** Bench of reading: from the bytes of a page to its article, beside readability on linkedom and cheerio on the same pages. */
import { createRequire } from 'node:module';
import { loadPages, genericReader, scoreTexts, type PageWithTruth } from './reading.js';
import { leastSeconds, type Row } from './rows.js';

const SECONDS = 4; // CPU time for each reader

/** Null where the real pages are absent: pages of our own are a tenth as large, and ratios on them mean something else. */
export async function benchReading(): Promise<Row[] | null> {
  const pages = loadPages();
  if (pages === null) return null;
  const read = await genericReader();
  // Ours comes first: the peer leaves a heap behind whose cleaning would be counted here.
  const ours = measure(pages, read);
  const readability = measure(pages, readabilityReader());
  const cheerio = measure(pages, cheerioReader());
  const percent = (f1: number): number => 100 * (1 - f1);
  return [
    {
      what: 'reading',
      value: ours.rate,
      unit: 'pages/s',
      note: `bytes to article, ${pages.length} pages, ${kilobytes(pages)} KB each`,
    },
    {
      what: 'against readability',
      value: ours.rate / readability.rate,
      unit: 'x',
      note: `goal 20; on linkedom, same pages, same run: ${readability.rate.toFixed(0)} pages/s`,
    },
    {
      what: 'against cheerio',
      value: ours.rate / cheerio.rate,
      unit: 'x',
      note: `paragraphs only, in htmlparser2 mode: ${cheerio.rate.toFixed(0)} pages/s, F1 ${cheerio.f1.toFixed(3)}`,
    },
    {
      what: 'text missed',
      value: percent(ours.f1),
      unit: '% (1 - F1)',
      note: `F1 ${ours.f1.toFixed(4)}, goal 0.975; readability ${readability.f1.toFixed(4)}`,
    },
    {
      what: 'missed against readability',
      value: percent(ours.f1) / percent(readability.f1),
      unit: 'x',
      note: 'below 1 is better',
    },
  ];
}

function measure(
  pages: readonly PageWithTruth[],
  read: (page: PageWithTruth) => string,
): { rate: number; f1: number } {
  const { f1 } = scoreTexts(pages, pages.map(read));
  const seconds = leastSeconds(() => pages.forEach((page) => read(page)), SECONDS);
  return { rate: pages.length / seconds, f1 };
}

const kilobytes = (pages: readonly PageWithTruth[]): number =>
  Math.round(pages.reduce((sum, { html }) => sum + html.length, 0) / pages.length / 1000);

/** The peers are development tools and have no place in the product's types. */
const load = createRequire(import.meta.url);

function readabilityReader(): (page: PageWithTruth) => string {
  const linkedom = load('linkedom') as { parseHTML(html: string): { document: unknown } };
  const { Readability } = load('@mozilla/readability') as {
    Readability: new (document: unknown) => { parse(): { textContent?: string | null } | null };
  };
  return ({ html }) =>
    new Readability(linkedom.parseHTML(html.toString()).document).parse()?.textContent ?? '';
}

function cheerioReader(): (page: PageWithTruth) => string {
  type Query = ((selector: string) => { text(): string; toArray(): unknown[] }) & {
    text(nodes: unknown[]): string;
  };
  const cheerio = load('cheerio/slim') as { load(html: string): Query };
  return ({ html }) => {
    const $ = cheerio.load(html.toString());
    return $('p')
      .toArray()
      .map((paragraph) => $.text([paragraph]))
      .join('\n');
  };
}
