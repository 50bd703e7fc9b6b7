/** What a download is called: letters of any script, no paths, nothing a file system or a header trips over. */
export function downloadName(fileName: string, suffix: string, extension: string): string {
  const last = fileName.split(/[/\\]/).at(-1) ?? "";
  const stem = last
    .replace(/\.[a-z0-9]{1,5}$/i, "")
    .normalize("NFC")
    // Controls, direction marks and what Windows forbids.
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}"*:<>?|;\\/]/gu, " ")
    .replaceAll(/\s+/g, " ")
    .replaceAll(/^[. ]+|[. ]+$/g, "");
  const short = [...stem].slice(0, 80).join("").trim();
  return `${short === "" ? "photo" : short}${suffix}.${extension}`;
}

/** Content-Disposition by RFC 6266: a plain name for old clients, the true one encoded by RFC 5987. */
export function attachment(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replaceAll(/[^\x20-\x7e]/g, "")
    .replaceAll(/["\\%]/g, "");
  const ascii = /^[. ]*\.[a-z0-9]+$|^-/.test(plain) ? `photo${plain.slice(plain.search(/[-.]/))}` : plain;
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
