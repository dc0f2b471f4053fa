//! What a person chooses for an order by FFB: nothing of it can be worked out from the answers.

use super::FieldKind::{Text, Texts};
use super::{Form, Topic, may, need, one};

pub(super) const FORMS: &[Form] = &[one(
    Topic::Order,
    "bestilling",
    "Bestilling til fagsystemet",
    &[
        need("primær", Text, "Hvilken målgruppe er den primære (svarets id, for eksempel autisme)?"),
        need("tilbudstype", Text, "Hvilken tilbudstype i FFB (navn eller kode, for eksempel Mobilt tilbud)?"),
        need("ydelser", Texts, "Hvilke ydelser i FFB (navn eller kode; hvad FFB ikke har, med dine egne ord)?"),
        may(
            "undertemaer",
            Texts,
            "Hvilke undertemaer er vurderet (navn: niveau: dato, for eksempel Gøre rent: svær: 2026-11-20)?",
        ),
        need("afsender_endepunkt", Text, "Hvilken adresse sender fagsystemet fra (https://…)?"),
        need("modtager_endepunkt", Text, "Hvilken adresse modtager udføreren på (https://…)?"),
        need("system", Text, "Under hvilken adresse giver kommunen sine egne numre (https://…)?"),
    ],
)];
