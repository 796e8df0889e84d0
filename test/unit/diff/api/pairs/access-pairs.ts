import type { FixturePair } from "./pair.js";

export const accessPairs: readonly FixturePair[] = [
  {
    name: "a scope more is needed",
    from: "- oauth: [write]",
    to: "- oauth: [write, read]",
    forward: ["security-scope-added"],
    backward: ["security-scope-removed"],
  },
  {
    name: "another credential is taken too",
    from: "        - oauth: [write]\n",
    to: "        - oauth: [write]\n        - key: []\n",
    forward: ["security-alternative-added"],
    backward: ["security-alternative-removed"],
  },
  {
    name: "a second credential is needed with the first",
    from: "        - oauth: [write]\n",
    to: "        - oauth: [write]\n          key: []\n",
    forward: ["security-alternative-removed"],
    backward: ["security-alternative-added"],
  },
  {
    name: "no operation needs a credential but those that say so",
    from: "security:\n  - key: []\n",
    to: "security: []\n",
    forward: ["security-lifted"],
    backward: ["security-added"],
  },
  {
    name: "a key has another header",
    from: "in: header, name: X-Key",
    to: "in: header, name: X-Api-Key",
    forward: ["security-scheme-changed"],
    backward: ["security-scheme-changed"],
  },
  {
    name: "tokens come from elsewhere",
    from: "https://auth.library.example/token",
    to: "https://login.library.example/token",
    forward: ["oauth-url-changed"],
    backward: ["oauth-url-changed"],
  },
  {
    name: "a scope comes",
    from: "read: Read.",
    to: "read: Read., admin: Everything.",
    forward: ["oauth-scope-added"],
    backward: ["oauth-scope-removed"],
  },
  {
    name: "the server is another",
    from: "https://api.library.example",
    to: "https://api.books.example",
    forward: ["server-changed"],
    backward: ["server-changed"],
  },
  {
    name: "a server goes",
    from: "  - url: https://eu.library.example\n",
    to: "",
    forward: ["server-removed"],
    backward: ["server-added"],
  },
  {
    name: "the version is another",
    from: "version: 1.0.0",
    to: "version: 1.1.0",
    forward: ["version-changed"],
    backward: ["version-changed"],
  },
  {
    name: "a scheme comes",
    from: "    key: { type: apiKey, in: header, name: X-Key }\n",
    to: "    key: { type: apiKey, in: header, name: X-Key }\n    basic: { type: http, scheme: basic }\n",
    forward: ["security-scheme-added"],
    backward: ["security-scheme-removed"],
  },
  {
    name: "there is another way to a token",
    from: "      flows: {",
    to: '      flows: { password: { tokenUrl: "https://auth.library.example/login", scopes: {} },',
    forward: ["oauth-flow-added"],
    backward: ["oauth-flow-removed"],
  },
  {
    name: "a variable of a server has another default",
    from: "default: us",
    to: "default: ca",
    forward: ["server-variable-changed"],
    backward: ["server-variable-changed"],
  },
  {
    name: "servers that are not the first stand in another order",
    from: `  - url: https://eu.library.example
  - { url: "https://{region}.library.example", variables: { region: { default: us } } }
`,
    to: `  - { url: "https://{region}.library.example", variables: { region: { default: us } } }
  - url: https://eu.library.example
`,
    forward: ["server-order-changed"],
    backward: ["server-order-changed"],
  },
  {
    name: "the API has another title",
    from: "title: Library\n",
    to: "title: Archive\n",
    forward: ["client-renamed", "description-changed"],
    backward: ["client-renamed", "description-changed"],
  },
];
