/** A button, or a link that looks like one. A form's submit buttons ignore a second click where scripts run. */
import { type Child, classNames, type Outer } from "./markup.ts";

export interface ButtonProps extends Outer {
  id?: string;
  /** Makes it a link. */
  href?: string;
  type?: "submit" | "button" | "reset";
  name?: string;
  value?: string;
  disabled?: boolean;
  preventDoubleClick?: boolean;
  isStartButton?: boolean;
  children?: Child;
}

export function Button({ isStartButton: start, children, ...button }: ButtonProps) {
  const common = {
    class: classNames("govuk-button", button.classes, start && "govuk-button--start"),
    "data-module": "govuk-button",
    ...button.attributes,
    id: button.id,
  };
  const inner = (
    <>
      {start && typeof children !== "string" ? <span>{children}</span> : children}
      {start && <StartIcon />}
    </>
  );
  if (button.href)
    return (
      // biome-ignore lint/a11y/useSemanticElements: GOV.UK's own markup for a link that looks like a button
      <a href={button.href} role="button" draggable={false} {...common}>
        {inner}
      </a>
    );
  return (
    <button
      type={button.type ?? "submit"}
      value={button.value}
      name={button.name}
      disabled={button.disabled}
      aria-disabled={button.disabled || undefined}
      data-prevent-double-click={button.preventDoubleClick}
      {...common}
    >
      {inner}
    </button>
  );
}

/**
 * The first submit button of a form is the one that the Enter key presses. Where the one meant stands
 * further down, this does the same, and is neither seen nor reached by any other key.
 */
export function EnterKeyButton({ name, value, children }: { name: string; value: string; children: string }) {
  return (
    <Button
      classes="govuk-visually-hidden"
      name={name}
      value={value}
      attributes={{ tabindex: -1, "aria-hidden": "true" }}
    >
      {children}
    </Button>
  );
}

/** Buttons and links side by side. */
export function ButtonGroup({ children }: { children: Child }) {
  return <div class="govuk-button-group">{children}</div>;
}

function StartIcon() {
  return (
    <svg
      class="govuk-button__start-icon"
      xmlns="http://www.w3.org/2000/svg"
      width="17.5"
      height="19"
      viewBox="0 0 33 40"
      aria-hidden="true"
      focusable="false"
    >
      <path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z" />
    </svg>
  );
}
