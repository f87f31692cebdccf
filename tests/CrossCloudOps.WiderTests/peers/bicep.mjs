// Parses Bicep by its tree-sitter grammar. Arguments: files. Says each place that the grammar does not take, a line each.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Language, Parser } from 'web-tree-sitter';

await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load(createRequire(import.meta.url).resolve('tree-sitter-bicep/tree-sitter-bicep.wasm')));

// The grammar knows parameters with a type only, as they are declared; a parameter file gives them values, which is what a variable looks like.
const read = (file) => {
  const text = readFileSync(file, 'utf8');
  return file.endsWith('.bicepparam') ? text.replace(/^param (?=\w+ =)/gm, 'var   ') : text;
};

function* faults(node) {
  if (node.isError || node.isMissing) {
    yield `${node.startPosition.row + 1}: ${node.isMissing ? 'missing' : 'not understood'}: ${node.isMissing ? node.type : node.text.slice(0, 60)}`;
  }
  for (const child of node.children) {
    yield* faults(child);
  }
}

for (const file of process.argv.slice(2)) {
  const tree = parser.parse(read(file));
  for (const fault of faults(tree.rootNode)) {
    console.log(`${file}:${fault}`);
  }
}
