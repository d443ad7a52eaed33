// The site of Ba Đình in Chromium: no error, no request to anywhere else, found, followed, switched, printed on A4, accessible, valid.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { FileSystemConfigLoader, HtmlValidate } from "html-validate";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const skip = existsSync(executablePath) ? false : `there is no ${executablePath}`;
const place = mkdtempSync(join(tmpdir(), "quytrinh-site-"));
process.on("exit", () => rmSync(place, { recursive: true, force: true }));

const build = (to, from, ...more) => {
  const args = ["run", "--locked", "--quiet", "--", "manual", from, "--formats", "html", "--out", join(place, to), ...more];
  execFileSync("cargo", args, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
};
build("site", "processes/ba-dinh");
build("one", "processes/ba-dinh", "--single-file");
// Texts without end, text that is code elsewhere, letters from the right, one language only.
build("bad", "tests/bad-system");
const url = (path, within = "site") => pathToFileURL(join(place, within, path)).href;
const pages = (language, within = "site") => readdirSync(join(place, within, language)).filter((name) => name.endsWith(".html"));

let browser;
before(async () => {
  if (!skip) browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
});
after(() => browser?.close());

// A page that remembers what went wrong and what was asked for elsewhere.
const open = async (path, { within = "site", ...options } = {}) => {
  const page = await browser.newPage(options);
  page.wrong = [];
  page.on("console", (message) => message.type() === "error" && page.wrong.push(message.text()));
  page.on("pageerror", (error) => page.wrong.push(String(error)));
  page.on("dialog", (dialog) => (page.wrong.push(dialog.message()), dialog.dismiss()));
  page.on("request", (request) => {
    if (!request.url().startsWith(pathToFileURL(join(place, within)).href)) page.wrong.push(request.url());
  });
  await page.goto(url(path, within));
  return page;
};

test("a reader finds a procedure, follows links, goes back, and changes the language", { skip }, async () => {
  const page = await open("index.html");
  await page.getByRole("link", { name: "Tiếng Việt" }).click();
  await page.getByRole("link", { name: "Đăng ký khai sinh", exact: true }).click();
  assert.match(page.url(), /vi\/QT-TP-01\.html$/);
  await page.goBack();
  assert.match(page.url(), /vi\/index\.html$/);
  // As one types in a hurry: small letters without marks.
  await page.getByRole("searchbox").fill("dang ky khai tu");
  const found = page.locator("form.search li a");
  await found.first().waitFor();
  assert.match(await found.first().textContent(), /Đăng ký khai tử/);
  await found.first().click();
  await page.waitForURL(/vi\/QT-TP-\d+\.html/);
  const here = page.url();
  await page.getByRole("link", { name: "English" }).click();
  assert.equal(page.url(), here.replace("/vi/", "/en/"));
  assert.match(await page.locator("h1").first().textContent(), /death/i);
  await page.keyboard.press("/");
  await page.keyboard.type("no such words anywhere");
  await page.getByText("Nothing found").waitFor();
  assert.deepEqual(page.wrong, []);
  await page.close();
});

test("every page opens without an error and asks for nothing elsewhere", { skip }, async () => {
  for (const language of ["vi", "en"]) {
    const names = pages(language);
    assert.ok(names.length > 30, `${names.length}`);
    for (const name of names) {
      const page = await open(`${language}/${name}`);
      assert.deepEqual(page.wrong, [], name);
      assert.ok((await page.locator("main").innerText()).length > 200, name);
      await page.close();
    }
  }
});

test("what authors should not write is shown as they wrote it", { skip }, async () => {
  for (const name of pages("vi", "bad")) {
    const page = await open(`vi/${name}`, { within: "bad" });
    await page.getByRole("searchbox").fill("script");
    assert.deepEqual(page.wrong, [], name);
    await page.close();
  }
  const page = await open("vi/QT-99.html", { within: "bad", viewport: { width: 1200, height: 900 } });
  const text = await page.locator("main").innerText();
  assert.ok(text.includes('<script>alert("x")</script> #eval("1") *sao* _gạch_ {{x}}'));
  const wide = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(wide[0] <= wide[1], `the page is not wider than its window: ${wide}`);
  await page.close();
});

test("pages are printed on A4, upright or lying, and slips on A5", { skip }, async () => {
  const sizes = async (path) => {
    const page = await open(path);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    await page.close();
    return new Set([...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, w, h]) => `${Math.round(w)}x${Math.round(h)}`));
  };
  const upright = "595x842", lying = "842x595";
  assert.deepEqual(await sizes("vi/QT-TP-01.html"), new Set([upright]));
  assert.deepEqual(await sizes("vi/QT-DD-01.html"), new Set([upright, lying]));
  assert.deepEqual(await sizes("en/registers.html"), new Set([lying]));
  assert.ok((await sizes("vi/manual.html")).has(upright));
  assert.deepEqual(await sizes("vi/QT-TP-09_forms.html"), new Set(["420x595"]));
  assert.deepEqual(await sizes("en/QT-TP-09_control-slip.html"), new Set([upright]));
  assert.deepEqual(await sizes("vi/dossier-register.html"), new Set([lying]));
});

