#!/usr/bin/env python3
"""Holds rule files against the schemas that `visit schema` prints, with readers that share no code with visit.

    python3 tests/check_schemas.py VISIT FOLDER…

VISIT is the program. Needs the packages jsonschema and PyYAML. Every .yaml file below the folders whose format has a
schema is checked; so is every pattern of every schema, in the subset that ECMAScript, Python and RE2 share.
"""

import json
import pathlib
import re
import subprocess
import sys

import jsonschema
import yaml

FORMATS = {
    "visit/1": "guideline",
    "visit-national/1": "national",
    "visit-eksempler/1": "examples",
    "visit-sag/1": "case",
}
# What one of the three does not read, or reads otherwise: classes by property, look-around, references, escapes of
# code points, and the shorthands whose meaning differs in scripts beyond ASCII.
NOT_SHARED = re.compile(r"\\[pPuxkdwbB](?!00|7f)|\(\?|\\[1-9]")


def patterns(schema):
    if isinstance(schema, dict):
        if isinstance(schema.get("pattern"), str):
            yield schema["pattern"]
        for part in schema.values():
            yield from patterns(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from patterns(part)


def main(program, folders):
    faults, checked = [], 0
    validators = {}
    for wire, name in FORMATS.items():
        text = subprocess.run([program, "schema", name], check=True, capture_output=True, text=True).stdout
        schema = json.loads(text)
        jsonschema.Draft202012Validator.check_schema(schema)
        for pattern in set(patterns(schema)):
            re.compile(pattern)
            if NOT_SHARED.search(pattern):
                faults.append(f"{name}: not read alike everywhere: {pattern}")
        validators[wire] = jsonschema.Draft202012Validator(schema)
    files = (file for folder in folders for file in pathlib.Path(folder).rglob("*.yaml"))
    # What is published is kept as it was written.
    for path in sorted(file for file in files if "_arkiv" not in file.parts):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        validator = validators.get(content.get("format") if isinstance(content, dict) else None)
        if validator is None:
            continue
        checked += 1
        for error in validator.iter_errors(content):
            place = "/".join(str(part) for part in error.absolute_path)
            faults.append(f"{path}: {place}: {error.message[:120]}")
    print("\n".join(faults) or f"{checked} files fit")
    return 1 if faults or not checked else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
