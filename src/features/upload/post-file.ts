import { NoSignal } from "#src/backend/trouble.ts";

/** The store answered, and would not take the file. */
export class StorageRefused extends Error {
  override readonly name = "StorageRefused";
  readonly status: number;
  constructor(status: number) {
    super(`The store answered ${status}`);
    this.status = status;
  }
}

const silentForMs = 60_000;

/**
 * POSTs a file as S3's form upload wants it: the signed fields in order, the file last. XMLHttpRequest, because fetch
 * tells nothing of how much has left. Throws NoSignal, or StorageRefused with the status.
 */
export function postFile(
  { url, fields }: { readonly url: string; readonly fields: Readonly<Record<string, string>> },
  file: Blob,
  onShare: (share: number) => void,
): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("file", file);

  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    let silence: ReturnType<typeof setTimeout> | undefined;
    const heard = (): void => {
      clearTimeout(silence);
      silence = setTimeout(() => request.abort(), silentForMs);
    };
    const end = (settle: () => void) => (): void => {
      clearTimeout(silence);
      settle();
    };
    request.upload.addEventListener("progress", ({ loaded, total, lengthComputable }) => {
      heard();
      if (lengthComputable && total > 0) onShare(loaded / total);
    });
    request.addEventListener(
      "load",
      end(() => {
        const { status } = request;
        if (status >= 200 && status < 300) resolve();
        else if (status === 0 || status >= 500) reject(new NoSignal(`The store answered ${status}`));
        else reject(new StorageRefused(status));
      }),
    );
    const lost = end(() => reject(new NoSignal("The photo did not reach the store")));
    request.addEventListener("error", lost);
    request.addEventListener("abort", lost);
    request.open("POST", url);
    heard();
    request.send(form);
  });
}
