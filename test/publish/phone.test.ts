/** The mail on a phone: as a real parser hands it to a real browser on a narrow screen, nothing sticks out, nothing is loaded. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { simpleParser } from 'mailparser';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadDictionary } from '../../src/dictionary/dictionary.js';
import { Digest } from '../../src/model/digest.js';
import { renderDigest, unsubscribePage, wordsOf, writeMail, type Aside } from '../../src/publish/publish.js';
import { installed } from '../run/engines.js';
import { openPhone, type Phone } from '../setup/phone.js';
import { makeIncident } from '../store/made-up.js';

const dictionary = await loadDictionary();
const languages = { id: wordsOf(dictionary, 'id'), en: wordsOf(dictionary, 'en') };
const LONG = 'netralitasaparatursipilnegara'.repeat(6);

const from = [{ report: 'r1', article: 'a1', outlet: 'kabar-uji', evidence: [] }];
const step = (value: string, reality = 'realised') => ({
  value,
  reality,
  date: '2024-11-06',
  precision: 'day',
  support: 2,
  from,
});
const incident = (n: number, over: object) =>
  makeIncident(`i${n}`, {
    reports: [{ report: `r${n}`, article: `a${n}`, outlet: 'kabar-uji' }],
    violations: ['public_endorsement', 'attend_declaration_campaign', 'mobilise_staff'],
    places: ['33.74', '36.74'],
    over,
  });
const quote = {
  text: `Dua lurah di Kota Semarang dijatuhi hukuman disiplin sedang, <script>window.ran = true</script> ${LONG}.`,
  reality: 'realised',
  outlet: 'Kabar Uji Nusantara',
  url: `https://kabar.example/berita/${LONG}?a=1&b=2`,
  title: `Dua Lurah Disanksi <img src=x onerror="window.ran = true"> ${LONG}`,
  published: '2024-11-07',
};
const standing = {
  on: '2024-11-28',
  stage: 'forwarded',
  since: '2024-11-01',
  basis: 'step',
  days: 27,
  deadline: { id: 'verification', due: '2024-11-13', who: 'bkn' },
  stalled: true,
};
const coverage = { articlesRead: 214, relevant: 9, outlets: 61, watched: 80, unanswered: 4 };
const troubled = Array.from({ length: 12 }, (_, at) => ({
  name: `Warta Uji ${at}`,
  state: 'dead',
  since: '2024-11-20',
}));
const timeline = [step('reported'), step('examined'), step('sanction_imposed', 'planned'), step('denial')];
const full = Digest.parse({
  date: '2024-11-28',
  subscription: null,
  items: [
    {
      reason: 'new',
      incident: incident(1, { tier: 'convicted', stage: 'convicted', timeline }),
      standing: null,
    },
    { reason: 'advanced', incident: incident(2, { tier: 'sanctioned', timeline }), standing },
    { reason: 'corrected', incident: incident(3, { tier: 'cleared' }), left: true },
    {
      reason: 'changed',
      incident: incident(4, { type: 'measure', tier: 'measure', stage: null, timeline: [step('pledge')] }),
    },
  ].map((item, version) => ({ ...item, version, change: 'tahap bergeser', quotes: [quote, quote] })),
  quiet: [{ incident: incident(5, {}), standing, quotes: [quote] }],
  coverage: { ...coverage, troubled },
});
const { coverage: _none, ...rest } = full;
const sheets: [string, Digest, Aside][] = [
  ['full', full, { repeated: true, leave: `https://ngo.example/berhenti?k=${'x'.repeat(32)}` }],
  ['alert', Digest.parse({ ...rest, kind: 'alert', quiet: [], coverage: null }), {}],
  ['nothing', Digest.parse({ ...rest, items: [], quiet: [], coverage }), {}],
];

/** Elements that stick out of the screen, letters that are too small, and pairs of colours that are hard to read. */
const lookAt = (width: number): string => `(() => {
  const channel = (c) => { const s = c / 255; return s <= 0.03928 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4; };
  const light = (rgb) => { const [r, g, b] = rgb.match(/[0-9.]+/g).map(Number); return 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b); };
  const ground = (one) => { for (let at = one; at; at = at.parentElement) { const c = getComputedStyle(at).backgroundColor; if (!/, 0\\)$|transparent/.test(c)) return c; } return 'rgb(255,255,255)'; };
  const all = [...document.body.querySelectorAll('*')].filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== ''));
  const ratio = (one) => { const [a, b] = [light(getComputedStyle(one).color), light(ground(one))].sort((x, y) => y - x); return (a + 0.05) / (b + 0.05); };
  return {
    overflow: document.documentElement.scrollWidth - ${width},
    out: all.filter((one) => one.getBoundingClientRect().right > ${width} + 0.5 || one.getBoundingClientRect().left < 0).map((one) => one.textContent.slice(0, 40)),
    small: all.filter((one) => parseFloat(getComputedStyle(one).fontSize) < 13).map((one) => one.textContent.slice(0, 40)),
    faint: all.filter((one) => ratio(one) < 4.5).map((one) => one.textContent.slice(0, 40)),
    texts: all.length,
    bright: [...new Set(all.filter((one) => !one.matches('.tier, button')).map((one) => light(ground(one)) > light(getComputedStyle(one).color)))],
    loaded: performance.getEntriesByType('resource').length,
    ran: window.ran === true,
    words: document.body.innerText,
  };
})()`;
interface Look {
  overflow: number;
  out: string[];
  small: string[];
  faint: string[];
  texts: number;
  /** Whether dark letters stand on a light ground, but for what is marked: one answer for all of them. */
  bright: boolean[];
  loaded: number;
  ran: boolean;
  words: string;
}

