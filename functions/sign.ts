/**
 * The signatories' function: /s/<token>. GET and HEAD show and change nothing, whoever asks and however
 * often; the POST is the act, with nothing preselected, bound to the content hash that the page showed.
 */
import type { Context } from "hono";
import * as v from "valibot";
import { compose } from "#core/document/compose.ts";
import { inWelsh } from "#core/document/in-welsh.ts";
import { AppError, InvalidAnswers } from "#core/errors.ts";
import { isBilingual } from "#core/form/bilingual.ts";
import { withNoticed } from "#core/record/overrides.store.ts";
import { checkCode } from "#core/signoff/code.ts";
import { explain } from "#core/signoff/explaining.ts";
import * as Signing from "#core/signoff/signing.ts";
import { linkKeys } from "#core/signoff/token.ts";
import { wordsProblems } from "#web/fields/control.ts";
import { typedFrom } from "#web/fields/typed.ts";
import { ChangedPage, ExplainedPage, PassedOnPage } from "#web/sign/after-pages.tsx";
import { clausesOf, type Errors, type Typed } from "#web/sign/choices.tsx";
import { AskPage, PassOnPage, ProvePage } from "#web/sign/other-pages.tsx";
import { masked, SignPage } from "#web/sign/sign-page.tsx";
import { sendAttachment } from "./attachments/send.ts";
import { type AppEnv, newApp } from "./http/app.ts";
import { CommandId, type Form, newCommandId, parse, readForm } from "./http/forms.ts";
import { lambda } from "./http/lambda.ts";
import { findOut, lost } from "./signing/lost.ts";
import { keepProof, linkOf, pathOf, proofIn } from "./signing/proof.ts";

const Text = v.optional(v.string());
const Hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, "Open the page again, then try again"));
const SignForm = v.object({
  cmdId: CommandId,
  hash: Hash,
  step: Text,
  outcome: Text,
  alternative: Text,
  reason: Text,
  comment: Text,
  interest: v.optional(v.picklist(["none", "declared"])),
  code: Text,
  also: v.optional(v.string(), ""),
});
const AskForm = v.object({
  cmdId: CommandId,
  hash: Hash,
  question: v.optional(v.string(), ""),
});
const PassOnForm = v.object({
  cmdId: CommandId,
  to: v.optional(v.string(), ""),
  reason: Text,
});
const CodeForm = v.object({ step: Text, code: v.optional(v.string(), "") });

/** The boxes for words, and the longest that each takes, in characters. More is shown back, to be shortened. */
const BOXES = [
  { id: "reason", what: "Your reason", limit: 20_000 },
  { id: "comment", what: "Your comment", limit: 20_000 },
  { id: "question", what: "Your question", limit: 5000 },
];

type C = Context<AppEnv>;
type Extra = { typed?: Typed; errors?: Errors; codeSentTo?: string };

export const app = newApp();

app.get("/s/:link", (c) => withRequest(c, (request) => show(c, request)));

app.post("/s/:link", (c) =>
  withRequest(
    c,
    async (request) => {
      const form = await readTyped(c);
      const signature = parse(SignForm, form);
      if (signature.step === "code") return sendCode(c, request, form, (extra) => show(c, request, extra));
      const clauses = clausesIn(request, form);
      const proof = proofIn(c, request);
      return acting(
        c,
        request,
        form,
        async () => {
          await Signing.act(
            linkOf(c),
            { ...signature, also: signature.also.split(" "), clauses, proof },
            c.var.now,
          );
          keepProof(c, request.tokenId);
        },
        (errors) => show(c, request, { typed: form, errors }),
        // Whoever has just signed sees that they did, even where the browser keeps no cookie.
        async () => c.html(ExplainedPage({ explained: await explain(linkOf(c), c.var.now) })),
      );
    },
    "used too",
  ),
);

app.post("/s/:link/mine", findOut);

app.post("/s/:link/code", (c) =>
  withRequest(c, async (request) => {
    const form = await readTyped(c);
    const { step, code } = parse(CodeForm, form);
    const page = (extra: Extra) =>
      c.html(ProvePage({ request, action: pathOf(c), ...extra }), extra.errors ? 400 : 200);
    if (step === "code") return sendCode(c, request, form, page);
    const wrong = await checkCode(request.tokenId, code, c.var.now, linkKeys());
    if (wrong) return page({ errors: [{ id: "code", message: wrong }] });
    keepProof(c, request.tokenId);
    return c.redirect(pathOf(c), 303);
  }),
);

app.get("/s/:link/attachments/:sha256", (c) =>
  withRequest(c, (request) =>
    beforeSigning(c, request, () => sendAttachment(c, request.view, c.req.param("sha256"))),
  ),
);

app.get("/s/:link/ask", (c) =>
  withRequest(c, (request) => beforeActing(c, request, () => c.html(AskPage({ request, ...commonOf(c) })))),
);

app.post("/s/:link/ask", (c) =>
  withRequest(c, async (request) => {
    const form = await readTyped(c);
    const question = { ...parse(AskForm, form), proof: proofIn(c, request) };
    return acting(
      c,
      request,
      form,
      () => Signing.ask(linkOf(c), question, c.var.now),
      (errors) => c.html(AskPage({ request, ...commonOf(c), typed: form, errors }), 400),
    );
  }),
);

