/* Written by `npm run env:types` from the links in infra/. Do not edit. */
import "sst";

declare module "sst" {
  export interface Resource {
    AnchorBucket: { name: string };
    App: { name: string; stage: string };
    BulkmailTable: { name: string };
    LedgerTable: { name: string };
    LinkKeys: { value: string };
    Mailer: { configSet: string; sender: string };
    PrivateBucket: { name: string };
    PublicBucket: { name: string };
    RecordsTable: { name: string };
    SealKey: { certificate: string; keyId: string };
    Site: { origin: string };
  }
}
