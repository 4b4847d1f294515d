/** A dataset made up for exports: incidents of many kinds, hostile texts, and people whom the privacy rule protects. */
import { SubjectStatus, Tier, ViolationCode } from '../../src/model/codes.js';
import type { Article } from '../../src/model/article.js';
import type { Incident } from '../../src/model/incident.js';
import type { Report } from '../../src/model/report.js';
import type { Store } from '../../src/store/store.js';
import { initialsOf } from '../../src/model/naming.js';
import { makeArticle, makeExtraction, makeIncident, makeReport, NOW } from '../store/made-up.js';

/** Names that no output may hold, in any spelling. */
export const PROTECTED = [
  'Sutarno Wibisana',
  'Eko Yuliantoro',
  'Ni Made Sukerthi',
  'Ngadimin',
  'Yatmi Rahardja',
  // Initials that some programs take for a missing value
  'Nasrudin Alamsyah',
];
/** May be shown: a head of a region, and a convict. */
export const SHOWN = ['Mahendra Kusumawardana', 'Bonifasius Larantuka'];

const WHY = { certainty: 'stated' as const, rule: 'test' };

/** Ways in which the press and the web spell a name. */
const spellings = (name: string): string[] => {
  const words = name.split(' ');
  return [
    name,
    name.toUpperCase(),
    name.toLowerCase(),
    words.join('  '),
    words.join('\n'),
    words.join('-'),
    words.join('_').toLowerCase(),
    `#Save${words.join('')}`,
    `${words[0]}\u00adx`.replace('x', ''),
    `${name.slice(0, 3)}\u200b${name.slice(3)}`,
    words.at(-1) ?? '',
    `${words.at(-1) ?? ''}nya`,
  ];
};

const HOSTILE = [
  '=HYPERLINK("http://evil.example")',
  '+62',
  '-1+1',
  '@SUM(A1)',
  '\t=1',
  '"kutip", koma\nbaris',
  '＝1',
  '\u0007bel \ud800',
];

const pick = <T>(values: readonly T[], at: number): T => {
  const value = values[at % values.length];
  if (value === undefined) throw new Error('nothing to pick from');
  return value;
};

interface Made {
  articles: Article[];
  reports: Map<string, Report[]>;
  incidents: Incident[];
}

