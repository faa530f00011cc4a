/**
 * What a person sets by hand, once a stage: `npx sst secret set <Name> <value> --stage <stage>`.
 * A secret with a placeholder may be set after the first deployment; one without must come first.
 */

/** Keys of the sign-off links: {"current":"a","keys":{"a":"<base64 of 32 bytes>"}}. Two may live at once. */
export const linkKeys = new sst.Secret("LinkKeys");

/** PEM of the certificate for the seal's public key. It can only be issued once the key exists. */
export const sealCertificate = new sst.Secret("SealCertificate", "not issued yet");

/** Who is told of alarms, in permanent stages. */
export const alarmEmail = new sst.Secret("AlarmEmail", "operations@example.org");

/** A verified address to send from, in stages that have no domain of their own. */
export const developerEmail = new sst.Secret("DeveloperEmail", "developer@example.org");
