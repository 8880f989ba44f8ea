/** True of work, its checks or a study before its end. */
export function isUnderWay({ status }: { readonly status: string }): boolean {
  return status === "QUEUED" || status === "RUNNING";
}
