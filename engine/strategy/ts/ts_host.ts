import type {
  ParameterValues,
  StrategyDescription,
  StrategyHost,
  StrategyInstance,
  StrategyScope,
  StrategySource,
} from "../strategy.ts";
import { faultOf } from "./faults.ts";
import { loadModule } from "./module.ts";
import { TsInstance } from "./ts_instance.ts";

/**
 * Runs strategies written in TypeScript, their types already stripped.
 *
 * Trusted code: it runs as part of the shard, without a budget of time or memory. A shard has no
 * permissions, so it still reaches no file and no network.
 */
export class TsHost implements StrategyHost {
  readonly language = "ts";

  async describe(source: StrategySource): Promise<StrategyDescription> {
    const { name, language, path } = source;
    try {
      const { description, parameters } = await loadModule(source);
      return { name, language, path, description, parameters, error: null };
    } catch (error) {
      const { message } = faultOf(error, source.file);
      return { name, language, path, description: "", parameters: [], error: message };
    }
  }

  async load(
    source: StrategySource,
    parameters: ParameterValues,
    scope: StrategyScope,
  ): Promise<StrategyInstance> {
    return new TsInstance(await loadModule(source), source.file, parameters, scope);
  }
}

export function createTsHost(): StrategyHost {
  return new TsHost();
}
