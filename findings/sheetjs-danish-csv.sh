#!/usr/bin/env bash
# Package: npm xlsx (SheetJS) 0.18.5
# Natural guess: a CSV file as a Danish municipality exports it (`;` between cells, decimal comma, day first) is read as
#   text or as what it says.
# Seen: the separator is found, and then: 1,5 hours become 15; 03-11-2026 becomes 11 March, while 30-11-2026 in the next row
#   stays text; the case number 2026-12 becomes a date, 2026-1001 stays. Nothing is said of any of it.
# Matters: hours of support, days of assessment and case numbers go through such files; half the dates look right.
# Run: 2026-12-01, twice.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent xlsx@0.18.5
cat > read.cjs <<'JS'
const XLSX = require("xlsx");
const text = "sag;dato;timer\n2026-1001;03-11-2026;1,5\n2026-12;30-11-2026;12\n";
const book = XLSX.read(text, { type: "string" });
const sheet = book.Sheets[book.SheetNames[0]];
const shown = (cell) => `${cell.t} ${cell.t === "n" && cell.w ? XLSX.SSF.format("yyyy-mm-dd", cell.v) : cell.v}`;
for (const at of ["A2", "B2", "A3", "B3"]) console.log(at, shown(sheet[at]));
console.log("C2", sheet.C2.v);
JS
TZ=UTC node read.cjs | tee seen
diff - seen <<'EXPECTED'
A2 s 2026-1001
B2 n 2026-03-11
A3 n 2026-12-01
B3 s 30-11-2026
C2 15
EXPECTED
