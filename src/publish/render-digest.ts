/** Digest rendering: one edition as subject, plain text and HTML, which say the same. */
import { createHash } from 'node:crypto';
import type { Digest } from '../model/digest.js';
import { sheetOf, type Sheet, type Told } from './digest-sheet.js';
import { bothSchemes, escapeHtml, safeLink } from './markup.js';
import type { Words } from './words.js';

export interface Rendered {
  subject: string;
  text: string;
  html: string;
  /** Hash of what it tells, whoever gets it and however often: the same for the same edition. */
  key: string;
}

/** What is said to one recipient beside the edition. */
export interface Aside {
  /** It may have reached the recipient before. */
  repeated?: boolean;
  /** Where the recipient can leave the subscription. */
  leave?: string | null;
}

/** Renders an edition in one language. Everything that comes from articles is escaped, names follow the privacy rule. */
export function renderDigest(digest: Digest, words: Words, aside: Aside = {}): Rendered {
  const sheet = sheetOf(digest, words);
  const key = createHash('sha256').update(plain(sheet)).digest('hex');
  const link = safeLink(aside.leave ?? null);
  const addressed: Sheet = {
    ...sheet,
    notice: aside.repeated === true ? words.say('digest.repeated') : null,
    leave: link === null ? null : [words.say('digest.leave'), link],
  };
  return {
    subject: sheet.subject,
    text: plain(addressed),
    html: page(addressed, words.language),
    key,
  };
}

function plain({ subject, notice, silence, sections, ending, leave }: Sheet): string {
  const lines = [subject, ''];
  for (const one of [notice, silence]) if (one !== null) lines.push(one, '');
  for (const [title, items] of sections) {
    if (items.length === 0) continue;
    lines.push(title.toUpperCase(), '');
    for (const item of items) {
      lines.push(`[${item.tier}] ${item.heading}`);
      for (const [name, values] of item.facts)
        if (values.length === 1) lines.push(`  ${name}: ${values.join()}`);
        else lines.push(`  ${name}:`, ...values.map((value) => `    - ${value}`));
      for (const quote of item.quotes) {
        lines.push(`  > ${quote.text}${quote.reality === '' ? '' : ` [${quote.reality}]`}`);
        lines.push(`    ${[quote.outlet, quote.title, quote.date].filter(Boolean).join(', ')}`);
        if (quote.link !== null) lines.push(`    ${quote.link}`);
      }
      lines.push(`  ${item.reason}`, '');
    }
  }
  for (const one of ending) lines.push(one, '');
  if (leave !== null) lines.push(`${leave[0]}: ${leave[1]}`, '');
  return lines.join('\n');
}

/** How the parts look by daylight. */
const STYLE = {
  body: 'margin:0;padding:16px;background:#f4f4f0;color:#1c1c1a;font:16px/1.5 -apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif;overflow-wrap:anywhere',
  sheet: 'max-width:640px;margin:0 auto;background:#ffffff;padding:20px;border-radius:8px',
  item: 'margin:0 0 24px;padding:0 0 16px;border-bottom:1px solid #dddcd4',
  tier: 'display:inline-block;padding:1px 8px;border-radius:4px;background:#26405e;color:#ffffff;font-size:13px',
  list: 'margin:0 0 4px;padding-left:20px',
  quote: 'margin:10px 0;padding:4px 0 4px 12px;border-left:3px solid #b9b7ab',
  small: 'color:#5c5b55;font-size:13px;overflow-wrap:anywhere',
  link: 'color:#1a4f8b',
};

/** What of them is otherwise in the dark; readers that know no dark mode leave it out. */
const DARK: Partial<Record<keyof typeof STYLE, string>> = {
  body: 'background:#111213;color:#e8e6df',
  sheet: 'background:#1c1d1f',
  item: 'border-color:#3a3b3d',
  tier: 'background:#bcd3ee;color:#14202e',
  quote: 'border-color:#5d5e60',
  small: 'color:#b3b1a8',
  link: 'color:#9cc3f5',
};

/** A part by both names: mail readers heed its style, and its class only where they know of the dark. */
const look = (part: keyof typeof STYLE): string => `class="${part}" style="${STYLE[part]}"`;

function page({ subject, notice, silence, sections, ending, leave }: Sheet, language: string): string {
  const parts = sections
    .filter(([, items]) => items.length > 0)
    .map(
      ([title, items]) =>
        `<h2 style="font-size:18px">${escapeHtml(title)}</h2>${items.map(itemHtml).join('')}`,
    );
  const told = [notice, silence].map((one) => (one === null ? '' : `<p>${escapeHtml(one)}</p>`)).join('');
  const small = ending.map((one) => `<p ${look('small')}>${escapeHtml(one)}</p>`).join('');
  const left =
    leave === null
      ? ''
      : `<p ${look('small')}>${escapeHtml(leave[0])}: <a ${look('link')} href="${escapeHtml(leave[1])}">${escapeHtml(leave[1])}</a></p>`;
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">${bothSchemes(DARK)}<title>${escapeHtml(subject)}</title></head>
<body ${look('body')}><div ${look('sheet')}><h1 style="font-size:20px">${escapeHtml(subject)}</h1>
${told}${parts.join('\n')}
${small}${left}</div></body></html>
`;
}

function itemHtml(item: Told): string {
  const facts = item.facts.map(factHtml).join('');
  const quotes = item.quotes.map(quoteHtml).join('');
  return `<div ${look('item')}><div><span ${look('tier')}>${escapeHtml(item.tier)}</span></div><h3 style="font-size:16px;margin:6px 0">${escapeHtml(item.heading)}</h3>${facts}${quotes}<div ${look('small')}>${escapeHtml(item.reason)}</div></div>`;
}

function factHtml([name, values]: Told['facts'][number]): string {
  const head = `<b>${escapeHtml(name)}:</b>`;
  if (values.length === 1) return `<div>${head} ${escapeHtml(values.join())}</div>`;
  const entries = values.map((value) => `<li>${escapeHtml(value)}</li>`).join('');
  return `<div>${head}<ul ${look('list')}>${entries}</ul></div>`;
}

function quoteHtml(quote: Told['quotes'][number]): string {
  const title = escapeHtml(quote.title);
  const linked =
    quote.link === null ? title : `<a ${look('link')} href="${escapeHtml(quote.link)}">${title}</a>`;
  const reality = quote.reality === '' ? '' : ` <span ${look('small')}>[${escapeHtml(quote.reality)}]</span>`;
  const source = [escapeHtml(quote.outlet), linked, escapeHtml(quote.date)].filter(Boolean).join(', ');
  return `<div ${look('quote')}><div>${escapeHtml(quote.text)}${reality}</div><div ${look('small')}>${source}</div></div>`;
}
