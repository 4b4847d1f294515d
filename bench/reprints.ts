/** Bench of reprints: how many edited copies are found among many texts and how surely, how fast, and in how much memory. */
import { type IndexShape, ReprintIndex, SHAPE, signBody } from '../src/link/link.js';
import { loadDictionary } from '../src/dictionary/dictionary.js';
import { randoms } from './corpus.js';
import { Press } from './edited-reprints.js';
import { cpuSeconds, type Row } from './rows.js';

const ORIGINALS = 6000;
const FEW = 10_000;
const MANY = 1_000_000;
const OLD_SHAPE: IndexShape = { bands: 16, rows: 8 };

/** Recall and precision by edit, then speed and memory as texts become many. */
export async function benchReprints(): Promise<Row[]> {
  const { linking } = await loadDictionary();
  const rules = linking.terms?.copies ?? { whole: 1, inside: 1 };
  const press = new Press();
  const bodies = Array.from({ length: ORIGINALS }, () => press.write());
  const found = findEdited(press, bodies, (shape) => new ReprintIndex(rules, shape));
  const texts = bodies.map((body) => body.join('\n'));
  return [...found, ...measureSpeed(texts, () => new ReprintIndex(rules))];
}

type MakeIndex = (shape: IndexShape) => ReprintIndex;

function findEdited(press: Press, bodies: string[][], makeIndex: MakeIndex): Row[] {
  const [index, old] = [makeIndex(SHAPE), makeIndex(OLD_SHAPE)];
  const [sum, oldSum] = [new Found(), new Found()];
  for (const body of bodies) {
    const sign = signBody(body.join('\n'));
    for (const one of [index, old]) one.add(sign);
  }
  // Follow-ups with the background of an original stand beside it: to find one is an error.
  for (const body of bodies) {
    const sign = signBody(press.followUp(body).join('\n'));
    sum.takeFalse(index.add(sign));
    oldSum.takeFalse(old.add(sign));
  }
  const byEdit = Object.entries(press.edits).map(([name, edit]) => {
    const own = new Found();
    bodies.forEach((body, at) => {
      const sign = signBody(edit(body).join('\n'));
      for (const one of [own, sum]) one.take(index.find(sign), at);
      oldSum.take(old.find(sign), at);
    });
    return share(`found: ${name}`, own.recall, `${bodies.length} reprints`);
  });
  const note = `${bodies.length * byEdit.length} reprints among ${bodies.length} originals and as many follow-ups that share their background`;
  return [
    share('recall', sum.recall, `goal 0.95; ${note}`),
    share('missed', 1 - sum.recall, 'the rest of recall'),
    share('precision', sum.precision, 'goal 0.99; pairs found that are original and reprint'),
    share('wrongly found', 1 - sum.precision, 'the rest of precision'),
    ...byEdit,
    share(
      'recall of 16 bands of 8',
      oldSum.recall,
      `the same signs; precision ${oldSum.precision.toFixed(4)}`,
    ),
    share('recall against 16 bands of 8', sum.recall / oldSum.recall, 'same signs, same run'),
  ];
}

const share = (what: string, value: number, note: string): Row => ({ what, value, unit: '', note });

/** Counts pairs found: right ones, wrong ones, and those that should have been. */
class Found {
  private right = 0;
  private wrong = 0;
  private wanted = 0;

  take(numbers: readonly number[], original: number): void {
    const hit = numbers.includes(original) ? 1 : 0;
    this.wanted += 1;
    this.right += hit;
    this.wrong += numbers.length - hit;
  }

  takeFalse(numbers: readonly number[]): void {
    this.wrong += numbers.length;
  }

  get recall(): number {
    return this.right / this.wanted;
  }

  get precision(): number {
    return this.right / (this.right + this.wrong);
  }
}

function measureSpeed(texts: readonly string[], makeIndex: () => ReprintIndex): Row[] {
  const signs = texts.map(signBody);
  const signing = cpuSeconds(() => texts.forEach(signBody)) / texts.length;
  const words = cpuSeconds(() => texts.forEach((text) => text.match(/\w+/g))) / texts.length;
  const few = cpuSeconds(() => fill(makeIndex(), signs, FEW), 5) / FEW;
  const before = process.memoryUsage().rss;
  let index = makeIndex();
  // Whatever else the machine does takes its caches: the lesser of two runs.
  const rounds = [0, 1].map(() => cpuSeconds(() => fill((index = makeIndex()), signs, MANY), 1));
  const many = Math.min(...rounds) / MANY;
  const grown = (process.memoryUsage().rss - before) / 2 ** 20;
  const size = Math.round(texts.reduce((sum, text) => sum + text.length, 0) / texts.length);
  return [
    { what: 'sign', value: 1 / signing, unit: 'articles/s', note: `bodies of ${size} characters` },
    {
      what: 'sign and add, 1 million',
      value: 1 / (signing + many),
      unit: 'articles/s',
      note: 'goal 20,000; search, then insert',
    },
    {
      what: 'against \\w+ tokenising',
      value: words / (signing + many),
      unit: 'x',
      note: `looking at each word once: ${(1 / words).toFixed(0)} articles/s`,
    },
    {
      what: 'cost at 1 million, against 10,000',
      value: (signing + many) / (signing + few),
      unit: 'x',
      note: 'goal 1.5 at most; growth of the arrays included',
    },
    {
      what: 'memory of 1 million',
      value: index.bytes / 2 ** 20,
      unit: 'MB',
      note: `goal 600 at most; the process grew by ${grown.toFixed(0)} MB`,
    },
  ];
}

/** Adds signs: real ones first, then drawn ones, one value in thirty of a common pool and one text in ten a near copy. */
function fill(index: ReprintIndex, real: readonly Uint8Array[], count: number): void {
  const random = randoms(77);
  const drawn = new Uint8Array(130);
  for (let at = 0; at < count; at += 1) {
    const known = real[at];
    if (known !== undefined) index.add(known);
    else index.add(draw(drawn, random, real));
  }
}

function draw(sign: Uint8Array, random: () => number, real: readonly Uint8Array[]): Uint8Array {
  const like = real[Math.floor(random() * real.length)];
  if (like === undefined) return sign;
  sign.set(like);
  const kept = random() < 0.1 ? 0.85 : 1 / 30;
  for (let at = 0; at < 128; at += 1) if (random() >= kept) sign[at] = random() * 256;
  return sign;
}
