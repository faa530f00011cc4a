/** The officers' pages, sign-in and health: an API Gateway HTTP API event in, a page out. */
import { attachments } from "./attachments/routes.ts";
import { newApp } from "./http/app.ts";
import { lambda } from "./http/lambda.ts";
import { withActor } from "./http/session.ts";
import { officer } from "./officer/routes.ts";
import { pageRoutes } from "./pages/routes.ts";
import { signInRoutes } from "./sign-in/routes.ts";
import { verifyRoutes } from "./verify/routes.ts";

export const app = newApp();
app.get("/healthz", (c) => c.json({ ok: true }));
app.route("/", signInRoutes);
app.route("/", pageRoutes);
app.route("/", verifyRoutes);
app.use(withActor);
app.route("/", officer);
app.route("/", attachments);

export const handler = lambda(app);
