/** How to hear of what comes: by email, or in a feed reader. */
import { followAddress } from "#core/follow/addresses.ts";

export interface FollowLinksProps {
  /** What the form for emails is to have chosen. */
  chosen: Parameters<typeof followAddress>[0];
  address: (type: "atom" | "json") => string;
}

export function FollowLinks({ chosen, address }: FollowLinksProps) {
  return (
    <p class="govuk-body">
      <a class="govuk-link" href={followAddress(chosen)}>
        By email
      </a>
      , or in a feed reader:{" "}
      <a class="govuk-link" href={address("atom")}>
        Atom feed
      </a>{" "}
      or{" "}
      <a class="govuk-link" href={address("json")}>
        JSON feed
      </a>
      .
    </p>
  );
}
