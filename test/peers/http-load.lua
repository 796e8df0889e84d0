-- What every connection sends: a search of a client of 2026-07-28, one request after the other, each with another query.
local words = { "list issues", "create an issue", "delete", "closed issues by author", "get one" }
local headers = {
  ["content-type"] = "application/json",
  ["accept"] = "application/json, text/event-stream",
  ["mcp-protocol-version"] = "2026-07-28",
  ["mcp-method"] = "tools/call",
  ["mcp-name"] = "search",
}
local body = '{"jsonrpc":"2.0","id":%d,"method":"tools/call","params":{"name":"search","arguments":{"query":"%s"},'
  .. '"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{},'
  .. '"io.modelcontextprotocol/clientInfo":{"name":"wrk","version":"1"}}}}'
local sent = 0
local threads = {}
wrong = 0

function setup(thread)
  table.insert(threads, thread)
end

function request()
  sent = sent + 1
  return wrk.format("POST", wrk.path, headers, string.format(body, sent, words[sent % #words + 1]))
end

-- A status of 200 can still hold an error of the protocol.
function response(status, _, text)
  if status ~= 200 or not string.find(text, '"content"', 1, true) then wrong = wrong + 1 end
end

function done(summary, latency)
  local errors = summary.errors
  local wrongs = 0
  for _, thread in ipairs(threads) do wrongs = wrongs + thread:get("wrong") end
  io.write(string.format(
    '\nRESULT {"requests":%d,"seconds":%.2f,"wrong":%d,"status":%d,"connect":%d,"read":%d,"write":%d,"timeout":%d,"p50":%.3f,"p99":%.3f,"most":%.3f}\n',
    summary.requests, summary.duration / 1e6, wrongs, errors.status, errors.connect, errors.read, errors.write,
    errors.timeout, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3))
end
