/** Page of unsubscribing: what a person sees who follows the link of a mail; nothing of it says whose link it is. */
import { bothSchemes, escapeHtml } from './markup.js';
import type { Languages } from './data-package.js';

/** Whether the reader is to be asked, has left, or the link leads to nobody. */
export type LeavingState = 'ask' | 'left' | 'unknown';

const STYLE =
  'margin:0;padding:24px;color:#1c1c1a;background:#f4f4f0;font:18px/1.5 -apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif';

/** In Indonesian first, English below it. Only the button leaves: programs that look at links press none. */
export function unsubscribePage(state: LeavingState, { id, en }: Languages): string {
  const told = [id, en].map(
    (words) => `<p lang="${words.language}">${escapeHtml(words.say(`leave.${state}`))}</p>`,
  );
  const button = `${escapeHtml(id.say('digest.leave'))} / ${escapeHtml(en.say('digest.leave'))}`;
  const form =
    state === 'ask'
      ? `<form method="post"><button style="font:inherit;padding:12px 20px">${button}</button></form>`
      : '';
  return `<!doctype html><html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">${bothSchemes({ body: 'background:#111213;color:#e8e6df' })}<title>Pantau Netralitas</title></head>
<body class="body" style="${STYLE}"><main style="max-width:560px;margin:0 auto"><h1 style="font-size:22px">Pantau Netralitas</h1>${told.join('')}${form}</main></body></html>
`;
}
