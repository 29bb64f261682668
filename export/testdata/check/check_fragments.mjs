// node check_fragments.mjs WEBANNOTATION NDJSON: the text directives of the annotations, followed in a page with the document's blocks by
// the polyfill of the browsers' own text fragments, come to the words of the statement first. Needs jsdom and
// text-fragments-polyfill from npm.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(pathToFileURL(process.cwd() + "/"));
const { JSDOM } = require("jsdom");
const [file, records] = process.argv.slice(2);
const lines = (path) => readFileSync(path, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));

const window = new JSDOM("<!DOCTYPE html><html lang=en><body></body>").window;
for (const name of ["window", "document", "navigator", "Node", "NodeFilter", "Range", "HTMLElement"]) {
  Object.defineProperty(globalThis, name, { value: name === "window" ? window : window[name], configurable: true });
}
const utils = await import(pathToFileURL(require.resolve("text-fragments-polyfill/package.json").replace("package.json", "src/text-fragment-utils.js")));

const words = (text) => text.normalize("NFKD").replace(/[^\p{L}\p{N}]+/gu, "").toLowerCase();

// show makes the document the page.
function show(document) {
  const points = [...document.text];
  const body = window.document.body;
  body.replaceChildren();
  for (const block of document.blocks) {
    const p = window.document.createElement("p");
    p.textContent = points.slice(block.start, block.end).join("");
    body.append(p);
  }
}

const documents = new Map(), of = new Map();
for (const record of lines(records)) {
  if (record.type === "document") documents.set(record.sha256, record);
  if (record.type === "statement") of.set(record.id, record.doc.sha256);
}
let shown = "", followed = 0, bare = 0;
for (const annotation of lines(file)) {
  const sha = of.get(annotation.id.split("/").pop());
  if (sha !== shown) show(documents.get((shown = sha)));
  for (const { selector } of annotation.target) {
    const [quote, place, fragment] = selector;
    if (!fragment) {
      bare++;
      continue;
    }
    const { text } = utils.parseFragmentDirectives(utils.getFragmentDirectives("#" + fragment.value));
    assert.equal(text.length, 1);
    const ranges = utils.processTextFragmentDirective(text[0], window.document);
    assert.ok(ranges.length > 0, `${fragment.value} leads nowhere`);
    const got = words(ranges[0].toString());
    assert.equal(got, words(quote.exact), `${fragment.value} leads to ${ranges[0]}`);
    // Before it are as many letters as before the place: it is this one and no other with the same words.
    const before = window.document.createRange();
    before.setStart(window.document.body, 0);
    before.setEnd(ranges[0].startContainer, ranges[0].startOffset);
    assert.equal(words(before.toString()), words([...documents.get(sha).text].slice(0, place.start).join("")), fragment.value);
    followed++;
  }
}
assert.ok(followed > 0);
console.log(`fragments: ${followed} text directives lead to their words; ${bare} places have none`);
