// Stands for `cloudflare:workers` on Node: the base classes that `@cloudflare/codemode` extends. They keep what they are given, no more.

class Base {
  /** @param {unknown} ctx @param {unknown} env */
  constructor(ctx, env) {
    this.ctx = ctx;
    this.env = env;
  }
}

export class DurableObject extends Base {}
export class WorkerEntrypoint extends Base {}
export class RpcTarget {}
