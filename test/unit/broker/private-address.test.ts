import type { LookupAddress } from "node:dns";
import type { LookupFunction } from "node:net";
import { describe, expect, it } from "vitest";
import { isPrivateAddress, publicLookup } from "../../../src/runtime/node/private-address.js";

describe("isPrivateAddress", () => {
  it.each([
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "100.127.255.255",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.8",
    "192.168.1.1",
    "198.18.0.1",
    "203.0.113.1",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:a9fe:a9fe",
    "64:ff9b::7f00:1",
    "64:ff9b::169.254.169.254",
    "64:ff9b:1::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1%eth0",
    "ff02::1",
    "localhost",
    "",
  ])("%s is one", (address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });

  it.each([
    "1.1.1.1",
    "9.255.255.255",
    "11.0.0.1",
    "100.63.255.255",
    "100.128.0.1",
    "172.15.255.255",
    "172.32.0.1",
    "192.169.0.1",
    "223.255.255.255",
    "::ffff:1.1.1.1",
    "64:ff9b::101:101",
    "2606:4700:4700::1111",
    "2a00:1450:4001::1",
  ])("%s is none", (address) => {
    expect(isPrivateAddress(address)).toBe(false);
  });
});

describe("publicLookup", () => {
  function looked(found: string | LookupAddress[]) {
    const lookup: LookupFunction = (_, __, callback) => callback(null, found, 4);
    return new Promise((resolve, reject) => {
      publicLookup(lookup)("name.test", {}, (error, address) =>
        error === null ? resolve(address) : reject(error),
      );
    });
  }

  it("gives public addresses as they are, and fails when one of them is private", async () => {
    expect(await looked("1.1.1.1")).toBe("1.1.1.1");
    const all = [
      { address: "1.1.1.1", family: 4 },
      { address: "2606:4700::1", family: 6 },
    ];
    expect(await looked(all)).toBe(all);
    await expect(looked("10.0.0.1")).rejects.toMatchObject({ code: "ERR_PRIVATE_ADDRESS" });
    const mixed = [...all, { address: "::ffff:127.0.0.1", family: 6 }];
    await expect(looked(mixed)).rejects.toMatchObject({ code: "ERR_PRIVATE_ADDRESS" });
  });

  it("passes on what the look-up fails with", async () => {
    const failing: LookupFunction = (_, __, callback) => callback(new Error("ENOTFOUND"), []);
    const error = await new Promise((resolve) => publicLookup(failing)("x", {}, resolve));
    expect(error).toEqual(new Error("ENOTFOUND"));
  });
});
