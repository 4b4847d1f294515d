/** House test: what is generated is fresh, and every field of the model says what it means. */
import { describe, expect, it } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { packageRoot, staleDocuments } from '../../src/dictionary/dictionary.js';

const ROOT = packageRoot();

interface Def {
  type: string;
  shape?: Record<string, z.ZodType>;
  element?: z.ZodType;
  innerType?: z.ZodType;
  valueType?: z.ZodType;
  in?: z.ZodType;
  options?: z.ZodType[];
}

const defOf = (schema: z.ZodType): Def => schema._zod.def;

/** Objects inside a schema, each with the path to it. */
function objectsIn(schema: z.ZodType, path: string): [string, Record<string, z.ZodType>][] {
  const { shape, element, innerType, valueType, in: input, options } = defOf(schema);
  if (shape !== undefined) {
    const below = Object.entries(shape).flatMap(([key, field]) => objectsIn(field, `${path}.${key}`));
    return [[path, shape], ...below];
  }
  const inner = [element, innerType, valueType, input, ...(options ?? [])];
  return inner.flatMap((part) => (part === undefined || part.def === undefined ? [] : objectsIn(part, path)));
}

/** True when the field, or what it wraps, carries a description. */
function isDescribed(field: z.ZodType): boolean {
  if (field.description !== undefined) return true;
  const { innerType, in: input } = defOf(field);
  const inner = innerType ?? input;
  return inner?.def !== undefined && isDescribed(inner);
}

describe('generated documents', () => {
  it('say what the model and the dictionaries say', async () => {
    const stale = await staleDocuments(ROOT);
    if (stale.length > 0)
      throw new Error(
        `stale: ${stale.join(', ')}\nrun: npm run build && node dist/pipelines/pantau.js compile --docs`,
      );
  });
});

describe('the model', () => {
  const files = readdirSync(join(ROOT, 'src/model')).filter((file) => file.endsWith('.ts'));

  it.each(files)('%s describes every field', async (file) => {
    const module = (await import(`../../src/model/${file.replace('.ts', '.js')}`)) as Record<string, unknown>;
    const silent = Object.entries(module).flatMap(([name, value]) =>
      value instanceof z.ZodType
        ? objectsIn(value, name).flatMap(([path, shape]) =>
            Object.entries(shape)
              .filter(([, field]) => !isDescribed(field))
              .map(([key]) => `${path}.${key}`),
          )
        : [],
    );
    if (silent.length > 0)
      throw new Error(`fields without .describe(): ${[...new Set(silent)].join(', ')}; say what they mean`);
  });

  it.each(files)('%s imports only zod and the model', (file) => {
    const text = readFileSync(join(ROOT, 'src/model', file), 'utf8');
    for (const [, name] of text.matchAll(/ from '([^']+)'/g)) expect(name).toMatch(/^(zod|\.\/[a-z-]+\.js)$/);
  });
});
