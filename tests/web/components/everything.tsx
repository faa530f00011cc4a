/** A page with every component on it, each in the states that matter to a reader. */
import { Button, ButtonGroup } from "#web/components/button.tsx";
import { CharacterCount } from "#web/components/character-count.tsx";
import { Checkboxes } from "#web/components/checkboxes.tsx";
import { DateInput } from "#web/components/date-input.tsx";
import { Details } from "#web/components/details.tsx";
import { Fieldset } from "#web/components/fieldset.tsx";
import { FileUpload } from "#web/components/file-upload.tsx";
import { Input } from "#web/components/input.tsx";
import { InsetText } from "#web/components/inset-text.tsx";
import { NotificationBanner } from "#web/components/notification-banner.tsx";
import { Pagination } from "#web/components/pagination.tsx";
import { Panel } from "#web/components/panel.tsx";
import { PhaseBanner } from "#web/components/phase-banner.tsx";
import { Radios } from "#web/components/radios.tsx";
import { Select } from "#web/components/select.tsx";
import { SummaryList } from "#web/components/summary-list.tsx";
import { Table } from "#web/components/table.tsx";
import { Tag } from "#web/components/tag.tsx";
import { TaskList } from "#web/components/task-list.tsx";
import { Textarea } from "#web/components/textarea.tsx";
import { WarningText } from "#web/components/warning-text.tsx";
import { Page, type PageOffice } from "#web/layout/page.tsx";

export const office: PageOffice = {
  office: "northshire",
  body: {
    name: "Office of the Police and Crime Commissioner for Northshire",
    short: "Northshire PCC",
    kind: "pcc",
    nation: "england",
    brand: { colour: "#1d3b70" },
    contact: {
      address: ["1 High Street", "Northton", "NT1 1AA"],
      email: "office@northshire.example",
      phone: "01632 960000",
    },
  },
};

const problem = { text: "Enter the amount in pounds" };

export function Everything({ colour = office.body.brand.colour }: { colour?: string }) {
  return (
    <Page
      title="Who gets the money"
      office={{ ...office, body: { ...office.body, brand: { colour } } }}
      errors={[{ text: "Enter the amount in pounds", href: "#amount" }]}
      back="/records/1"
      breadcrumbs={[{ text: "Records", href: "/" }, { text: "Who gets the money" }]}
      signedIn={{ name: "Asha Perera" }}
      banner={<PhaseBanner tag={{ text: "Practice" }}>Nothing here is published.</PhaseBanner>}
    >
      <h1 class="govuk-heading-l">Who gets the money</h1>
      <NotificationBanner text="The paper was returned for changes." />
      <NotificationBanner type="success" titleId="saved">
        <p class="govuk-notification-banner__heading">Saved</p>
      </NotificationBanner>
      <form method="post">
        <Input
          name="amount"
          label={{ text: "Amount" }}
          hint={{ text: "In pounds, like 370,083" }}
          prefix={{ text: "£" }}
          suffix={{ text: "a year" }}
          errorMessage={problem}
          value="lots"
          inputmode="decimal"
        />
        <Textarea name="purpose" label={{ text: "Purpose" }} value="To help." />
        <CharacterCount name="summary" label={{ text: "Summary" }} maxlength={200} value="Words" />
        <Radios
          name="kind"
          fieldset={{
            legend: { text: "What kind of decision is it?", classes: "govuk-fieldset__legend--m" },
          }}
          items={[
            { value: "grant", text: "Grant", hint: { text: "Under section 143" } },
            { value: "contract", text: "Contract" },
            { divider: "or" },
            { value: "none", text: "Neither" },
          ]}
          value="grant"
        />
        <Checkboxes
          name="powers"
          fieldset={{ legend: { text: "Which powers?" } }}
          hint={{ text: "Select all that apply" }}
          errorMessage={{ text: "Select a power" }}
          items={[
            { value: "a", text: "Section 9", hint: { text: "Grants for crime and disorder" } },
            { value: "b", text: "Section 143" },
            { divider: "or" },
            { value: "z", text: "None of these", behaviour: "exclusive" },
          ]}
          values={["a"]}
        />
        <Select
          name="maker"
          label={{ text: "Decision maker" }}
          items={[
            { value: "", text: "Choose" },
            { value: "pcc", text: "Commissioner" },
          ]}
          value="pcc"
        />
        <DateInput
          id="starts"
          namePrefix="starts"
          fieldset={{ legend: { text: "When does it start?" } }}
          hint={{ text: "For example, 27 3 2024" }}
          errorMessage={{ text: "Enter a month" }}
          day={{ error: false }}
          month={{ error: true }}
          values={{ day: 1, year: 2024 }}
        />
        <Fieldset legend={{ text: "Papers" }}>
          <FileUpload name="paper" label={{ text: "Send a paper" }} hint={{ text: "A PDF of up to 20 MB" }} />
        </Fieldset>
        <ButtonGroup>
          <Button preventDoubleClick>Save and continue</Button>
          <Button classes="govuk-button--secondary" name="then" value="stop">
            Save and come back later
          </Button>
          <Button classes="govuk-button--warning">Withdraw</Button>
          <a class="govuk-link" href="/">
            Cancel
          </a>
        </ButtonGroup>
        <Button href="/start" isStartButton>
          Start now
        </Button>
      </form>
      <SummaryList
        card={{ title: { text: "The paper" } }}
        rows={[
          {
            key: { text: "Title" },
            value: { text: "Support for victims" },
            actions: { items: [{ href: "/title", text: "Change", visuallyHiddenText: "title" }] },
          },
          { key: { text: "Number" }, value: { text: "Not yet given" } },
        ]}
      />
      <TaskList
        items={[
          {
            title: { text: "The decision" },
            href: "/decision",
            hint: { text: "Title and summary" },
            status: { text: "Completed" },
          },
          {
            title: { text: "The money" },
            href: "/money",
            status: { tag: { text: "Incomplete", classes: "govuk-tag--blue" } },
          },
          {
            title: { text: "Send for sign-off" },
            status: { text: "Cannot start yet", classes: "govuk-task-list__status--cannot-start-yet" },
          },
        ]}
      />
      <Table
        caption="Awards"
        captionClasses="govuk-table__caption--m"
        firstCellIsHeader
        head={[{ text: "Recipient" }, { text: "Amount", format: "numeric" }]}
        rows={[[{ text: "Harbour" }, { text: "£370,083.00", format: "numeric" }]]}
      />
      <p class="govuk-body">
        {["grey", "green", "teal", "blue", "purple", "magenta", "red", "orange", "yellow"].map((name) => (
          <>
            <Tag classes={`govuk-tag--${name}`}>{name}</Tag>{" "}
          </>
        ))}
      </p>
      <InsetText>It was decided on 1 November 2023.</InsetText>
      <WarningText>Signing cannot be undone.</WarningText>
      <Details summaryText="What a marking means">
        <p class="govuk-body">It says who may see the paper.</p>
      </Details>
      <Panel titleText="Sent for sign-off" headingLevel={2}>
        Your reference
        <br />
        <strong>2023/2024 - 0022</strong>
      </Panel>
      <Pagination
        previous={{ href: "/1" }}
        next={{ href: "/3" }}
        items={[
          { number: 1, href: "/1" },
          { number: 2, href: "/2", current: true },
          { ellipsis: true },
          { number: 9, href: "/9" },
        ]}
      />
      <Pagination
        landmarkLabel="Years"
        previous={{ href: "/2022", labelText: "2022" }}
        next={{ href: "/2024", labelText: "2024" }}
      />
    </Page>
  );
}
