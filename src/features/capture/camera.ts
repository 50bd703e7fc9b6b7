/** A camera that is on. */
export interface Camera {
  /** For the viewfinder. */
  readonly stream: MediaStream;
  /**
   * One photo at the highest resolution this camera gives: a still by ImageCapture where the browser has it, else the
   * frame on screen at the full size of the track. JPEG or what the camera makes; never empty.
   */
  takePhoto(video: HTMLVideoElement): Promise<Blob>;
  close(): void;
}

/** Why there is no live camera. */
export type NoCamera = "denied" | "missing" | "busy";

/** The system, the browser or the person gives no camera. */
export class CameraRefused extends Error {
  override readonly name = "CameraRefused";
  readonly why: NoCamera;
  constructor(why: NoCamera, cause?: unknown) {
    super(`No camera: ${why}`, { cause });
    this.why = why;
  }
}

/** Stills come from the sensor, so the film in the viewfinder need be no larger than a screen. */
const viewfinderPx = { width: 1920, height: 1440 };
/** Without stills the film is the photo: as large as it comes. */
const largestPx = { width: 4096, height: 3072 };
const jpegQuality = 0.95;

/** Turns the rear camera on. Throws CameraRefused. */
export async function openCamera(): Promise<Camera> {
  // Not there on pages that did not come by https.
  if (navigator.mediaDevices?.getUserMedia === undefined) throw new CameraRefused("missing");
  const hasStills = "ImageCapture" in globalThis;
  const stream = await ask(hasStills ? viewfinderPx : largestPx);
  const [track] = stream.getVideoTracks();
  if (track === undefined) throw new CameraRefused("missing");
  const still = hasStills ? await stillsOf(track) : undefined;
  return {
    stream,
    async takePhoto(video) {
      if (still !== undefined && track.readyState === "live" && !track.muted) {
        try {
          const photo = await still();
          if (photo.size > 0) return photo;
        } catch (error) {
          // Some cameras promise stills and give none. The frame on screen is better than no photo.
          if (!(error instanceof DOMException)) throw error;
        }
      }
      return frameOf(video);
    },
    close: () => {
      for (const one of stream.getTracks()) one.stop();
    },
  };
}

async function ask({ width, height }: typeof largestPx): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: { ideal: "environment" }, width: { ideal: width }, height: { ideal: height } },
    });
  } catch (cause) {
    throw new CameraRefused(whyNot(cause), cause);
  }
}

/** The names are those of the Media Capture specification, section 10.2. */
function whyNot(cause: unknown): NoCamera {
  if (!(cause instanceof DOMException)) throw cause;
  if (cause.name === "NotAllowedError" || cause.name === "SecurityError") return "denied";
  return cause.name === "NotReadableError" || cause.name === "AbortError" ? "busy" : "missing";
}

/**
 * Takes stills at the largest size the camera names. Where that is no larger than the film, the film is made as large
 * as the camera can, and its size is the photo's.
 */
async function stillsOf(track: MediaStreamTrack): Promise<() => Promise<Blob>> {
  const capture = new ImageCapture(track);
  const { imageWidth, imageHeight } = await sizesOf(capture);
  const film = track.getSettings();
  if ((imageWidth ?? 0) * (imageHeight ?? 0) <= (film.width ?? 0) * (film.height ?? 0))
    // A camera that will not change its film keeps the one it has.
    await track
      .applyConstraints({ width: { ideal: largestPx.width }, height: { ideal: largestPx.height } })
      .catch(() => undefined);
  return () =>
    imageWidth === undefined || imageHeight === undefined
      ? capture.takePhoto()
      : capture.takePhoto({ imageWidth, imageHeight });
}

async function sizesOf(
  capture: ImageCapture,
): Promise<{ readonly imageWidth?: number; readonly imageHeight?: number }> {
  try {
    const { imageWidth, imageHeight } = await capture.getPhotoCapabilities();
    return imageWidth?.max && imageHeight?.max
      ? { imageWidth: imageWidth.max, imageHeight: imageHeight.max }
      : {};
  } catch (error) {
    if (error instanceof DOMException) return {};
    throw error;
  }
}

function frameOf(video: HTMLVideoElement): Promise<Blob> {
  const canvas = document.createElement("canvas");
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  const context = canvas.getContext("2d");
  if (context === null || canvas.width === 0) throw new Error("The viewfinder shows nothing yet");
  context.drawImage(video, 0, 0);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) =>
        blob === null || blob.size === 0 ? reject(new Error("The canvas gave no photo")) : resolve(blob),
      "image/jpeg",
      jpegQuality,
    );
  });
}
