/** The public body's name on its own colour. */
import { GenericHeader } from "../components/generic-header.tsx";
import { readableOn } from "./colour.ts";

/** Used where a page belongs to no office. */
const PLAIN = "#0b0c0c";

export function Header({ name, colour = PLAIN, url }: { name: string; colour?: string; url: string }) {
  return (
    <div class={`app-header app-header--${readableOn(colour)}`}>
      {/* The colour is data, and the content security policy allows no style attribute: a drawing carries it. */}
      <svg class="app-header__colour" aria-hidden="true" focusable="false" width="100%" height="100%">
        <rect width="100%" height="100%" fill={colour} />
      </svg>
      <GenericHeader logoText={name} url={url} />
    </div>
  );
}
