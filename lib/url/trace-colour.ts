/** What the colour of a bar says: the span's service, its operation (service and name), its status, or an attribute's value. */
export type ColourBy = 'service' | 'operation' | 'status' | { readonly attribute: string };

export interface TraceColourView {
  readonly colourBy: ColourBy;
}

export const DEFAULT_TRACE_COLOUR: TraceColourView = { colourBy: 'service' };

/** In UTF-16 code units. No longer key is stored. */
export const MAX_COLOUR_KEY = 256;
/** Before the key of an attribute, so that one may be called "service". */
const ATTRIBUTE_MARK = '@';

/** The part of a URL that says what colours mean: `colour=status`, `colour=@order.side`. */
export function parseTraceColour(params: URLSearchParams): TraceColourView {
  const text = params.get('colour');
  if (text === 'operation' || text === 'status') return { colourBy: text };
  const attribute = text?.startsWith(ATTRIBUTE_MARK) ? text.slice(ATTRIBUTE_MARK.length) : '';
  return attribute === '' || attribute.length > MAX_COLOUR_KEY ? DEFAULT_TRACE_COLOUR : { colourBy: { attribute } };
}

/** Writes the part of `view` that is not the default into `params`. */
export function writeTraceColour(params: URLSearchParams, { colourBy }: TraceColourView): void {
  if (colourBy === DEFAULT_TRACE_COLOUR.colourBy) return;
  params.set('colour', typeof colourBy === 'string' ? colourBy : ATTRIBUTE_MARK + colourBy.attribute);
}
