/** Tables of faults: a sound office, spoilt in one way, must give the finding that says so. */
import { expect, it } from "vitest";
import { checkOffice } from "#core/form/check.ts";
import type { Block, Form, Stage } from "#core/form/definition.ts";
import type { Field } from "#core/form/fields.ts";
import type { Office } from "#core/form/office.ts";
import { soundOffice } from "./sound-office.ts";

/** What to spoil, where it is reported, and what the message says to do. */
export type Fault = [fault: string, spoil: (office: Office) => void, path: string, message: string];

export const decision = (office: Office): Form => office.forms[0]!;
export const field = <T extends Field["type"]>(office: Office, id: string, _type?: T) =>
  decision(office).fields[id] as Extract<Field, { type: T }>;
export const block = <T extends Block["block"]>(office: Office, i: number, _kind?: T) =>
  decision(office).layout[i] as Extract<Block, { block: T }>;
export const stage = (office: Office, i: number): Stage => decision(office).stages[i]!;

/** Each fault is found where it stands. A warning leaves the office publishable. */
export function finds(severity: "error" | "warning", faults: Fault[]): void {
  it.each(faults)("%s", (_, spoil, path, message) => {
    const office = soundOffice();
    spoil(office);
    const found = checkOffice(office);
    expect(found).toContainEqual(
      expect.objectContaining({ severity, path, message: expect.stringContaining(message) }),
    );
    if (severity === "warning") expect(found.filter((f) => f.severity === "error")).toEqual([]);
  });
}
