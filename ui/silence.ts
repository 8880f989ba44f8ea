/**
 * A `fetch` whose answers of type `text/event-stream` fail when no byte came for `limitMs`: a
 * socket that died without a word would otherwise stay open for hours.
 */
export function withSilenceLimit(plain: typeof fetch, limitMs: number): typeof fetch {
  return async (input, init) => {
    const response = await plain(input, init);
    const isStream = response.headers.get("content-type")?.includes("text/event-stream") ?? false;
    if (!isStream || response.body === null) return response;
    const body = response.body.pipeThrough(silenceLimit(limitMs));
    return new Response(body, { status: response.status, headers: response.headers });
  };
}

function silenceLimit(limitMs: number): TransformStream<Uint8Array<ArrayBuffer>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const watch = (controller: TransformStreamDefaultController<Uint8Array<ArrayBuffer>>) => {
    clearTimeout(timer);
    timer = setTimeout(() => controller.error(new Error("The stream fell silent")), limitMs);
  };
  return new TransformStream({
    start: watch,
    transform(chunk, controller) {
      watch(controller);
      controller.enqueue(chunk);
    },
    flush: () => clearTimeout(timer),
  });
}
