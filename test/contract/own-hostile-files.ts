import sharp from "sharp";
import { deflateSync } from "node:zlib";
import { crc32 } from "node:zlib";

/** What somebody's camera, or somebody, may have written into a file, and no derived file may say again. */
export const secrets = [
  "Jane Example",
  "SN-0042",
  "Springfield",
  "742 Evergreen Terrace",
  "GPSLatitude",
  "40,46.974N",
  "onerror=alert",
  "DROP TABLE",
  "<script",
  "<html",
  "PK\u0003\u0004",
  "Zaphod-Owner",
  "ZAPHOD-SERIAL",
] as const;

/** A hostile file and what is to become of it: "ready", or the kind of problem it is refused with. */
export interface HostileFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly becomes: string;
}

const picture = (width = 160, height = 120) =>
  sharp({ create: { width, height, channels: 3, background: "#8898a8" } });

/** Drawn and bent here, so that the test needs nothing from outside. */
export async function ownHostileFiles(): Promise<readonly HostileFile[]> {
  const file = (name: string, bytes: Buffer, becomes: string): HostileFile => ({
    name,
    bytes: new Uint8Array(bytes),
    becomes,
  });
  const jpeg = await picture().jpeg().toBuffer();
  const png = await picture().png().toBuffer();
  const owned = await picture()
    .jpeg()
    .withExif({
      IFD0: {
        Artist: "Zaphod-Owner",
        Copyright: "Zaphod-Owner",
        ImageDescription: "<script>alert(1)</script>",
      },
      IFD2: {
        CameraOwnerName: "Zaphod-Owner",
        BodySerialNumber: "ZAPHOD-SERIAL",
        UserComment: "Zaphod-Owner",
      },
      IFD3: {
        GPSLatitudeRef: "N",
        GPSLatitude: "48/1 8/1 0/1",
        GPSLongitudeRef: "E",
        GPSLongitude: "11/1 34/1 0/1",
      },
    })
    .toBuffer();
  const frames = Buffer.concat([jpeg, Buffer.from("<html><script>alert(1)</script></html>"), jpeg]);
  return [
    file("owner-in-exif.jpg", owned, "ready"),
    file("../../etc/passwd.jpg", jpeg, "ready"),
    file("<img src=x onerror=alert(1)>.jpg", jpeg, "ready"),
    file("👩‍👩‍👧‍👦🏠.jpg", jpeg, "ready"),
    file("\u202Egpj.exe", jpeg, "ready"),
    file("two-jpegs-and-a-page.jpg", frames, "ready"),
    file("png-with-text-chunks.png", withText(png, "Zaphod-Owner <script>"), "ready"),
    file("png-named.jpg", png, "ready"),
    file("cmyk.jpg", await picture().toColourspace("cmyk").jpeg().toBuffer(), "ready"),
    file("deep.png", await picture().toColourspace("rgb16").png().toBuffer(), "ready"),
    file("odd-profile.jpg", await picture().withIccProfile("p3").jpeg().toBuffer(), "ready"),
    file(
      "broken-profile.jpg",
      withBrokenProfile(await picture().withIccProfile("p3").jpeg().toBuffer()),
      "ready",
    ),
    file("bomb-30000x30000.png", bomb(30_000, 30_000), "too-many-pixels"),
    file("bomb-60000x1000.png", bomb(60_000, 1_000), "too-many-pixels"),
    file("cut-off.jpg", (await noise()).subarray(0, 4000), "unreadable"),
    file(
      "page.jpg",
      Buffer.from("<!doctype html><script>alert(1)</script>".repeat(20)),
      "unsupported-format",
    ),
    file(
      "drawing.svg",
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
      "unsupported-format",
    ),
    file("moving.gif", await picture().gif().toBuffer(), "unsupported-format"),
    file("document.tiff", await picture().tiff().toBuffer(), "unsupported-format"),
    file("strip.png", await picture(3000, 70).png().toBuffer(), "too-small"),
    file("dot.png", await picture(1, 1).png().toBuffer(), "too-small"),
  ];
}

async function noise(): Promise<Buffer> {
  const data = Buffer.from(
    Array.from({ length: 160 * 120 * 3 }, (_, at) => (at * 7919 + (at >> 3) * 104_729) % 256),
  );
  return sharp(data, { raw: { width: 160, height: 120, channels: 3 } })
    .jpeg({ quality: 95 })
    .toBuffer();
}

/** PNG specification, section 5.3: length, type, data, checksum of type and data. */
function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");

/** One bit a pixel, all the same: a few kilobytes that would fill gigabytes. */
function bomb(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  const rows = deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * height));
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", rows),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function withText(png: Buffer, words: string): Buffer {
  const at = signature.length + 25;
  const texts = ["Author", "Comment"].map((name) =>
    chunk("tEXt", Buffer.from(`${name}\0${words}`, "latin1")),
  );
  return Buffer.concat([png.subarray(0, at), ...texts, png.subarray(at)]);
}

/** The profile says it is one and holds nonsense. */
function withBrokenProfile(jpeg: Buffer): Buffer {
  const at = jpeg.indexOf("ICC_PROFILE\0");
  return Buffer.concat([jpeg.subarray(0, at + 14), Buffer.alloc(64, 0xff), jpeg.subarray(at + 78)]);
}
