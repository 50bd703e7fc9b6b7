/**
 * When a signed address dies, milliseconds since 1970, as S3 and CloudFront write it into it; 0 for an address that does
 * not say so: it is not trusted to live on.
 */
export function diesAtMs(address: string): number {
  const query = new URL(address).searchParams;
  const until = query.get("Expires");
  if (until !== null) return Number(until) * 1000;
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(query.get("X-Amz-Date") ?? "") ?? [];
  const signedAt = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  const diesAt = signedAt + Number(query.get("X-Amz-Expires")) * 1000;
  return Number.isNaN(diesAt) ? 0 : diesAt;
}
