/** Addresses of following by email. What a link holds in its path is secret: no log has it. */
export const FOLLOW = "/follow";
export const confirmPath = (link: string): string => `${FOLLOW}/confirm/${link}`;
export const managePath = (link: string): string => `${FOLLOW}/manage/${link}`;
/** Takes a mail program's one-click post (RFC 8058), which comes from no page of ours. */
export const stopPath = (link: string): string => `${FOLLOW}/stop/${link}`;

/** The form, with what stands beside the link chosen already. */
export function followAddress(chosen: { office?: string; category?: string; recipient?: string }): string {
  const { office, category, recipient } = chosen;
  const params = new URLSearchParams({
    ...(office && { office }),
    ...(category && { category }),
    ...(recipient && { recipient }),
  });
  return `${FOLLOW}?${params}`;
}
