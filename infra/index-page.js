/**
 * CloudFront function (runtime cloudfront-js-2.0), run for each viewer's request under /decisions.
 * A path that ends in "/" is that folder's index.html; a path without an extension is sent to itself
 * with "/", so that a page has one address; a file is a file. The query string is dropped.
 */
// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it by this name
function handler(event) {
  const request = event.request;
  const name = request.uri.slice(request.uri.lastIndexOf("/") + 1);
  if (name === "") {
    request.uri += "index.html";
    return request;
  }
  if (name.includes(".")) return request;
  return {
    statusCode: 301,
    statusDescription: "Moved Permanently",
    headers: {
      location: { value: `${request.uri}/` },
      "cache-control": { value: "public, max-age=3600" },
    },
  };
}
