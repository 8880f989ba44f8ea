import { deepEqual } from "node:assert/strict";
import { countsOf, NONE } from "./junit.ts";

Deno.test("countsOf() adds up the suites of a report", () => {
  const report = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="deno test" tests="10" failures="3" errors="0" time="0.010">
  <testsuite name="./a_test.ts" tests="6" disabled="1" errors="0" failures="3">
    <testcase name="a &lt;testsuite tests=&quot;9&quot;&gt;" time="0.001"></testcase>
  </testsuite>
  <testsuite name="./b_test.ts" tests="4" disabled="0" errors="0" failures="0"></testsuite>
</testsuites>`;
  deepEqual(countsOf(report), { passed: 6, failed: 3, ignored: 1 });
});

Deno.test("countsOf() finds nothing in what is no report", () => {
  deepEqual(countsOf(""), NONE);
});
