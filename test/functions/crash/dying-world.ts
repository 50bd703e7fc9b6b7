import { type World } from "#test/functions/fakes/world.ts";

/** The process is gone: nothing after this runs, and nobody catches it. */
export class Killed extends Error {
  override readonly name = "Killed";
}

/** Where to die: before or after the outside world has done its `call`th thing. */
export interface Death {
  readonly call: number;
  readonly when: "before" | "after";
}

/** A world that notes every call that changes something outside, and kills whoever makes the one it is told. */
export function dyingWorld(
  world: World,
  death?: Death,
): { readonly world: World; readonly calls: readonly string[] } {
  const calls: string[] = [];
  let isDead = false;
  const mortal = <P extends object>(port: P, methods: readonly (keyof P & string)[]): P => ({
    ...port,
    ...Object.fromEntries(
      methods.map((name) => [
        name,
        async (...given: unknown[]): Promise<unknown> => {
          if (isDead) throw new Killed();
          const isLast = calls.length === death?.call;
          calls.push(name);
          if (isLast) isDead = true;
          if (isLast && death?.when === "before") throw new Killed();
          // The method is called as it would be: TypeScript cannot pair a name in a list with its arguments.
          const answer = await (port[name] as (...args: unknown[]) => Promise<unknown>)(...given);
          if (isLast) throw new Killed();
          return answer;
        },
      ]),
    ),
  });
  return {
    calls,
    world: {
      ...world,
      records: mortal(world.records, ["get", "write", "page", "indexPage"]),
      objects: mortal(world.objects, ["head", "get", "put", "copy", "remove", "list"]),
      queue: mortal(world.queue, ["send"]),
      status: mortal(world.status, ["publish"]),
    },
  };
}
