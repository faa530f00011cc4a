/** The way into the search from a page of the register: one box, one button, no script. */
import { type Lang, say } from "#core/form/say.ts";
import { SEARCH } from "#core/notice/addresses.ts";
import { Button } from "../components/button.tsx";
import { Input } from "../components/input.tsx";

/** Searches one office's register, or, without an office, all. */
export function SearchForm({ office, lang = "en" }: { office?: string; lang?: Lang }) {
  return (
    <search>
      <form class="app-search" action={SEARCH} method="get">
        <Input
          name="q"
          type="search"
          label={{ text: say(lang, office ? "Search this register" : "Search all registers") }}
          hint={{ text: say(lang, "A word, a number or “words in quotes”") }}
          spellcheck={false}
        />
        {lang === "cy" && <input type="hidden" name="lang" value={lang} />}
        {office && <input type="hidden" name="office" value={office} />}
        <Button classes="govuk-button--secondary">{say(lang, "Search")}</Button>
      </form>
    </search>
  );
}
