/** Preloaded into the program: writes down every module of the network that is asked for, and every use of what is there anyway. */
import { appendFileSync } from "node:fs";
import Module, { register } from "node:module";
import net from "node:net";
import process from "node:process";

const FILE = process.env["NETWORK_SEEN"] ?? "";
const NETWORK = /^(?:node:)?(?:net|tls|_tls_\w+|http|_http_\w+|https|http2|dgram|dns|inspector|quic|undici)(?:\/|$)/;

const seen = (what) => {
  appendFileSync(FILE, `${what}\n`);
  throw new Error(`the network: ${what}`);
};

// What `import` asks for, in the thread of the loader.
register(
  `data:text/javascript,${encodeURIComponent(`
    import { appendFileSync } from "node:fs";
    export async function resolve(specifier, context, next) {
      if (${String(NETWORK)}.test(specifier) || /^(?:https?|data):/.test(specifier)) {
        appendFileSync(${JSON.stringify(FILE)}, "import " + specifier + " in " + context.parentURL + "\\n");
        throw new Error("the network: import " + specifier);
      }
      return next(specifier, context);
    }`)}`,
);

// What `require` asks for.
const load = Module._load;
Module._load = function (request, parent, isMain) {
  if (NETWORK.test(request)) seen(`require ${request} in ${parent?.filename ?? ""}`);
  return load.call(this, request, parent, isMain);
};

// What is there without being asked for: pipes are sockets too, and never connect.
net.Socket.prototype.connect = () => seen("connect");
net.Server.prototype.listen = () => seen("listen");
for (const name of ["fetch", "WebSocket", "EventSource"]) {
  Object.defineProperty(globalThis, name, { configurable: true, get: () => seen(name) });
}
