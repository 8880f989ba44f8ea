import { useEffect } from "preact/hooks";

export function NotFoundPage({ what = "page" }: { readonly what?: string }) {
  useEffect(() => {
    document.title = "Not found · Trading Simulator";
  }, []);
  return (
    <div class="empty" data-testid="not-found">
      <h1>There is no such {what}</h1>
      <p>It may have been removed, or the address is wrong.</p>
      <a class="button primary" href="/">Go to the dashboard</a>
    </div>
  );
}
