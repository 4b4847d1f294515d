/** Exits: leaving an office, or leave from it, is a step only of who is accused of what it would have made lawful. */
import { describe, expect, it } from '@jest/globals';
import { derive } from './derive.js';

const steps = (text: string): string[] =>
  derive(text).extraction.reports.flatMap((report) => report.steps.map(({ value }) => value));

describe('an exit', () => {
  it('is no step of one who leaves a campaign team', () => {
    const told = steps(
      'Camat Semin, Wira Anjani, diperiksa Bawaslu karena menjadi anggota tim kampanye calon bupati. Ia sudah mundur dari tim itu.',
    );
    expect(told).toContain('examined');
    expect(told).not.toContain('resign_to_run');
  });

  it('is a step of one who seeks office', () => {
    const told = steps(
      'Camat Semin, Wira Anjani, diperiksa Bawaslu karena mendaftar sebagai bakal calon bupati ke partai tanpa mundur sebagai ASN. Ia kemudian mengundurkan diri dari ASN.',
    );
    expect(told).toContain('resign_to_run');
  });
});
