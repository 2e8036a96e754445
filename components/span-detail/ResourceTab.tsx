import type { ReactNode } from 'react';
import type { SpanDetail } from '@/lib/api/contract';
import { AttributeList } from './AttributeList';
import type { AttributeActions } from './AttributeRow';

/** Where the span came from: the resource that made it, the scope of the instrumentation, and what W3C carried along. */
export function ResourceTab({ span, actions }: { readonly span: SpanDetail; readonly actions: AttributeActions }) {
  const { resource, scope } = span;
  return (
    <div className="flex flex-col gap-4">
      <Part title="Resource" note={resource.schemaUrl}>
        <AttributeList
          searchAtUnixNano={span.startTimeUnixNano}
          actions={actions}
          attributes={resource.attributes}
          of="the resource"
          droppedCount={resource.droppedAttributesCount}
        />
      </Part>
      <Part title={`Scope ${scope.name} ${scope.version}`.trim()} note={scope.schemaUrl}>
        <AttributeList attributes={scope.attributes} of="the scope" droppedCount={scope.droppedAttributesCount} />
      </Part>
      <Part title="Trace context">
        <dl className="grid grid-cols-[minmax(6rem,2fr)_3fr] gap-x-3 text-sm">
          <dt className="text-text-muted">Flags</dt>
          <dd className="font-mono text-[0.92em]">0x{span.flags.toString(16).padStart(8, '0')}</dd>
          <dt className="text-text-muted">Trace state</dt>
          <dd className="break-words font-mono text-[0.92em]">{span.traceState || 'none'}</dd>
          <dt className="text-text-muted">Parent</dt>
          <dd className="break-words font-mono text-[0.92em]">{span.parentSpanId || 'none: a root'}</dd>
        </dl>
      </Part>
    </div>
  );
}

interface PartProps {
  readonly title: string;
  /** A schema URL; '' when there is none. */
  readonly note?: string;
  readonly children: ReactNode;
}

function Part({ title, note = '', children }: PartProps) {
  return (
    <section>
      <h3 className="pb-1 text-sm font-semibold">{title}</h3>
      {note !== '' && <p className="break-words pb-1 text-xs text-text-muted">Schema {note}</p>}
      {children}
    </section>
  );
}
