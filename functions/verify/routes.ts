/**
 * Verification for anyone: a PDF, or a number, in; what it is and whether its history holds, out. Works
 * without JavaScript and reads only. Also the exports: the public one, and the office's own.
 */
import { createHash } from "node:crypto";
import { type Context, Hono } from "hono";
import * as v from "valibot";
import { AppError } from "#core/errors.ts";
import { exportRecord } from "#core/record/export.store.ts";
import { listOffices } from "#core/record/offices.store.ts";
import {
  findByDocument,
  findByNumber,
  findImportedNotice,
  getPublished,
} from "#core/record/published.store.ts";
import { loadForOffice } from "#core/record/records.ts";
import { ResultPage, UnknownPage } from "#web/verify/result-page.tsx";
import { type Asked, VerifyPage } from "#web/verify/verify-page.tsx";
import type { AppEnv } from "../http/app.ts";
import { parse, readBody } from "../http/forms.ts";
import { requireActor, withActor } from "../http/session.ts";

/** Lambda takes 6 MB a call, with a file in base64: about 4.5 MB. */
const MAX_FILE = 4 * 1024 * 1024;

const Sought = v.object({
  office: v.optional(v.pipe(v.string(), v.maxLength(50)), ""),
  number: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200)), ""),
  sha256: v.optional(
    v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, "Enter 64 digits and letters from a to f")),
  ),
});
type Sought = v.InferOutput<typeof Sought>;

export const verifyRoutes = new Hono<AppEnv>()
  .get("/verify", async (c) => {
    const asked = parse(Sought, c.req.query());
    if (asked.sha256) return byDocument(c, asked.sha256);
    if (Object.keys(c.req.query()).length === 0) return form(c);
    if (!asked.number) return form(c, { ...asked, errors: { number: "Enter the number of the decision" } });
    if (!asked.office) return form(c, { ...asked, errors: { office: "Select the office" } });
    const id = await findByNumber(asked.office, asked.number);
    const imported = id && (await findImportedNotice(asked.office, asked.number));
    if (imported) return c.redirect(imported);
    const none = "No published record of this office has this number. Check it on the document";
    if (!id) return form(c, { ...asked, errors: { number: none } }, 404);
    return c.html(
      ResultPage({ ...(await getPublished(id, c.var.now)), by: "number", download: exportPath(asked) }),
    );
  })
  .post("/verify", async (c) => {
    const { file } = await readBody(c);
    if (!(file instanceof File) || file.name === "") return form(c, { errors: { file: "Select a PDF" } });
    if (file.size === 0) return form(c, { errors: { file: "The selected file is empty" } });
    if (file.size > MAX_FILE)
      return form(c, { errors: { file: "The selected file must be smaller than 4MB" } });
    const pdf = new Uint8Array(await file.arrayBuffer());
    if (new TextDecoder("latin1").decode(pdf.subarray(0, 5)) !== "%PDF-")
      return form(c, { errors: { file: "The selected file must be a PDF" } });
    return byDocument(c, createHash("sha256").update(pdf).digest("hex"), pdf);
  })
  .get("/verify/export.json", async (c) => {
    const asked = parse(Sought, c.req.query());
    const id = asked.sha256
      ? (await findByDocument(asked.sha256))?.record
      : await findByNumber(asked.office, asked.number);
    if (!id) throw new AppError("not-found", "no-record", "There is no such published record");
    return download(c, id, "public");
  })
  .get("/records/:id/export.json", withActor, async (c) => {
    const id = c.req.param("id");
    await loadForOffice(id, requireActor(c));
    return download(c, id, c.req.query("edition") === "public" ? "public" : "office");
  });

/** What a PDF is, by its bytes or by their SHA-256 alone. */
async function byDocument(c: Context<AppEnv>, sha256: string, pdf?: Uint8Array): Promise<Response> {
  const found = await findByDocument(sha256);
  if (!found) return c.html(UnknownPage({ sha256 }));
  const published = await getPublished(found.record, c.var.now, { n: found.publication, pdf });
  return c.html(
    ResultPage({ ...published, by: "document", sha256, ...found, download: exportPath({ sha256 }) }),
  );
}

async function form(c: Context<AppEnv>, asked: Asked = {}, status: 400 | 404 = 400): Promise<Response> {
  const offices = await listOffices();
  return c.html(VerifyPage({ offices, ...asked }), asked.errors ? status : 200);
}

async function download(c: Context<AppEnv>, id: string, edition: "office" | "public"): Promise<Response> {
  const bundle = await exportRecord(id, { edition, now: c.var.now });
  c.header("Content-Disposition", `attachment; filename="${id}-${edition}.json"`);
  return c.json(bundle);
}

function exportPath(asked: Partial<Sought>): string {
  const given = Object.entries(asked).filter((e): e is [string, string] => Boolean(e[1]));
  return `/verify/export.json?${new URLSearchParams(given)}`;
}
