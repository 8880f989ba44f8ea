import * as esbuild from "esbuild";
import { bundleFengari } from "./fengari_plugin.ts";

await bundleFengari();
await esbuild.stop();
