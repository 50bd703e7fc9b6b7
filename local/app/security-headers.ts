/** Where the page may go beside its own origin. */
export type AllowedTargets = {
  /** As in `http://127.0.0.1:4301`. */
  readonly s3Origin: string;
  readonly awsOrigin: string;
};

/** What every answer of the app's origin carries. `dev` allows what Vite writes into the page for hot reload. */
export function securityHeaders(
  { s3Origin, awsOrigin }: AllowedTargets,
  mode: "built" | "dev",
): Readonly<Record<string, string>> {
  const inline = mode === "dev" ? " 'unsafe-inline'" : "";
  const policy = [
    "default-src 'self'",
    `script-src 'self'${inline}`,
    `style-src 'self'${inline}`,
    `img-src 'self' blob: data: ${s3Origin}`,
    "media-src 'self' blob:",
    "font-src 'self' data:",
    `connect-src 'self' blob: ${s3Origin} ${awsOrigin} ${awsOrigin.replace("http:", "ws:")}`,
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ];
  return {
    "content-security-policy": policy.join("; "),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(self), geolocation=(), microphone=()",
    "cross-origin-opener-policy": "same-origin",
  };
}
