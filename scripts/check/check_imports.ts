/** Walks the project's sources and refuses imports that go the wrong way. */
import { ROOT } from "../build/paths.ts";
import { importsOf, refusal } from "./imports.ts";

const FOLDERS = ["engine", "graphql", "scripts", "tests", "ui"];

function* sources(folder: string): Generator<string> {
  for (const entry of Deno.readDirSync(ROOT + folder)) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) yield* sources(path);
    else if (/\.tsx?$/.test(entry.name)) yield path;
  }
}

/** One line a wrong import. */
export function wrongImports(): string[] {
  return ["main.ts", ...FOLDERS.flatMap((folder) => [...sources(folder)])].flatMap((file) =>
    importsOf(Deno.readTextFileSync(ROOT + file)).flatMap((found) => {
      const why = refusal(file, found);
      return why === null ? [] : [`${file}: cannot import ${found.specifier}: ${why}`];
    })
  );
}

if (import.meta.main) {
  const wrong = wrongImports();
  for (const line of wrong) console.error(line);
  Deno.exit(wrong.length === 0 ? 0 : 1);
}
