import { createHash } from "node:crypto";

/** Files of the dashboard by name, wherever they are kept. */
export interface AssetSource {
  /** The file's bytes; null when there is none. `name` is relative and never leaves the folder. */
  read(name: string): Promise<Uint8Array<ArrayBuffer> | null>;
}

/** Files in a folder, also one inside a compiled binary. */
export function folderAssets(folder: URL): AssetSource {
  const root = folder.href.endsWith("/") ? folder : new URL(`${folder.href}/`);
  return {
    async read(name) {
      try {
        return await Deno.readFile(new URL(name, root));
      } catch (error) {
        const isMissing = error instanceof Deno.errors.NotFound ||
          error instanceof Deno.errors.IsADirectory || error instanceof Deno.errors.NotADirectory;
        if (isMissing) return null;
        throw error;
      }
    },
  };
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  css: "text/css; charset=utf-8",
  html: "text/html; charset=utf-8",
  ico: "image/x-icon",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  map: "application/json",
  png: "image/png",
  svg: "image/svg+xml",
  txt: "text/plain; charset=utf-8",
  webmanifest: "application/manifest+json",
  woff2: "font/woff2",
};

/** Plain names only: no `..`, no empty step, nothing hidden, no escape left in it. */
const SAFE_NAME = /^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/;
/** `main-3XK2ABCD.js`: another content would have another name. */
const HASHED_NAME = /-[A-Za-z0-9]{8,}\.\w+$/;

const PAGE_POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; " +
  "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** The body with an ETag; 304 when the client has it already. */
export function fileResponse(
  request: Request,
  body: Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>>,
): Response {
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  const all = { etag, "x-content-type-options": "nosniff", ...headers };
  if (request.headers.get("if-none-match")?.includes(etag)) {
    return new Response(null, { status: 304, headers: all });
  }
  return new Response(request.method === "HEAD" ? null : body, { headers: all });
}

function notFound(message: string): Response {
  return new Response(`${message}\n`, {
    status: 404,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });
}

async function page(request: Request, source: AssetSource): Promise<Response> {
  const body = await source.read("index.html");
  if (body === null) return notFound("The dashboard is not built here; the API is at /graphql");
  return fileResponse(request, body, {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-cache",
    "content-security-policy": PAGE_POLICY,
    "referrer-policy": "no-referrer",
  });
}

/**
 * Answers with a file of the dashboard. Every path that does not end like a file is a route of the page
 * itself and gets `index.html`.
 */
export async function serveAsset(
  request: Request,
  pathname: string,
  source: AssetSource,
): Promise<Response> {
  const name = pathname.slice(1);
  const type = CONTENT_TYPES[/\.(\w+)$/.exec(name)?.[1] ?? ""];
  if (type === undefined || name === "index.html") return await page(request, source);
  const body = SAFE_NAME.test(name) ? await source.read(name) : null;
  if (body === null) return notFound(`There is no ${name}`);
  return fileResponse(request, body, {
    "content-type": type,
    "cache-control": HASHED_NAME.test(name) ? "public, max-age=31536000, immutable" : "no-cache",
  });
}
