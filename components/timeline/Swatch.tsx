import { cx } from '@/components/ui/cx';
import { paintToken, type Texture, textureOf } from './paints';

const LINES: Readonly<Record<Exclude<Texture, 'plain' | 'hollow'>, readonly number[]>> = {
  hatched: [135],
  crossed: [45, 135],
  striped: [90],
};

/** A piece of a bar with this paint, for a legend. */
export function Swatch({ paint, className }: { readonly paint: number; readonly className?: string }) {
  const texture = textureOf(paint);
  const colour = `var(${paintToken(paint)})`;
  const size = 'inline-block h-2.5 w-3.5 shrink-0 rounded-sm';
  if (texture === 'hollow') {
    return <span aria-hidden="true" className={cx(size, 'border', className)} style={{ borderColor: colour }} />;
  }
  const lines = texture === 'plain' ? [] : LINES[texture];
  return (
    <span
      aria-hidden="true"
      className={cx(size, className)}
      style={{
        backgroundColor: colour,
        backgroundImage: lines
          .map(
            (angle) => `repeating-linear-gradient(${angle}deg, var(--color-surface-raised) 0 1px, transparent 1px 4px)`,
          )
          .join(', '),
      }}
    />
  );
}
