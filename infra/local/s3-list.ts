/** Listing a bucket: ListObjectsV2 with prefix, delimiter and pages, and ListObjectVersions. */
import type { Disk, StoredObject } from "./s3-disk.ts";
import { escapeMarkup } from "./wire.ts";

export function listObjects(disk: Disk, bucket: string, search: URLSearchParams): string {
  const prefix = search.get("prefix") ?? "";
  const delimiter = search.get("delimiter") ?? "";
  const max = Math.min(1000, Number(search.get("max-keys") ?? 1000));
  const after = search.get("continuation-token")
    ? Buffer.from(search.get("continuation-token")!, "base64url").toString()
    : (search.get("start-after") ?? "");
  const found: string[] = [];
  const folders = new Set<string>();
  let last = "";
  let more = false;
  for (const [object] of disk.all(bucket)) {
    if (!object || object.deleted || !object.key.startsWith(prefix) || !isAfter(object.key, after)) continue;
    const folder = folderOf(object.key, prefix, delimiter);
    if (folder && (folders.has(folder) || after.startsWith(folder))) continue;
    if (found.length + folders.size === max) {
      more = true;
      break;
    }
    if (folder) folders.add(folder);
    else found.push(`<Contents>${describe(object)}<StorageClass>STANDARD</StorageClass></Contents>`);
    last = folder ?? object.key;
  }
  return [
    '<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">',
    `<Name>${bucket}</Name><Prefix>${escapeMarkup(prefix)}</Prefix><MaxKeys>${max}</MaxKeys>`,
    `<KeyCount>${found.length + folders.size}</KeyCount><IsTruncated>${more}</IsTruncated>`,
    more ? `<NextContinuationToken>${Buffer.from(last).toString("base64url")}</NextContinuationToken>` : "",
    ...found,
    ...[...folders].map((f) => `<CommonPrefixes><Prefix>${escapeMarkup(f)}</Prefix></CommonPrefixes>`),
    "</ListBucketResult>",
  ].join("");
}

/** All in one page: the buckets of one machine are small. */
export function listVersions(disk: Disk, bucket: string, search: URLSearchParams): string {
  const prefix = search.get("prefix") ?? "";
  const versions = disk
    .all(bucket)
    .filter(([latest]) => latest?.key.startsWith(prefix))
    .flatMap((all) =>
      all.map((object, i) => {
        const element = object.deleted ? "DeleteMarker" : "Version";
        const about = `<VersionId>${object.version}</VersionId><IsLatest>${i === 0}</IsLatest>`;
        return `<${element}>${describe(object)}${about}</${element}>`;
      }),
    );
  return [
    '<ListVersionsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">',
    `<Name>${bucket}</Name><Prefix>${escapeMarkup(prefix)}</Prefix><IsTruncated>false</IsTruncated>`,
    ...versions,
    "</ListVersionsResult>",
  ].join("");
}

function folderOf(key: string, prefix: string, delimiter: string): string | undefined {
  const end = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
  return end < 0 ? undefined : key.slice(0, end + delimiter.length);
}

function describe({ key, at, etag, size, deleted }: StoredObject): string {
  const time = `<Key>${escapeMarkup(key)}</Key><LastModified>${new Date(at).toISOString()}</LastModified>`;
  return deleted ? time : `${time}<ETag>${escapeMarkup(etag)}</ETag><Size>${size}</Size>`;
}

/** S3 lists in the order of UTF-8 bytes. */
function isAfter(key: string, after: string): boolean {
  return Buffer.compare(Buffer.from(key), Buffer.from(after)) > 0;
}
