#!/usr/bin/env bash
# Package: PyPI fhir.resources 8.2.0 (pydantic)
# Natural guess: a resource read and written unchanged says the same, letter by letter, as months and masked values do.
# Seen: moments do not. `10:15:00.000+01:00`, as many systems write, comes back without its milliseconds; `.5` comes back as
#   `.500000`; `+00:00` comes back as `Z`. FHIR says that the precision of a moment means something.
# Matters: a SHA-256 over a bundle, or an order held against what was sent, no longer fits once it has been through the package.
# Run: 2026-12-01, twice.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip -q install fhir.resources==8.2.0
cat > run.py <<'PY'
import json
from fhir.resources.R4B import get_fhir_model_class
for moment in ("2026-12", "2026-12-07", "2026-12-07T10:15:00+01:00", "2026-12-07T10:15:00.000+01:00", "2026-12-07T10:15:00.5+01:00",
               "2026-12-07T10:15:00+00:00", "2026-12-07T10:15:00Z"):
    resource = {"resourceType": "Condition", "subject": {"reference": "Patient/x"}, "recordedDate": moment}
    read = get_fhir_model_class("Condition").model_validate(dict(resource))
    back = json.loads(read.model_dump_json())["recordedDate"]
    print(moment, "same" if back == moment else back)
PY
venv/bin/python run.py | tee seen
diff - seen <<'EXPECTED'
2026-12 same
2026-12-07 same
2026-12-07T10:15:00+01:00 same
2026-12-07T10:15:00.000+01:00 2026-12-07T10:15:00+01:00
2026-12-07T10:15:00.5+01:00 2026-12-07T10:15:00.500000+01:00
2026-12-07T10:15:00+00:00 2026-12-07T10:15:00Z
2026-12-07T10:15:00Z same
EXPECTED
