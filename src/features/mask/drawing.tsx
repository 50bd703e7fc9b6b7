import { Brush, Eraser, MousePointerClick, Redo2, Square, Trash2, Undo2, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useLocation, useSearchParams } from "wouter";
import { thingsAt } from "#core/analysis/things.ts";
import { type ImageView } from "#core/api/views.ts";
import { Button, IconButton } from "#src/design/button.tsx";
import { useDraft } from "#src/features/edit/use-draft.ts";
import { useEscape } from "#src/features/listing/use-escape.ts";
import { editTypeWords } from "#src/edit-words.ts";
import { firstWords } from "#src/first-words.ts";
import { maskWords } from "#src/mask-words.ts";
import { formAddress, type Maskable } from "./mask-address.ts";
import { loupePx } from "./loupe.ts";
import { type EditorView, MaskEditor, type Tool } from "./mask-editor.ts";
import { selectAt } from "./select-at.ts";
import { SelectionSize, type Sizes } from "./selection-size.tsx";
import { type Rectangle } from "./rectangle.ts";
import { RectangleByFinger } from "./rectangle-by-finger.tsx";
import { RectangleByKeys } from "./rectangle-by-keys.tsx";

interface Tap {
  readonly x: number;
  readonly y: number;
}

/** The photo with the marks that are being made on it, and the tools to make them with. */
export function Drawing({
  image,
  source,
  type,
  begun,
}: {
  readonly image: ImageView;
  readonly source: string;
  readonly type: Maskable;
  readonly begun: EditorView["marks"];
}) {
  const [search] = useSearchParams();
  const [, navigate] = useLocation();
  const [, update] = useDraft(image.imageId);
  const area = useRef<HTMLDivElement>(null);
  const photo = useRef<HTMLImageElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const loupe = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<MaskEditor>();
  const first = useRef(begun);
  const [view, setView] = useState<EditorView>({ canUndo: false, canRedo: false, marks: begun });
  const [tool, setTool] = useState<Tool>(search.get("tool") === "select" ? "select" : "brush");
  const [rectangle, setRectangle] = useState<Rectangle>();
  const [brushPx, setBrushPx] = useState(36);
  const [tapped, setTapped] = useState<Tap>();
  const [answered, setAnswered] = useState<{ readonly tap: Tap; readonly sizes: Sizes | undefined }>();

  const { width, height } = image;
  const things = image.analysis?.things;
  useEffect(() => {
    if (!area.current || !photo.current || !canvas.current || !loupe.current) return;
    const opened = new MaskEditor({
      area: area.current,
      canvas: canvas.current,
      loupe: loupe.current,
      photo: photo.current,
      size: { width, height },
      marks: first.current,
      onChange: setView,
      onTap: setTapped,
    });
    setEditor(opened);
    // The screen turns, or the tools take more room.
    const turned = new ResizeObserver(() => opened.resize());
    turned.observe(area.current);
    return () => {
      turned.disconnect();
      setEditor(undefined);
      opened.close();
    };
  }, [width, height]);

  useEffect(() => {
    if (tapped === undefined || editor === undefined || answered?.tap === tapped) return;
    const wanted = new AbortController();
    const select = async (): Promise<void> => {
      try {
        const place = { x: (tapped.x / width) * 1000, y: (tapped.y / height) * 1000 };
        const seen = thingsAt(things ?? [], place);
        const { outlines, best } = await selectAt(source, tapped, { width, height }, seen, wanted.signal);
        // A later tap has its own answer.
        if (wanted.signal.aborted) return;
        const sizes = outlines.map((path) => ({ kind: "outline", path }) as const);
        const likeliest = sizes[best];
        if (likeliest) editor.add(likeliest);
        setAnswered({ tap: tapped, sizes });
      } catch (error) {
        if (wanted.signal.aborted) return;
        setAnswered({ tap: tapped, sizes: undefined });
        reportError(error);
      }
    };
    void select();
    return () => wanted.abort();
  }, [tapped, answered, editor, source, width, height, things]);

  useEffect(() => editor?.choose(tool), [editor, tool]);
  useEffect(() => editor?.setBrush(brushPx), [editor, brushPx]);

  const sizes = answered?.sizes ?? [];
  // Once something else was drawn, or the selection undone, the last mark is none of them.
  const sizeAt = sizes.findIndex((mark) => mark === view.marks.at(-1));

  const leave = (): void => navigate(formAddress(image.imageId, search), { replace: true });
  const finish = (): void => {
    update((now) => ({ ...now, [type]: { ...now[type], marks: [...view.marks] } }));
    leave();
  };
  const choose = (next: Tool): void => {
    if (next !== tool) setRectangle(undefined);
    setTool(next);
  };
  const drop = (): void => setRectangle(undefined);
  useEscape(rectangle !== undefined, drop);
  const tools = [
    { tool: "select", label: maskWords.select, icon: <MousePointerClick aria-hidden /> },
    { tool: "brush", label: maskWords.brush, icon: <Brush aria-hidden /> },
    { tool: "eraser", label: maskWords.eraser, icon: <Eraser aria-hidden /> },
    { tool: "rectangle", label: maskWords.rectangle, icon: <Square aria-hidden /> },
  ] as const;

  return (
    <main className="mask-screen on-dusk">
      <header className="mask-head">
        <IconButton label={maskWords.leave} look="glass" onClick={leave}>
          <X aria-hidden />
        </IconButton>
        <h1>{type === "item-removal" ? maskWords.title : editTypeWords[type].name}</h1>
        <IconButton
          label={maskWords.undo}
          look="glass"
          disabled={!view.canUndo}
          onClick={() => editor?.undo()}
        >
          <Undo2 aria-hidden />
        </IconButton>
        <IconButton
          label={maskWords.redo}
          look="glass"
          disabled={!view.canRedo}
          onClick={() => editor?.redo()}
        >
          <Redo2 aria-hidden />
        </IconButton>
        <IconButton
          label={maskWords.clear}
          look="glass"
          disabled={!view.canUndo}
          onClick={() => editor?.clear()}
        >
          <Trash2 aria-hidden />
        </IconButton>
      </header>
      <div ref={area} className="mask-area" data-testid="mask-area">
        <img
          ref={photo}
          src={source}
          alt={image.fileName}
          draggable={false}
          style={{ width: image.width, height: image.height }}
        />
        <div className="mask-canvas">
          <canvas ref={canvas} />
        </div>
        {tool === "rectangle" && (
          <RectangleByFinger
            editor={editor}
            photo={image}
            rectangle={rectangle}
            onChange={(next) => setRectangle(next)}
          />
        )}
        <div ref={loupe} className="loupe" aria-hidden hidden>
          <canvas style={{ width: loupePx, height: loupePx }} />
          <span />
        </div>
        {tool === "select" && tapped !== answered?.tap ? (
          <output className="mask-hint">{maskWords.selecting}</output>
        ) : tool === "select" && answered && answered.sizes === undefined ? (
          <output className="mask-hint">{maskWords.notSelected}</output>
        ) : tool === "select" && sizeAt >= 0 ? (
          <output className="mask-hint">{maskWords.selectedHint}</output>
        ) : tool === "select" ? (
          <p className="mask-hint">{maskWords.selectHint}</p>
        ) : (
          tool !== "rectangle" && !view.canUndo && <p className="mask-hint">{maskWords.hint}</p>
        )}
      </div>
      <div className="mask-tools" role="toolbar" aria-label={maskWords.tools}>
        {tool === "select" ? (
          <SelectionSize sizes={sizes} at={sizeAt} onChange={(mark) => editor?.replaceLast(mark)} />
        ) : (
          <label className="mask-size">
            <span className="only-spoken">{maskWords.size}</span>
            <span className="mask-dot" style={{ width: 10, height: 10 }} aria-hidden />
            <input
              className="range"
              type="range"
              min={8}
              max={96}
              value={brushPx}
              aria-valuetext={maskWords.sizeOf(brushPx)}
              onChange={(event) => setBrushPx(event.currentTarget.valueAsNumber)}
            />
            <span className="mask-dot" style={{ width: 26, height: 26 }} aria-hidden />
          </label>
        )}
        <div className="mask-row">
          {tools.map((one) => (
            <button
              key={one.tool}
              type="button"
              className="button button-glass mask-tool"
              aria-pressed={tool === one.tool}
              onClick={() => choose(one.tool)}
            >
              {one.icon}
              {one.label}
            </button>
          ))}
        </div>
        {tool === "rectangle" && <RectangleByKeys photo={image} onAdd={(mark) => editor?.add(mark)} />}
        <FoundObjects image={image} onAdd={(mark) => editor?.add(mark)} />
        {rectangle ? (
          <div className="mask-row">
            <Button look="glass" onClick={drop}>
              {firstWords.common.cancel}
            </Button>
            <Button
              look="main"
              wide
              onClick={() => {
                editor?.add({ kind: "rectangle", ...rectangle });
                drop();
              }}
            >
              {maskWords.markRectangle}
            </Button>
          </div>
        ) : (
          <Button look="main" wide disabled={view.marks.length === 0} onClick={finish}>
            {maskWords.done}
          </Button>
        )}
      </div>
    </main>
  );
}

/** What was seen on the photo: a tap marks it, no drawing needed. */
function FoundObjects({
  image,
  onAdd,
}: {
  readonly image: ImageView;
  readonly onAdd: (mark: EditorView["marks"][number]) => void;
}) {
  const found = (image.analysis?.distractions ?? []).filter(({ width, height }) => width > 0 && height > 0);
  if (found.length === 0) return undefined;
  return (
    <fieldset className="mask-found">
      <legend className="only-spoken">{maskWords.found}</legend>
      {found.map(({ name, x, y, width, height }) => (
        <Button
          key={`${name}${x}${y}`}
          look="glass"
          className="chip"
          onClick={() =>
            onAdd({
              kind: "rectangle",
              x: (x * image.width) / 1000,
              y: (y * image.height) / 1000,
              width: (width * image.width) / 1000,
              height: (height * image.height) / 1000,
            })
          }
        >
          {maskWords.mark(name)}
        </Button>
      ))}
    </fieldset>
  );
}
