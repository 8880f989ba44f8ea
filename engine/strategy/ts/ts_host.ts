import type {
  ParameterValues,
  StrategyDescription,
  StrategyHost,
  StrategyInstance,
  StrategyScope,
  StrategySource,
} from "../strategy.ts";
import { faultOf } from "./faults.ts";
import { loadModule, type StrategyModule } from "./module.ts";
import { ModuleMaker } from "./module_maker.ts";
import { TsInstance } from "./ts_instance.ts";

/** Texts that are remembered; one that is forgotten is compiled anew. */
const MAX_TEXTS = 64;

/**
 * Runs strategies written in TypeScript, their types already stripped.
 *
 * Trusted code: it runs as part of the shard, without a budget of time or memory. A shard has no
 * permissions, so it still reaches no file and no network.
 */
export class TsHost implements StrategyHost {
  readonly language = "ts";
  readonly #makers = new Map<string, ModuleMaker>();

  async describe(source: StrategySource): Promise<StrategyDescription> {
    const { name, language, path } = source;
    const about = { name, language, path, description: "", parameters: [], constraints: [] };
    try {
      const { description, parameters, constraints } = await this.#load(source);
      return { ...about, description, parameters, constraints, error: null };
    } catch (error) {
      const { message } = faultOf(error, source.file);
      return { ...about, error: message };
    }
  }

  async load(
    source: StrategySource,
    parameters: ParameterValues,
    scope: StrategyScope,
  ): Promise<StrategyInstance> {
    return new TsInstance(await this.#load(source), source.file, parameters, scope);
  }

  #load(source: StrategySource): Promise<StrategyModule> {
    return loadModule(source, this.#makerOf(source.text));
  }

  #makerOf(text: string): ModuleMaker {
    const maker = this.#makers.get(text) ?? new ModuleMaker(text);
    // What was asked for last stands last.
    this.#makers.delete(text);
    this.#makers.set(text, maker);
    if (this.#makers.size > MAX_TEXTS) this.#makers.delete(this.#makers.keys().next().value!);
    return maker;
  }
}

export function createTsHost(): StrategyHost {
  return new TsHost();
}
