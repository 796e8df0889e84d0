import type { Metafile, Plugin } from "esbuild";

export const guestPlugin: Plugin;
export const runnerPlugin: Plugin;
export const quickjsWasm: string;
export function buildGuest(): Promise<{ readonly text: string; readonly metafile: Metafile }>;
export function buildRunner(): Promise<{ readonly text: string; readonly metafile: Metafile }>;
export function bundleSandbox(directory: string): Promise<void>;
