import{createInterface}from"node:readline";function readOpening(message){if(isRecord(message)){let{typescript,name,typeName:typeName2}=message,declarations=readDeclarations(message.declarations);if(declarations!==void 0&&typeof typescript=="string"&&typeof name=="string"&&typeof typeName2=="string")return{typescript,declarations,name,typeName:typeName2}}throw new TypeError("not an opening")}function readDeclarations(value){if(!isRecord(value))return;let{kind,folder}=value;if(kind==="folder"&&typeof folder=="string")return{kind,folder};if(kind!=="files"||!isRecord(value.files))return;let files=Object.entries(value.files).map(([path,text])=>[path,String(text)]);return{kind,files:Object.fromEntries(files)}}function writeReply(reply){return`${JSON.stringify(reply,(_,value)=>value instanceof Map?[...value]:value)}
`}function parsed(line){try{return JSON.parse(line)}catch{return}}function isRecord(value){return typeof value=="object"&&value!==null}var UNKNOWN={kind:"unknown"};import{readdirSync,readFileSync}from"node:fs";import{posix}from"node:path";var codemode_snippet_globals_default=`/** What a snippet has in scope beside the language: exactly what the sandbox gives it, and the API's client. */
import type { operations, {{typeName}} } from "./schema/index.js";

declare global {
  const {{name}}: Client<{{typeName}}, typeof operations>;

  /** What the search tool answers, as data. */
  function search(query: string | { query: string }): Promise<any>;

  const results: {
    /** A result of an earlier run. */
    get(id: string): Promise<any>;
  };

  const console: { readonly [Method in "debug" | "error" | "info" | "log" | "warn"]: (...data: any[]) => void };

  function setTimeout(callback: (...args: any[]) => void, milliseconds?: number, ...args: any[]): number;
  function clearTimeout(id?: number): void;
  function structuredClone<T>(value: T, options?: { transfer?: any[] }): T;
  function queueMicrotask(callback: () => void): void;
  function atob(text: string): string;
  function btoa(text: string): string;

  interface URLSearchParams {
    readonly size: number;
    append(name: string, value: string): void;
    delete(name: string, value?: string): void;
    get(name: string): string | null;
    getAll(name: string): string[];
    has(name: string, value?: string): boolean;
    set(name: string, value: string): void;
    sort(): void;
    toString(): string;
    forEach(callback: (value: string, key: string, parent: URLSearchParams) => void): void;
    entries(): IterableIterator<[string, string]>;
    keys(): IterableIterator<string>;
    values(): IterableIterator<string>;
    [Symbol.iterator](): IterableIterator<[string, string]>;
  }
  const URLSearchParams: { new (init?: any): URLSearchParams };

  interface URL {
    hash: string;
    host: string;
    hostname: string;
    href: string;
    readonly origin: string;
    password: string;
    pathname: string;
    port: string;
    protocol: string;
    search: string;
    readonly searchParams: URLSearchParams;
    username: string;
    toString(): string;
    toJSON(): string;
  }
  const URL: {
    new (url: string | URL, base?: string | URL): URL;
    canParse(url: string | URL, base?: string | URL): boolean;
    parse(url: string | URL, base?: string | URL): URL | null;
  };

  const TextEncoder: { new (): { readonly encoding: string; encode(text?: string): Uint8Array } };
  const TextDecoder: {
    new (label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean }): {
      readonly encoding: string;
      decode(bytes?: any, options?: { stream?: boolean }): string;
    };
  };

  interface Blob {
    readonly size: number;
    readonly type: string;
    arrayBuffer(): Promise<ArrayBuffer>;
    bytes(): Promise<Uint8Array>;
    slice(start?: number, end?: number, type?: string): Blob;
    text(): Promise<string>;
  }
  const Blob: { new (parts?: any[], options?: { type?: string }): Blob };
  interface File extends Blob {
    readonly lastModified: number;
    readonly name: string;
  }
  const File: {
    new (parts: any[], name: string, options?: { type?: string; lastModified?: number }): File;
  };

  interface Array<T> {
    /** Before the library's own: \`reduce(…, {})\` over items without a required property would take the \`{}\` for one of them. */
    reduce<U>(callback: (previous: U, current: T, index: number, array: T[]) => U, initial: U): U;
    reduceRight<U>(callback: (previous: U, current: T, index: number, array: T[]) => U, initial: U): U;
  }
}

/** The namespaces, whose methods know what \`paginate\` gives for them. */
export type Client<Namespaces, Tables> = {
  readonly [Name in keyof Namespaces]: Namespace<
    Namespaces[Name],
    Name extends keyof Tables ? Tables[Name] : unknown
  >;
} & Omit<Walking, keyof Namespaces>;

export type Namespace<Methods, Table> = {
  readonly [Name in keyof Methods]: Methods[Name] &
    WithPages<Methods[Name], Name extends keyof Table ? Table[Name] : unknown>;
};

/** Of a method whose row says how to paginate; nothing of any other. */
type WithPages<Method, Row> = Row extends { readonly paginate: infer Paginate }
  ? Paginated<Method, Paginate extends { readonly items: infer Place } ? Place : "">
  : unknown;

interface Paginated<Method, Place> {
  readonly "~page": Method extends (...args: never) => Promise<infer Result>
    ? Element<ValueAt<Result, Place>>
    : never;
}

/** What stands at a JSON pointer (RFC 6901) in a value. */
type ValueAt<Value, Place> = Place extends \`/\${infer Key}/\${infer Rest}\`
  ? ValueAt<Member<Value, Unescaped<Key>>, \`/\${Rest}\`>
  : Place extends \`/\${infer Key}\`
    ? Member<Value, Unescaped<Key>>
    : Value;

type Member<Value, Key> = unknown extends Value
  ? unknown
  : Value extends object
    ? Key extends keyof Value
      ? Value[Key]
      : never
    : never;

type Unescaped<Key extends string> = Key extends \`\${infer Before}~1\${infer After}\`
  ? \`\${Unescaped<Before>}/\${Unescaped<After>}\`
  : Key extends \`\${infer Before}~0\${infer After}\`
    ? \`\${Before}~\${Unescaped<After>}\`
    : Key;

type Element<List> = unknown extends List
  ? unknown
  : List extends readonly (infer Item)[]
    ? Item
    : never;

/** What has an operation as its first argument. */
interface Walking {
  raw<Args, Result>(
    operation: (args: Args) => Promise<Result>,
    args?: Args,
    options?: { accept?: string; contentType?: string },
  ): Promise<{ readonly status: number; readonly headers: { readonly [name: string]: string }; readonly body: Result }>;
  paginate<Args, Item>(
    operation: ((args: Args) => Promise<unknown>) & { readonly "~page": Item },
    args?: Args,
    options?: { pages?: number },
  ): Walk<Item>;
  stream<Args, Item>(
    operation: (args: Args) => { readonly "~item": Item },
    args?: Args,
  ): Walk<Item>;
}

export interface Walk<Item> extends AsyncIterable<Item> {
  /** All items at once. */
  toArray(): Promise<Item[]>;
}
`;var ROOT="/codemode",SCHEMA=`${ROOT}/schema/`,GLOBALS=`${ROOT}/globals.d.ts`,SNIPPET=`${ROOT}/snippet.ts`,SETTINGS=`${ROOT}/tsconfig.json`,COMPILER_OPTIONS={target:"es2023",lib:["es2023"],types:[],module:"esnext",moduleResolution:"bundler",moduleDetection:"force",strict:!0,noImplicitAny:!1,noImplicitThis:!1,strictNullChecks:!1,strictPropertyInitialization:!1,useUnknownInCatchVariables:!1,skipLibCheck:!0,noEmit:!0},LIBRARY=/\/lib(?:\.[\w.]+)?\.d\.ts$/;function schemaFiles({declarations,name,typeName:typeName2}){let files=new Map,folders=new Map,snippet="",globals=codemode_snippet_globals_default.replaceAll("{{name}}",name).replaceAll("{{typeName}}",typeName2),settings={compilerOptions:COMPILER_OPTIONS,files:[GLOBALS,SNIPPET]};add(SETTINGS,()=>JSON.stringify(settings)),add(GLOBALS,()=>globals),add(SNIPPET,()=>snippet);for(let[path,read]of readers(declarations))add(`${SCHEMA}${path}`,read);function add(path,read){files.set(path,read),folderOf(posix.dirname(path)).files.push(posix.basename(path))}function folderOf(path){let known=folders.get(path);if(known!==void 0)return known;let folder={files:[],directories:[]};return folders.set(path,folder),path!=="/"&&folderOf(posix.dirname(path)).directories.push(posix.basename(path)),folder}return{readFile:path=>isLibrary(path)?void 0:files.get(path)?.()??null,fileExists:path=>isLibrary(path)?void 0:files.has(path),directoryExists:path=>folders.has(path),getAccessibleEntries:path=>folders.get(path)??{files:[],directories:[]},realpath:path=>path,replaceSnippet(source){snippet=source}}}function isLibrary(path){return LIBRARY.test(path)&&!path.startsWith(`${ROOT}/`)}function*readers(declarations){if(declarations.kind==="files"){for(let[path,text]of Object.entries(declarations.files))yield[path,()=>text];return}let{folder}=declarations;for(let path of readdirSync(folder,{recursive:!0,encoding:"utf8"}))path.endsWith(".d.ts")&&(yield[path.replaceAll("\\","/"),()=>readFileSync(`${folder}/${path}`,"utf8")])}var MOST_MEMBERS=300,MODULE=/^(?<module>[^/]+)\.d\.ts$/;function ownedExpression(expression,snippet){let type=snippet.checker.getTypeAtLocation(expression);if(type===void 0)return;let owned=ownedType(type,snippet);return owned!==void 0&&(owned.kind!=="array"||owned.members.length>0)?owned:isOwnProperty(expression,snippet)?plainType(type,snippet)??owned:owned}function ownedType(type,snippet){let{checker}=snippet;if(type.isUnionType())return ofAll(type.getTypes(),snippet);let alias=type.getAliasSymbol();if(alias!==void 0&&isDeclared(alias,isGlobals))return ownedGlobal(type,alias.name);if(checker.isArrayType(type)&&type.isTypeReference()){let[items]=checker.getTypeArguments(type),owned=items&&ownedType(items,snippet);return owned?.kind==="object"?{...owned,kind:"array"}:void 0}let symbol=type.getSymbol();if(type.isTypeReference()){let[first]=checker.getTypeArguments(type);if(symbol?.name==="Promise"&&first!==void 0)return promised(first,snippet);if(symbol?.name==="Walk"&&isDeclared(symbol,isGlobals))return named("walk","")}if(type.isIntersectionType()&&alias===void 0)return ofAll(type.getTypes(),snippet);let declared=[alias,symbol].find(one=>one!==void 0&&isDeclared(one,isSchema));if(!(declared===void 0||isFunction(type,snippet)))return{kind:"object",name:typeName(declared),members:memberNames(type,snippet)}}function operationOf(type){let methods=type.isIntersectionType()?type.getTypes():[type];for(let method of methods){let symbol=method.getSymbol(),module=symbol?.declarations.map(moduleOf).find(one=>one!==void 0);if(symbol!==void 0&&!symbol.name.startsWith("__")&&module!==void 0)return{module,name:symbol.name}}}function isDeclaredGlobal(symbol){return isDeclared(symbol,isGlobals)}function isOwnProperty(expression,{typescript,checker}){if(!typescript.ast.isPropertyAccessExpression(expression))return!1;let symbol=checker.getSymbolAtLocation(expression.name);return symbol!==void 0&&isDeclared(symbol,isSchema)}function plainType(type,{typescript,checker}){let{TypeFlags}=typescript.api;if(checker.isArrayType(type)&&type.isTypeReference()){let[items]=checker.getTypeArguments(type);return items!==void 0&&(items.flags&TypeFlags.Primitive)!==0?named("array",`${checker.typeToString(items)}s`):void 0}let members=type.isUnionType()?type.getTypes():[type],all=flags=>members.every(one=>(one.flags&flags)!==0);return all(TypeFlags.StringLike)?named("scalar","string"):all(TypeFlags.NumberLike)?named("scalar","number"):all(TypeFlags.BooleanLike)?named("scalar","boolean"):void 0}function ownedGlobal(type,name){if(name==="Client")return named("client","");if(name!=="Namespace")return;let[methods]=type.getAliasTypeArguments(),module=methods?.getSymbol()?.declarations.map(moduleOf)[0];return module===void 0?void 0:named("namespace",module)}function promised(type,snippet){let owned=ownedType(type,snippet);return owned&&{...owned,kind:"promise"}}function ofAll(types,snippet){let first;for(let type of types){if((type.flags&snippet.typescript.api.TypeFlags.Primitive)!==0)continue;let owned=ownedType(type,snippet);if(owned===void 0)return;first??=owned}return first}function isFunction(type,{typescript,checker}){return checker.getSignaturesOfType(type,typescript.api.SignatureKind.Call).length>0}function memberNames(type,{checker}){return checker.getPropertiesOfType(type).slice(0,MOST_MEMBERS).map(({name})=>name)}function named(kind,name){return{kind,name,members:[]}}function typeName({name}){return name.startsWith("__")?"":name}function isDeclared(symbol,within){return symbol.declarations.some(within)}function isSchema({path}){return path.toLowerCase().startsWith(SCHEMA)}function isGlobals({path}){return path.toLowerCase()===GLOBALS.toLowerCase()}function moduleOf(handle){if(isSchema(handle))return MODULE.exec(handle.path.slice(SCHEMA.length))?.groups?.module}var DEEPEST=5,MOST_MEMBERS2=60,PROMISE={kind:"other",noun:"a promise (await it first)"};function knownNode(node,snippet,depth=0){let{ast}=snippet.typescript;if(depth>DEEPEST)return UNKNOWN;if(ast.isParenthesizedExpression(node))return knownNode(node.expression,snippet,depth+1);if(ast.isObjectLiteralExpression(node))return knownObject(node,snippet,depth);if(ast.isArrayLiteralExpression(node)){let spread=node.elements.findIndex(ast.isSpreadElement);return{kind:"array",items:(spread<0?node.elements:node.elements.slice(0,spread)).map(item=>knownNode(item,snippet,depth+1)),isWhole:spread<0}}if(ast.isStringLiteral(node)||ast.isNoSubstitutionTemplateLiteral(node))return{kind:"scalar",value:node.text};if(ast.isNumericLiteral(node))return{kind:"scalar",value:Number(node.text)};let{SyntaxKind}=ast;if(node.kind===SyntaxKind.TrueKeyword)return{kind:"scalar",value:!0};if(node.kind===SyntaxKind.FalseKeyword)return{kind:"scalar",value:!1};if(node.kind===SyntaxKind.NullKeyword)return{kind:"scalar",value:null};let type=snippet.checker.getTypeAtLocation(node);return type===void 0?UNKNOWN:knownType(type,snippet,depth)}function knownObject(node,snippet,depth){let{ast}=snippet.typescript,members=new Map,isWhole=!0;for(let property of node.properties){if(ast.isSpreadAssignment(property)){for(let name2 of members.keys())members.set(name2,UNKNOWN);isWhole=!1;continue}let{name}=property;!(name!==void 0&&(ast.isIdentifier(name)||ast.isStringLiteral(name)))||name.text==="__proto__"?isWhole=!1:ast.isPropertyAssignment(property)?members.set(name.text,knownNode(property.initializer,snippet,depth+1)):ast.isShorthandPropertyAssignment(property)?members.set(name.text,knownShorthand(property,snippet,depth)):members.set(name.text,UNKNOWN)}return{kind:"object",members,isWhole}}function knownShorthand(node,snippet,depth){let{checker}=snippet,symbol=checker.getShorthandAssignmentValueSymbol(node);if(symbol===void 0)return UNKNOWN;let type=checker.getTypeOfSymbolAtLocation(symbol,node);return knownType(type,snippet,depth+1)}function knownType(type,snippet,depth){let{checker,typescript}=snippet,{TypeFlags}=typescript.api,is=flags=>(type.flags&flags)!==0;if(depth>DEEPEST||is(TypeFlags.AnyOrUnknown|TypeFlags.Never))return UNKNOWN;if(is(TypeFlags.BooleanLike))return{kind:"boolean"};if(type.isUnionType())return common(type.getTypes(),snippet,depth);if(is(TypeFlags.StringLike))return{kind:"string"};if(is(TypeFlags.NumberLike))return{kind:"number"};if(is(TypeFlags.BigIntLike))return{kind:"other",noun:"a bigint"};if(!is(TypeFlags.Object))return UNKNOWN;if(ownedType(type,snippet)?.kind==="promise")return PROMISE;if(checker.isArrayType(type)&&type.isTypeReference()){let[items]=checker.getTypeArguments(type),item=items===void 0?UNKNOWN:knownType(items,snippet,depth+1);return{kind:"array",items:item.kind==="unknown"?[]:[item],isWhole:!1}}return isData(type,snippet)?knownProperties(type,snippet,depth):UNKNOWN}function isData(type,snippet){if(ownedType(type,snippet)?.kind==="object")return!0;let symbol=type.getSymbol(),isWritten=symbol?.name==="__object"||symbol?.name==="__type",isHere=symbol?.declarations.some(({path})=>path===SNIPPET)??!1,{SignatureKind}=snippet.typescript.api;return isWritten&&isHere&&snippet.checker.getSignaturesOfType(type,SignatureKind.Call).length===0}function knownProperties(type,snippet,depth){let{checker,typescript}=snippet,properties=checker.getPropertiesOfType(type).slice(0,MOST_MEMBERS2),types=checker.getTypeOfSymbol(properties),members=new Map;for(let[at,{name,flags}]of properties.entries()){let own=types[at],isOptional=(flags&typescript.api.SymbolFlags.Optional)!==0,isKnown=own!==void 0&&!isOptional;members.set(name,isKnown?knownType(own,snippet,depth+1):UNKNOWN)}return{kind:"object",members,isWhole:!1}}function common(types,snippet,depth){let[first,...others]=types.map(type=>knownType(type,snippet,depth+1));return(first?.kind==="string"||first?.kind==="number")&&others.every(({kind})=>kind===first.kind)?first:UNKNOWN}function askedNames(root,ast){let asked=new Set,tested=new Set,uses=new Map,pending=[root];for(let node=pending.pop();node!==void 0;node=pending.pop()){if(ast.isPropertyAccessExpression(node)){let name=node.name.text;uses.set(name,(uses.get(name)??0)+1),isAsked(node,ast)?asked.add(name):isTested(node,ast)&&tested.add(name)}node.forEachChild(child=>{pending.push(child)})}for(let name of tested)(uses.get(name)??0)>1&&asked.add(name);return asked}function isAsked(node,ast){let{parent}=node,{SyntaxKind}=ast;if(hasFallback(node,ast)||ast.isTypeOfExpression(parent)||ast.isDeleteExpression(parent))return!0;if(ast.isCallExpression(parent))return parent.expression===node&&parent.questionDotToken!==void 0||/^Array\.isArray$/.test(parent.expression.getText());if(!ast.isBinaryExpression(parent))return!1;let{left,right,operatorToken}=parent;switch(operatorToken.kind){case SyntaxKind.EqualsEqualsToken:case SyntaxKind.ExclamationEqualsToken:case SyntaxKind.EqualsEqualsEqualsToken:case SyntaxKind.ExclamationEqualsEqualsToken:return isNothing(left===node?right:left,ast);default:return left===node&&operatorToken.kind>=SyntaxKind.FirstAssignment&&operatorToken.kind<=SyntaxKind.LastAssignment}}function hasFallback(node,ast){let chain=node;for(;(ast.isPropertyAccessExpression(chain.parent)||ast.isElementAccessExpression(chain.parent)||ast.isCallExpression(chain.parent))&&chain.parent.expression===chain;)chain=chain.parent;let{parent}=chain;if(!ast.isBinaryExpression(parent)||parent.left!==chain)return!1;let{kind}=parent.operatorToken,{QuestionQuestionToken,BarBarToken}=ast.SyntaxKind;return(kind===QuestionQuestionToken||kind===BarBarToken)&&!isConstant(parent.right,ast)}function isTested(node,ast){let{parent}=node;return ast.isIfStatement(parent)?parent.expression===node:ast.isConditionalExpression(parent)?parent.condition===node:ast.isPrefixUnaryExpression(parent)?parent.operator===ast.SyntaxKind.ExclamationToken:ast.isBinaryExpression(parent)&&parent.left===node&&parent.operatorToken.kind===ast.SyntaxKind.AmpersandAmpersandToken}function isNothing(node,ast){return node.kind===ast.SyntaxKind.NullKeyword||ast.isIdentifier(node)&&node.text==="undefined"}function isConstant(node,ast){return isNothing(node,ast)||ast.isStringLiteral(node)||ast.isNoSubstitutionTemplateLiteral(node)||ast.isNumericLiteral(node)||node.kind===ast.SyntaxKind.TrueKeyword||node.kind===ast.SyntaxKind.FalseKeyword||ast.isArrayLiteralExpression(node)&&node.elements.length===0||ast.isObjectLiteralExpression(node)&&node.properties.length===0}function nodeAt(file,start,end){let found=file;for(;;){let inner=found.forEachChild(child=>child.pos<=start&&end<=child.end?child:void 0);if(inner===void 0)return found;found=inner}}function shortText(node,ast){let text=written(node,ast,0);return text.length>40?`${text.slice(0,40)}…`:text}function written(node,ast,depth){if(depth<6){let inner=one=>written(one,ast,depth+1);if(ast.isParenthesizedExpression(node))return`(${inner(node.expression)})`;if(ast.isAwaitExpression(node))return`await ${inner(node.expression)}`;if(ast.isPropertyAccessExpression(node))return`${inner(node.expression)}.${node.name.text}`;if(ast.isCallExpression(node))return`${inner(node.expression)}(${node.arguments.length>0?"…":""})`}return node.getText().replace(/\s+/g," ")}var MOST_DIAGNOSTICS=60;function findingsOf(diagnostics,snippet){let places=[],sureUntil=Number.POSITIVE_INFINITY;for(let{pos,end}of diagnostics.slice(0,MOST_DIAGNOSTICS)){let node=nodeAt(snippet.file,pos,end),finding=findingAt(node,snippet);finding!==void 0?places.push({at:pos,finding}):mixesTypes(node,snippet)&&(sureUntil=Math.min(sureUntil,pos))}if(places.length===0)return[];let asked=askedNames(snippet.file,snippet.typescript.ast);return places.filter(({at,finding})=>finding.kind==="arguments"?!0:at<sureUntil&&!(finding.kind==="member"&&asked.has(finding.name))).map(({at,finding})=>({...finding,line:lineOf(snippet.file.text,at)}))}function findingAt(node,snippet){return lackingMember(node,snippet)??lackingBinding(node,snippet)??wrongIteration(node,snippet)??wrongCall(node,snippet)}function lackingMember(node,snippet){let{ast}=snippet.typescript,{parent}=node;if(!ast.isPropertyAccessExpression(parent)||parent.name!==node)return;let{expression}=parent,name=parent.name.text,type=snippet.checker.getTypeAtLocation(expression),owner=ownedExpression(expression,snippet);if(!(type===void 0||owner===void 0||hasMember(type,name,snippet)))return{kind:"member",name,object:shortText(expression,ast),owner}}function lackingBinding(node,snippet){let{ast}=snippet.typescript,element=node.parent;if(!ast.isBindingElement(element))return;let key=element.propertyName??element.name,pattern=element.parent;if(key!==node||!ast.isIdentifier(key)||!ast.isObjectBindingPattern(pattern))return;let type=snippet.checker.getTypeAtLocation(pattern),owner=type&&ownedType(type,snippet);if(type===void 0||owner===void 0||hasMember(type,key.text,snippet))return;let declared=pattern.parent,value=ast.isVariableDeclaration(declared)?declared.initializer:void 0,object=value===void 0?shortText(pattern,ast):shortText(value,ast);return{kind:"member",name:key.text,object,owner}}function hasMember(type,name,{checker}){return(type.isUnionType()?type.getTypes():[type]).some(one=>checker.getPropertyOfType(one,name)!==void 0)}function wrongIteration(node,snippet){let{ast}=snippet.typescript,iterated=iteratedBy(node,snippet),owner=iterated&&ownedExpression(iterated,snippet);if(iterated===void 0||owner===void 0)return;let object=shortText(iterated,ast);if(owner.kind==="promise"||owner.kind==="walk")return{kind:"iteration",object,owner};if(owner.kind==="object")return{kind:"iteration",object,owner:{...owner,members:lists(iterated,snippet)}}}function iteratedBy(node,snippet){let{ast}=snippet.typescript,{parent}=node;if(ast.isForOfStatement(parent)&&parent.expression===node||ast.isSpreadElement(parent)&&parent.expression===node)return node;if(ast.isArrayBindingPattern(node)&&ast.isVariableDeclaration(parent))return parent.initializer}function lists(expression,{checker}){let type=checker.getTypeAtLocation(expression);if(type===void 0)return[];let properties=checker.getPropertiesOfType(type).slice(0,MOST_DIAGNOSTICS),types=checker.getTypeOfSymbol(properties),isList=at=>{let own=types[at];return own!==void 0&&checker.isArrayType(own)};return properties.filter((_,at)=>isList(at)).map(({name})=>name)}function wrongCall(node,snippet){let{ast}=snippet.typescript,call=callAround(node,snippet);if(call===void 0)return;let callee=call.expression,type=snippet.checker.getTypeAtLocation(callee);if(type===void 0)return;let[first,second]=call.arguments;if(call.arguments.some(ast.isSpreadElement))return;let operation=operationOf(type);if(operation!==void 0){let given=first===void 0?NOTHING:knownNode(first,snippet);return{kind:"arguments",operation,count:call.arguments.length,given}}let symbol=type.getSymbol();if(symbol!==void 0&&isDeclaredGlobal(symbol)&&PASSING.has(symbol.name)){let passed=first&&snippet.checker.getTypeAtLocation(first),place=passed&&operationOf(passed);return place===void 0||second===void 0?void 0:{kind:"arguments",operation:place,count:1,given:knownNode(second,snippet)}}return isWithin(node,callee)?notCallable(callee,type,snippet):void 0}var NOTHING={kind:"undefined"},PASSING=new Set(["raw","paginate","stream"]);function notCallable(callee,type,snippet){let{checker,typescript}=snippet;if(checker.getSignaturesOfType(type,typescript.api.SignatureKind.Call).length>0)return;let owner=ownedExpression(callee,snippet);return owner&&{kind:"call",object:shortText(callee,typescript.ast),owner}}function callAround(node,{typescript}){let{ast}=typescript;for(let one=node;one.parent!==void 0;one=one.parent){if(ast.isArrowFunction(one)||ast.isBlock(one)||ast.isStatement(one))return;if(ast.isCallExpression(one))return one}}function mixesTypes(node,snippet){let{ast}=snippet.typescript,{parent}=node,isAssigned=ast.isBinaryExpression(parent)&&parent.left===node,isPassed=ast.isCallExpression(parent)&&parent.expression!==node;return!isAssigned&&!isPassed?!1:ownedExpression(node,snippet)!==void 0}function isWithin(node,outer){return outer.pos<=node.pos&&node.end<=outer.end}function lineOf(text,at){let line=1;for(let next=text.indexOf(`
`);next>=0&&next<at;next=text.indexOf(`
`,next+1))line+=1;return line}var BODY={start:"export {};async()=>{",end:`
}`};function openSession(typescript,opening){let fs=schemaFiles(opening),api=new typescript.api.API({cwd:ROOT,fs});return{check({source,form}){fs.replaceSnippet(form==="module"?source:`${BODY.start}${source}${BODY.end}`);let snapshot=api.updateSnapshot({openProjects:[SETTINGS],fileChanges:{changed:[SNIPPET]}});try{let project=snapshot.getProject(SETTINGS);if(project===void 0)throw new Error("TypeScript has no project");let{program,checker}=project,diagnostics=program.getSemanticDiagnostics(SNIPPET);if(diagnostics.length===0||program.getSyntacticDiagnostics(SNIPPET).length>0)return[];api.clearSourceFileCache();let file=program.getSourceFile(SNIPPET);return file===void 0?[]:findingsOf(diagnostics,{typescript,checker,file})}finally{snapshot.dispose()}}}}import{createRequire}from"node:module";import{pathToFileURL}from"node:url";async function loadTypeScript(manifest){let require2=createRequire(manifest),load=path=>import(pathToFileURL(require2.resolve(path)).href);return{api:await load("./dist/api/sync/api.js"),ast:await load("./dist/ast/index.js")}}var session;for await(let line of createInterface({input:process.stdin})){let message=parsed(line);if(session===void 0){session=await open(readOpening(message)),process.stdout.write(writeReply({kind:"ready"}));continue}let findings=session.check(readSnippet(message));process.stdout.write(writeReply({kind:"checked",findings}))}process.exit(0);async function open(opening){let opened=openSession(await loadTypeScript(new URL(opening.typescript)),opening);return opened.check({source:`await ${opening.name};`,form:"body"}),opened}function readSnippet(message){if(isRecord(message)&&typeof message.source=="string"){let{source,form}=message;return{source,form:form==="module"?"module":"body"}}throw new TypeError("not a snippet")}
