#!/usr/bin/env bash
# Package: npm fhir 4.12.0
# Natural guess: a resource that the package itself finds valid is the same after its own way to XML and back.
# Seen: a given name that is only a mask (`_given` with data-absent-reason, as FFB orders write names that the sender does not
#   hold) is gone; and where a masked name stands before a known one, the mask comes back on the known one. A masked phone, which
#   is no list, is kept. A required element that is masked, which counts as present in FHIR, is called missing.
# Matters: who sends an order on as XML loses what says that a name was withheld, or says it of the wrong name.
# Run: 2026-12-01, twice.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit fhir@4.12.0
cat > run.cjs <<'JS'
const { Fhir } = require("fhir");
const reason = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
const masked = { extension: [{ url: reason, valueCode: "masked" }] };
const resources = {
  phone: { resourceType: "Patient", telecom: [{ system: "phone", _value: masked }] },
  only: { resourceType: "Patient", name: [{ family: "Eksempel", _given: [masked] }] },
  before: { resourceType: "Patient", name: [{ given: [null, "Bo"], _given: [masked, null] }] },
  required: { resourceType: "Observation", _status: masked, code: { text: "x" } },
};
for (const [what, resource] of Object.entries(resources)) {
  const fhir = new Fhir();
  const back = fhir.xmlToObj(fhir.objToXml(resource));
  const kept = JSON.stringify(back) === JSON.stringify(resource) ? "same" : JSON.stringify(back.name).replaceAll(reason, "…");
  console.log(what, fhir.validate(resource, {}).valid ? "valid" : "invalid", kept);
}
JS
node run.cjs | tee seen
diff - seen <<'EXPECTED'
phone valid same
only valid [{"family":"Eksempel"}]
before valid [{"given":["Bo"],"_given":[{"extension":[{"url":"…","valueCode":"masked"}]}]}]
required invalid same
EXPECTED
