/** The document that most pairs change one thing of. */
export const LIBRARY = `openapi: 3.1.0
info:
  title: Library
  version: 1.0.0
servers:
  - url: https://api.library.example
  - url: https://eu.library.example
  - { url: "https://{region}.library.example", variables: { region: { default: us } } }
security:
  - key: []
paths:
  /v1/books:
    get:
      operationId: books/list
      summary: List books
      parameters:
        - { name: q, in: query, schema: { type: string, maxLength: 20 } }
        - { name: sort, in: query, schema: { enum: [title, year], default: title } }
        - { name: tags, in: query, schema: { type: array, items: { type: string } } }
      responses:
        "200": { description: Fine., content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Book" } } } } }
    post:
      operationId: books/create
      requestBody:
        required: true
        content:
          application/json: { schema: { $ref: "#/components/schemas/NewBook" } }
      responses:
        "201": { description: Made., content: { application/json: { schema: { $ref: "#/components/schemas/Book" } } } }
        "409": { description: There is one., content: { application/json: { schema: { $ref: "#/components/schemas/Problem" } } } }
  /v1/books/{id}:
    get:
      operationId: books/get
      parameters:
        - { name: id, in: path, required: true, schema: { type: integer } }
      responses:
        "200": { description: Fine., content: { application/json: { schema: { $ref: "#/components/schemas/Book" } } } }
    delete:
      operationId: books/delete
      deprecated: true
      parameters:
        - { name: id, in: path, required: true, schema: { type: integer } }
      responses:
        "204": { description: Gone. }
  /v1/covers/{id}:
    put:
      operationId: covers/put
      security:
        - oauth: [write]
      parameters:
        - { name: id, in: path, required: true, schema: { type: integer } }
        - { name: X-Desk, in: header, schema: { type: string } }
      requestBody:
        content:
          multipart/form-data:
            schema: { type: object, properties: { image: { type: string, format: binary }, alt: { type: string } } }
            encoding: { image: { contentType: image/png } }
      responses:
        "200": { description: Fine., content: { application/json: { schema: { $ref: "#/components/schemas/Cover" } } } }
  /v1/lines:
    get:
      operationId: lines/list
      responses:
        "200":
          description: Fine.
          content:
            application/jsonl: { schema: { type: string }, itemSchema: { $ref: "#/components/schemas/Cover" } }
webhooks:
  lent:
    post:
      requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Event" } } } }
      responses: { "200": { description: Fine. } }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Key }
    oauth:
      type: oauth2
      flows: { clientCredentials: { tokenUrl: "https://auth.library.example/token", scopes: { write: Write., read: Read. } } }
  schemas:
    Book:
      type: object
      required: [id, title, state, author]
      properties:
        id: { type: integer }
        title: { type: string }
        subtitle: { type: string }
        state: { type: string, enum: [free, lent] }
        author: { $ref: "#/components/schemas/Author" }
        price: { oneOf: [{ $ref: "#/components/schemas/Free" }, { $ref: "#/components/schemas/Paid" }] }
        size: { type: number }
    NewBook:
      type: object
      required: [title, author]
      properties:
        title: { type: string, minLength: 1 }
        kind: { type: string, enum: [paper, sound], default: paper }
        author: { $ref: "#/components/schemas/Author" }
        note: { type: [string, "null"] }
        site: { type: string, format: uri }
        code: { type: string, pattern: "^[a-z]+$" }
    Author:
      type: object
      required: [name]
      properties:
        name: { type: string }
        born: { type: integer }
    Free: { type: object, required: [kind], properties: { kind: { const: free } } }
    Paid: { type: object, required: [kind, amount], properties: { kind: { const: paid }, amount: { type: number } } }
    Cover: { type: object, required: [url], properties: { url: { type: string }, taken: { type: string, format: date, pattern: "^2" } } }
    Event: { type: object, required: [book], properties: { book: { type: integer }, at: { type: string } } }
    Problem: { type: object, properties: { title: { type: string } } }
`;
