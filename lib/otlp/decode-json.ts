import { COST, DECODE_BUDGET, failOverBudget } from './decode-budget';
import { type EntityRef, entityRefsText } from './entity-refs';
import { parseExactJson } from './exact-json';
import { InvalidOtlp } from './invalid-otlp';
import { readAttributes } from './json-attributes';
import { isObject, JsonFault, JsonFields, type JsonObject, NeedsExactNumbers } from './json-fields';
import { readSpan } from './json-span';
import { dropRepeatedKeys } from './keep-last';
import type { Resource, Scope, Span } from './model';

/**
 * The spans of an ExportTraceServiceRequest (or TracesData) in OTLP's JSON, in the order they came.
 *
 * Ids are hex in either case, enums numbers or names, 64-bit integers numbers or strings. Keys are lowerCamelCase only;
 * unknown ones are ignored. A number beyond 2^53 is taken as it is written, digit by digit. Of attributes with the same key
 * the last stays and the others count as dropped. Ids, times and enums are as sent: `lib/ingest` checks them.
 *
 * @param body the text, or its bytes in UTF-8, not compressed
 * @throws InvalidOtlp for a body that is not UTF-8, not JSON or not such a message, for values nested deeper than
 *   MAX_VALUE_DEPTH and for more than DECODE_BUDGET
 */
export function decodeJson(body: string | Uint8Array): Span[] {
  const text = typeof body === 'string' ? body : textOf(body);
  refuseTooManyObjects(text);
  try {
    return readRequest(parse(text, JSON.parse));
  } catch (error) {
    if (!(error instanceof NeedsExactNumbers)) throw error;
    return readRequest(parse(text, parseExactJson));
  }
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError))
      throw new InvalidOtlp('The JSON is longer than a text can be. Send smaller batches.');
    throw new InvalidOtlp('The body is not UTF-8 text. Send JSON in UTF-8, or name the right content type.');
  }
}

function parse(text: string, parser: (text: string) => unknown): unknown {
  try {
    return parser(text);
  } catch (error) {
    if (error instanceof RangeError) {
      throw new InvalidOtlp('The JSON is nested too deep. Send an ExportTraceServiceRequest.');
    }
    throw new InvalidOtlp(`The body is not JSON: ${(error as Error).message}.`);
  }
}

/** Every object takes memory before a single field of it is looked at, known or unknown. */
function refuseTooManyObjects(text: string): void {
  if (text.length < 2 * DECODE_BUDGET) return;
  let opened = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x7b || code === 0x5b) opened++;
  }
  if (opened > DECODE_BUDGET) failOverBudget();
}

function readRequest(request: unknown): Span[] {
  if (!isObject(request)) throw new InvalidOtlp('The JSON body must be an object: an ExportTraceServiceRequest.');
  const fields = new JsonFields();
  const spans: Span[] = [];
  try {
    fields.each(request, 'resourceSpans', (group) => readResourceSpans(fields, group, spans));
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    throw new InvalidOtlp(`The JSON body is not an ExportTraceServiceRequest: ${error.path} ${error.problem}.`);
  }
  return spans;
}

function readResourceSpans(fields: JsonFields, group: JsonObject, spans: Span[]): void {
  fields.spend(COST.group);
  const first = spans.length;
  const before = fields.altered;
  const json = fields.object(group, 'resource');
  const entityRefs: EntityRef[] = [];
  fields.each(json, 'entityRefs', (entity) => entityRefs.push(readEntityRef(fields, entity)));
  const resource: Resource = {
    attributes: readAttributes(fields, json),
    droppedAttributesCount: fields.uint32(json, 'droppedAttributesCount'),
    entityRefs: entityRefsText(entityRefs),
    schemaUrl: fields.text(group, 'schemaUrl'),
  };
  dropRepeatedKeys(resource);
  const altered = fields.altered - before;
  fields.each(group, 'scopeSpans', (scopeSpans) => readScopeSpans(fields, scopeSpans, resource, spans));
  for (let i = first; i < spans.length; i++) (spans[i] as Span).alteredValuesCount += altered;
}

function readEntityRef(fields: JsonFields, entity: JsonObject): EntityRef {
  fields.spend(COST.group);
  return {
    schemaUrl: fields.text(entity, 'schemaUrl'),
    type: fields.text(entity, 'type'),
    idKeys: readTexts(fields, entity, 'idKeys'),
    descriptionKeys: readTexts(fields, entity, 'descriptionKeys'),
  };
}

function readTexts(fields: JsonFields, parent: JsonObject, key: string): string[] {
  const list = parent[key] ?? [];
  if (!Array.isArray(list) || !list.every((text) => typeof text === 'string')) {
    throw new JsonFault(key, 'must be an array of strings');
  }
  fields.spend(list.length * COST.value);
  return list.map((text) => fields.wellFormed(text));
}

function readScopeSpans(fields: JsonFields, group: JsonObject, resource: Resource, spans: Span[]): void {
  fields.spend(COST.group);
  const first = spans.length;
  const before = fields.altered;
  const json = fields.object(group, 'scope');
  const scope: Scope = {
    name: fields.text(json, 'name'),
    version: fields.text(json, 'version'),
    attributes: readAttributes(fields, json),
    droppedAttributesCount: fields.uint32(json, 'droppedAttributesCount'),
    schemaUrl: fields.text(group, 'schemaUrl'),
  };
  dropRepeatedKeys(scope);
  const altered = fields.altered - before;
  fields.each(group, 'spans', (span) => spans.push(readSpan(fields, span, resource, scope)));
  for (let i = first; i < spans.length; i++) (spans[i] as Span).alteredValuesCount += altered;
}
