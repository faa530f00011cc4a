/** Asks for what is to be verified: a PDF, or the number of a decision and whose it is. */
import { Button } from "../components/button.tsx";
import { FileUpload } from "../components/file-upload.tsx";
import { Input } from "../components/input.tsx";
import { Select } from "../components/select.tsx";
import { Page } from "../layout/page.tsx";

/** What was asked, with what is wrong with it by control. */
export interface Asked {
  number?: string;
  office?: string;
  errors?: { file?: string; number?: string; office?: string };
}

interface VerifyPageProps extends Asked {
  offices: { slug: string; name: string }[];
}

export function VerifyPage({ offices, number, office, errors = {} }: VerifyPageProps) {
  const message = (text: string | undefined) => (text ? { text } : undefined);
  const list = Object.entries(errors).map(([name, text]) => ({ text, href: `#${name}` }));
  return (
    <Page title="Check a published decision" errors={list}>
      <h1 class="govuk-heading-l">Check a published decision</h1>
      <p class="govuk-body">
        Find out whether a document is the one that was published, whether it is still current, and who signed
        it. Every document is sealed when it is made, and its fingerprint is kept in a ledger that nobody can
        change unseen.
      </p>
      <h2 class="govuk-heading-m">Check a PDF</h2>
      <form method="post" action="/verify" enctype="multipart/form-data" novalidate>
        <FileUpload
          name="file"
          label={{ text: "The PDF of the decision" }}
          hint={{ text: "Up to 4MB. It is compared and not kept." }}
          attributes={{ accept: "application/pdf,.pdf" }}
          errorMessage={message(errors.file)}
        />
        <Button>Check this PDF</Button>
      </form>
      <h2 class="govuk-heading-m">Look up a number</h2>
      <form method="get" action="/verify" novalidate>
        <Input
          name="number"
          label={{ text: "Number of the decision" }}
          hint={{ text: "As it is printed on the document, like 2023/2024 - 0022" }}
          classes="govuk-input--width-20"
          autocomplete="off"
          spellcheck={false}
          value={number}
          errorMessage={message(errors.number)}
        />
        <Select
          name="office"
          label={{ text: "Office" }}
          value={office}
          items={[
            { value: "", text: "Select an office" },
            ...offices.map(({ slug, name }) => ({ value: slug, text: name })),
          ]}
          errorMessage={message(errors.office)}
        />
        <Button classes="govuk-button--secondary">Look up this number</Button>
      </form>
    </Page>
  );
}
