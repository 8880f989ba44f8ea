import { useEffect, useRef } from "preact/hooks";
import type { Errors } from "../state/parameter_form.ts";

/**
 * The first field that is wrong may stand far up the page from the button: it comes into sight when the
 * service has refused something, and at each try to send what is not right yet.
 */
export function useScrollToFault(refused: Errors, tries: number) {
  const element = useRef<HTMLFormElement>(null);
  const show = () =>
    element.current?.querySelector(".field.is-wrong, .is-wrong")
      ?.scrollIntoView({ block: "center" });
  useEffect(() => {
    if (Object.keys(refused).length > 0) show();
  }, [refused]);
  useEffect(() => {
    if (tries > 0) show();
  }, [tries]);
  return element;
}
