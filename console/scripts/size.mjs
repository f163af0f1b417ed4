// Adds up what the browser loads before anything is clicked: index.html, what it names, and what those import at once.
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';

const most = 700 * 1024;
const dist = new URL('../dist/', import.meta.url);

const sizes = new Map();

async function add(path) {
  if (sizes.has(path)) {
    return;
  }
  const content = await readFile(new URL(path, dist));
  sizes.set(path, gzipSync(content).length);
  const text = content.toString();
  if (path.endsWith('.js')) {
    for (const [, name] of text.matchAll(/\bimport\s*(?:[\w$*{}\s,]+from\s*)?["']\.\/([^"']+)["']/g)) {
      await add(`assets/${name}`);
    }
  }
  if (path.endsWith('.html')) {
    for (const [, name] of text.matchAll(/(?:src|href)="\/console\/([^"]+)"/g)) {
      await add(name);
    }
  }
}

await add('index.html');
// The page that everybody sees first is a part of the first load.
const manifest = JSON.parse(await readFile(new URL('.vite/manifest.json', dist), 'utf8'));
for (const page of ['src/pages/SignInPage.tsx', 'src/pages/BackupsPage.tsx']) {
  await add(manifest[page].file);
  for (const style of manifest[page].css ?? []) {
    await add(style);
  }
}

let sum = 0;
for (const [path, size] of sizes) {
  sum += size;
  console.log(`${String(size).padStart(8)}  ${path}`);
}
console.log(`${String(sum).padStart(8)}  bytes gzip of ${most} allowed`);
if (sum > most) {
  console.error('The first load is too large.');
  process.exit(1);
}
