import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Stack } from "aws-cdk-lib";
import { Architecture, Code, LayerVersion, Runtime } from "aws-cdk-lib/aws-lambda";
import { type Construct } from "constructs";

const home = new URL("../layers/pixels/", import.meta.url);

/** What the layer brings: native code for linux-arm64, WebAssembly, networks and fonts, which no bundler can carry. */
export const pixelPackages: readonly string[] = Object.keys(readManifest().dependencies);

/**
 * One layer a stack. Its packages are installed for Lambda's platform, whatever machine this is, when `amplify/` is
 * (`postinstall`), so that synthesis itself needs neither network nor docker. Throws when they are not there.
 */
export function pixelsLayer(scope: Construct): LayerVersion {
  const stack = Stack.of(scope);
  const made = stack.node.tryFindChild(layerId);
  if (made instanceof LayerVersion) return made;
  const missing = pixelPackages.find((name) => !existsSync(new URL(`nodejs/node_modules/${name}`, home)));
  if (missing) throw new Error(`The Lambda layer has no ${missing}. Run: npm ci --prefix amplify`);
  return new LayerVersion(stack, layerId, {
    description: "sharp, OpenCV, TensorFlow.js with its object detector, a HEIC reader and fonts",
    code: Code.fromAsset(fileURLToPath(home), { exclude: [...notNeeded] }),
    compatibleArchitectures: [Architecture.ARM_64],
    compatibleRuntimes: [Runtime.NODEJS_22_X],
  });
}

/** Lambda takes 250 MB, layers and all. Of the networks only the one that finds objects goes along, and none for faces. */
const notNeeded = [
  "**/*.map",
  "**/*.d.ts",
  "**/@vladmandic/human/models/!(centernet)*",
  "**/@vladmandic/human/{demo,assets,src,types,wiki}/**",
];

const layerId = "PixelsLayer";

function readManifest(): { readonly dependencies: Readonly<Record<string, string>> } {
  // Our own file, two folders from here.
  return JSON.parse(readFileSync(new URL("nodejs/package.json", home), "utf8")) as ReturnType<
    typeof readManifest
  >;
}
