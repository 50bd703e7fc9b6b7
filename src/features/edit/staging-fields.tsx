import { type ImageView } from "#core/api/views.ts";
import { roomTypes, stagingStyles } from "#core/edit/params.ts";
import { Choices } from "#src/design/choices.tsx";
import { words } from "#src/words.ts";
import { type Draft } from "./draft.ts";
import { FurnitureOf } from "./furniture-of.tsx";
import { FloorField } from "./floor-field.tsx";
import { RoomDrawing } from "./drawings/room-drawing.tsx";
import { StyleDrawing } from "./drawings/style-drawing.tsx";

type Value = Draft["virtual-staging"];

export function StagingFields({
  image,
  value,
  onChange,
}: {
  readonly image: ImageView;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}) {
  return (
    <>
      <FurnitureOf
        image={image}
        chosen={value.sceneOf}
        onChange={(sceneOf) => onChange({ ...value, sceneOf })}
      />
      <Choices
        legend={words.form.room}
        value={value.roomType}
        onChange={(roomType) => onChange({ ...value, roomType })}
        choices={roomTypes.map((room) => ({
          value: room,
          label: words.form.rooms[room],
          picture: <RoomDrawing room={room} />,
        }))}
      />
      <Choices
        legend={words.form.style}
        value={value.style}
        onChange={(style) => onChange({ ...value, style })}
        choices={stagingStyles.map((style) => ({
          value: style,
          label: words.form.styles[style],
          picture: <StyleDrawing style={style} />,
        }))}
      />
      <FloorField
        corners={value.floorCorners}
        onChange={(floorCorners) => onChange({ ...value, floorCorners })}
      />
    </>
  );
}
