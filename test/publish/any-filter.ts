/** Filters made up at random, for properties. */
import fc from 'fast-check';
import {
  ElectionType,
  Phase,
  Reality,
  StageCode,
  StepCode,
  SubjectStatus,
  Tier,
  ViolationCode,
} from '../../src/model/codes.js';
import { Filter, ReviewState } from '../../src/model/query.js';

const some = <T>(values: readonly T[]) => fc.uniqueArray(fc.constantFrom(...values), { maxLength: 3 });
const words = fc.oneof(
  fc.constantFrom('mutasi', '"dua kata"', '-tanpa kata', 'a\\b', 'koma, titik', 'region:33', "it's", 'é'),
  fc.string({ minLength: 1, maxLength: 20 }).filter((text) => text.trim() === text),
);

/** Any filter that is valid. */
export const anyFilter = fc
  .record(
    {
      text: words,
      region: some(['33', '36.74', '36.74.01', '94']),
      from: fc.constantFrom('2024-01-01', '2024-09-25'),
      to: fc.constantFrom('2024-10-01', '2025-01-31'),
      type: fc.constantFrom('case' as const, 'measure' as const),
      election: some(ElectionType.options),
      year: fc.integer({ min: 2015, max: 2030 }),
      phase: some(Phase.options),
      violation: some(ViolationCode.options),
      step: some(StepCode.options),
      reality: some(Reality.options),
      status: some(SubjectStatus.options),
      stage: some(StageCode.options),
      tier: some(Tier.options),
      outlet: some(['kabar-uji', 'warta uji', 'x,y', 'https://a.example']),
      independent: fc.integer({ min: 1, max: 9 }),
      review: some(ReviewState.options),
    },
    { requiredKeys: [] },
  )
  .map((given) => Filter.parse(given));
