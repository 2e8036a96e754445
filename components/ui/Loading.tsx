/** Work is going on. `label` says which: "Loading the trace". */
export function Loading({ label }: { readonly label: string }) {
  return (
    <div role="status" className="flex flex-1 flex-col items-center justify-center gap-3 px-6 py-10">
      <div className="h-0.5 w-32 overflow-hidden rounded-sm bg-border" aria-hidden="true">
        <div className="h-full w-1/3 animate-progress rounded-sm bg-accent" />
      </div>
      <p className="text-sm text-text-muted">{label}…</p>
    </div>
  );
}
