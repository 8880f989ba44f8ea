import { equal } from "node:assert/strict";
import { FilesRead } from "./progress_files.ts";

Deno.test("a file counts by half for each time it is read", () => {
  const read = new FilesRead([100, 300]);
  equal(read.share, 0);
  read.add(100);
  equal(read.share, 0.125);
  read.add(100);
  equal(read.share, 0.25);
  read.next();
  read.add(300);
  equal(read.share, 0.625);
});

Deno.test("a file that was left early is through, and what comes on top counts for nothing", () => {
  const read = new FilesRead([100, 300]);
  read.add(10);
  read.next();
  equal(read.share, 0.25);
  read.add(10_000);
  equal(read.share, 1);
});

Deno.test("no files, or empty ones, are no work", () => {
  equal(new FilesRead([]).share, 1);
  equal(new FilesRead([0]).share, 1);
});
