/** A worker that may do nothing, or nothing but step back once, before any strategy is there. */
export function workerOptions(isBackground: boolean): WorkerOptions {
  return {
    type: "module",
    deno: { permissions: isBackground ? { ...NOTHING, sys: ["setPriority"] } : "none" },
  };
}

const NOTHING = {
  env: false,
  ffi: false,
  import: false,
  net: false,
  read: false,
  run: false,
  write: false,
};
