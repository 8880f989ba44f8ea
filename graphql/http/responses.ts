import type { ErrorCode } from "../../engine/mod.ts";

/** An error in the shape GraphQL clients read, with a status that says the same. */
export function errorResponse(
  status: number,
  code: ErrorCode,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const body = { errors: [{ message, extensions: { code } }] };
  return Response.json(body, { status, headers: { "cache-control": "no-store", ...headers } });
}

/** True when the other side would show a page: a browser that goes to an address. */
export function wantsPage(request: Request): boolean {
  const isRead = request.method === "GET" || request.method === "HEAD";
  return isRead && (request.headers.get("accept") ?? "").includes("text/html");
}
