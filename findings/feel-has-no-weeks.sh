#!/usr/bin/env bash
# Packages: npm feelin 8.2.0; PyPI isodate 0.7.2, xmlschema 4.1.0
# Natural guess: the time limit of four weeks is `P4W` wherever durations are ISO 8601.
# Seen: FEEL takes its durations from XML Schema, which has no weeks: `duration("P4W")` is null, and so is the day it is added
#   to, with a warning beside the result that a decision table does not show; P28D works. XML Schema refuses P4W as well,
#   isodate reads it.
# Matters: Danish complaint deadlines are in weeks; as a DMN table such a limit silently is no limit.
# Run: 2026-12-01, twice.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent feelin@8.2.0
python3 -m venv venv
venv/bin/pip -q install isodate==0.7.2 xmlschema==4.1.0
cat > read.mjs <<'JS'
import { evaluate } from "feelin";
for (const length of ["P4W", "P28D"]) {
  const { value, warnings } = evaluate(`date("2026-11-30") + duration("${length}")`);
  console.log("feel", length, value === null ? null : String(JSON.stringify(value)), warnings.length > 0);
}
JS
cat > read.py <<'PY'
import isodate, xmlschema
schema = xmlschema.XMLSchema('<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="d" type="xs:duration"/></xs:schema>')
for length in ("P4W", "P28D"):
    print("schema", length, schema.is_valid(f"<d>{length}</d>"), "isodate", isodate.parse_duration(length).days)
PY
{ node read.mjs; venv/bin/python read.py; } | tee seen
diff - seen <<'EXPECTED'
feel P4W null true
feel P28D "2026-12-28" false
schema P4W False isodate 28
schema P28D True isodate 28
EXPECTED
