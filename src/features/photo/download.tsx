import { Download as DownloadIcon, Share2 } from "lucide-react";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { type Output } from "#core/api/operations.ts";
import { type EditView } from "#core/api/views.ts";
import { type ImageId } from "#core/ids.ts";
import { fetchFile, saveFile } from "#src/backend/files.ts";
import { useBackend } from "#src/backend/backend.ts";
import { explain, NoSignal } from "#src/backend/trouble.ts";
import { Button } from "#src/design/button.tsx";
import { ProgressLine } from "#src/design/progress-line.tsx";
import { Sheet } from "#src/design/sheet.tsx";
import { TroubleBox } from "#src/design/trouble-box.tsx";
import { downloadWords } from "#src/photo-words.ts";

type Format = keyof typeof downloadWords.formats;
type What = Pick<EditView, "editId" | "editType"> | { readonly imageId: ImageId };

/** The first is the one that is shared. Only a recipe says itself how its photo shall be delivered. */
function formatsOf(what: What): readonly [Format, ...Format[]] {
  if (!("editId" in what)) return ["original"];
  return what.editType === "recipe" ? ["delivered", "jpeg", "lossless"] : ["jpeg", "lossless"];
}

/** Download and, where the system can, share: as a JPEG, without any loss, or the photo as it was taken. */
export function Download({ what, fileName }: { readonly what: What; readonly fileName: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button look="main" wide onClick={() => setOpen(true)}>
        <DownloadIcon aria-hidden />
        {downloadWords.title}
      </Button>
      {isOpen && <DownloadSheet what={what} fileName={fileName} onClose={() => setOpen(false)} />}
    </>
  );
}

export function DownloadSheet({
  what,
  fileName,
  onClose,
}: {
  readonly what: What;
  readonly fileName: string;
  readonly onClose: () => void;
}) {
  const { call } = useBackend();
  const [busy, setBusy] = useState<Format>();
  const [failure, setFailure] = useState<unknown>();
  const [file, setFile] = useState<File>();
  const [shareable, setShareable] = useState<File>();
  const formats = formatsOf(what);
  const of = "editId" in what ? { editId: what.editId } : { imageId: what.imageId };
  const fetched = useRef(new Map<Format, Promise<File>>());
  // Asked for once each: what was fetched ahead is what is saved.
  const fileIn = (format: Format): Promise<File> => {
    const known = fetched.current.get(format);
    if (known !== undefined) return known;
    const asked = call("getDownload", { ...of, format }).then((answer) => readFile(answer, fileName));
    fetched.current.set(format, asked);
    asked.catch(() => fetched.current.delete(format));
    return asked;
  };
  const fetchFirst = useEffectEvent(() => fileIn(formats[0]));
  // Sharing must follow a tap at once, so the file is on its way before the tap.
  useEffect(() => {
    if (!canShareFiles()) return;
    fetchFirst().then(setShareable, (error: unknown) => {
      // Nobody has asked for it yet: a tap on the format says what is wrong.
      if (!(error instanceof NoSignal)) reportError(error);
    });
  }, []);

  const fetchFile = async (format: Format): Promise<void> => {
    setBusy(format);
    setFailure(undefined);
    setFile(undefined);
    try {
      const made = await fileIn(format);
      saveFile(made, made.name);
      setFile(made);
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(undefined);
    }
  };
  const share = (shared: File): void => {
    navigator.share({ files: [shared], title: shared.name }).catch((error: unknown) => {
      if (!(error instanceof DOMException && error.name === "AbortError")) setFailure(error);
    });
  };

  return (
    <Sheet title={downloadWords.title} onClose={onClose}>
      <ul className="downloads">
        {formats.map((format) => (
          <li key={format}>
            <Button wide disabled={busy !== undefined} onClick={() => void fetchFile(format)}>
              <DownloadIcon aria-hidden />
              {downloadWords.formats[format].name}
            </Button>
            <p className="small quiet">{downloadWords.formats[format].why}</p>
          </li>
        ))}
      </ul>
      {busy && <ProgressLine label={downloadWords.busy} />}
      {failure !== undefined && <TroubleBox trouble={explain(failure)} />}
      <output className="small">{file && downloadWords.done(file.name, file.size)}</output>
      {canShareFiles() && (
        <Button
          wide
          disabled={shareable === undefined}
          onClick={() => {
            if (shareable !== undefined) share(shareable);
          }}
        >
          <Share2 aria-hidden />
          {shareable === undefined ? downloadWords.gettingReady : downloadWords.share}
        </Button>
      )}
    </Sheet>
  );
}

const canShareFiles = (): boolean =>
  navigator.canShare?.({ files: [new File(["."], "photo.jpg", { type: "image/jpeg" })] }) === true;

async function readFile(
  { url, fileName, contentType }: Output<"getDownload">,
  fallback: string,
): Promise<File> {
  if (!url) throw new Error("getDownload answered neither an address nor a problem");
  const bytes = await fetchFile(url);
  return new File([bytes], fileName ?? fallback, { type: contentType ?? bytes.type });
}
