import { Icon } from '@/components/ui/Icon';
import { SendYourSpans } from './SendYourSpans';

/** What the page says while nothing at all is stored. */
export function FirstSteps({ origin }: { readonly origin: string }) {
  return (
    <section aria-labelledby="first-steps" className="m-auto flex max-w-2xl flex-col gap-6 px-8 py-12">
      <h2 id="first-steps" className="text-2xl font-semibold tracking-tight text-balance">
        Nothing is stored yet. Place an order and watch where it goes.
      </h2>
      <ol className="flex flex-col gap-6">
        <li className="flex flex-col gap-1">
          <h3 className="flex items-center gap-2 text-lg font-medium">
            <Icon name="arrow-right" className="rotate-180 text-accent" />
            Press “Place order”
          </h3>
          <p className="text-text-muted">
            The ticket is filled in. The order goes through a dozen services of the built-in exchange: checked, batched
            with others, sent to the venue, filled. Its trace appears here within a second of its last span.
          </p>
        </li>
        <li className="flex min-w-0 flex-col gap-2">
          <h3 className="text-lg font-medium">Or send the spans of your own services</h3>
          <p className="text-text-muted">
            Any OpenTelemetry SDK or Collector can. Start a service with these variables set:
          </p>
          <SendYourSpans origin={origin} />
        </li>
      </ol>
    </section>
  );
}
