/** Opt-outs: where a publisher says that its texts are not to be mined (TDM reservation protocol, noai), read from what it sends. */
import { z } from 'zod';
import { patternWeight } from './robots-rules.js';
import { AGENT_NAME } from './settings.js';

/** Address of the file in which a host reserves its texts, beside robots.txt. */
export const RESERVATIONS = '/.well-known/tdmrep.json';

const Reservations = z.array(
  z.object({ location: z.string(), 'tdm-reservation': z.union([z.number(), z.string()]) }),
);
const MOST_RESERVATIONS = 1000;
const OPT_OUT = 'noai';
const RESERVED = '1';

/** Which paths of a host are reserved; the longest location that fits decides. */
export type Reserved = (path: string) => boolean;

/** Reads the file of reservations; one that is none reserves nothing. */
export function readReservations(text: string): Reserved {
  let said: z.infer<typeof Reservations>;
  try {
    said = Reservations.parse(JSON.parse(text)).slice(0, MOST_RESERVATIONS);
  } catch {
    return () => false;
  }
  return (path) => {
    let decided = { weight: 0, reserved: false };
    for (const { location, 'tdm-reservation': value } of said) {
      const weight = patternWeight(location, path);
      if (weight > decided.weight) decided = { weight, reserved: String(value) === RESERVED };
    }
    return decided.reserved;
  };
}

/**
 * Whether directives name us and opt out.
 * Examples: `noindex, noai`; `PantauNetralitas: noai`; not `otherbot: noai`.
 */
function directivesOptOut(value: string): boolean {
  let ours = true;
  for (const part of value.toLowerCase().split(',')) {
    const colon = part.indexOf(':');
    const name = colon < 0 ? null : part.slice(0, colon).trim();
    // A name holds for the directives behind it, up to the next name; some directives have a colon of their own.
    if (name !== null && !/^(max-|unavailable_after)/.test(name)) ours = name === AGENT_NAME.toLowerCase();
    if (ours && part.slice(colon + 1).trim() === OPT_OUT) return true;
  }
  return false;
}

/** What the headers of an answer say; null when they opt out of nothing. */
export function headersOptOut(headers: Readonly<Record<string, string>>): string | null {
  if (headers['tdm-reservation']?.trim() === RESERVED) return 'the header tdm-reservation';
  return directivesOptOut(headers['x-robots-tag'] ?? '') ? `the header x-robots-tag with ${OPT_OUT}` : null;
}

const HEAD_BYTES = 200_000;
const LONGEST_TAG = 2000;
/** Example: `name="robots"` or `content=noai`. */
const ATTRIBUTE =
  /\b(name|property|content)\s{0,9}=\s{0,9}(?:"([^"]{0,500})"|'([^']{0,500})'|([^\s"'>]{1,500}))/gi;

/** What the meta elements of a page say; null when they opt out of nothing. */
export function pageOptOut(body: Buffer): string | null {
  // Letters of one byte serve for names that are ASCII; those of two bytes leave zeros behind.
  const html = body.subarray(0, HEAD_BYTES).toString('latin1').replaceAll('\0', '');
  for (const match of html.matchAll(/<meta[\s/]/gi)) {
    const tag = html.slice(match.index, match.index + LONGEST_TAG);
    const end = tag.indexOf('>');
    const said = metaOptOut(end < 0 ? tag : tag.slice(0, end));
    if (said !== null) return said;
  }
  return null;
}

function metaOptOut(tag: string): string | null {
  let [name, content] = ['', ''];
  for (const [, key, ...values] of tag.matchAll(ATTRIBUTE)) {
    const value = values.find((one) => one !== undefined)?.trim() ?? '';
    if (key?.toLowerCase() === 'content') content ||= value;
    else name ||= value.toLowerCase();
  }
  if (name === 'tdm-reservation') return content === RESERVED ? 'the meta element tdm-reservation' : null;
  if (name !== 'robots' && name !== AGENT_NAME.toLowerCase()) return null;
  return directivesOptOut(content) ? `the meta element ${name} with ${OPT_OUT}` : null;
}

/** What an answer says in its headers or in the meta elements of its page; null when it opts out of nothing. */
export const optOutOf = (headers: Readonly<Record<string, string>>, body: Buffer): string | null =>
  headersOptOut(headers) ?? pageOptOut(body);