app.get("/s/:link/pass-on", (c) =>
  withRequest(c, (request) =>
    beforeActing(c, request, () => c.html(PassOnPage({ request, ...commonOf(c) }))),
  ),
);

app.post("/s/:link/pass-on", (c) =>
  withRequest(c, async (request) => {
    const form = await readTyped(c);
    const passing = { ...parse(PassOnForm, form), why: "delegated" as const, proof: proofIn(c, request) };
    return acting(
      c,
      request,
      form,
      () => Signing.passOn(linkOf(c), passing, c.var.now),
      (errors) => c.html(PassOnPage({ request, ...commonOf(c), typed: form, errors }), 400),
    );
  }),
);

export const handler = lambda(app);

/**
 * Finds what the link asks for. One neutral page for a link that does not hold, or holds no more; `used`
 * lets a form be posted again that was already taken, and nothing else.
 */
async function withRequest(
  c: C,
  then: (request: Signing.Request) => Response | Promise<Response>,
  used?: "used too",
): Promise<Response> {
  let request: Signing.Request;
  try {
    request = await Signing.look(linkOf(c), c.var.now);
  } catch (error) {
    if (error instanceof AppError && error.code === "bad-link") return lost(c);
    throw error;
  }
  return request.status === "open" || used ? then(request) : lost(c);
}

function show(c: C, request: Signing.Request, extra: Extra = {}): Response | Promise<Response> {
  if (request.status !== "open") return lost(c);
  const { view } = request;
  return beforeSigning(c, request, async () => {
    const proven = Signing.isProven(request, proofIn(c, request), c.var.now);
    const paper = compose(view, "restricted");
    const shown = { ...request, view: await withNoticed(view) };
    const welsh = isBilingual(view.office) ? compose(inWelsh(view), "restricted") : undefined;
    const page = SignPage({ request: shown, paper, welsh, proven, ...commonOf(c), ...extra });
    return c.html(page, extra.errors ? 400 : 200);
  });
}

/** A confidential paper shows nothing before a code was right. */
function beforeSigning(
  c: C,
  request: Signing.Request,
  page: () => Response | Promise<Response>,
): Response | Promise<Response> {
  return request.code === "to-read" ? beforeActing(c, request, page) : page();
}

/** Asking and passing on are acts too: where signing takes a code, so do they. */
function beforeActing(
  c: C,
  request: Signing.Request,
  page: () => Response | Promise<Response>,
): Response | Promise<Response> {
  if (Signing.isProven(request, proofIn(c, request), c.var.now)) return page();
  return c.html(ProvePage({ request, action: pathOf(c) }));
}

async function acting(
  c: C,
  request: Signing.Request,
  form: Form,
  act: () => Promise<void>,
  again: (errors: Errors) => Response | Promise<Response>,
  done: () => Response | Promise<Response> = () => c.redirect(pathOf(c), 303),
): Promise<Response> {
  let acted = true;
  try {
    checkWords(form);
    await act();
  } catch (error) {
    if (error instanceof InvalidAnswers) return again(error.fields);
    if (error instanceof AppError && error.code === "content-changed")
      return c.html(ChangedPage({ view: request.view, action: pathOf(c) }), 409);
    if (!(error instanceof AppError && error.kind === "gone")) throw error;
    acted = false;
  }
  if (!(await stillMine(c))) {
    const explained = await explain(linkOf(c), c.var.now);
    const aside = explained.became === "aside";
    return c.html(aside ? ExplainedPage({ explained }) : PassedOnPage({ view: request.view }));
  }
  return acted ? done() : c.redirect(pathOf(c), 303);
}

/** What was posted; a character that nothing can show stands as a sign, and is spoken of beside its box. */
async function readTyped(c: C): Promise<Form> {
  return typedFrom(Object.entries(await readForm(c)));
}

function checkWords(form: Form): void {
  const errors = BOXES.flatMap(({ id, what, limit }) => wordsProblems(id, what, form[id] ?? "", limit));
  if (errors.length > 0) throw new InvalidAnswers(errors);
}

/** Whoever has just passed a request on has a link that no longer holds. */
async function stillMine(c: C): Promise<boolean> {
  return Signing.look(linkOf(c), c.var.now).then(
    () => true,
    () => false,
  );
}

async function sendCode(
  c: C,
  request: Signing.Request,
  typed: Form,
  page: (extra: Extra) => Response | Promise<Response>,
): Promise<Response> {
  try {
    await Signing.requestCode(linkOf(c), c.var.now);
  } catch (error) {
    if (!(error instanceof AppError && error.code === "too-many-codes")) throw error;
    return page({ typed, errors: [{ id: "code", message: error.message }] });
  }
  return page({ typed, codeSentTo: masked(request.row.email) });
}

function clausesIn({ stage, view }: Signing.Request, form: Form): Record<string, "approve" | "refuse"> {
  const chosen: Record<string, "approve" | "refuse"> = {};
  for (const i of clausesOf(stage, view).keys()) {
    const choice = form[`clause-${i}`];
    if (choice === "approve" || choice === "refuse") chosen[String(i)] = choice;
  }
  return chosen;
}

function commonOf(c: C): { cmdId: string; action: string } {
  return { cmdId: newCommandId(c.var.now), action: pathOf(c) };
}
