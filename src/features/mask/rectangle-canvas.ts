import { Canvas, Control, Point, Rect, type TPointerEvent } from "fabric/es";
import { watchFingers } from "./fingers.ts";
import { markColour } from "./marks.ts";
import { type Place, type Placing, type Size } from "./placing.ts";
import { type Handle, pulled, type Rectangle, shifted, spanned } from "./rectangle.ts";

/** A rectangle on a photo that can be drawn, moved and pulled, before it is a mark. */
export interface RectangleCanvas {
  /** The photo lies elsewhere, or its area has another size; the rectangle stays where it is on the photo. */
  readonly place: (placing: Placing) => void;
  /** This rectangle and no other; undefined shows none. */
  readonly show: (rectangle: Rectangle | undefined) => void;
  /** Takes the canvas out of the page and gives its memory back. */
  readonly close: () => void;
}

/**
 * The only file that knows Fabric: its units are pixels of the photo, and its viewport is our placing. A second finger takes
 * back what the first began (see fingers.ts); the pinch itself is for whoever watches the element around the host.
 * @param host     as large as the drawing area, and over it; a canvas is put in
 * @param photo    upright pixels of the original
 * @param onChange each time a finger is done with the rectangle, and it is another one than before
 */
export function openRectangleCanvas(
  host: HTMLElement,
  photo: Size,
  placing: Placing,
  onChange: (rectangle: Rectangle) => void,
): RectangleCanvas {
  const element = host.appendChild(document.createElement("canvas"));
  const canvas = new OneFingerCanvas(element, {
    selection: false,
    uniformScaling: false,
    enablePointerEvents: true,
    fireRightClick: false,
    fireMiddleClick: false,
    stopContextMenu: true,
    renderOnAddRemove: false,
    defaultCursor: "crosshair",
  });
  // Fabric offers its canvas to be dragged away as a picture; a long press would begin that.
  canvas.upperCanvasEl.draggable = false;
  let now = placing;
  let shown: Rectangle | undefined;
  let doing: Doing | undefined;

  const object = new Rect({
    strokeWidth: 0,
    fill: markColour,
    opacity: 0.62,
    // A cache of it would be as large as the photo.
    objectCaching: false,
    visible: false,
    selectable: false,
    evented: false,
    borderColor: "#fff",
    borderScaleFactor: 2,
    borderOpacityWhenMoving: 1,
    hoverCursor: "move",
  });
  object.controls = Object.fromEntries(
    handles.map((handle) => [
      `${handle.across} ${handle.down}`,
      controlOf(handle, (from, by) => draw(pulled(from, handle, by, photo, now.scale))),
    ]),
  );
  canvas.add(object);

  const draw = (rectangle: Rectangle | undefined): void => {
    shown = rectangle;
    if (rectangle) {
      const { x, y, width, height } = rectangle;
      object.set({ left: x + width / 2, top: y + height / 2, width, height });
      object.setCoords();
    }
    object.visible = rectangle !== undefined;
    canvas.requestRenderAll();
  };
  /** With its handles, unless there is none. */
  const show = (rectangle: Rectangle | undefined): void => {
    draw(rectangle);
    object.selectable = object.evented = rectangle !== undefined;
    if (rectangle) canvas.setActiveObject(object);
    else canvas.discardActiveObject();
  };
  const takeBack = (): void => {
    if (doing === undefined) return;
    const { before, isOurs } = doing;
    doing = undefined;
    if (!isOurs) canvas.endCurrentTransform();
    show(before);
  };
  const place = (next: Placing): void => {
    now = next;
    const { clientWidth: width, clientHeight: height } = host;
    if (canvas.width !== width || canvas.height !== height) canvas.setDimensions({ width, height });
    canvas.setViewportTransform([next.scale, 0, 0, next.scale, next.left, next.top]);
    canvas.calcOffset();
    canvas.requestRenderAll();
  };

  canvas.on("mouse:down", ({ viewportPoint, transform }) => {
    doing = { from: placeOf(viewportPoint), before: shown, isOurs: !transform };
  });
  canvas.on("mouse:move", ({ viewportPoint }) => {
    if (doing?.isOurs === true) draw(spanned(doing.from, placeOf(viewportPoint), now, photo) ?? doing.before);
  });
  canvas.on("object:moving", () => {
    const { width, height } = object;
    draw(shifted({ width, height }, { x: object.left - width / 2, y: object.top - height / 2 }, photo));
  });
  canvas.on("mouse:up", () => {
    if (doing === undefined) return;
    const { before } = doing;
    doing = undefined;
    show(shown);
    if (shown && shown !== before) onChange(shown);
  });
  const unwatch = watchFingers(host, {
    onBegin: (_at, pointer) => (canvas.finger = pointer),
    onMove: () => undefined,
    onEnd: () => (canvas.finger = undefined),
    onTakenBack: takeBack,
    onPinch: () => undefined,
  });
  place(placing);

  return {
    place,
    show: (rectangle) => {
      if (rectangle === shown) return;
      takeBack();
      show(rectangle);
    },
    close: () => {
      unwatch();
      const drawn = [canvas.lowerCanvasEl, canvas.upperCanvasEl];
      const giveBack = async (): Promise<void> => {
        await canvas.dispose();
        // Phones count what all canvases hold until they are collected, and that may be late.
        for (const one of drawn) one.width = one.height = 0;
      };
      giveBack().catch(reportError);
      host.replaceChildren();
    },
  };
}

