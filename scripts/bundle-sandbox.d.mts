import type { Plugin } from "esbuild";

export const guestPlugin: Plugin;
export const quickjsWasm: string;
export function bundleGuest(): Promise<string>;
export function bundleSandbox(directory: string): Promise<void>;
