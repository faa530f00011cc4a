/** Publishes a page for each record whose META says what it wants. One titled "poison" makes it throw. */
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { DynamoDBStreamEvent } from "aws-lambda";
import { Resource } from "sst";

const s3 = new S3Client({});

export async function handler(event: Partial<DynamoDBStreamEvent>): Promise<void> {
  for (const { dynamodb } of event.Records ?? []) {
    if (dynamodb?.NewImage?.title?.S === "poison") throw new Error("a paper that cannot be drawn");
    const folder = `decisions/${dynamodb?.Keys?.pk?.S?.slice(2)}`;
    const put = (name: string, ContentType: string, Body: string) =>
      s3.send(
        new PutObjectCommand({
          Bucket: Resource.PublicBucket.name,
          Key: `${folder}/${name}`,
          Body,
          ContentType,
          CacheControl: "public, s-maxage=60",
        }),
      );
    await put("index.html", "text/html; charset=utf-8", `<h1>${dynamodb?.NewImage?.title?.S}</h1>`);
    await put("paper.pdf", "application/pdf", "%PDF-0123456789");
  }
}
