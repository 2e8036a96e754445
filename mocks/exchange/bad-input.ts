import type { z } from 'zod';

const MAX_SHOWN = 64;
/** What clients and members send has three levels at most. Thousands of them are more than JSON.stringify and structured clones take. */
export const MAX_DEPTH = 16;

/** Whether there are more levels of arrays and objects than these. Goes no deeper than one beyond them. */
export function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

/**
 * What is wrong with an input that a schema refuses, in our words: the field, what is expected there, and what was given. `whole`
 * is what the input itself is called.
 */
export function faultIn(input: unknown, { issues }: z.ZodError, whole: string): string {
  const [first] = issues;
  if (!first) return `${whole} is not what is expected.`;
  // Beside its own bounds a whole number has those of exact ones, which come first and are wider.
  const issue = issues.findLast(({ code, path }) => code === first.code && path.join() === first.path.join()) ?? first;
  const where = issue.path.length === 0 ? whole : issue.path.join('.');
  if (issue.code === 'invalid_type' && issue.expected === 'nonoptional') return `${where} is missing.`;
  if (issue.code === 'unrecognized_keys') {
    return `${where} has no "${shortened(issue.keys[0] ?? '')}".`;
  }
  return `${where} must be ${expectedBy(issue)}. ${given(input, issue.path)}`;
}

/** What was given at a path of the input. Never throws. */
export function given(input: unknown, path: readonly PropertyKey[]): string {
  let value = input;
  for (const key of path) {
    value = typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined;
  }
  if (value === undefined) return 'Nothing was given.';
  const text = jsonOf(value);
  return text === undefined ? 'Given was what cannot be written as JSON.' : `Given was ${shortened(text)}.`;
}

/** undefined for what is nested too deep or in a circle, and for what JSON does not have. */
function jsonOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

function shortened(text: string): string {
  return text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN)}… (${text.length} characters)`;
}

const TYPES: Readonly<Record<string, string>> = {
  int: 'a whole number',
  number: 'a number',
  string: 'a text',
  boolean: 'true or false',
  object: 'a JSON object',
  array: 'a list',
};

function expectedBy(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue.expected] ?? 'something else';
    case 'invalid_value':
      return issue.values.map((value) => JSON.stringify(value)).join(' or ');
    case 'too_small':
      return `${issue.inclusive === false ? 'more than' : 'at least'} ${amount(issue.minimum, issue.origin)}`;
    case 'too_big':
      return `${issue.inclusive === false ? 'less than' : 'at most'} ${amount(issue.maximum, issue.origin)}`;
    case 'invalid_format':
      return `of the form ${issue.pattern ?? issue.format}`;
    default:
      return 'something else';
  }
}

function amount(bound: number | bigint, origin: string): string {
  if (origin === 'string') return `${bound} characters long`;
  return origin === 'array' ? `${bound} long` : String(bound);
}
