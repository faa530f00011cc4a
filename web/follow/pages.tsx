/**
 * Following by email: what to follow and where to write, the question that the emailed link leads to,
 * what is followed and how to stop. Each act is a button: mail scanners open links.
 */
import { FOLLOW, followAddress } from "#core/follow/addresses.ts";
import type { Topic } from "#core/follow/topics.ts";
import type { Office } from "#core/form/office.ts";
import { INDEX } from "#core/notice/addresses.ts";
import type { FilterValue } from "#core/notice/filters.ts";
import { Button } from "../components/button.tsx";
import { Checkboxes } from "../components/checkboxes.tsx";
import { Input } from "../components/input.tsx";
import { SummaryList } from "../components/summary-list.tsx";
import type { Typed } from "../fields/typed.ts";
import { Page } from "../layout/page.tsx";
import { trail } from "../public/register-navigation.tsx";

const NOINDEX = <meta name="robots" content="noindex" />;

/** The name of a category's checkbox. */
export const categoryBox = (slug: string): string => `category-${slug}`;

export interface FollowProps {
  /** Whose decisions; without one, money for a recipient from any office, and the way to each office. */
  office?: Office;
  categories: FilterValue[];
  offices: { slug: string; name: string }[];
  typed: Typed;
  errors?: { id: string; message: string }[];
}

export function FollowPage({ office, categories, offices, typed, errors = [] }: FollowProps) {
  const of = (id: string) => {
    const found = errors.find((e) => e.id === id);
    return found && { text: found.message };
  };
  return (
    <Page
      title="Follow decisions by email"
      office={office}
      navigation={office ? undefined : []}
      breadcrumbs={trail("Follow by email", office)}
      errors={errors.map(({ id, message }) => ({ text: message, href: `#${id}` }))}
    >
      <h1 class="govuk-heading-l">Follow decisions by email</h1>
      <p class="govuk-body">
        You get one email about each decision when it is published, corrected or withdrawn. You can stop at
        any time.
      </p>
      {!office && offices.length > 0 && (
        <>
          <h2 class="govuk-heading-m">An office</h2>
          <ul class="govuk-list">
            {offices.map(({ slug, name }) => (
              <li>
                <a class="govuk-link" href={followAddress({ office: slug })}>
                  {name}
                </a>
              </li>
            ))}
          </ul>
          <h2 class="govuk-heading-m">Money for one recipient</h2>
        </>
      )}
      <form method="post" action={FOLLOW} novalidate>
        {office && <input type="hidden" name="office" value={office.office} />}
        {office && (
          <Checkboxes
            name="all"
            fieldset={{
              legend: { text: "What do you want to follow?", classes: "govuk-fieldset__legend--m" },
            }}
            errorMessage={of("all")}
            items={[
              { value: "yes", text: `Everything published by ${office.body.name}`, checked: !!typed.all },
              ...(categories.length ? [{ divider: "or" }] : []),
              ...categories.map(({ slug, label }) => ({
                id: categoryBox(slug),
                name: categoryBox(slug),
                value: "yes",
                text: label,
                checked: !!typed[categoryBox(slug)],
              })),
            ]}
          />
        )}
        <Input
          name="recipient"
          label={{ text: office ? "Money for one recipient, from any office (optional)" : "Recipient" }}
          hint={{ text: "For example, a charity or a company. However its name is spelt, it is followed." }}
          value={typed.recipient}
          errorMessage={of("recipient")}
        />
        <Input
          name="email"
          type="email"
          autocomplete="email"
          spellcheck={false}
          label={{ text: "Your email address" }}
          hint={{ text: "We will email you a link to confirm. We use the address for nothing else." }}
          value={typed.email}
          errorMessage={of("email")}
        />
        <Button>Email me a link</Button>
      </form>
    </Page>
  );
}

export function CheckMailPage({ email }: { email: string }) {
  return (
    <Page title="Check your email" navigation={[]} head={NOINDEX}>
      <h1 class="govuk-heading-l">Check your email</h1>
      <p class="govuk-body">
        We have asked {email} to confirm. Nothing is sent to it before that. The link in the email works for
        24 hours.
      </p>
      <p class="govuk-body">
        Email can take a few minutes. To protect your mailbox we ask at most once a minute.{" "}
        <a class="govuk-link" href={FOLLOW}>
          Ask again
        </a>
      </p>
    </Page>
  );
}

export function ConfirmFollowPage({ action, topics }: { action: string; topics: Topic[] }) {
  return (
    <Page title="Confirm what you follow" navigation={[]} head={NOINDEX}>
      <h1 class="govuk-heading-l">Confirm what you follow</h1>
      <p class="govuk-body">You asked for emails about:</p>
      <ul class="govuk-list govuk-list--bullet">
        {topics.map(({ label }) => (
          <li>{label}</li>
        ))}
      </ul>
      <form method="post" action={action}>
        <Button>Confirm</Button>
      </form>
      <p class="govuk-body">If it was not you, leave this page. Nothing will be sent.</p>
    </Page>
  );
}

export function ManagePage({ action, email, topics }: { action: string; email: string; topics: Topic[] }) {
  return (
    <Page title="What you follow" navigation={[]} head={NOINDEX}>
      <h1 class="govuk-heading-l">What you follow</h1>
      <p class="govuk-body">We email {email} when a decision about one of these is published.</p>
      <form method="post" action={action}>
        <SummaryList
          rows={topics.map(({ id, label }) => ({
            key: { text: label },
            value: {
              text: (
                <Button classes="govuk-button--secondary app-button--small" name="topic" value={id}>
                  {"Stop"}
                  <span class="govuk-visually-hidden"> following {label}</span>
                </Button>
              ),
            },
          }))}
        />
        <Button classes="govuk-button--warning" name="topic" value="all">
          Stop all emails
        </Button>
      </form>
      <p class="govuk-body">
        <a class="govuk-link" href={FOLLOW}>
          Follow something else
        </a>
      </p>
    </Page>
  );
}

export function StopPage({ action }: { action: string }) {
  return (
    <Page title="Stop all emails" navigation={[]} head={NOINDEX}>
      <h1 class="govuk-heading-l">Stop all emails</h1>
      <p class="govuk-body">We will forget your address, and what you follow.</p>
      <form method="post" action={action}>
        <Button>Stop all emails</Button>
      </form>
    </Page>
  );
}

export function StoppedPage() {
  return (
    <Page title="You get no more emails" navigation={[]} head={NOINDEX}>
      <h1 class="govuk-heading-l">You get no more emails</h1>
      <p class="govuk-body">You follow nothing by email now, and your address is forgotten.</p>
      <p class="govuk-body">
        <a class="govuk-link" href={INDEX}>
          All registers
        </a>
      </p>
    </Page>
  );
}
