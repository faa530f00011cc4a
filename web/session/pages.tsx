/** Sign in by emailed link: ask for an address, say to look in the mailbox, and confirm by a button. */
import { Button } from "../components/button.tsx";
import { Input } from "../components/input.tsx";
import { Page } from "../layout/page.tsx";

export function SignInPage({ email, error }: { email?: string; error?: string }) {
  return (
    <Page title="Sign in" errors={error ? [{ text: error, href: "#email" }] : undefined}>
      <h1 class="govuk-heading-l">Sign in</h1>
      <form method="post" action="/sign-in" novalidate>
        <Input
          id="email"
          name="email"
          type="email"
          autocomplete="email"
          spellcheck={false}
          label={{ text: "Your work email address" }}
          hint={{ text: "We will email you a link. You do not need a password." }}
          value={email}
          errorMessage={error ? { text: error } : undefined}
        />
        <Button>Email me a link</Button>
      </form>
    </Page>
  );
}

export function CheckEmailPage({ email }: { email: string }) {
  return (
    <Page title="Check your email">
      <h1 class="govuk-heading-l">Check your email</h1>
      <p class="govuk-body">
        If {email} belongs to someone in an office that uses this service, we have sent it a link. It works
        once, for 15 minutes.
      </p>
      <p class="govuk-body">
        Email can take a few minutes.{" "}
        <a class="govuk-link" href="/sign-in">
          Ask for another link
        </a>
      </p>
    </Page>
  );
}

/** The button, not the link, signs in: mail scanners open links. */
export function ConfirmSignInPage({ action }: { action: string }) {
  return (
    <Page title="Sign in">
      <h1 class="govuk-heading-l">Sign in</h1>
      <form method="post" action={action}>
        <Button>Sign in</Button>
      </form>
    </Page>
  );
}

export function SignOutPage() {
  return (
    <Page title="Sign out">
      <h1 class="govuk-heading-l">Sign out</h1>
      <p class="govuk-body">What you have saved is kept.</p>
      <form method="post" action="/sign-out">
        <Button>Sign out</Button>
      </form>
    </Page>
  );
}