test("one file holds all documents, one shown at a time", { skip }, async () => {
  const page = await open("index.html", { within: "one" });
  const shown = () => page.locator("article").evaluateAll((all) => all.filter((a) => a.offsetParent).map((a) => a.id));
  assert.deepEqual(await shown(), ["vi/index"]);
  await page.getByRole("link", { name: "Đăng ký khai sinh", exact: true }).click();
  assert.deepEqual(await shown(), ["vi/QT-TP-01"]);
  await page.locator("article:visible").getByRole("link", { name: "English" }).click();
  assert.deepEqual(await shown(), ["en/QT-TP-01"]);
  await page.getByRole("searchbox").fill("death registration");
  await page.locator("form.search li a").first().click();
  assert.match((await shown())[0], /^en\/QT-TP-\d+$/);
  const lost = await page.evaluate(() => {
    const links = [...document.querySelectorAll("a[href]")].map((a) => a.getAttribute("href"));
    const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
    const inside = links.filter((to) => !/^https?:/.test(to));
    return {
      lost: inside.filter((to) => !to.startsWith("#") || !document.getElementById(to.slice(1))),
      twice: ids.filter((id, i) => ids.indexOf(id) !== i),
      links: inside.length,
    };
  });
  assert.deepEqual(lost.lost, []);
  assert.deepEqual(lost.twice, []);
  assert.ok(lost.links > 500, `${lost.links}`);
  await page.goBack();
  assert.deepEqual(await shown(), ["en/QT-TP-01"]);
  assert.deepEqual(page.wrong, []);
  await page.close();
});

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
for (const colorScheme of ["light", "dark"]) {
  test(`those who do not see well can read it, ${colorScheme}`, { skip }, async () => {
    const kinds = ["index", "manual", "registers", "simplification", "coverage", "QT-TP-01", "QT-DD-01", "QT-01"];
    for (const path of ["index.html", ...kinds.map((name) => `vi/${name}.html`), "en/QT-TP-09.html"]) {
      const page = await open(path, { colorScheme });
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => axe.run({ resultTypes: ["violations"] }));
      const said = violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 200)).join(" | ")}`);
      assert.deepEqual(said, [], path);
      await page.close();
    }
  });
}

test("every page is valid HTML", async () => {
  const html = new HtmlValidate(
    new FileSystemConfigLoader({
      root: true,
      extends: ["html-validate:standard"],
      rules: {
        // Colours are variables of the page, with plain values for other readers.
        "no-inline-style": "off",
        "long-title": "off",
        // A heading may have white space and marks that a code brings.
        "no-trailing-whitespace": "off",
      },
    }),
  );
  for (const within of ["site", "bad"]) {
    const files = ["vi", "en"].flatMap((language) => pages(language, within).map((name) => `${language}/${name}`));
    for (const file of ["index.html", ...files]) {
      const report = await html.validateString(readFileSync(join(place, within, file), "utf8"), file);
      const said = report.results.flatMap((r) => r.messages).map((m) => `${m.line}: ${m.ruleId}: ${m.message}`);
      assert.deepEqual(said.slice(0, 5), [], `${within}/${file}`);
    }
  }
});
