import type { Param, Params } from './store';

/**
 * A `SET param_...` statement that binds values on one chDB connection. chDB's own binding takes one query at a time for the
 * whole process; parameters set on a connection are as safe (the engine parses them as values of the placeholder's type)
 * and run side by side on several connections.
 */
export function setParams(params: Params): string | null {
  const settings = Object.entries(params).map(([name, value]) => {
    if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name)) throw new Error(`Not a parameter name: ${name}`);
    return `param_${name} = ${quote(paramText(value))}`;
  });
  return settings.length === 0 ? null : `SET ${settings.join(', ')}`;
}

/** The text that the engine parses as the value: scalars in its escaped form, arrays as literals. */
function paramText(value: Param): string {
  if (typeof value === 'string') return value.replace(/[\\\t\n]/g, escapeScalar);
  if (typeof value === 'object')
    return `[${value.map((item) => (typeof item === 'string' ? quote(item) : item)).join(',')}]`;
  return typeof value === 'boolean' ? String(Number(value)) : String(value);
}

function escapeScalar(character: string): string {
  return character === '\\' ? '\\\\' : character === '\t' ? '\\t' : '\\n';
}

function quote(text: string): string {
  return `'${text.replace(/[\\'\0]/g, (character) => (character === '\0' ? '\\0' : `\\${character}`))}'`;
}
