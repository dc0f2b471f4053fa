#!/usr/bin/env bash
# Packages: PyPI jsonschema 4.26.0, npm ajv 8.17.1
# Natural guess: a pattern of a JSON Schema that one validator takes either works or fails in another when the schema is
#   loaded.
# Seen: a pattern with a Unicode class (`\p{L}`, right by the standard's dialect) works in ajv. In Python the schema loads
#   and validates every file that happens not to have the key; only a file that has it ends with Python's `re.error`,
#   no validation error. `check_schema`, which says it at once, is not called by the validator itself.
# Matters: a schema for Danish ids passes all tests of an author whose examples lack that key, and then stops a whole run
#   in the first municipality that uses it. Write patterns in what both dialects share.
# Run: 2026-12-01, twice.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip -q install jsonschema==4.26.0
npm --silent init -y >/dev/null
npm --silent install ajv@8.17.1 >/dev/null
cat > schema.json <<'JSON'
{ "type": "object", "properties": { "id": { "type": "string", "pattern": "^\\p{L}+$" } } }
JSON
cat > read.py <<'PY'
import json, jsonschema
schema = json.load(open("schema.json"))
validator = jsonschema.Draft202012Validator(schema)
for value in ({}, {"id": "ø"}):
    try:
        print("python", len(list(validator.iter_errors(value))), "errors")
    except Exception as error:
        print("python", type(error).__module__ + "." + type(error).__name__)
try:
    jsonschema.Draft202012Validator.check_schema(schema)
    print("check_schema: fine")
except jsonschema.SchemaError:
    print("check_schema: refused")
PY
cat > read.js <<'JS'
const Ajv = require('ajv/dist/2020');
const valid = new Ajv().compile(require('./schema.json'));
console.log('ajv', valid({ id: 'ø' }), valid({ id: '1' }));
JS
venv/bin/python read.py > seen
node read.js >> seen
cat seen
diff - seen <<'EXPECTED'
python 0 errors
python re.error
check_schema: refused
ajv true false
EXPECTED
