/** Names by which a browser on this machine reaches a server that listens on loopback. */
export const LOOPBACK_HOSTS: readonly string[] = ["127.0.0.1", "localhost", "[::1]"];

/** True for an address that only this machine can reach. */
export function isLoopback(host: string): boolean {
  return host === "::1" || LOOPBACK_HOSTS.includes(host) || /^127(\.\d{1,3}){3}$/.test(host);
}

/** `localhost` of `localhost:3000`; null when it is no host. */
function hostName(host: string): string | null {
  return URL.parse(`http://${host}`)?.hostname ?? null;
}

/**
 * False for a request that names a host it should not know: the sign of a page elsewhere whose name
 * was made to point at this machine (DNS rebinding).
 *
 * @param allowed host names without a port; null allows any
 */
export function isExpectedHost(request: Request, allowed: readonly string[] | null): boolean {
  if (allowed === null) return true;
  const name = hostName(request.headers.get("host") ?? new URL(request.url).host);
  return name !== null && allowed.includes(name);
}
