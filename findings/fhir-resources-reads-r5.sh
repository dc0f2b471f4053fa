#!/usr/bin/env bash
# Package: PyPI fhir.resources 8.2.0
# Natural guess: FHIR R4, the version of Danish messages, is read by the package's plain import, or there is one for R4.
# Seen: the plain import is R5, and the only others are R4B and STU3. Much of an R4 bundle passes as R5 all the same
#   (patient, observation, goal), so that nobody notices; but a Condition without `clinicalStatus`, as FFB writes a target
#   group, an Encounter whose `class` is a single coding and a CarePlan activity with `outcomeReference` are refused.
#   R4B takes all of them.
# Matters: whoever validates FFB messages with the plain import finds faults that are none.
# Run: 2026-12-01, twice.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip -q install fhir.resources==8.2.0
cat > read.py <<'PY'
import importlib, pkgutil
import fhir.resources as package
print(*sorted(part.name for part in pkgutil.iter_modules(package.__path__) if part.ispkg))
subject = {"reference": "Patient/x"}
resources = [
    {"resourceType": "Condition", "subject": subject, "code": {"text": "target group"}},
    {"resourceType": "Encounter", "status": "finished", "class": {"code": "HH"}, "subject": subject},
    {"resourceType": "CarePlan", "status": "active", "intent": "plan", "subject": subject,
     "activity": [{"outcomeReference": [{"reference": "Observation/y"}]}]},
    {"resourceType": "Goal", "lifecycleStatus": "active", "subject": subject, "description": {"text": "goal"}},
]
for resource in resources:
    row = [resource["resourceType"]]
    for version in ("", "R4B."):
        kind = resource["resourceType"]
        module = importlib.import_module(f"fhir.resources.{version}{kind.lower()}")
        try:
            getattr(module, kind).model_validate(dict(resource))
            row.append("read")
        except Exception:
            row.append("refused")
    print(*row)
PY
venv/bin/python read.py | tee seen
diff - seen <<'EXPECTED'
R4B STU3
Condition refused read
Encounter refused read
CarePlan refused read
Goal read read
EXPECTED
