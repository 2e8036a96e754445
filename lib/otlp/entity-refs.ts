/** OTLP's EntityRef, in OTLP JSON. */
export interface EntityRef {
  schemaUrl: string;
  type: string;
  idKeys: string[];
  descriptionKeys: string[];
}

/** How the model keeps Resource.entity_refs: OTLP JSON, '' for none. */
export function entityRefsText(entityRefs: readonly EntityRef[]): string {
  return entityRefs.length === 0 ? '' : JSON.stringify(entityRefs);
}
