declare module "heic-decode" {
  interface DecodedHeic {
    readonly width: number;
    readonly height: number;
    /** RGBA, 8 bit, upright. */
    readonly data: Uint8ClampedArray;
  }
  interface LazyHeic {
    readonly width: number;
    readonly height: number;
    decode(): Promise<DecodedHeic>;
  }
  const decode: {
    (file: { buffer: Uint8Array }): Promise<DecodedHeic>;
    all(file: { buffer: Uint8Array }): Promise<LazyHeic[] & { dispose(): void }>;
  };
  export default decode;
}
