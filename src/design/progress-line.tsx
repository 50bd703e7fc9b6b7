/** How far something is. Without a share: under way, nobody knows how far. */
export function ProgressLine({
  label,
  share,
}: {
  readonly label: string;
  /** 0…1 */
  readonly share?: number | undefined;
}) {
  const known = share === undefined ? {} : { value: Math.max(0.02, share) };
  return <progress className="progress" aria-label={label} max={1} {...known} />;
}