/** What a finger is doing, and what was shown when it came; `isOurs` while it draws, not while Fabric moves or pulls. */
interface Doing {
  readonly from: Place;
  readonly before: Rectangle | undefined;
  readonly isOurs: boolean;
}

/** Fabric heeds the first pointer of each kind, so a hand that holds a pencil would pull at what the pencil draws. */
class OneFingerCanvas extends Canvas {
  finger: number | undefined;

  override _isMainEvent(event: TPointerEvent): boolean {
    if (this.finger === undefined || !("pointerId" in event)) return super._isMainEvent(event);
    return event.pointerId === this.finger;
  }
}

const handles: readonly Handle[] = [
  { across: 0, down: -1 },
  { across: 1, down: 0 },
  { across: 0, down: 1 },
  { across: -1, down: 0 },
  // Corners last: Fabric asks them first, and they matter most.
  { across: -1, down: -1 },
  { across: 1, down: -1 },
  { across: 1, down: 1 },
  { across: -1, down: 1 },
];

/** Each handle can be hit in a square as large as this, CSS pixels. */
const hitPx = 48;
const dotPx = 9;

/** @param pull what becomes of the rectangle that was there, pulled by so many pixels of the photo */
function controlOf(handle: Handle, pull: (from: Rectangle, by: Place) => void): Control {
  const { across, down } = handle;
  return new Control({
    x: across / 2,
    y: down / 2,
    actionName: "pull",
    cursorStyle: cursorOf(handle),
    actionHandler: (_event, { original, width, height, ex, ey }, x, y) => {
      const from = { x: original.left - width / 2, y: original.top - height / 2, width, height };
      pull(from, { x: x - ex, y: y - ey });
      return true;
    },
    // A handle of a short side would stand between its corners' fingers.
    getVisibility: ({ width, height, canvas }) => {
      const along = across === 0 ? width : height;
      return (across !== 0 && down !== 0) || along * (canvas?.getZoom() ?? 1) >= 3 * hitPx;
    },
    calcCornerCoords: (_angle, _size, x, y, _isTouch, { width, height, canvas }) => {
      const scale = canvas?.getZoom() ?? 1;
      const [cx, cy] = [x + across * outward(width * scale), y + down * outward(height * scale)];
      const half = hitPx / 2;
      return {
        tl: new Point(cx - half, cy - half),
        tr: new Point(cx + half, cy - half),
        br: new Point(cx + half, cy + half),
        bl: new Point(cx - half, cy + half),
      };
    },
    render: (context, x, y) => {
      context.save();
      context.beginPath();
      context.arc(x, y, dotPx, 0, 2 * Math.PI);
      context.shadowColor = "rgb(0 0 0 / 0.6)";
      context.shadowBlur = 4;
      context.fillStyle = "#fff";
      context.fill();
      context.restore();
    },
  });
}

/** How far a handle's square moves out of a side so short that squares around its ends would leave no middle to move it by. */
const outward = (sidePx: number): number => Math.max(0, hitPx / 2 - sidePx / 3);

function cursorOf({ across, down }: Handle): string {
  if (across === 0) return "ns-resize";
  if (down === 0) return "ew-resize";
  return across === down ? "nwse-resize" : "nesw-resize";
}

const placeOf = ({ x, y }: Point): Place => ({ x, y });
