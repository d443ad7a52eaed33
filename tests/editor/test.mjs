// What an author sees in an editor: every definition is opened in the real YAML language server,
// which knows nothing of the format but what the schemas named in the files tell it.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Server } from './server.mjs';

const root = new URL('../../', import.meta.url);
const at = (path) => new URL(path, root).href;
const read = (path) => readFileSync(new URL(path, root), 'utf8');
const schemaOf = (kind) => JSON.parse(read(`schemas/${kind}.schema.json`));

const folders = ['processes/', 'examples/processes/', 'examples/evidence/', 'examples/receipt/'];
const files = folders.flatMap((folder) =>
  readdirSync(new URL(folder, root), { recursive: true })
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => folder + name.replaceAll('\\', '/')),
);
const kinds = readdirSync(new URL('schemas/', root))
  .filter((name) => name.endsWith('.schema.json'))
  .map((name) => name.replace('.schema.json', ''))
  // Settings are no document of a system: they have a test of their own.
  .filter((name) => name !== 'settings')
  .sort();
/** The kind of a document is its first key. */
const kindOf = (text) => /^([a-z]+):/m.exec(text)?.[1];
const firstOf = (kind) => {
  const path = files.find((file) => kindOf(read(file)) === kind);
  assert.ok(path, `no definition of kind ${kind}`);
  return path;
};

const settings = {
  yaml: {
    validate: true,
    hover: true,
    completion: true,
    schemaStore: { enable: false },
    kubernetesCRDStore: { enable: false },
  },
};

/** English, a middle dot, Vietnamese: how every description is written. */
function assertBothLanguages(text, of) {
  const [english, vietnamese, ...rest] = (text ?? '').split(' · ');
  assert.deepEqual(rest, [], of);
  assert.match(english, /[a-z]{2}/, `${of}: no English in “${text}”`);
  assert.match(vietnamese ?? '', /[ăâđêôơưà-ãè-êìíò-õùúýạ-ỹ]/i, `${of}: no Vietnamese in “${text}”`);
}

/** What a schema says of a key, at the top or in one of its definitions. */
function propertyOf(schema, definition, key) {
  const owner = definition ? schema.definitions[definition] : schema;
  const property = owner.properties[key];
  assert.ok(property, `${key} is not in the schema`);
  return property;
}

/** A procedure with lines put in as its first step, and the number of the first of them. */
function withStep(text, lines) {
  const head = '\nsteps:\n';
  const start = text.indexOf(head);
  assert.notEqual(start, -1, 'no steps');
  const before = text.slice(0, start) + head;
  return { text: `${before}${lines.join('\n')}\n${text.slice(before.length)}`, first: before.split('\n').length - 1 };
}

