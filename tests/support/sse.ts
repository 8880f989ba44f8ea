import type { GraphqlAnswer } from "./api.ts";

/** Reads a GraphQL-over-SSE answer (distinct connections), result by result. */
export interface EventStream {
  readonly status: number;
  readonly contentType: string;
  /** The next result; null once the server has completed the operation. */
  next(): Promise<GraphqlAnswer | null>;
  /** The client goes away. */
  cancel(): Promise<void>;
}

export function readEventStream(response: Response): EventStream {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  async function message(): Promise<string | null> {
    for (;;) {
      const end = text.indexOf("\n\n");
      if (end >= 0) {
        const found = text.slice(0, end);
        text = text.slice(end + 2);
        return found;
      }
      const chunk = await reader?.read();
      if (chunk === undefined || chunk.done) return null;
      text += chunk.value;
    }
  }
  return {
    status: response.status,
    contentType: response.headers.get("content-type") ?? "",
    async next() {
      for (;;) {
        const found = await message();
        if (found === null || found.startsWith("event: complete")) return null;
        const data = /^data: (.*)$/m.exec(found)?.[1];
        if (data !== undefined) return JSON.parse(data);
      }
    },
    cancel: async () => void await reader?.cancel(),
  };
}
