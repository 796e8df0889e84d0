import type { ApiCode } from "../../../src/diff/api/api-rules.js";
import type { Severity } from "../../../src/diff/rule.js";
import type { Random } from "../requests/sample-random.js";
import { type Mutation, renameKey, setKey } from "./mutation.js";
import {
  behind,
  isObject,
  type JsonObject,
  listIn,
  objectIn,
  type RawDocument,
  type RawOperation,
} from "./raw-document.js";

/** A kind of mutation of an operation, or of the document around it. */
export type OperationMutation = (
  operation: RawOperation,
  document: RawDocument,
  random: Random,
) => Mutation | undefined;

const NEW = "codemodeNew";
/** Headers that are no arguments (OAS 3.1 §4.8.12.1). */
const NO_ARGUMENTS = /^(?:accept|content-type|authorization)$/i;

function mutation(
  kind: string,
  route: string | undefined,
  severity: Severity,
  codes: readonly ApiCode[],
  apply: () => () => void,
  names?: string,
): Mutation {
  const wanted = codes.map((code) => ({ code, severity }));
  const place = [route, names].filter((part) => part !== undefined).join(" ");
  return { kind, place, apply, wanted, route, names };
}

const removed: OperationMutation = ({ route, item, method, operation }) =>
  mutation(
    "operation removed",
    route,
    operation["deprecated"] === true ? "possibly-breaking" : "breaking",
    [
      operation["deprecated"] === true
        ? "operation-removed-after-deprecation"
        : "operation-removed",
    ],
    () => setKey(item, method, undefined),
  );

const added: OperationMutation = ({ method, operation }, { root }) => {
  const path = `/${NEW}/things`;
  const { operationId, parameters, ...rest } = operation;
  const route = `${method.toUpperCase()} ${path}`;
  return mutation("operation added", route, "safe", ["operation-added"], () =>
    setKey(objectIn(root, "paths"), path, { [method]: rest }),
  );
};

const pathRenamed: OperationMutation = ({ path }, { root }) =>
  mutation("path renamed", undefined, "breaking", ["operation-moved", "operation-removed"], () =>
    renameKey(objectIn(root, "paths"), path, `/${NEW}${path}`),
  );

const deprecatedFlipped: OperationMutation = ({ route, operation }) => {
  const is = operation["deprecated"] === true;
  return mutation(
    "deprecated flipped",
    route,
    "safe",
    [is ? "operation-undeprecated" : "operation-deprecated"],
    () => setKey(operation, "deprecated", is ? undefined : true),
  );
};

const textChanged: OperationMutation = ({ route, operation }) =>
  mutation("text changed", route, "safe", ["description-changed"], () =>
    setKey(operation, "description", "Another text than before."),
  );

/** A parameter of the operation itself that is an argument. */
function parameterOf(
  { operation }: RawOperation,
  { root }: RawDocument,
  random: Random,
): { readonly index: number; readonly parameter: JsonObject; readonly name: string } | undefined {
  const all = listIn(operation, "parameters");
  if (all.length === 0) return undefined;
  const index = random.below(all.length);
  const parameter = behind(all[index], root);
  const name = parameter?.["name"];
  if (parameter === undefined || typeof name !== "string") return undefined;
  if (!["query", "header", "cookie"].includes(String(parameter["in"]))) return undefined;
  if (parameter["in"] === "header" && NO_ARGUMENTS.test(name)) return undefined;
  return { index, parameter, name };
}

const parameterRemoved: OperationMutation = (operation, document, random) => {
  const found = parameterOf(operation, document, random);
  if (found === undefined) return undefined;
  const left = listIn(operation.operation, "parameters").filter((_, at) => at !== found.index);
  return mutation(
    "parameter removed",
    operation.route,
    "breaking",
    ["parameter-removed"],
    () => setKey(operation.operation, "parameters", [...left]),
    found.name,
  );
};

