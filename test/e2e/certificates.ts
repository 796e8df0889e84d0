import { createPrivateKey } from "node:crypto";
import { generate } from "selfsigned";

/** PEM texts of an authority, and of a server at 127.0.0.1 and a client that it vouches for. */
export interface Certificates {
  readonly authority: string;
  readonly server: Identity;
  readonly client: Identity;
}

export interface Identity {
  readonly certificate: string;
  readonly key: string;
}

export async function createCertificates(): Promise<Certificates> {
  const made = { keyType: "ec", algorithm: "sha256" } as const;
  const ca = await generate([{ name: "commonName", value: "Test authority" }], {
    ...made,
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const issue = async (name: string): Promise<Identity> => {
    const issued = await generate([{ name: "commonName", value: name }], {
      ...made,
      ca: { key: ca.private, cert: ca.cert },
      extensions: [
        { name: "basicConstraints", cA: false },
        { name: "keyUsage", digitalSignature: true, critical: true },
        { name: "extKeyUsage", serverAuth: true, clientAuth: true },
        { name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] },
      ],
    });
    return { certificate: issued.cert, key: issued.private };
  };
  return { authority: ca.cert, server: await issue("server"), client: await issue("client-one") };
}

/** The private key in PKCS #8, encrypted. */
export function encrypted(key: string, passphrase: string): string {
  const options = { type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase } as const;
  return createPrivateKey(key).export(options).toString();
}
