const PATHS = {
  pause: "M5 3h2.5v10H5zM8.5 3H11v10H8.5z",
  play: "M4.5 2.8v10.4L13 8z",
  stop: "M4 4h8v8H4z",
  trash: "M6 2h4l.5 1H13v1.3H3V3h2.5zM4 5.3h8l-.6 8.7H4.6zm2.3 1.5.2 5.5m3.2-5.5-.2 5.5",
  plus: "M7.25 3h1.5v4.25H13v1.5H8.75V13h-1.5V8.75H3v-1.5h4.25z",
  close: "m4.1 3 3.9 3.9L11.9 3 13 4.1 9.1 8l3.9 3.9-1.1 1.1L8 9.1 4.1 13 3 11.9 6.9 8 3 4.1z",
  back: "M9.8 3 4.8 8l5 5 1.1-1.1L7 8l3.9-3.9z",
  reload:
    "M8 2.5a5.5 5.5 0 1 0 5.4 6.6l-1.5-.3A4 4 0 1 1 8 4c1 0 2 .4 2.7 1.1L9 6.8h4.5V2.3l-1.7 1.7A5.5 5.5 0 0 0 8 2.5z",
  edit: "m11.3 1.9 2.8 2.8-8.3 8.3-3.6.8.8-3.6zM9.7 4.5l1.8 1.8",
  auto: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zm0 1.5v9a4.5 4.5 0 0 1 0-9z",
  light:
    "M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM7.3 1h1.4v2.2H7.3zm0 11.8h1.4V15H7.3zM1 7.3h2.2v1.4H1zm11.8 0H15v1.4h-2.2zM2.6 3.6l1-1 1.6 1.6-1 1zm8.2 8.2 1-1 1.6 1.6-1 1zm1.6-9.2 1 1-1.6 1.6-1-1zm-8.2 8.2 1 1-1.6 1.6-1-1z",
  dark: "M6.2 2A6.3 6.3 0 1 0 14 9.8 5.2 5.2 0 0 1 6.2 2z",
  power: "M7.25 1.5h1.5v6.5h-1.5zM4.6 3.6l.9 1.2a4 4 0 1 0 5 0l.9-1.2a5.5 5.5 0 1 1-6.8 0z",
  warning: "M8 1.5 15.3 14H.7zM7.3 6v4h1.4V6zm0 5v1.4h1.4V11z",
} as const;

export type IconName = keyof typeof PATHS;

/** A picture beside a word or with an `aria-label` on its button; never alone. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} fill-rule="evenodd" />
    </svg>
  );
}
