import { once } from "node:events";
import { WebSocket } from "ws";
import * as z from "zod/mini";

const answer = z.object({
  id: z.optional(z.nullable(z.number())),
  type: z.string(),
  result: z.optional(z.unknown()),
  error: z.optional(z.string()),
  message: z.optional(z.string()),
});

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (why: Error) => void;
}

/** A session of WebDriver BiDi (W3C, https://w3c.github.io/webdriver-bidi): commands out, answers in, events left alone. */
export class Bidi {
  private readonly socket: WebSocket;
  private readonly waiting = new Map<number, Waiting>();
  private last = 0;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on("message", (data: Buffer) => this.hear(data.toString()));
    socket.on("close", () => this.giveUp(new Error("The browser has hung up")));
    socket.on("error", (error) => this.giveUp(error));
  }

  /** @param address of the session, `ws://…/session` */
  static async connect(address: string): Promise<Bidi> {
    const socket = new WebSocket(address, { perMessageDeflate: false });
    await once(socket, "open");
    return new Bidi(socket);
  }

  /** Rejects with the browser's own words when it refuses the command, or when it is gone. */
  async call<T>(method: string, params: object, result: z.ZodMiniType<T>): Promise<T> {
    const id = ++this.last;
    const answered = new Promise<unknown>((resolve, reject) => this.waiting.set(id, { resolve, reject }));
    this.socket.send(JSON.stringify({ id, method, params }));
    try {
      return result.parse(await answered);
    } catch (cause) {
      throw new Error(`${method} failed: ${cause instanceof Error ? cause.message : String(cause)}`, {
        cause,
      });
    }
  }

  close(): void {
    this.socket.close();
  }

  private hear(text: string): void {
    const { id, type, result, error, message } = answer.parse(JSON.parse(text));
    if (typeof id !== "number") return;
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if (type === "error") waiting?.reject(new Error(`${error}: ${message}`));
    else waiting?.resolve(result);
  }

  private giveUp(why: Error): void {
    for (const { reject } of this.waiting.values()) reject(why);
    this.waiting.clear();
  }
}
