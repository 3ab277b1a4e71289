// Compares Kiln's verdicts and values, as differential.c wrote them, with JSON.parse:
// node compare.js CORPUS VERDICTS. Works with Node 18 and later.
'use strict';
const fs = require('fs');

const SHOWN_MAX = 10;
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

// Where the two may differ, by the reason Kiln gave for refusing what Node accepts. `shows`
// says whether Node's value bears that reason out; of a duplicate key it keeps the last value
// only, so there jansson stands for it, which refuses each of these as well.
const DIFFERENCES = {
  duplicate: {
    reason: 'a key twice: Node keeps the last value',
    shows: () => true,
  },
  surrogate: {
    reason: 'half of a surrogate pair: texts in Node are UTF-16',
    shows: hasLoneSurrogate,
  },
  range: {
    reason: 'a number past a double: Node makes it infinite',
    shows: hasInfinity,
  },
  depth: {
    reason: "more than 64 levels: Kiln's limit",
    shows: (value) => depthOf(value) > 64,
  },
};

function children(value) {
  return value !== null && typeof value === 'object' ? Object.values(value) : [];
}

function some(value, test) {
  const waiting = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (test(next)) return true;
    waiting.push(...children(next));
  }
  return false;
}

function isLone(text) {
  return /[\ud800-\udfff]/u.test(text); // with /u a pair is one character, so only halves match
}

function hasLoneSurrogate(value) {
  const inKeys = (v) => v !== null && typeof v === 'object' && Object.keys(v).some(isLone);
  return some(value, (v) => (typeof v === 'string' && isLone(v)) || inKeys(v));
}

function hasInfinity(value) {
  return some(value, (v) => v === Infinity || v === -Infinity);
}

function depthOf(value) {
  let depth = 0;
  for (let level = [value]; level.length > 0; level = level.flatMap(children)) {
    if (level.some((v) => v !== null && typeof v === 'object')) depth++;
  }
  return depth;
}

const bits = Buffer.alloc(8);

// The value in the form of differential.c: doubles with all their bits, texts as hexadecimal
// bytes, members sorted by the bytes of their keys.
function exact(value) {
  if (value === null) return 'n';
  if (value === true) return 't';
  if (value === false) return 'f';
  if (typeof value === 'number') {
    bits.writeDoubleBE(value);
    return '#' + bits.toString('hex');
  }
  if (typeof value === 'string') return '"' + Buffer.from(value).toString('hex') + '"';
  if (Array.isArray(value)) return '[' + value.map((v) => exact(v) + ',').join('') + ']';
  const keys = Object.keys(value).map((key) => [Buffer.from(key), key]);
  keys.sort((a, b) => Buffer.compare(a[0], b[0]));
  const members = keys.map(([bytes, key]) => `${bytes.toString('hex')}:${exact(value[key])},`);
  return '{' + members.join('') + '}';
}

function parse(bytes) {
  try {
    return { value: JSON.parse(decoder.decode(bytes)) };
  } catch (error) {
    return { error };
  }
}

function* documents(corpus) {
  for (let at = 0; at < corpus.length; ) {
    const size = corpus.readUInt32LE(at + 1);
    yield corpus.subarray(at + 5, at + 5 + size);
    at += 5 + size;
  }
}

// 'agreed', 'disagreed' or the name of a difference.
function compare(bytes, kiln) {
  const node = parse(bytes);
  const [verdict, rest] = kiln.split(' ');
  if (node.error) return verdict === 'refuses' ? 'agreed' : 'disagreed';
  if (verdict === 'accepts') return exact(node.value) === rest ? 'agreed' : 'disagreed';
  const difference = DIFFERENCES[rest];
  return difference && difference.shows(node.value) ? rest : 'disagreed';
}

function main([corpusFile, verdictsFile]) {
  const verdicts = fs.readFileSync(verdictsFile, 'latin1').split('\n');
  const counts = { agreed: 0, disagreed: 0 };
  for (const name of Object.keys(DIFFERENCES)) counts[name] = 0;
  let number = 0;
  for (const bytes of documents(fs.readFileSync(corpusFile))) {
    const result = compare(bytes, verdicts[number++]);
    counts[result]++;
    if (result === 'disagreed' && counts.disagreed <= SHOWN_MAX) {
      const shown = JSON.stringify(bytes.subarray(0, 200).toString('latin1'));
      console.log(`DISAGREED on document ${number}, ${shown}\n  kiln: ${verdicts[number - 1]}`);
    }
  }
  console.log(`Node ${process.version}: ${number} documents`);
  console.log(`  ${String(counts.agreed).padStart(5)} agreed in verdict and value`);
  for (const [name, { reason }] of Object.entries(DIFFERENCES)) {
    console.log(`  ${String(counts[name]).padStart(5)} kiln refuses, Node accepts: ${reason}`);
  }
  console.log(`  ${String(counts.disagreed).padStart(5)} disagreed`);
  // Each document has its line, and a difference that no document shows is not known.
  const shown = Object.keys(DIFFERENCES).every((name) => counts[name] > 0);
  const complete = number === verdicts.length - 1 && shown;
  process.exitCode = counts.disagreed === 0 && complete ? 0 : 1;
}

main(process.argv.slice(2));
