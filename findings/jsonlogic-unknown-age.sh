#!/usr/bin/env bash
# Packages: npm json-logic-js 2.0.5, json-logic-engine 5.0.7; PyPI panzi-json-logic 1.0.1, json-logic-qubit 0.9.1
# Natural guess: a JsonLogic rule means the same in every implementation, and an answer that is not there makes a
#   comparison false.
# Seen: `alder < 18` is TRUE for somebody whose age is not known in three of the four (a missing answer counts as 0), and
#   false in the fourth; `!(alder < 18)` is the other way round. So one implementation takes everybody of unknown age for
#   a child, another for an adult, and none says that it does not know.
# Matters: rules about citizens' ages are exchanged as JsonLogic; "not known" must never count as yes or no.
# Run: 2026-12-01, twice.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm --silent init -y >/dev/null
npm --silent install json-logic-js@2.0.5 json-logic-engine@5.0.7 >/dev/null
cat > rule.js <<'JS'
const js = require('json-logic-js');
const { LogicEngine } = require('json-logic-engine');
const child = { '<': [{ var: 'alder' }, 18] };
console.log('json-logic-js', js.apply(child, {}), js.apply({ '!': [child] }, {}));
const engine = new LogicEngine();
console.log('json-logic-engine', engine.run(child, {}), engine.run({ '!': [child] }, {}));
JS
cat > rule.py <<'PY'
import sys
from json_logic import jsonLogic
child = {"<": [{"var": "alder"}, 18]}
print(sys.argv[1], str(jsonLogic(child, {})).lower(), str(jsonLogic({"!": [child]}, {})).lower())
PY
node rule.js > seen
for package in panzi-json-logic==1.0.1 json-logic-qubit==0.9.1; do
  python3 -m venv "venv-$package"
  "venv-$package/bin/pip" -q install "$package"
  "venv-$package/bin/python" rule.py "${package%%=*}" >> seen
done
cat seen
diff - seen <<'EXPECTED'
json-logic-js true false
json-logic-engine true false
panzi-json-logic true false
json-logic-qubit false true
EXPECTED
