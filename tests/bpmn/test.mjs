// Every procedure of the Ba Đình system as BPMN, and faults of flows in colour: valid by the schema, read by
// bpmn-moddle and drawn by bpmn-js without a warning.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { BpmnModdle } from "bpmn-moddle";
import { validateXML } from "xmllint-wasm";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");
const modules = join(here, "node_modules");
const chromium = process.env.CHROMIUM ?? "/usr/bin/chromium";

const run = (...args) =>
  execFileSync("cargo", ["run", "--locked", "--quiet", "--", ...args], { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 });

// With a fault to show the command ends with 1.
const highlighted = (file) => {
  const args = ["run", "--locked", "--quiet", "--", "graph", file, "--highlight", "--format", "bpmn", "--lang", "vi"];
  const { status, stdout } = spawnSync("cargo", args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 });
  assert.equal(status, 1, file);
  return stdout;
};

const broken = `procedure: P-1
title: Lend
steps:
  - {id: ask, title: Ask, role: reader, split: parallel, next: [look, wait]}
  - {id: look, title: Look, role: clerk, next: lend}
  - {id: wait, title: Wait, role: clerk, kind: wait, timeout: {after: 5 days, to: stop}, next: lend}
  - {id: stop, title: Stop, role: clerk, end: refused}
  - {id: lend, title: Lend, role: clerk, join: parallel}
`;

const codes = JSON.parse(run("measure", "processes/ba-dinh", "--format", "json")).procedures.map((p) => p.code);
const documents = codes.map((code) => ({
  fileName: `${code}.bpmn`,
  contents: run("graph", "processes/ba-dinh", code, "--format", "bpmn", "--lang", "vi"),
}));

const place = mkdtempSync(join(tmpdir(), "quytrinh-fault-"));
process.on("exit", () => rmSync(place, { recursive: true, force: true }));
writeFileSync(join(place, "broken.yaml"), broken);
// A model without a diagram, one with a diagram, and a procedure.
const ownDiagram = join(place, "own.bpmn");
writeFileSync(ownDiagram, run("graph", "examples/bpmn/done-twice.bpmn", "--format", "bpmn"));
const faults = ["examples/bpmn/waits-for-ever.bpmn", ownDiagram, join(place, "broken.yaml")];
const coloured = faults.map((file) => ({ fileName: `fault-${faults.indexOf(file)}.bpmn`, contents: highlighted(file) }));
documents.push(...coloured);

test("there are procedures to look at", () => assert.ok(codes.length > 10, `${codes.length}`));

test("the schema of the OMG accepts them", async () => {
  const xsd = (fileName) => ({
    fileName,
    contents: readFileSync(join(modules, "bpmn-moddle/resources/bpmn/xsd", fileName), "utf8"),
  });
  const result = await validateXML({
    xml: documents,
    schema: [xsd("BPMN20.xsd")],
    preload: ["BPMNDI.xsd", "DC.xsd", "DI.xsd", "Semantic.xsd"].map(xsd),
    initialMemoryPages: 512,
    maxMemoryPages: 4096,
  });
  assert.deepEqual(result.errors.slice(0, 10).map((e) => e.rawMessage ?? e), []);
  assert.ok(result.valid);
});

test("bpmn-moddle reads them without a warning", async () => {
  for (const { fileName, contents } of documents) {
    const { warnings } = await new BpmnModdle().fromXML(contents);
    assert.deepEqual(warnings.map((w) => w.message), [], fileName);
  }
});

test("bpmn-js draws them without a warning", { skip: existsSync(chromium) ? false : `there is no ${chromium}` }, () => {
  const place = mkdtempSync(join(tmpdir(), "quytrinh-bpmn-"));
  try {
    const viewer = pathToFileURL(join(modules, "bpmn-js/dist/bpmn-viewer.development.js"));
    const page = join(place, "page.html");
    const data = JSON.stringify(documents).replaceAll("<", "\\u003c");
    writeFileSync(
      page,
      `<!DOCTYPE html><meta charset="utf-8"><script src="${viewer}"></script><div id="canvas" style="width:900px;height:900px"></div>
<pre id="result"></pre><script>
(async () => {
  const found = [];
  for (const { fileName, contents } of ${data}) {
    const viewer = new BpmnJS({ container: "#canvas" });
    try {
      const { warnings } = await viewer.importXML(contents);
      const strokes = viewer.get("elementRegistry").filter((e) => e.di?.get("border-color") === "#a8320a").length;
      const drawn = viewer.get("elementRegistry").filter((e) => e.type === "bpmn:Task").length;
      found.push({ fileName, drawn, strokes, warnings: warnings.map((w) => w.message) });
    } catch (error) {
      found.push({ fileName, drawn: 0, warnings: [String(error)] });
    }
    viewer.destroy();
  }
  document.getElementById("result").textContent = JSON.stringify(found);
  document.title = "done";
})();
</script>`,
    );
    const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files", "--virtual-time-budget=60000"];
    const profile = `--user-data-dir=${join(place, "profile")}`;
    const dom = execFileSync(chromium, [...flags, profile, "--dump-dom", pathToFileURL(page).href], {
      encoding: "utf8",
      maxBuffer: 1 << 28,
      stdio: ["ignore", "pipe", "ignore"],
    });
    const [, text] = /<pre id="result">([^]*?)<\/pre>/.exec(dom) ?? [];
    const found = JSON.parse((text || "[]").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&"));
    assert.equal(found.length, documents.length);
    for (const { fileName, drawn, strokes, warnings } of found) {
      assert.deepEqual(warnings, [], fileName);
      assert.equal(strokes > 3, fileName.startsWith("fault-"), `${fileName}: ${strokes} in colour`);
      assert.ok(drawn > 0, fileName);
    }
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
});