describe('definitions in an editor', { timeout: 55_000 }, () => {
  let server;
  const procedure = 'processes/ba-dinh/services/QT-DD-02-land-transfer.yaml';
  const known = ['title', 'role', 'unit', 'time', 'clock', 'uses', 'makes', 'required-by', 'join', 'split', 'next', 'end'];

  before(async () => {
    server = await Server.start(fileURLToPath(root), settings);
    for (const file of files) await server.open(at(file), read(file));
  });
  after(() => server?.stop());

  test('every schema is used by a definition, and every definition names its schema', () => {
    for (const folder of folders) assert.ok(files.some((file) => file.startsWith(folder)), `no definitions in ${folder}`);
    const used = files.map((file) => {
      const [, schema] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(read(file)) ?? [];
      assert.ok(schema, `${file} names no schema`);
      const kind = kindOf(read(file));
      assert.equal(new URL(schema, at(file)).href, at(`schemas/${kind}.schema.json`), file);
      return kind;
    });
    assert.deepEqual([...new Set(used)].sort(), kinds);
  });

  describe('a definition has no diagnostics', () => {
    for (const file of files) {
      test(file, async () => {
        assert.deepEqual(await server.diagnostics(at(file)), []);
        const kind = kindOf(read(file));
        const [schema, ...others] = await server.request('yaml/get/jsonSchema', at(file));
        assert.deepEqual(others, []);
        assert.equal(schema?.uri, at(`schemas/${kind}.schema.json`));
        assert.equal(schema.name, schemaOf(kind).title);
      });
    }
  });

  describe('a mistake has a diagnostic, on its line', () => {
    const step = ['  - id: new-step', '    title: {vi: Bước mới, en: New step}', '    role: applicant', '    time: 3 working days'];
    const cases = [
      { name: 'no mistake in a step', expected: [] },
      {
        name: 'a wrong key in a step',
        line: 2,
        mistake: '    rol: applicant',
        expected: [
          [0, /^Missing property "role"\.$/],
          [2, /^Property rol is not allowed\.$/],
        ],
      },
      { name: 'a duration without a unit', line: 3, mistake: '    time: "3"', expected: [[3, /does not match the pattern/]] },
      { name: 'a duration in words', line: 3, mistake: '    time: three days', expected: [[3, /does not match the pattern/]] },
      { name: 'a null in a step', line: 2, mistake: '    role: null', expected: [[2, /^Incorrect type\. Expected "string/]] },
      { name: 'a key without a value', line: 2, mistake: '    role:', expected: [[2, /^Incorrect type\. Expected "string/]] },
      {
        name: 'a word that is not one of the words',
        line: 3,
        mistake: '    split: either',
        expected: [[3, /"exclusive".*"parallel".*"inclusive"/]],
      },
    ];
    for (const [number, { name, line, mistake, expected }] of cases.entries()) {
      test(name, async () => {
        const { text, first } = withStep(read(procedure), mistake ? step.with(line, mistake) : step);
        const uri = new URL(`broken-${number}.yaml`, at(procedure)).href;
        await server.open(uri, text);
        const found = await server.diagnostics(uri);
        const shown = JSON.stringify(found, null, 2);
        found.sort((a, b) => a.range.start.line - b.range.start.line);
        assert.deepEqual(found.map((d) => d.range.start.line - first), expected.map(([line]) => line), shown);
        for (const [i, [, message]] of expected.entries()) assert.match(found[i].message, message);
        for (const d of found) assert.equal(d.source, `yaml-schema: ${schemaOf('procedure').title}`);
      });
    }
    for (const kind of kinds) {
      test(`an unknown key in a document of kind ${kind}`, async () => {
        const path = firstOf(kind);
        const uri = new URL(`broken-${kind}.yaml`, at(path)).href;
        const text = read(path).trimEnd();
        await server.open(uri, `${text}\ncolour: red\n`);
        const found = await server.diagnostics(uri);
        assert.deepEqual(
          found.map((d) => [d.range.start.line, d.message, d.source]),
          [[text.split('\n').length, 'Property colour is not allowed.', `yaml-schema: ${schemaOf(kind).title}`]],
        );
      });
    }
  });

  test('settings beside definitions are known too', async () => {
    const open = async (name, rest) => {
      const uri = at(`processes/ba-dinh/${name}`);
      await server.open(uri, `# yaml-language-server: $schema=../../schemas/settings.schema.json\nprofile: iso9001-2008\n${rest}`);
      return (await server.diagnostics(uri)).map((d) => [d.range.start.line, d.message]);
    };
    const good = 'severity:\n  text: note\n  flow/unbounded-loop: error\n';
    assert.deepEqual(await open('quytrinh.yaml', good), []);
    assert.deepEqual(await open('broken-settings.yaml', 'colour: red\n'), [[2, 'Property colour is not allowed.']]);
    const schema = schemaOf('settings');
    for (const [key, { description }] of Object.entries(schema.properties)) assertBothLanguages(description, key);
  });

  describe('completion in a step', () => {
    /** What is offered at the end of a line behind the name of a new step. */
    async function complete(name, line) {
      const { text, first } = withStep(read(procedure), ['  - id: new-step', line]);
      const uri = new URL(name, at(procedure)).href;
      await server.open(uri, text);
      const { items } = await server.completion(uri, { line: first + 1, character: line.length });
      return items;
    }

    let offered;
    before(async () => {
      const property = 10; // CompletionItemKind.Property
      const items = await complete('completion-keys.yaml', '    ');
      offered = new Map(items.filter(({ kind }) => kind === property).map((item) => [item.label, item]));
    });

    test('offers every key that is not there yet', () => {
      const keys = Object.keys(schemaOf('procedure').definitions.Step.properties);
      assert.deepEqual([...offered.keys()].sort(), keys.filter((key) => key !== 'id').sort());
      for (const key of known) assert.ok(offered.has(key), key);
    });
    test('says in English and Vietnamese what each key is for', () => {
      for (const [key, { documentation }] of offered) {
        const text = documentation?.value ?? documentation;
        assertBothLanguages(text, key);
        assert.equal(text, propertyOf(schemaOf('procedure'), 'Step', key).description);
      }
      assert.ok(offered.size > 0);
    });
    test('writes the colon behind the key', () => {
      const bare = [...offered.values()].filter(({ label, insertText }) => !insertText.startsWith(`${label}:`));
      assert.deepEqual(bare.map(({ label }) => label), []);
      assert.ok(offered.size > 0);
    });
    for (const [key, words] of Object.entries({
      split: ['exclusive', 'parallel', 'inclusive'],
      join: ['exclusive', 'parallel', 'inclusive'],
      clock: ['running', 'stopped'],
    })) {
      test(`offers the words of \`${key}\`, each with its meaning in both languages`, async () => {
        const items = await complete(`completion-${key}.yaml`, `    ${key}: `);
        assert.deepEqual(items.map(({ label }) => label).sort(), [...words].sort());
        for (const { label, documentation } of items) assertBothLanguages(documentation?.value ?? documentation, label);
      });
    }
  });

  describe('hover on a key shows what it is for', () => {
    /** Hovers over every key that `find` sees in definitions of a kind, once each; the keys. */
    async function hoverKeys(kind, find, definition) {
      const schema = schemaOf(kind);
      const seen = new Set();
      const wrong = [];
      for (const file of files.filter((file) => kindOf(read(file)) === kind)) {
        let top;
        for (const [number, line] of read(file).split('\n').entries()) {
          top = /^([a-z-]+):/.exec(line)?.[1] ?? top;
          const [, indent, key] = find(line, top) ?? [];
          if (key === undefined || seen.has(key)) continue;
          seen.add(key);
          const hover = await server.hover(at(file), { line: number, character: indent.length + 1 });
          const shown = (hover?.contents.value ?? '').replace(/\\(\W)/g, '$1');
          const { description } = propertyOf(schema, definition, key);
          assertBothLanguages(description, key);
          if (!shown.includes(description)) wrong.push({ key, description, shown });
        }
      }
      assert.deepEqual(wrong, []);
      return seen;
    }

    for (const kind of kinds) {
      test(`at the top of a document of kind ${kind}`, async () => {
        const seen = await hoverKeys(kind, (line) => /^()([a-z-]+):/.exec(line));
        for (const key of [kind, 'title']) assert.ok(seen.has(key), key);
      });
    }
    test('in a step', async () => {
      const find = (line, top) => (top === 'steps' ? /^( {4}| {2}- )([a-z-]+):/.exec(line) : null);
      const seen = await hoverKeys('procedure', find, 'Step');
      for (const key of known) assert.ok(seen.has(key), key);
    });
  });

  test('a server that asks for the schema store is caught at it', async () => {
    const online = await Server.start(fileURLToPath(root), { yaml: { schemaStore: { enable: true } } });
    try {
      await online.open(at('online.yaml'), 'a: 1\n');
      await online.diagnostics(at('online.yaml'));
    } finally {
      await online.stop();
    }
    assert.match(online.complaints.join('\n'), /^network: /m);
  });

  test('the server shuts down when asked, has reached for no network and complained of nothing', async () => {
    const { complaints } = server;
    const code = await server.stop();
    server = undefined;
    assert.equal(code, 0);
    assert.deepEqual(complaints, []);
  });
});
