/** The shell of every page. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Element, find, parseHtml, words } from "#tests/support/html.ts";
import { office } from "#tests/web/components/everything.tsx";
import { contrast, readableOn } from "#web/layout/colour.ts";
import { Page, type PageProps } from "#web/layout/page.tsx";

const html = (props: Partial<PageProps> = {}) => String(<Page title="Your records" {...props} />);
const page = (props?: Partial<PageProps>) => parseHtml(html(props));
const all = (root: Element, tag: string) => find(root, (e) => e.tag === tag);
const linked = (root: Element) => all(root, "a").map((a) => [words(a), a.attributes.href]);

describe("the page", () => {
  it("is a whole document in its language", () => {
    expect(html()).toMatch(/^<!DOCTYPE html><html lang="en"/);
    expect(all(page({ lang: "cy" }), "html")[0]?.attributes.lang).toBe("cy");
    const names = all(page(), "meta").map((m) => m.attributes.name ?? "charset");
    expect(names).toEqual(["charset", "viewport"]);
  });

  it("says in its title what it is, then whose", () => {
    const title = (props: Partial<PageProps>) => words(all(page(props), "title")[0]!);
    expect(title({})).toBe("Your records – Countersign");
    expect(title({ office })).toBe("Your records – Northshire PCC");
    expect(title({ errors: [{ text: "Enter a title", href: "#title" }] })).toMatch(/^Error: Your records/);
    expect(title({ errors: [] })).not.toContain("Error");
    expect(title({ errors: [{ text: "Rhowch deitl" }], lang: "cy" })).toMatch(/^Gwall: /);
  });

  it("puts the error summary first in main", () => {
    const [main] = all(
      page({ errors: [{ text: "Enter a title", href: "#title" }], children: "Form" }),
      "main",
    );
    expect(words(main!)).toBe("There is a problem\nEnter a title\nForm");
  });

  it("has one of each landmark, and a skip link that leads to main", () => {
    const root = page({ office, signedIn: { name: "Asha Perera" } });
    for (const tag of ["header", "main", "footer"]) expect(all(root, tag)).toHaveLength(1);
    const [skip] = all(root, "a");
    expect(skip?.attributes.href).toBe(`#${all(root, "main")[0]?.attributes.id}`);
  });

  it("needs nothing that a strict content security policy forbids", () => {
    const root = page({ office });
    expect(find(root, (e) => "style" in e.attributes || e.tag === "style")).toEqual([]);
    expect(find(root, (e) => Object.keys(e.attributes).some((name) => name.startsWith("on")))).toEqual([]);
    for (const script of all(root, "script")) {
      expect(script.attributes.src).toMatch(/^\/assets\/app\.[0-9a-f]{10}\.js$/);
      expect(script.attributes).toHaveProperty("defer");
      expect(script.children).toEqual([]);
    }
  });

  it("wears the office's name and colour, and no crown", () => {
    const root = page({ office });
    expect(words(all(root, "header")[0]!)).toContain(office.body.name);
    expect(all(root, "rect")[0]?.attributes.fill).toBe("#1d3b70");
    expect(html({ office })).not.toMatch(/crown|crest|GOV\.UK|govuk-header|govuk-footer/i);
  });

  it("offers an officer the records and the way out, and the public the register", () => {
    expect(linked(all(page({ office, signedIn: { name: "Asha Perera" } }), "nav")[0]!)).toEqual([
      ["Records", "/"],
      ["Published decisions", "/decisions/northshire/"],
      ["Sign out (Asha Perera)", "/sign-out"],
    ]);
    expect(linked(all(page({ office }), "nav")[0]!)).toEqual([
      ["Published decisions", "/decisions/northshire/"],
    ]);
    expect(all(page(), "nav")).toEqual([]);
  });

  it("says whom to ask, and in what other form", () => {
    const footer = all(page({ office, title: "Support & care" }), "footer")[0]!;
    expect(linked(footer)).toEqual([
      ["Contact", "mailto:office@northshire.example?subject=Contact"],
      ["Accessibility statement", "/accessibility"],
      ["Privacy", "/privacy"],
      [
        "Request another format",
        "mailto:office@northshire.example?subject=Request%20another%20format%3A%20Support%20%26%20care",
      ],
    ]);
    expect(words(footer)).toContain("1 High Street, Northton, NT1 1AA, 01632 960000");
  });

  it("shows text as text", () => {
    const root = page({ title: "<script>alert(1)</script>", children: "</main><b>" });
    expect(all(root, "b")).toEqual([]);
    expect(words(all(root, "title")[0]!)).toContain("<script>alert(1)</script>");
    expect(words(all(root, "main")[0]!)).toBe("</main><b>");
  });
});

describe("words on an office's colour", () => {
  it("can always be read (WCAG 1.4.3)", () => {
    const channel = fc.integer({ min: 0, max: 255 }).map((n) => n.toString(16).padStart(2, "0"));
    fc.assert(
      fc.property(channel, channel, channel, (red, green, blue) => {
        const colour = `#${red}${green}${blue}`;
        const text = readableOn(colour) === "white" ? "#ffffff" : "#000000";
        expect(contrast(colour, text)).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });

  it("measures contrast as WCAG does", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
    expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
    expect(readableOn("#1d3b70")).toBe("white");
    expect(readableOn("#ffdd00")).toBe("black");
  });
});
