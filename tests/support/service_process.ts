import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../main.ts", import.meta.url));
/** How long a process may take to say where it listens. */
const START_MS = 30_000;

/** The program from source; tests of the binary give its path instead. */
// Quiet: on a new machine Deno would say on stderr what it loads.
const FROM_SOURCE = [Deno.execPath(), "run", "-A", "--quiet", "--no-check", MAIN];

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProcessOptions {
  /** Program and first arguments; the program from source if left out. */
  readonly program?: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

function command(args: readonly string[], options: ProcessOptions): Deno.Command {
  const [program = "", ...first] = options.program ?? FROM_SOURCE;
  return new Deno.Command(program, {
    args: [...first, ...args],
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    env: { NO_COLOR: "1", ...options.env },
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  });
}

/** Runs a command to its end. */
export async function runProcess(
  args: readonly string[],
  options: ProcessOptions = {},
): Promise<Ended> {
  const { code, stdout, stderr } = await command(args, options).output();
  const decoder = new TextDecoder();
  return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}

/** A service in a process of its own. */
export class ServiceProcess {
  /** `http://127.0.0.1:40001` */
  readonly url: string;
  readonly #child: Deno.ChildProcess;
  readonly #output: { text: string };
  readonly #drained: Promise<unknown>;

  private constructor(
    url: string,
    child: Deno.ChildProcess,
    output: { text: string },
    drained: Promise<unknown>,
  ) {
    this.url = url;
    this.#child = child;
    this.#output = output;
    this.#drained = drained;
  }

  /** Resolves once it says where it listens; rejects with what it said instead. */
  static async start(
    args: readonly string[],
    options: ProcessOptions = {},
  ): Promise<ServiceProcess> {
    const child = command(args, options).spawn();
    const output = { text: "" };
    const found = Promise.withResolvers<string>();
    const take = async (stream: ReadableStream<Uint8Array>) => {
      const decoder = new TextDecoder();
      for await (const chunk of stream) {
        output.text += decoder.decode(chunk, { stream: true });
        const url = /Dashboard\s+(http:\/\/\S+?)\/\s/.exec(output.text)?.[1];
        if (url !== undefined) found.resolve(url);
      }
    };
    const drained = Promise.all([take(child.stdout), take(child.stderr)]);
    drained.then(() => found.reject(new Error(`It ended without listening: ${output.text}`)));
    const timer = setTimeout(() => child.kill("SIGKILL"), START_MS);
    try {
      return new ServiceProcess(await found.promise, child, output, drained);
    } finally {
      clearTimeout(timer);
    }
  }

  /** All it has printed so far, both streams. */
  get output(): string {
    return this.#output.text;
  }

  /** Asks it to stop. @returns its exit status */
  async stop(signal: Deno.Signal = "SIGTERM"): Promise<Deno.CommandStatus> {
    try {
      this.#child.kill(signal);
    } catch (error) {
      // It has ended already.
      if (!(error instanceof TypeError)) throw error;
    }
    const status = await this.#child.status;
    await this.#drained;
    return status;
  }

  /** Asks the GraphQL endpoint; throws for errors in the answer. */
  // deno-lint-ignore no-explicit-any
  async query(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<any> {
    const response = await fetch(`${this.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = await response.json();
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  }
}
