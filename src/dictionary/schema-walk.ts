/** Walks a zod schema: what may stand at a path, and which fields it has, for error messages and documents. */
import type { z } from 'zod';

interface Def {
  type: string;
  shape?: Record<string, z.ZodType>;
  element?: z.ZodType;
  innerType?: z.ZodType;
  valueType?: z.ZodType;
  in?: z.ZodType;
  options?: z.ZodType[];
  items?: z.ZodType[];
}

export const defOf = (schema: z.ZodType): Def => schema._zod.def;

/** The schema behind defaults, nullables, transforms and the like. */
export function bare(schema: z.ZodType): z.ZodType {
  const def = defOf(schema);
  const inner = def.innerType ?? (def.type === 'pipe' ? def.in : undefined);
  return inner === undefined ? schema : bare(inner);
}

/** All schemas that may stand one key below a schema. */
function below(schema: z.ZodType, key: PropertyKey): z.ZodType[] {
  const def = defOf(bare(schema));
  const found = def.shape?.[String(key)] ?? def.element ?? def.valueType ?? def.items?.[Number(key)];
  if (found !== undefined) return [found];
  return (def.options ?? []).flatMap((option) => below(option, key));
}

/** Keys that an object at this path may have, and the description of what stands there. */
export function allowedAt(
  schema: z.ZodType,
  path: readonly PropertyKey[],
): { keys: string[]; parent: string } {
  let here = [schema];
  for (const key of path) here = here.flatMap((each) => below(each, key));
  const keys = here.flatMap((each) => objectsIn(each).flatMap((shape) => Object.keys(shape)));
  return { keys: [...new Set(keys)], parent: here[0]?.description ?? '' };
}

function objectsIn(schema: z.ZodType): Record<string, z.ZodType>[] {
  const def = defOf(bare(schema));
  if (def.shape !== undefined) return [def.shape];
  return (def.options ?? []).flatMap(objectsIn);
}
