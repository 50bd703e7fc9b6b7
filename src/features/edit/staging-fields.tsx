import { roomTypes, stagingStyles } from "#core/edit/params.ts";
import { Choices } from "#src/design/choices.tsx";
import { Switch } from "#src/design/switch.tsx";
import { formWords } from "#src/form-words.ts";
import { type FieldsProps } from "./fields-props.ts";
import { FurnitureOf } from "./furniture-of.tsx";
import { FloorField } from "./floor-field.tsx";
import { RoomDrawing } from "./drawings/room-drawing.tsx";
import { StyleDrawing } from "./drawings/style-drawing.tsx";

export function StagingFields({
  image,
  value,
  onChange,
}: Pick<FieldsProps<"virtual-staging">, "image" | "value" | "onChange">) {
  return (
    <>
      <FurnitureOf
        image={image}
        chosen={value.sceneOf}
        onChange={(sceneOf) => onChange({ ...value, sceneOf })}
      />
      {image.listingId && value.sceneOf === undefined && (
        <Switch
          label={formWords.multiAngle}
          why={formWords.multiAngleWhy}
          isOn={value.multiAngle ?? false}
          onChange={(multiAngle) => onChange({ ...value, multiAngle })}
        />
      )}
      {value.sceneOf === undefined && (
        <>
          <Choices
            legend={formWords.room}
            value={value.roomType}
            onChange={(roomType) => onChange({ ...value, roomType })}
            choices={roomTypes.map((room) => ({
              value: room,
              label: formWords.rooms[room],
              picture: <RoomDrawing room={room} />,
            }))}
          />
          <Choices
            legend={formWords.style}
            value={value.style}
            onChange={(style) => onChange({ ...value, style })}
            choices={stagingStyles.map((style) => ({
              value: style,
              label: formWords.styles[style],
              picture: <StyleDrawing style={style} />,
            }))}
          />
        </>
      )}
      <FloorField
        corners={value.floorCorners}
        onChange={(floorCorners) => onChange({ ...value, floorCorners })}
      />
    </>
  );
}
