import { type ButtonHTMLAttributes, type ReactNode, type Ref } from "react";
import { Link } from "wouter";

/** `main`: the one action a screen is for. `glass`: over a photo. */
export type ButtonLook = "main" | "quiet" | "plain" | "danger" | "glass";

interface Look {
  readonly look?: ButtonLook;
  readonly wide?: boolean;
  /** Only an icon inside: the label is spoken, and shown as a tooltip. */
  readonly iconOnly?: boolean;
}

const classOf = ({ look = "quiet", wide = false, iconOnly = false }: Look, more = ""): string =>
  [
    "button",
    look === "quiet" ? "" : `button-${look}`,
    wide ? "button-wide" : "",
    iconOnly ? "button-icon" : "",
    more,
  ]
    .filter((name) => name !== "")
    .join(" ");

export function Button({
  look,
  wide,
  iconOnly,
  className,
  type = "button",
  ref,
  ...rest
}: Look & ButtonHTMLAttributes<HTMLButtonElement> & { readonly ref?: Ref<HTMLButtonElement> }) {
  const classes = classOf(looks(look, wide, iconOnly), className);
  return (
    <button
      {...(ref ? { ref } : {})}
      type={type === "submit" ? "submit" : "button"}
      className={classes}
      {...rest}
    />
  );
}

export function IconButton({
  label,
  look,
  children,
  ...rest
}: { readonly label: string; readonly look?: ButtonLook } & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <Button look={look ?? "plain"} iconOnly aria-label={label} title={label} {...rest}>
      {children}
    </Button>
  );
}

export function LinkButton({
  href,
  look,
  wide,
  iconOnly,
  label,
  replace,
  children,
}: Look & {
  readonly href: string;
  readonly label?: string;
  readonly replace?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <Link
      href={href}
      replace={replace ?? false}
      className={classOf(looks(look, wide, iconOnly))}
      {...(label === undefined ? {} : { "aria-label": label, title: label })}
    >
      {children}
    </Link>
  );
}

const looks = (
  look: ButtonLook | undefined,
  wide: boolean | undefined,
  iconOnly: boolean | undefined,
): Look => ({
  ...(look ? { look } : {}),
  ...(wide ? { wide } : {}),
  ...(iconOnly ? { iconOnly } : {}),
});