if (installed('chromium'))
  describe('on a narrow phone', () => {
    let phone: Phone;
    const album = join('.pantau', 'screenshots');
    beforeAll(async () => {
      phone = await openPhone();
      await mkdir(album, { recursive: true });
    });
    afterAll(() => phone.close());

    /** Looks at a page at two widths; keeps a picture for people. */
    async function look(name: string, html: string): Promise<Look> {
      let last: Look | null = null;
      for (const [width, scheme] of [
        [320, 'light'],
        [320, 'dark'],
        [375, 'light'],
        [375, 'dark'],
      ] as const) {
        await phone.show(html, width, scheme);
        const seen = await phone.ask<Look>(lookAt(width));
        const { overflow, out, small, faint, loaded, ran, bright } = seen;
        expect({ name, width, scheme, bright, overflow, out, small, faint, loaded, ran }).toEqual({
          name,
          width,
          scheme,
          bright: [scheme === 'light'],
          overflow: 0,
          out: [],
          small: [],
          faint: [],
          loaded: 0,
          ran: false,
        });
        const picture = await phone.picture();
        expect(picture.subarray(1, 4).toString()).toBe('PNG');
        // Width of the picture in its head: two dots for each point of the screen.
        expect(picture.readUInt32BE(16)).toBe(width * 2);
        await writeFile(join(album, `${name}-${width}-${scheme}.png`), picture);
        last = seen;
      }
      if (last === null) throw new Error('nothing was looked at');
      return last;
    }

    it.each(
      sheets.flatMap(([name, digest, aside]) =>
        (['id', 'en'] as const).map((language) => [`${name}-${language}`, digest, aside, language] as const),
      ),
    )('%s shows all of it', async (name, digest, aside, language) => {
      const rendered = renderDigest(digest, languages[language], aside);
      const about = { from: 'Pantau <pantau@ngo.example>', to: 'staf@ngo.example', date: digest.date };
      const { html, text = '' } = await simpleParser(await writeMail(rendered, about));
      const seen = await look(name, html === false ? '' : html);
      const bare = (part: string): Set<string> => new Set(part.toLowerCase().match(/[\p{L}\d]+/gu));
      const shown = bare(seen.words);
      // Links of articles stand behind their titles in HTML.
      const wanted = bare(text.replace(/^ +https:\/\/kabar\.\S+$/gm, ''));
      expect([...wanted].filter((word) => !shown.has(word))).toEqual([]);
      expect(seen.texts).toBeGreaterThan(3);
    });

    it.each(['ask', 'left', 'unknown'] as const)('the page of unsubscribing says %s', async (state) => {
      const seen = await look(`leave-${state}`, unsubscribePage(state, languages));
      expect(seen.words).toContain(languages.id.say(`leave.${state}`));
    });

    it('would tell what sticks out, is too small or too faint', async () => {
      await phone.show(
        `<meta name="viewport" content="width=device-width,initial-scale=1"><body><p style="width:900px">a</p><p style="font-size:9px;width:99px">b</p><p style="color:#ddd;width:99px">c</p>`,
        360,
      );
      const seen = await phone.ask<Look>(lookAt(360));
      expect([seen.out, seen.small, seen.faint]).toEqual([['a'], ['b'], ['c']]);
      expect(seen.overflow).toBeGreaterThan(0);
    });
  });
