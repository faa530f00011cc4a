/** How to hear of what comes: by email, or in a feed reader. */
import { followAddress } from "#core/follow/addresses.ts";
import { type Lang, say } from "#core/form/say.ts";

export interface FollowLinksProps {
  /** What the form for emails is to have chosen. */
  chosen: Parameters<typeof followAddress>[0];
  address: (type: "atom" | "json") => string;
  lang?: Lang;
}

export function FollowLinks({ chosen, address, lang = "en" }: FollowLinksProps) {
  return (
    <p class="govuk-body">
      <a class="govuk-link" href={followAddress(chosen)}>
        {say(lang, "By email")}
      </a>
      {say(lang, ", or in a feed reader:")}{" "}
      <a class="govuk-link" href={address("atom")}>
        {say(lang, "Atom feed")}
      </a>{" "}
      {say(lang, "or")}{" "}
      <a class="govuk-link" href={address("json")}>
        {say(lang, "JSON feed")}
      </a>
      .
    </p>
  );
}
