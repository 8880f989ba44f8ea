/** A Markdown table that can be read in a terminal, too: first column to the left, the rest to the right. */
export function markdownTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const widths = header.map((_, k) =>
    Math.max(3, ...[header, ...rows].map((row) => (row[k] ?? "").length))
  );
  const pad = (cell: string, k: number) =>
    k === 0 ? cell.padEnd(widths[k] ?? 0) : cell.padStart(widths[k] ?? 0);
  const line = (row: readonly string[]) => `| ${row.map(pad).join(" | ")} |`;
  const rule = widths.map((width, k) => k === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`);
  return [line(header), line(rule), ...rows.map(line)].join("\n");
}
