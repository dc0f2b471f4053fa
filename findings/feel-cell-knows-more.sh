#!/usr/bin/env bash
# Package: npm feelin 8.2.0 (FEEL, the language of DMN decision tables)
# Natural guess: a cell of a decision table says of an input what the same comparison says as an expression.
# Seen: `alder < 18` of an age that is not known is null, and so is its negation; the cell `< 18` is false and the cell
#   `not(< 18)` is TRUE. The same rule written as a table takes everybody of unknown age for an adult.
# Matters: guidelines on citizens are drawn as decision tables, and "not known" must never count as yes.
# Run: 2026-12-01, twice.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent feelin@8.2.0
cat > read.mjs <<'JS'
import { evaluate, unaryTest } from "feelin";
for (const text of ["alder < 18", "not(alder < 18)"]) console.log(text, evaluate(text, { alder: null }).value);
for (const text of ["< 18", "not(< 18)"]) console.log("cell", text, unaryTest(text, { "?": null }).value);
JS
node read.mjs | tee seen
diff - seen <<'EXPECTED'
alder < 18 null
not(alder < 18) null
cell < 18 false
cell not(< 18) true
EXPECTED
