/** Election calendar: when and where which elections were held, with their phases (codebook 5.2). */
import { z } from 'zod';
import { ElectionType } from './codes.js';
import { Bilingual } from './lexicon.js';

/** First and last day; null when unknown. */
const Window = z.tuple([z.iso.date(), z.iso.date()]).nullable().default(null);

/** One row of the official calendar (codebook 5.2). Dates are ISO days. */
export const ElectionCalendar = z.strictObject({
  id: z.string().min(1).describe('Such as pilkada-2024'),
  family: z.enum(['pemilu', 'pilkada', 'psu', 'pilkades']).describe('Which kind of calendar'),
  types: z.array(ElectionType).min(1).describe('Election types held by it'),
  year: z.coerce.number().int().describe('Year of voting'),
  label: Bilingual.describe('What people read'),
  registration: Window.describe('First and last day on which candidates registered'),
  penetapan: z.iso.date().nullable().default(null).describe('Day the candidates were fixed'),
  campaign: Window.describe('First and last day of the campaign'),
  quiet: Window.describe('First and last day of the quiet period'),
  voting: z.array(z.iso.date()).min(1).describe('Voting days'),
  regions: z.array(z.string()).default([]).describe('Codes of the regions that voted; empty means all'),
  source: z.string().describe('Where the dates come from; [GK] marks general knowledge'),
});
export type ElectionCalendar = z.infer<typeof ElectionCalendar>;
