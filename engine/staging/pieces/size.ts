export interface Size {
  readonly width: number;
  readonly depth: number;
  readonly height: number;
}
