import { catalogue, modelIds } from "#core/models/catalogue.ts";

/** The catalogue as a table: what is called where, how often a minute, for how much. */
export function modelLines(): readonly string[] {
  const rows = modelIds.map((id) => {
    const { name, task, region, requestsPerMinute, usdPerImage } = catalogue[id];
    const rate = region === "here" ? "-" : String(requestsPerMinute);
    return [name, task, id, region, rate, usdPerImage.toFixed(usdPerImage < 0.001 ? 5 : 3)] as const;
  });
  return columns([["model", "task", "id", "region", "calls/min", "USD"], ...rows]);
}

/** Rows of text, each column as wide as its widest cell. */
export function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
