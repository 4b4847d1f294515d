/** Calendars and laws: dates in their order, phases as the codebook has them, names without doubles. */
import { describe, expect, it } from '@jest/globals';
import { loadDictionary } from '../../src/dictionary/dictionary.js';

const { elections, laws, citation } = await loadDictionary();

describe('calendars', () => {
  it.each(elections.map((election) => [election.id, election] as const))(
    '%s runs in order',
    (_, election) => {
      const { registration, penetapan, campaign, quiet, voting } = election;
      const days = [
        registration?.[0],
        penetapan,
        campaign?.[0],
        campaign?.[1],
        quiet?.[0],
        quiet?.[1],
        voting[0],
      ];
      const known = days.filter((day) => day !== null && day !== undefined);
      expect(known).toEqual(known.toSorted());
      expect(voting).toEqual(voting.toSorted());
      expect(voting.every((day) => day.startsWith(String(election.year)))).toBe(true);
    },
  );

  it('holds the dates of codebook 5.2 that the phases of the seeds rest on', () => {
    const byId = new Map(elections.map((election) => [election.id, election]));
    expect(byId.get('pemilu-2024')).toMatchObject({
      penetapan: '2023-11-03',
      campaign: ['2023-11-28', '2024-02-10'],
    });
    expect(byId.get('pilkada-2024')).toMatchObject({
      campaign: ['2024-09-25', '2024-11-23'],
      quiet: ['2024-11-24', '2024-11-26'],
      voting: ['2024-11-27'],
    });
    expect(byId.get('pilkada-ulang-2025')?.regions).toEqual(['19.01', '19.71']);
  });
});

describe('laws', () => {
  it('have a normal form of type, number and year', () => {
    for (const { value, type, number, year } of laws) {
      const letter = number.startsWith('B/');
      expect(value).toBe(`${letter ? '' : `${type} `}${number}/${year}`);
    }
  });

  it('have corruptions that name no other law', () => {
    const values = laws.map(({ value }) => value);
    for (const { corruptions } of laws) for (const wrong of corruptions) expect(values).not.toContain(wrong);
  });

  it('are of a type that citations spell, letters and circulars of a ministry apart', () => {
    for (const { type } of laws)
      if (!type.includes('MenPAN')) expect(Object.keys(citation.types)).toContain(type);
  });
});