/** Always the same dataset. */
export function madeUpDataset(size = 40): Made {
  const articles: Article[] = [];
  const reports = new Map<string, Report[]>();
  const incidents: Incident[] = [];
  for (let at = 0; at < size; at += 1) {
    const name = pick([...PROTECTED, ...SHOWN], at);
    const tier =
      name === SHOWN[1]
        ? 'convicted'
        : pick(
            Tier.options.filter((one) => one !== 'convicted'),
            at,
          );
    const status = name === SHOWN[0] ? 'head_of_region' : pick(SubjectStatus.options.slice(0, 8), at);
    const other = pick(PROTECTED, at + 1);
    const spelled = spellings(name);
    const text = `Pegawai ${name} diperiksa, kata saksi ${pick(spellings(other), at)}. ${pick(HOSTILE, at)} ${pick(spelled, at)} diam. Kata mutasi${at % 3}.`;
    const outlets = [`kabar-${at % 4}`, `warta-${at % 3}`].slice(0, 1 + (at % 2));
    const links = outlets.map((outlet, i) => ({ report: `r${at}-${i}`, article: `a${at}-${i}`, outlet }));
    links.forEach(({ report, article, outlet }, i) => {
      const slug = pick(spellings(i === 0 ? name : other), at)
        .toLowerCase()
        .replace(/[^a-z]+/g, '-');
      articles.push(
        makeArticle(article, {
          outlet,
          url:
            at % 5 === 0
              ? null
              : `https://${outlet}.example/${at}/berita-${slug}?x=${encodeURIComponent(other)}`.slice(
                  0,
                  at % 7 === 0 ? 33 : 400,
                ),
          title: `${pick(HOSTILE, at)} ${pick(spelled, at + i)} dan ${pick(spellings(other), at)}`,
          text,
          published: {
            value: `2024-${String(1 + (at % 12)).padStart(2, '0')}-10`,
            precision: 'day',
            basis: 'given',
          },
        }),
      );
      const evidence = [{ in: 'body' as const, start: 0, end: 12 }];
      const subject = {
        role: 'accused' as const,
        status,
        employment: null,
        position: `Staf ${name}`,
        institution: null,
        min: null,
        max: null,
      };
      reports.set(article, [
        makeReport(report, {
          subjects: [
            { ...subject, name, count: 2, evidence, ...WHY },
            { ...subject, status: 'pns', name: other, count: null, evidence, ...WHY },
          ],
          others: [
            {
              role: 'complainant',
              name: 'Yatmi Rahardja',
              position: null,
              institution: null,
              evidence,
              ...WHY,
            },
          ],
          steps: [
            {
              value: 'examined',
              reality: 'realised',
              date: null,
              by: null,
              count: null,
              document: `800/${name}`,
              sanction: { text: `teguran untuk ${name}`, class: 'light', duration: null },
              attribution: 'narration',
              evidence: [i === 0 ? { in: 'body', start: 0, end: 12 } : { in: 'title', start: 0, end: 5 }],
              ...WHY,
            },
          ],
          election: {
            type: 'pilkada',
            year: 2024,
            phase: at % 2 === 0 ? 'campaign' : 'quiet',
            evidence,
            ...WHY,
          },
        }),
      ]);
    });
    const made = makeIncident(`incident-${String(at).padStart(4, '0')}`, {
      reports: links,
      places: [pick(['36.74', '33.74', '33', '94.01', '36.74.01'], at)],
      date:
        at % 9 === 0 ? null : `2024-${String(1 + (at % 12)).padStart(2, '0')}${at % 4 === 0 ? '' : '-09'}`,
      violations: [pick(ViolationCode.options, at)],
      election: { type: pick(['pilkada', 'pilbup', 'pileg'], at), year: at % 6 === 0 ? null : 2024 },
      steps: [['examined', pick(['realised', 'alleged', 'denied'], at)]],
      status,
    });
    const [subject] = made.subjects;
    if (subject === undefined) throw new Error('no subject');
    const empty = { display: null, rule: 'none', conflict: false, values: [] };
    incidents.push({
      ...made,
      tier,
      type: tier === 'measure' ? 'measure' : 'case',
      count: at % 4 === 1 ? empty : made.count,
      subjects: [
        {
          ...subject,
          name,
          position: `Staf ${name}`,
          names: valuesOf([name, pick(spelled, at)], made),
          positions: valuesOf([`Staf ${name}`, `Staf ${pick(spellings(other), at)}`], made),
          named: SHOWN.includes(name),
          displayName: SHOWN.includes(name) ? name : initialsOf(name),
        },
        {
          ...subject,
          name: other,
          role: 'victim',
          status: { ...subject.status, display: 'pns' },
          names: valuesOf([other], made),
          named: false,
          displayName: initialsOf(other),
        },
      ],
      replies: [
        {
          id: `review-${at}`,
          kind: 'right_of_reply',
          by: at % 2 === 0 ? name : other,
          text: `Hak jawab${at % 3}: ${pick(spelled, at)} tidak mengenal ${pick(spellings(other), at)}. ${pick(HOSTILE, at)}`,
          url:
            at % 3 === 0
              ? 'https://kabar-0.example/hak-jawab'
              : `https://kabar-0.example/hak-jawab-${other.toLowerCase().replace(/[^a-z]+/g, '-')}`,
          date: '2024-03-01',
        },
      ],
      timeline: made.timeline.map((step) => ({
        ...step,
        from: step.from.map((support) => ({ ...support, evidence: [{ in: 'body', start: 0, end: 12 }] })),
      })),
      links: made.links.map((link) => ({ ...link, reasons: [`name: ${name}, +3`] })),
    });
  }
  return { articles, reports, incidents };
}

/** A field with several values, all of one source. */
function valuesOf(
  values: readonly string[],
  { violations }: Incident,
): Incident['subjects'][number]['names'] {
  const from = violations.values[0]?.from ?? [];
  return {
    display: values[0] ?? null,
    rule: 'test',
    conflict: false,
    values: [...new Set(values)].map((value) => ({ value, support: 1, from })),
  };
}

/** Fills an empty store; the same each time. */
export async function fillDataset(store: Store, size = 40, now = NOW): Promise<Made> {
  const made = madeUpDataset(size);
  await store.saveArticles(made.articles, now);
  const items = made.articles.map((article) => ({
    extraction: withClaim(makeExtraction(article, made.reports.get(article.id) ?? [])),
    blockKeys: new Map<string, string[]>(),
  }));
  await store.saveExtractions(items, now);
  const reportIds = [...made.reports.values()].flat().map(({ id }) => id);
  await store.saveIncidents({ incidents: made.incidents, reportIds, now });
  return made;
}

/** A claim whose part is told beside a name. */
function withClaim(extraction: ReturnType<typeof makeExtraction>): ReturnType<typeof makeExtraction> {
  const claims = extraction.claims.map((claim) => ({ ...claim, breakdown: `menurut ${PROTECTED[0]}` }));
  return { ...extraction, claims };
}
