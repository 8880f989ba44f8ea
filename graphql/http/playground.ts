import { createHash } from "node:crypto";
import { fileResponse } from "./assets.ts";

/** What stands in the editor at first. */
export const FIRST = `# Ctrl+Enter runs it, Ctrl+Space says what can be asked for.
{
  runners {
    id
    status
    symbol { code }
    strategy { name }
    snapshot { state account { equity } }
  }
}
`;

/** Renders the playground's page with everything it needs inside. */
export async function renderPlayground(): Promise<string> {
  const { renderGraphiQL } = await import("@graphql-yoga/render-graphiql");
  return renderGraphiQL({ title: "Trading Simulator", endpoint: "/graphql", defaultQuery: FIRST });
}

/** Allows the page's own scripts, told by their hashes, and no other host. */
function policyFor(html: string): string {
  const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text]) =>
    `'sha256-${createHash("sha256").update(text ?? "").digest("base64")}'`
  );
  return `default-src 'none'; script-src ${
    scripts.join(" ")
  }; worker-src blob:; connect-src 'self'; ` +
    "style-src 'unsafe-inline'; img-src 'self' data:; font-src data:; base-uri 'none'; frame-ancestors 'none'";
}

/** GraphiQL; rendered for the first who asks, because its nine megabytes are rarely wanted. */
export class Playground {
  readonly #render: () => Promise<string>;
  #page: Promise<{ body: Uint8Array<ArrayBuffer>; policy: string }> | null = null;

  constructor(render: () => Promise<string> = renderPlayground) {
    this.#render = render;
  }

  async respond(request: Request): Promise<Response> {
    const { body, policy } = await (this.#page ??= this.#prepare());
    return fileResponse(request, body, {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-cache",
      "content-security-policy": policy,
    });
  }

  async #prepare() {
    const html = await this.#render();
    return { body: new TextEncoder().encode(html), policy: policyFor(html) };
  }
}
