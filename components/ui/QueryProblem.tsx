import { Icon } from './Icon';

interface QueryProblemProps {
  readonly id: string;
  readonly text: string;
  /** What is wrong, and where in the text. */
  readonly problem: { readonly message: string; readonly at: { readonly position: number; readonly length: number } };
}

/** So much of a long query is shown on each side of the wrong piece. */
const CONTEXT = 60;

/** The query with its wrong piece underlined, and the sentence that says why and what would be right. */
export function QueryProblem({ id, text, problem }: QueryProblemProps) {
  const { position, length } = problem.at;
  const end = Math.min(text.length, position + length);
  const from = Math.max(0, position - CONTEXT);
  const to = Math.min(text.length, position + Math.min(length, CONTEXT) + CONTEXT);
  return (
    <div id={id} role="alert" className="flex flex-col gap-1 text-sm">
      <p className="overflow-hidden font-mono whitespace-pre text-text-muted" aria-hidden="true">
        {from > 0 && '…'}
        {text.slice(from, position)}
        <mark className="bg-error/10 text-error underline decoration-error decoration-wavy underline-offset-4">
          {text.slice(position, Math.min(end, to)) || ' '}
        </mark>
        {text.slice(Math.min(end, to), to)}
        {to < text.length && '…'}
      </p>
      <p className="flex gap-1.5 text-error">
        <Icon name="close" className="mt-0.5 size-3.5" />
        {problem.message}
      </p>
    </div>
  );
}
