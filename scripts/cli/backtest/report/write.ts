import { type ReportAssets, type ReportInput, reportPage } from "./page.ts";
import { writeWhole } from "../outputs.ts";

/** Writes a report. @param root folder that holds `dist/` */
export async function writeReport(
  path: string,
  input: Omit<ReportInput, "assets">,
  root: URL,
): Promise<void> {
  await writeWhole(path, [reportPage({ ...input, assets: await reportAssets(root) })]);
}

/** Script and style of reports. @param root folder that holds `dist/` */
export async function reportAssets(root: URL): Promise<ReportAssets> {
  const read = (name: string) => Deno.readTextFile(new URL(`dist/report/${name}`, root));
  const [script, style] = await Promise.all([read("report.js"), read("style.css")]);
  return { script, style };
}