const parameterAdded =
  (isRequired: boolean): OperationMutation =>
  ({ route, operation }, { isSwagger }) => {
    const type = isSwagger ? { type: "string" } : { schema: { type: "string" } };
    const parameter = { name: NEW, in: "query", ...(isRequired && { required: true }), ...type };
    const code = isRequired ? "parameter-required-added" : "parameter-added";
    return mutation(
      code,
      route,
      isRequired ? "breaking" : "safe",
      [code],
      () => setKey(operation, "parameters", [...listIn(operation, "parameters"), parameter]),
      NEW,
    );
  };

const parameterRequired: OperationMutation = (operation, document, random) => {
  const found = parameterOf(operation, document, random);
  if (found === undefined) return undefined;
  const { parameter, name } = found;
  const is = parameter["required"] === true;
  const code = is ? "parameter-became-optional" : "parameter-became-required";
  const apply = () => setKey(parameter, "required", !is);
  return mutation(
    "parameter required flipped",
    operation.route,
    is ? "safe" : "breaking",
    [code],
    apply,
    name,
  );
};

const parameterMoved: OperationMutation = (operation, document, random) => {
  const found = parameterOf(operation, document, random);
  if (found === undefined || found.parameter["in"] !== "query") return undefined;
  const { parameter, name } = found;
  if (parameter["style"] !== undefined || parameter["content"] !== undefined) return undefined;
  const apply = () => setKey(parameter, "in", "header");
  return mutation(
    "parameter moved",
    operation.route,
    "breaking",
    ["parameter-location-changed"],
    apply,
    name,
  );
};

const defaultChanged: OperationMutation = (operation, document, random) => {
  const found = parameterOf(operation, document, random);
  if (found === undefined) return undefined;
  const { parameter, name } = found;
  const schema = document.isSwagger ? parameter : behind(parameter["schema"], document.root);
  if (schema === undefined || schema["enum"] !== undefined || schema["type"] !== "string") {
    return undefined;
  }
  const apply = () => setKey(schema, "default", "another");
  return mutation(
    "default changed",
    operation.route,
    "possibly-breaking",
    ["request-default-changed"],
    apply,
    name,
  );
};

const bodyRequired: OperationMutation = ({ route, operation }, { root }) => {
  const body = behind(operation["requestBody"], root);
  if (body === undefined) return undefined;
  const is = body["required"] === true;
  const code = is ? "body-became-optional" : "body-became-required";
  return mutation("body required flipped", route, is ? "safe" : "breaking", [code], () =>
    setKey(body, "required", !is),
  );
};

const bodyRemoved: OperationMutation = ({ route, operation }) => {
  if (operation["requestBody"] === undefined) return undefined;
  return mutation("body removed", route, "breaking", ["body-removed"], () =>
    setKey(operation, "requestBody", undefined),
  );
};

const bodyMediaType: OperationMutation = ({ route, operation }, { root }) => {
  const content = objectIn(behind(operation["requestBody"], root) ?? {}, "content");
  const [key] = Object.keys(content);
  if (key === undefined) return undefined;
  return mutation(
    "request media type changed",
    route,
    "breaking",
    ["body-media-type-removed"],
    () => renameKey(content, key, "application/vnd.codemode+json"),
  );
};

const resultMediaType: OperationMutation = ({ route, operation }, { root }, random) => {
  const responses = objectIn(operation, "responses");
  const status = random.pick(Object.keys(responses));
  const response = status === undefined ? undefined : behind(responses[status], root);
  const content = objectIn(response ?? {}, "content");
  const [key] = Object.keys(content);
  if (key === undefined) return undefined;
  return mutation(
    "response media type changed",
    route,
    "breaking",
    ["result-media-type-removed"],
    () => renameKey(content, key, "application/vnd.codemode+json"),
  );
};

