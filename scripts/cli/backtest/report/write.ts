import { type ReportInput, reportPage } from "./page.ts";
import { writeWhole } from "../outputs.ts";

/** Writes a report. @param root folder that holds `dist/` */
export async function writeReport(
  path: string,
  input: Omit<ReportInput, "assets">,
  root: URL,
): Promise<void> {
  const read = (name: string) => Deno.readTextFile(new URL(`dist/report/${name}`, root));
  const [script, style] = await Promise.all([read("report.js"), read("style.css")]);
  await writeWhole(path, [reportPage({ ...input, assets: { script, style } })]);
}
