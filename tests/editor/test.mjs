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

const folders = ['processes/', 'examples/processes/'];
const files = folders.flatMap((folder) =>
  readdirSync(new URL(folder, root), { recursive: true })
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => folder + name.replaceAll('\\', '/')),
);
const kinds = readdirSync(new URL('schemas/', root))
  .filter((name) => name.endsWith('.schema.json'))
  .map((name) => name.replace('.schema.json', ''))
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

/** What a schema says of a key, whatever way it says it. */
function propertyOf(schema, definition, key) {
  const owner = definition ? schema.definitions[definition] : schema;
  const property = owner.properties[key];
  assert.ok(property, `${key} is not in the schema`);
  return property;
}

/** The text with one place changed; the line it stands on. */
function change(text, from, to) {
  const start = text.search(from);
  assert.notEqual(start, -1, `${from} is not in the text`);
  return { text: text.replace(from, to), line: text.slice(0, start).split('\n').length - 1 };
}

/** A procedure in which a line stands for a new step, and the place behind it. */
function withStep(text, line) {
  const head = '\nsteps:\n';
  const start = text.indexOf(head);
  assert.notEqual(start, -1, 'no steps');
  const before = `${text.slice(0, start)}${head}  - id: new-step\n`;
  const position = { line: before.split('\n').length - 1, character: line.length };
  return { text: `${before}${line}\n${text.slice(start + head.length)}`, position };
}

describe('definitions in an editor', { timeout: 55_000 }, () => {
  let server;
  const procedure = 'processes/ba-dinh/services/QT-DD-02-land-transfer.yaml';

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
    const cases = [
      {
        name: 'a wrong key in a step',
        from: /(?<=\n    )role: (?=[a-z-]+\n    unit: )/,
        to: 'rol: ',
        expected: [/^Missing property "role"\.$/, /^Property rol is not allowed\.$/],
        // What is missing is missing from the step, which begins with its name.
        lines: [-2, 0],
      },
      {
        name: 'a duration without a unit',
        from: /(?<=\n    time: )3 working days(?=\n)/,
        to: '"3"',
        expected: [/does not match the pattern/],
      },
      {
        name: 'a duration in words',
        from: /(?<=\n    time: )3 working days(?=\n)/,
        to: 'three days',
        expected: [/does not match the pattern/],
      },
      {
        name: 'a null in a step',
        from: /(?<=\n    role:) [a-z-]+(?=\n    unit: )/,
        to: '',
        expected: [/^Incorrect type\. Expected "string/],
      },
      {
        name: 'a null at the top',
        from: /(?<=\nowner: )[a-z-]+(?=\n)/,
        to: 'null',
        expected: [/^Incorrect type\. Expected "string/],
      },
      {
        name: 'a word that is not one of the words',
        from: /(?<=\n    split: )exclusive(?=\n)/,
        to: 'either',
        expected: [/^Value must be "exclusive" \| "parallel" \| "inclusive"\.$/],
      },
    ];
    for (const [number, { name, from, to, expected, lines }] of cases.entries()) {
      test(name, async () => {
        const { text, line } = change(read(procedure), from, to);
        const uri = new URL(`broken-${number}.yaml`, at(procedure)).href;
        await server.open(uri, text);
        const found = await server.diagnostics(uri);
        const seen = found.map((d) => ({ line: d.range.start.line, message: d.message }));
        seen.sort((a, b) => a.line - b.line);
        assert.equal(seen.length, expected.length, JSON.stringify(found, null, 2));
        for (const [i, { line: at, message }] of seen.entries()) {
          assert.match(message, expected[i]);
          assert.equal(at, line + (lines?.[i] ?? 0), message);
        }
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

  describe('completion in a step', () => {
    let offered;
    before(async () => {
      const { text, position } = withStep(read(procedure), '    ');
      const uri = new URL('completion-keys.yaml', at(procedure)).href;
      await server.open(uri, text);
      const { items } = await server.completion(uri, position);
      const property = 10; // CompletionItemKind.Property
      offered = new Map(items.filter(({ kind }) => kind === property).map((item) => [item.label, item]));
    });

    test('offers every key that is not there yet', () => {
      const keys = Object.keys(schemaOf('procedure').definitions.Step.properties);
      assert.deepEqual([...offered.keys()].sort(), keys.filter((key) => key !== 'id').sort());
      const known = ['title', 'role', 'unit', 'time', 'clock', 'uses', 'makes', 'required-by', 'join', 'split', 'next', 'end'];
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
        const { text, position } = withStep(read(procedure), `    ${key}: `);
        const uri = new URL(`completion-${key}.yaml`, at(procedure)).href;
        await server.open(uri, text);
        const { items } = await server.completion(uri, position);
        assert.deepEqual(items.map(({ label }) => label).sort(), [...words].sort());
        for (const { label, documentation } of items) assertBothLanguages(documentation?.value ?? documentation, label);
      });
    }
  });

  describe('hover on a key shows what it is for', () => {
    async function assertHovers(path, pattern, definition) {
      const text = read(path);
      const schema = schemaOf(kindOf(text));
      const wrong = [];
      const seen = new Set();
      for (const [number, line] of text.split('\n').entries()) {
        const match = pattern(line, number, text);
        if (!match || seen.has(match[2])) continue;
        const [, indent, key] = match;
        seen.add(key);
        const hover = await server.hover(at(path), { line: number, character: indent.length + 1 });
        const shown = (hover?.contents.value ?? '').replace(/\\(\W)/g, '$1');
        const { description } = propertyOf(schema, definition, key);
        assertBothLanguages(description, key);
        if (!shown.includes(description)) wrong.push({ key, description, shown });
      }
      assert.ok(seen.size > 0, 'no keys');
      assert.deepEqual(wrong, []);
    }

    for (const kind of kinds) {
      test(`at the top of a document of kind ${kind}`, () =>
        assertHovers(firstOf(kind), (line) => /^()([a-z-]+):/.exec(line)));
    }
    test('in a step', () => {
      const lines = read(procedure).split('\n');
      const [from, to] = [lines.indexOf('steps:'), lines.indexOf('interruptions:')];
      assert.ok(0 < from && from < to);
      return assertHovers(
        procedure,
        (line, number) => (from < number && number < to ? /^( {4}| {2}- )([a-z-]+):/.exec(line) : null),
        'Step',
      );
    });
  });

  test('the server reached for no network and complained of nothing', () => {
    assert.deepEqual(server.complaints, []);
  });

  test('a server that asks for the schema store would have been seen', async () => {
    const online = await Server.start(fileURLToPath(root), { yaml: { schemaStore: { enable: true } } });
    try {
      await online.open(at('online.yaml'), 'a: 1\n');
      await online.diagnostics(at('online.yaml'));
    } finally {
      await online.stop();
    }
    assert.match(online.complaints.join('\n'), /^network: /m);
  });

  test('the server shuts down when it is asked to', async () => {
    const code = await server.stop();
    server = undefined;
    assert.equal(code, 0);
  });
});
