/**
 * House rule: the trading core (`engine/domain` to `engine/runner`) has no clock, no timer and no
 * randomness of its own; all three come in with the data, or a replay would not repeat.
 */
const CORE =
  /[\\/]engine[\\/](domain|kernel|market|indicators|strategy|machine|broker|risk|runner)[\\/]/;
const TESTS = /_(test|bench)\.tsx?$/;

const CALLS: ReadonlySet<string> = new Set([
  "Date.now",
  "performance.now",
  "Math.random",
  "crypto.randomUUID",
  "crypto.getRandomValues",
  "setTimeout",
  "setInterval",
  "setImmediate",
]);

/** `Date.now` of `Date.now` and of `globalThis.Date["now"]`; undefined for what is no plain name. */
function nameOf(node: Deno.lint.Node): string | undefined {
  if (node.type === "Identifier") return node.name;
  if (node.type !== "MemberExpression") return undefined;
  const object = nameOf(node.object);
  const property = node.property.type === "Identifier" && !node.computed
    ? node.property.name
    : node.property.type === "Literal"
    ? String(node.property.value)
    : undefined;
  if (object === undefined || property === undefined) return undefined;
  return object === "globalThis" ? property : `${object}.${property}`;
}

const plugin: Deno.lint.Plugin = {
  name: "trading-simulator",
  rules: {
    "no-ambient": {
      create(context) {
        if (!CORE.test(context.filename) || TESTS.test(context.filename)) return {};
        const refuse = (node: Deno.lint.Node, what: string) =>
          context.report({
            node,
            message: `${what} is not for the trading core`,
            hint: "Take time and randomness from what is passed in (engine/kernel).",
          });
        return {
          MemberExpression(node) {
            const name = nameOf(node);
            if (name !== undefined && CALLS.has(name)) refuse(node, name);
          },
          CallExpression(node) {
            if (node.callee.type !== "Identifier") return;
            if (CALLS.has(node.callee.name)) refuse(node, node.callee.name);
            else if (node.callee.name === "Date") refuse(node, "Date()");
          },
          NewExpression(node) {
            if (nameOf(node.callee) === "Date" && node.arguments.length === 0) {
              refuse(node, "new Date()");
            }
          },
        };
      },
    },
  },
};

export default plugin;
