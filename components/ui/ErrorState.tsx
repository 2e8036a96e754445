import { Button } from './Button';
import { StatusMark } from './StatusMark';

interface ErrorStateProps {
  readonly error: Error;
  /** What was wanted, such as "The trace could not be loaded". */
  readonly title?: string;
  readonly retry?: (() => void) | undefined;
}

/** Something failed: says what, why (the error's own sentence), and offers to try again. */
export function ErrorState({ error, title = 'This could not be loaded', retry }: ErrorStateProps) {
  return (
    <div role="alert" className="flex flex-1 flex-col items-center justify-center gap-2 px-6 py-10 text-center">
      <p className="flex items-center gap-2 text-base font-medium">
        <StatusMark status="error" label="" className="size-4" />
        {title}
      </p>
      <p className="max-w-prose text-sm text-text-muted">{error.message}</p>
      {retry && (
        <Button onClick={retry} size="sm" className="mt-1">
          Try again
        </Button>
      )}
    </div>
  );
}
