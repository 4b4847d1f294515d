/** Fault: what is wrong with a value that somebody gave, in words that say what it may be. */
import type { z } from 'zod';

const FORMATS: Record<string, string> = {
  date: 'is no day; write one like 2025-01-31',
  url: 'is no web address (http or https)',
};

/** What an issue of a schema is in words, to stand behind the name of the value. */
export function describeFault(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return `is none of ${issue.values.join(', ')}`;
  if (issue.code === 'invalid_format') return FORMATS[issue.format] ?? issue.message;
  if (issue.code === 'invalid_type' && (issue.expected === 'int' || issue.expected === 'number'))
    return 'is no whole number';
  if (issue.code === 'too_small')
    return issue.origin === 'string' ? 'is missing' : `is less than ${issue.minimum}`;
  if (issue.code === 'too_big')
    return issue.origin === 'string'
      ? `is longer than ${issue.maximum} letters`
      : `is more than ${issue.maximum}`;
  return issue.message;
}
