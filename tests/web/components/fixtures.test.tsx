/** Every component against every fixture of govuk-frontend's own, but those named here with a reason. */
import type { FC } from "hono/jsx";
import { afterAll, describe, expect, it } from "vitest";
import { outline, parseHtml, words } from "#tests/support/html.ts";
import { BackLink } from "#web/components/back-link.tsx";
import { Breadcrumbs } from "#web/components/breadcrumbs.tsx";
import { Button } from "#web/components/button.tsx";
import { CharacterCount } from "#web/components/character-count.tsx";
import { Checkboxes } from "#web/components/checkboxes.tsx";
import { DateInput } from "#web/components/date-input.tsx";
import { Details } from "#web/components/details.tsx";
import { ErrorMessage } from "#web/components/error-message.tsx";
import { ErrorSummary } from "#web/components/error-summary.tsx";
import { Fieldset } from "#web/components/fieldset.tsx";
import { FileUpload } from "#web/components/file-upload.tsx";
import { GenericHeader } from "#web/components/generic-header.tsx";
import { Hint } from "#web/components/hint.tsx";
import { Input } from "#web/components/input.tsx";
import { InsetText } from "#web/components/inset-text.tsx";
import { Label } from "#web/components/label.tsx";
import { NotificationBanner } from "#web/components/notification-banner.tsx";
import { Pagination } from "#web/components/pagination.tsx";
import { Panel } from "#web/components/panel.tsx";
import { PhaseBanner } from "#web/components/phase-banner.tsx";
import { Radios } from "#web/components/radios.tsx";
import { Select } from "#web/components/select.tsx";
import { ServiceNavigation } from "#web/components/service-navigation.tsx";
import { SkipLink } from "#web/components/skip-link.tsx";
import { SummaryList } from "#web/components/summary-list.tsx";
import { Table } from "#web/components/table.tsx";
import { Tag } from "#web/components/tag.tsx";
import { TaskList } from "#web/components/task-list.tsx";
import { Textarea } from "#web/components/textarea.tsx";
import { WarningText } from "#web/components/warning-text.tsx";
import { type Fixture, readFixtures, toProps, withChildren } from "./fixtures.ts";

// biome-ignore lint/suspicious/noExplicitAny: the options come from a file, not from the type
type Component = FC<any>;
type Props = (options: Record<string, unknown>) => unknown;

const bannerProps: Props = ({ html, ...options }) =>
  html ? withChildren({ html, ...options }) : toProps(options);

const COMPONENTS: Record<string, [Component, Props?]> = {
  "back-link": [BackLink],
  breadcrumbs: [Breadcrumbs],
  button: [Button, withChildren],
  "character-count": [CharacterCount],
  checkboxes: [Checkboxes],
  "date-input": [DateInput],
  details: [Details, withChildren],
  "error-message": [ErrorMessage],
  "error-summary": [ErrorSummary],
  fieldset: [Fieldset, withChildren],
  "file-upload": [FileUpload],
  "generic-header": [GenericHeader],
  hint: [Hint],
  input: [Input],
  "inset-text": [InsetText, withChildren],
  label: [Label],
  "notification-banner": [NotificationBanner, bannerProps],
  pagination: [Pagination],
  panel: [Panel, withChildren],
  "phase-banner": [PhaseBanner, withChildren],
  radios: [Radios],
  select: [Select],
  "service-navigation": [ServiceNavigation],
  "skip-link": [SkipLink],
  "summary-list": [SummaryList],
  table: [Table],
  tag: [Tag],
  "task-list": [TaskList],
  textarea: [Textarea],
  "warning-text": [WarningText, withChildren],
};

/** Reason, then component and the fixtures it leaves out. */
const LEFT_OUT: Record<string, Record<string, string[]>> = {
  "a conditional reveal fails axe's aria-allowed-attr: questions that depend on answers are asked on the page":
    {
      checkboxes: [
        "small with conditional reveal",
        "textarea in conditional",
        "with conditional item checked",
        "with conditional items",
        "with conditional items with special characters",
        "with divider, None and conditional items",
        "with optional form-group classes showing group error",
        "with pre-checked values",
      ],
      radios: [
        "small with conditional reveal",
        "textarea in conditional",
        "with conditional item checked",
        "with conditional items",
        "with conditional items and pre-checked value",
        "with conditional items with special characters",
        "with optional form-group classes showing group error",
      ],
    },
  "our types have no empty items and ask for the items and the tag": {
    checkboxes: ["with falsy values"],
    pagination: ["with empty items"],
    "phase-banner": ["attributes", "classes", "html as text", "text"],
    radios: ["with falsy items"],
    select: ["hint", "with falsy items"],
    "service-navigation": ["with navigation having empty values", "with navigation having only empty values"],
    "summary-list": ["with falsy values"],
    table: ["with falsy items"],
    "task-list": ["with empty values"],
  },
  "values go by part, not by name, and items stand in place of the parts": {
    "date-input": [
      "with field value and items",
      "with values and name prefix",
      "with values, name prefix and custom names",
    ],
  },
  "the drop zone needs a script: ours is the browser's own control": {
    "file-upload": [
      "enhanced",
      "enhanced, custom wrapper classes and attributes",
      "enhanced, multiple files",
      "enhanced, with error message and hint",
      "translated",
    ],
  },
  "the words and limits that scripts use are not set by pages": {
    "character-count": ["with neither maxlength nor maxwords set", "with translations"],
  },
  "no page interrupts its reader": {
    panel: [
      "interruption",
      "interruption with custom classes",
      "interruption, button link",
      "interruption, no actions",
      "interruption, no actions items",
      "interruption, submit action",
      "interruption, with actions classes and attributes",
      "interruption-with-content-with-long-line-length",
      "interruption-with-headings-content-and-lists",
    ],
  },
  "the navigation has no slots": {
    "service-navigation": [
      "inverse with language navigation",
      "with `inline` end slot",
      "with language navigation",
      "with right-aligned language navigation",
      "with slotted content",
    ],
  },
};

describe("components make the HTML that govuk-frontend's macros make", () => {
  const tally = { same: 0, left: 0 };
  for (const [name, [Component, props = toProps]] of Object.entries(COMPONENTS)) {
    describe(name, () => {
      const read = (html: string) => {
        const tree = parseHtml(html);
        return { outline: outline(tree), words: words(tree) };
      };
      const made = ({ options }: Fixture) =>
        read(String(<Component {...(props(options) as Record<string, unknown>)} />));
      const isLeftOut = (fixture: Fixture) =>
        Object.values(LEFT_OUT).some((left) => left[name]?.includes(fixture.name));

      for (const fixture of readFixtures(name)) {
        if (isLeftOut(fixture))
          it(`${fixture.name} (left out)`, () => {
            expect(() => expect(made(fixture)).toEqual(read(fixture.html))).toThrow();
            tally.left += 1;
          });
        else
          it(fixture.name, () => {
            expect(made(fixture)).toEqual(read(fixture.html));
            tally.same += 1;
          });
      }
    });
  }

  it("leaves out only fixtures that there are", () => {
    const named = Object.values(LEFT_OUT).flatMap((left) =>
      Object.entries(left).flatMap(([component, names]) => names.map((name) => `${component}: ${name}`)),
    );
    const known = Object.keys(COMPONENTS).flatMap((component) =>
      readFixtures(component).map(({ name }) => `${component}: ${name}`),
    );
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
    expect(new Set(named).size).toBe(named.length);
  });

  afterAll(() => {
    console.log(
      `${tally.same} fixtures of ${Object.keys(COMPONENTS).length} components the same, ${tally.left} left out`,
    );
  });
});
