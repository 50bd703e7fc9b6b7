/** How far something is. Without a share: under way, nobody knows how far. */
export function ProgressLine({
  label,
  share,
}: {
  readonly label: string;
  /** 0…1 */
  readonly share?: number | undefined;
}) {
  const known = share === undefined ? {} : { "aria-valuenow": Math.round(share * 100) };
  return (
    <div
      className={share === undefined ? "progress progress-unknown" : "progress"}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...known}
    >
      <span style={share === undefined ? undefined : { transform: `scaleX(${Math.max(0.02, share)})` }} />
    </div>
  );
}
