/**
 * What functions are told at run time: names, addresses, keys. No permission comes with a link (SST's
 * built-in links grant dynamodb:*, s3:*, ses:*): what each function may do stands in functions.ts.
 * The types of `Resource` in sst-env.d.ts come from here, by `npm run env:types`.
 */
import { email, sender } from "#infra/email.ts";
import { origin } from "#infra/front-door.ts";
import { sealKey as seal } from "#infra/keys.ts";
import { sealCertificate } from "#infra/secrets.ts";
import { anchorBucket, bulkmail, ledger, privateBucket, publicBucket, records } from "#infra/storage.ts";

export { linkKeys } from "#infra/secrets.ts";

export const recordsTable = new sst.Linkable("RecordsTable", { properties: { name: records.name } });
export const ledgerTable = new sst.Linkable("LedgerTable", { properties: { name: ledger.name } });
export const bulkmailTable = new sst.Linkable("BulkmailTable", { properties: { name: bulkmail.name } });
export const publicFiles = new sst.Linkable("PublicBucket", { properties: { name: publicBucket.name } });
export const privateFiles = new sst.Linkable("PrivateBucket", { properties: { name: privateBucket.name } });
export const anchorFiles = new sst.Linkable("AnchorBucket", { properties: { name: anchorBucket.name } });
export const mailer = new sst.Linkable("Mailer", { properties: { sender, configSet: email.configSet } });
export const sealKey = new sst.Linkable("SealKey", {
  properties: { keyId: seal.arn, certificate: sealCertificate.value },
});
export const site = new sst.Linkable("Site", { properties: { origin } });