const errorRemoved: OperationMutation = ({ route, operation }, _document, random) => {
  const responses = objectIn(operation, "responses");
  const statuses = Object.keys(responses);
  const status = random.pick(statuses.filter((one) => /^[45]/.test(one)));
  if (status === undefined || !statuses.some((one) => one.startsWith("2"))) return undefined;
  const apply = () => setKey(responses, status, undefined);
  return mutation(
    "error removed",
    route,
    "possibly-breaking",
    ["error-status-removed"],
    apply,
    status,
  );
};

const errorAdded: OperationMutation = ({ route, operation }) => {
  const responses = objectIn(operation, "responses");
  if (responses["418"] !== undefined) return undefined;
  if (!Object.keys(responses).some((one) => one.startsWith("2"))) return undefined;
  const apply = () => setKey(responses, "418", { description: "A teapot." });
  return mutation("error added", route, "safe", ["error-status-added"], apply, "418");
};

const successChanged: OperationMutation = ({ route, operation }) => {
  const responses = objectIn(operation, "responses");
  const [only, ...others] = Object.keys(responses).filter((one) => one.startsWith("2"));
  if (only === undefined || only === "203" || others.length > 0) return undefined;
  return mutation(
    "success status changed",
    route,
    "possibly-breaking",
    ["success-status-changed"],
    () => renameKey(responses, only, "203"),
  );
};

const securityChanged: OperationMutation = ({ route, operation }, { root, isSwagger }) => {
  const own = operation["security"] ?? root["security"] ?? [];
  const alternatives = Array.isArray(own) ? own.filter(isObject) : [];
  const schemes = isSwagger
    ? objectIn(root, "securityDefinitions")
    : objectIn(objectIn(root, "components"), "securitySchemes");
  const isOpen = alternatives.length === 0;
  if (alternatives.some((one) => Object.keys(one).length === 0)) return undefined;
  const [scheme] = Object.keys(schemes);
  if (isOpen && scheme !== undefined) {
    return mutation("security added", route, "breaking", ["security-added"], () =>
      setKey(operation, "security", [{ [scheme]: [] }]),
    );
  }
  if (alternatives.some((one) => Object.keys(one).some((name) => !isObject(schemes[name])))) {
    return undefined;
  }
  if (isOpen) return undefined;
  return mutation("security lifted", route, "safe", ["security-lifted"], () =>
    setKey(operation, "security", []),
  );
};

const scopeAdded: OperationMutation = ({ route, operation }, { root }, random) => {
  const own = operation["security"];
  const alternatives = Array.isArray(own) ? own.filter(isObject) : [];
  const alternative = random.pick(alternatives);
  const [scheme, ...others] = Object.keys(alternative ?? {});
  if (alternative === undefined || scheme === undefined || others.length > 0) return undefined;
  const known = objectIn(objectIn(objectIn(root, "components"), "securitySchemes"), scheme);
  if (known["type"] !== "oauth2" || alternatives.length > 1) return undefined;
  return mutation("scope added", route, "breaking", ["security-scope-added"], () =>
    setKey(alternative, scheme, [...listIn(alternative, scheme), NEW]),
  );
};

const serverChanged: OperationMutation = (_operation, { root, isSwagger }) => {
  if (isSwagger) {
    if (typeof root["host"] !== "string") return undefined;
    return mutation("server changed", undefined, "possibly-breaking", ["server-changed"], () =>
      setKey(root, "host", "moved.example"),
    );
  }
  const [server] = listIn(root, "servers");
  if (!isObject(server)) return undefined;
  return mutation("server changed", undefined, "possibly-breaking", ["server-changed"], () =>
    setKey(server, "url", "https://moved.example"),
  );
};

export const operationMutations: readonly OperationMutation[] = [
  removed,
  added,
  pathRenamed,
  deprecatedFlipped,
  textChanged,
  parameterRemoved,
  parameterAdded(false),
  parameterAdded(true),
  parameterRequired,
  parameterMoved,
  defaultChanged,
  bodyRequired,
  bodyRemoved,
  bodyMediaType,
  resultMediaType,
  errorRemoved,
  errorAdded,
  successChanged,
  securityChanged,
  scopeAdded,
  serverChanged,
];
