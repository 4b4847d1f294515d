/** Inputs: every kind of file in the order named, broken ones named by file and line, and flat memory. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readInputs, type Input, type InputOptions } from '../../pipelines/inputs.js';
import { headlineOf } from '../../pipelines/plain-text.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pantau-inputs-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function write(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function all(paths: string[], options: InputOptions = {}): Promise<Input[]> {
  const inputs: Input[] = [];
  for await (const input of readInputs(paths, options)) inputs.push(input);
  return inputs;
}

async function* bytes(...pieces: string[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield Buffer.from(piece);
}

/** `number:title` of what was read, `number!` of what was not. */
function outline(inputs: Input[]): string[] {
  return inputs.map((input) => {
    const line = input.where.split(':').at(-1);
    return 'error' in input ? `${line}!` : `${line}:${input.article.title ?? input.article.text ?? 'html'}`;
  });
}

describe('lines of JSON', () => {
  it('names malformed lines and goes on', async () => {
    const path = await write(
      'mixed.jsonl',
      '\uFEFF{"title":"a","text":"x"}\r\n{"title":\r\n\r\n[1]\n{"title":"no body"}\n{"id":7,"title":"b","html":"<p>y"}',
    );
    const inputs = await all([path]);
    expect(outline(inputs)).toEqual(['1:a', '2!', '4!', '5!', '6:b']);
    expect(inputs[4]).toMatchObject({ article: { id: '7' }, where: `${path}:6` });
  });

  it('drops a line longer than the limit without holding it', async () => {
    const long = JSON.stringify({ title: 'long', text: 'x'.repeat(5000) });
    const path = await write('long.jsonl', `${long}\n{"title":"b","text":"y"}\n`);
    const inputs = await all([path], { limit: 1000 });
    expect(outline(inputs)).toEqual(['1!', '2:b']);
    expect(inputs[0]).toMatchObject({ error: expect.stringContaining('1000 bytes') });
  });

  it('keeps characters whole that chunks cut in two', async () => {
    const [head, tail] = [Buffer.from('{"text":"caf'), Buffer.from('é"}\n')];
    async function* cut(): AsyncGenerator<Uint8Array> {
      yield Buffer.concat([head, tail.subarray(0, 1)]);
      yield tail.subarray(1);
    }
    expect(outline(await all(['-'], { stdin: cut() }))).toEqual(['1:café']);
  });

  it('reads a large file with flat memory', async () => {
    const line = `${JSON.stringify({ title: 't', text: 'kata '.repeat(600) })}\n`;
    async function* many(): AsyncGenerator<Uint8Array> {
      const block = Buffer.from(line.repeat(100));
      for (let i = 0; i < 500; i += 1) yield block;
    }
    let count = 0;
    let peak = 0;
    const before = process.memoryUsage().rss;
    for await (const _ of readInputs(['-'], { stdin: many() })) {
      count += 1;
      if (count % 5000 === 0) peak = Math.max(peak, process.memoryUsage().rss);
    }
    expect(count).toBe(50_000);
    expect(peak - before).toBeLessThan(150 * 1024 * 1024);
  });
});

describe('documents of JSON', () => {
  it.each([
    ['one object', '{\n  "title": "a",\n  "text": "x"\n}\n', ['1:a']],
    ['an array', '[\n{"title":"a","text":"x"},\n{"title":"b","text":"y"}\n]', ['1:a', '1:b']],
    ['lines', '{"title":"a","text":"x"}\n{"title":"b","text":"y"}', ['1:a', '2:b']],
    [
      'objects spread over lines',
      '{\n "title": "a", "text": "x"\n}\n{\n "title": "b", "text": "y"\n}',
      ['1:a', '4:b'],
    ],
    ['a bad first line', '{"title\n{"title":"b","text":"y"}', ['1!', '2:b']],
    ['a bad document', '{\n "title": "a",\n "text": \n}\n', ['1!']],
  ])('reads %s', async (_, content, expected) => {
    expect(outline(await all([await write('document.json', content)]))).toEqual(expected);
    expect(outline(await all(['-'], { stdin: bytes(content.slice(0, 3), content.slice(3)) }))).toEqual(
      expected,
    );
  });
});

