/// <reference path="./.sst/platform/config.d.ts" />

/**
 * The deployed system, in the order in which it is built: this is its table of contents.
 * Each import is one concern; `infra/local` is the same system on one machine and is not deployed.
 */
export default $config({
  app(input) {
    const production = input.stage === "production";
    return {
      name: "countersign",
      // The SST command refuses to run in another version.
      version: "4.17.1",
      home: "aws",
      removal: production ? "retain" : "remove",
      protect: production,
      providers: { aws: { region: "eu-west-2" } },
    };
  },
  async run() {
    await import("#infra/stage.ts");
    await import("#infra/secrets.ts");
    await import("#infra/keys.ts");
    await import("#infra/storage.ts");
    await import("#infra/assets.ts");
    await import("#infra/queues.ts");
    await import("#infra/email.ts");
    const { api, origin } = await import("#infra/front-door.ts");
    await import("#infra/links.ts");
    await import("#infra/grants.ts");
    await import("#infra/functions.ts");
    await import("#infra/events.ts");
    await import("#infra/alarms.ts");
    return { site: origin, api: api.url };
  },
});