describe('texts and pages', () => {
  it('reads a text as a body, with a headline where one stands alone', async () => {
    const path = await write('a.txt', 'Dua Pegawai Diperiksa\r\n\r\nBawaslu memeriksa dua pegawai.\r\n');
    const [input] = await all([path], { published: '2024-02-01', outlet: 'contoh' });
    expect(input).toEqual({
      where: `${path}:1`,
      article: {
        title: 'Dua Pegawai Diperiksa',
        text: 'Dua Pegawai Diperiksa\r\n\r\nBawaslu memeriksa dua pegawai.\r\n',
        published: '2024-02-01',
        outlet: 'contoh',
        url: null,
      },
    });
    const [titled] = await all([path], { title: 'Lain' });
    expect(titled).toMatchObject({ article: { title: 'Lain' } });
  });

  it.each([
    ['Judul Berita\n\nIsi berita.', 'Judul Berita'],
    [`Judul Berita\n${'Isi berita panjang. '.repeat(10)}`, 'Judul Berita'],
    ['Kalimat biasa yang berakhir titik.\n\nKalimat lain.', null],
    ['Baris yang dipenggal di tengah\nkalimat karena lebarnya.', null],
    ['Hanya satu baris', null],
    ['Hanya satu baris\n\n', null],
  ])('finds the headline of %j', (text, headline) => {
    expect(headlineOf(text)).toBe(headline);
  });

  it('decodes pages by what they say', async () => {
    const page = '<meta charset="iso-8859-1"><p>na\xefve \x93quote\x94</p>';
    const [input] = await all([await write('old.html', Buffer.from(page, 'latin1'))]);
    expect(input).toMatchObject({ article: { html: expect.stringContaining('naïve “quote”') } });
  });

  it('reads gzip, and names a broken one', async () => {
    const sound = await write('p.html.gz', gzipSync('<p>isi</p>'));
    const broken = await write('q.html.gz', gzipSync('<p>isi</p>').subarray(0, 15));
    expect(outline(await all([sound, broken]))).toEqual(['1:html', '1!']);
  });

  it('refuses a page that unpacks beyond the limit', async () => {
    const bomb = await write('bomb.html.gz', gzipSync('x'.repeat(3_000_000)));
    expect(await all([bomb], { limit: 1_000_000 })).toMatchObject([
      { error: expect.stringContaining('longer') },
    ]);
  });
});

describe('paths', () => {
  it('walks folders in order of names and reports what is missing or unknown', async () => {
    await mkdir(join(folder, 'tree/inner'), { recursive: true });
    await write('tree/b.jsonl', '{"title":"b","text":"x"}\n');
    await write('tree/a.txt', 'isi a.');
    await write('tree/inner/c.json', '{"title":"c","text":"x"}');
    await write('tree/notes.md', 'not read');
    const unknown = await write('strange.pdf', 'x');
    expect(outline(await all([join(folder, 'tree')]))).toEqual(['1:isi a.', '1:b', '1:c']);
    expect(await all([join(folder, 'absent.txt'), unknown])).toEqual([
      { error: expect.stringContaining('no such file or folder'), where: join(folder, 'absent.txt') },
      { error: expect.stringContaining('of no kind that is read'), where: unknown },
    ]);
  });

  it('tells text, page and JSON apart on standard input', async () => {
    expect(outline(await all(['-'], { stdin: bytes('\n [Kota] isi.') }))).toEqual(['1:\n [Kota] isi.']);
    expect(outline(await all(['-'], { stdin: bytes('<p>isi</p>') }))).toEqual(['1:html']);
    expect(outline(await all(['-'], { stdin: bytes(' [', '{"text":"x"}]') }))).toEqual(['1:x']);
    expect(outline(await all(['-'], { stdin: bytes('') }))).toEqual(['1!']);
  });
});
