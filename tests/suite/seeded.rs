//! Faults that authors make, seeded into copies of the shipped guidelines: lint or the loader finds them.
//!
//! Chosen before it was tried which of them are found. Those that are not stand in [`MISSED`], with why.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use visit::store::RuleFolder;
use visit::store::catalogue::Catalogue;
use visitation::guideline::Guideline;
use visitation::guideline::finding::Finding;
use visitation::guideline::resolve::{self, Place};
use visitation::lint::{self, Options, Reading};

/// A rule file, what stands there, what is put there, the code that must come.
type Seed = (&'static str, &'static str, &'static str, &'static str);

#[rustfmt::skip]
const FAULTS: &[Seed] = &[
    ("autisme/2026.1.yaml", "udgangspunkt: let", "udgangpunkt: let", "unknown-key"),
    ("bevaegelseshandicap/2026.1.yaml", "    hjælp: >-", "    hjælb: >-", "unknown-key"),
    ("vold-i-naere-relationer/2026.1.yaml", "aldrig:\n", "alrdig:\n", "unknown-key"),
    ("autisme/2026.1.yaml", "adfærd >= ugentlig", "adferd >= ugentlig", "unknown-id"),
    ("udviklingshaemning/2026.1.yaml", "udtryk >= støttet", "udtryk >= stottet", "unknown-option"),
    ("hjemloeshed/2026.1.yaml", "    niveau: moderat", "    niveau: moderet", "unknown-id"),
    ("spiseforstyrrelse-selvskade/2026.1.yaml", "    hos: viso", "    hos: vizo", "unknown-adviser"),
    ("kraenkende-adfaerd/2026.1.yaml", "lov: [bl-32]", "lov: [bl-332]", "unknown-law"),
    ("bevaegelseshandicap/2026.1.yaml", "kilde: cp-2019", "kilde: cp2019", "unknown-source"),
    ("gravide-rusmidler/2026.1.yaml", "pligt: anbefalet", "pligt: anbefaling", "unknown-word"),
    ("kraenkende-adfaerd/2026.1.yaml", "- brug: volumen", "- brug: volume", "unknown-id"),
    ("doevblindhed/2026.1.yaml", "version: \"2026.1\"", "version: \"2026.2\"", "wrong-file-name"),
    ("hjemloeshed/2026.1.yaml", "fordi: >-\n      {grunde}. Når flere", "fordi: >-\n      {grundene}. Når flere", "V017"),
    ("vold-i-naere-relationer/2026.1.yaml", "senest: { måneder: 4, fra: kendskab", "senest: { måneder: 4, fra: kendskabet", "unknown-word"),
    ("rusmidler-dobbeltdiagnose/2026.1.yaml", "rusmiddel har stoffer, skadelig_brug, ikke", "rusmiddel = stoffer, skadelig_brug, ikke", "wrong-comparison"),
    ("vold-i-naere-relationer/2026.1.yaml", "  - id: M2\n", "  - id: M1\n", "duplicate-id"),
    ("udviklingshaemning/2026.1.yaml", "- { id: enkel_tale,", "- { id: tale,", "duplicate-id"),
    ("gravide-rusmidler/2026.1.yaml", "graviditetsuge >= 28", "graviditetsuge >= 82", "V114"),
    ("bevaegelseshandicap/2026.1.yaml", "mindst: 4\n      af: [praktiske", "mindst: 7\n      af: [praktiske", "V109"),
    ("autisme/2026.1.yaml", "mindst: 4\n      af: [praktiske", "mindst: 2\n      af: [praktiske", "V104"),
    ("vold-i-naere-relationer/2026.1.yaml", "      mindst: 2\n      af: [voldens_art", "      mindst: 1\n      af: [voldens_art", "V102"),
    ("gravide-rusmidler/2026.1.yaml", "    min: 0\n    maks: 43", "    min: 43\n    maks: 0", "wrong-range"),
    ("hjemloeshed/2026.1.yaml", "alle: [alder < 25, bosituation", "alle: [alder < 250, bosituation", "V109"),
    ("synsnedsaettelse/2026.1.yaml", "alle: [alder >= 18, niveau >= moderat]", "alle: [alder > 18, niveau >= moderat]", "V121"),
    ("udviklingshaemning/2026.1.yaml", "alder mellem 16 og 18", "alder mellem 18 og 16", "wrong-range"),
    ("spiseforstyrrelse-selvskade/2026.1.yaml", "{ let: 12, moderat: 6, højt: 3 }", "{ let: 12, moderat: 6, højt: 30 }", "V034"),
    ("kraenkende-adfaerd/2026.1.yaml", "{ let: 6, moderat: 3, højt: 2 }", "{ let: 6, højt: 2 }", "V013"),
    ("bevaegelseshandicap/2026.1.yaml", "  - id: H4\n    niveau: højt", "  - id: H4\n    niveau: moderat", "V102"),
    ("vold-i-naere-relationer/2026.1.yaml", "  - id: M1\n    niveau: moderat", "  - id: M1\n    niveau: højt", "V102"),
    ("kraenkende-adfaerd/2026.1.yaml", "  - id: H2\n    niveau: højt", "  - id: H2\n    niveau: let", "V102"),
    ("spiseforstyrrelse-selvskade/2026.1.yaml", "udgangspunkt: let", "udgangspunkt: moderat", "V102"),
    ("udviklingshaemning/2026.1.yaml", "skadende_adfærd >= gentagen", "skadende_adfærd <= gentagen", "V111"),
    ("bevaegelseshandicap/2026.1.yaml", "når: { alle: [svær_følge, massivt_hjælpebehov] }", "når: { mindst_en: [svær_følge, massivt_hjælpebehov] }", "V102"),
    ("vold-i-naere-relationer/2026.1.yaml", "når: { mindst_en: [grov_eller_fastlåst_vold, svære_følger] }\n    fordi", "når: { alle: [grov_eller_fastlåst_vold, svære_følger] }\n    fordi", "V102"),
    ("rusmidler-dobbeltdiagnose/2026.1.yaml", "alle: [skadelig_brug, psykisk_lidelse_eller_mistanke]", "alle: [ikke skadelig_brug, psykisk_lidelse_eller_mistanke]", "V111"),
    ("vold-i-naere-relationer/2026.1.yaml", "        - mærkbar_fare\n", "        - mærkbar_fare\n        - fare_for_vold >= mellem\n", "V116"),
    ("autisme/2026.1.yaml", "        - adfærd = alvorlig\n", "        - adfærd = alvorlig\n        - adfærd = ugentlig\n        - adfærd = sjælden\n        - adfærd = nej\n", "V103"),
    ("gravide-rusmidler/2026.1.yaml", "spørg_når: sagens_person = forælder eller barn", "spørg_når: { alle: [sagens_person = forælder, sagens_person = barn] }", "V107"),
    ("kraenkende-adfaerd/2026.1.yaml", "    spørg_når: seksuel_adfærd >= bekymrende", "    spørg_når: seksuel_adfærd >= alderssvarende", "V107"),
    ("hjemloeshed/2026.1.yaml", "spørg_når: bosituation >= hos_andre", "spørg_når: bosituation <= hos_andre", "V101"),
    ("doevblindhed/2026.1.yaml", "alle: [døvblindhed_opstået = aldersrelateret, alder < 40]", "alle: [døvblindhed_opstået = aldersrelateret, alder >= 0]", "V102"),
    ("synsnedsaettelse/2026.1.yaml", "alle: [færden = sikkert, mobilitet >= fuldstændig]", "alle: [færden = sikkert, færden = kun_med_hjælp]", "V110"),
    ("omsorgssvigt-overgreb/2026.1.yaml", "    - alder < 18\n", "    - alder < 18\n    - alder >= 18\n", "V117"),
    ("kraenkende-adfaerd/2026.1.yaml", "når: { alle: [alder >= 18, seksuel_adfærd = krænkende] }", "når: { alle: [alder >= 81, seksuel_adfærd = krænkende] }", "V114"),
    ("psykiske-lidelser/2026.1.yaml", "niveau >= moderat", "niveau > højt", "V109"),
    ("spiseforstyrrelse-selvskade/2026.1.yaml", "  - id: R4\n", "  - id: R44\n    pligt: anbefalet\n    grundlag: retningslinje\n    hos: ppr\n    når: { alle: [fravær, alder < 18] }\n    fordi: \"{grunde}. Spørg PPR.\"\n    kilde: projekt\n    bekræftet: false\n  - id: R4\n", "V104"),
    ("spiseforstyrrelse-selvskade/2026.1.yaml", "  - id: H4\n", "  - id: H14\n    niveau: højt\n    når: { ikke: selvskadende < livsfarlig }\n    fordi: \"{grunde}. Livet er i fare.\"\n    kilde: projekt\n    lov: [sel-13b]\n    bekræftet: false\n  - id: H4\n", "V104"),
    ("vold-i-naere-relationer/2026.1.yaml", "spørg: Hvor stor er faren for ny alvorlig vold?", "spørg: Hvor hårdt er borgeren ramt psykisk?", "V040"),
    ("udviklingshaemning/2026.1.yaml", "tekst: Med enkel tale", "tekst: Med tale", "V030"),
    ("vold-i-naere-relationer/2026.1.yaml", "{ id: egen_bolig, tekst: I egen bolig eller et andet sikkert sted,", "{ id: egen_bolig, tekst: Der er ikke noget sikkert sted,", "V030"),
    ("vold-i-naere-relationer/2026.1.yaml", "{ id: let, tekst: Lidt, udsagn: \"{borger} er kun lidt ramt psykisk\" }\n      - { id: moderat, tekst: En del, udsagn: \"{borger} er psykisk ramt, så det går ud over hverdagen\" }", "{ id: let, tekst: En del, udsagn: \"{borger} er kun lidt ramt psykisk\" }\n      - { id: moderat, tekst: Lidt, udsagn: \"{borger} er psykisk ramt, så det går ud over hverdagen\" }", "V041"),
    ("udviklingshaemning/2026.1.yaml", "tekst: Med støttet kommunikation, udsagn: \"{borger} bruger støttet kommunikation\" }\n      - { id: intet_sprog, tekst: Uden et fælles sprog,", "tekst: Uden et fælles sprog, udsagn: \"{borger} bruger støttet kommunikation\" }\n      - { id: intet_sprog, tekst: Med støttet kommunikation,", "V041"),
    ("spiseforstyrrelse-selvskade/2026.1.yaml", "ja: \"{borger} har også autisme\"\n      nej: \"{borger} har ikke autisme\"", "ja: \"{borger} har ikke autisme\"\n      nej: \"{borger} har også autisme\"", "V041"),
    ("vold-i-naere-relationer/2026.1.yaml", "nej: \"{borger} bliver ikke forfulgt\"", "nej: \"{borger} bliver forfulgt eller opsøgt igen og igen\"", "V039"),
    ("doevblindhed/2026.1.yaml", "udsagn: \"{borger} er svagsynet\"", "udsagn: \"{borger} er blind eller næsten blind\"", "V039"),
    ("national.yaml", "udsagn: \"{borger} har {svar} nedsat evne til egenomsorg\"", "udsagn: \"{borger} har nedsat evne til egenomsorg\"", "V032"),
    ("rusmidler-dobbeltdiagnose/2026.1.yaml", "ja: \"{borger} er gravid\"", "ja: \"Hun er gravid\"", "V204"),
    ("erhvervet-hjerneskade/2026.1.yaml", "      {grunde}.", "      Kommunens system har afgjort, at niveauet er højt.", "V205"),
    ("vold-i-naere-relationer/2026.1.yaml", "    kilde: krisecenter-2020\n    lov: [sel-109]\n    bekræftet: false\n  - id: R2", "    kilde: krisecenter-2020\n    bekræftet: false\n  - id: R2", "V008"),
    ("vold-i-naere-relationer/2026.1.yaml", "    lov: [sel-109]\n    bekræftet: false\n  - id: R3", "    lov: [bl-32]\n    bekræftet: false\n  - id: R3", "V006"),
    ("hjemloeshed/2026.1.yaml", "lov: [bl-18]\n    bekræftet: true\n  - id: R9", "lov: [sel-101]\n    bekræftet: true\n  - id: R9", "V006"),
    ("vold-i-naere-relationer/2026.1.yaml", "    kilde: projekt\n    lov: [sel-109]\n    bekræftet: false\n  - id: H2", "    bekræftet: false\n  - id: H2", "V003"),
    ("synsnedsaettelse/2026.1.yaml", "    hos: ibos\n", "", "V018"),
    ("kraenkende-adfaerd/2026.1.yaml", "inden_dage: 0", "inden_dage: -1", "wrong-type"),
    ("erhvervet-hjerneskade/2026.1.yaml", "gælder: { fra:", "gælder: { til: \"2026-05-31\", fra:", "duplicate-key"),
    ("erhvervet-hjerneskade/2027.1.yaml", "gælder: { fra: \"2027-01-01\"", "gælder: { fra: \"2026-06-01\"", "V011"),
    ("national.yaml", "- { id: let, tekst: let }\n      - { id: moderat, tekst: moderat }\n      - { id: svær", "- { id: moderat, tekst: moderat }\n      - { id: let, tekst: let }\n      - { id: svær", "V042"),
    ("national.yaml", "- { id: truet, tekst: \"I egen bolig, men kan miste den\"", "- { id: truet, tekst: I egen bolig eller hos forældre", "V030"),
    ("autisme/2026.1.yaml", "gælder: { fra: \"2026-01-01\" }", "gælder: { fra: \"2026-13-01\" }", "wrong-date"),
    ("bevaegelseshandicap/2026.1.yaml", "mindst: 3\n          af: [bruger", "mindst: 2\n          af: [bruger", "V206"),
    ("hjemloeshed/2026.1.yaml", "alle: [alder < 25, bosituation", "alle: [alder < 52, bosituation", "V206"),
    ("vold-i-naere-relationer/2026.1.yaml", "senest: { måneder: 4, fra", "senest: { måneder: 14, fra", "V206"),
    ("gravide-rusmidler/2026.1.yaml", "    inden_dage: 0\n", "    inden_dage: 10\n", "V206"),
    ("erhvervet-hjerneskade/2026.1.yaml", "gælder: { fra: \"2026-01-01\", til: \"2026-12-31\"", "gælder: { fra: \"2026-01-01\", til: \"2026-11-30\"", "V033"),
    ("vold-i-naere-relationer/2026.1.yaml", "    værre: ja\n", "    vaerre: ja\n", "unknown-key"),
    ("kommunikationshandicap/2026.1.yaml", "spørgsmål:\n", "spørgsmaal:\n", "unknown-key"),
    ("multiple-funktionsnedsaettelser/2026.1.yaml", "  - id: M1\n    niveau: moderat", "  - id: M1\n    niveau: Moderat", "unknown-id"),
    ("rusmidler-dobbeltdiagnose/2026.1.yaml", "når: { alle: [rusmiddelbrug = afhængig, psykisk_tilstand = svær] }", "når: { alle: [rusmiddelbrug = afhængig, rusmiddelbrug = skadelig] }", "V101"),
    ("bevaegelseshandicap/2026.1.yaml", "    bekræftet: true\n  - id: H2", "    bekraeftet: true\n  - id: H2", "unknown-key"),
    ("omsorgssvigt-overgreb/2026.1.yaml", "  - når: alder >= 18\n", "  - når: alder < 18\n", "V006"),
];

/// Not found, with the reason in place of the code.
#[rustfmt::skip]
const MISSED: &[Seed] = &[
    ("psykiske-lidelser/2026.1.yaml", "    ordnet: ja\n", "", "without `ordnet` the options are only names; nothing here compares them"),
    ("vold-i-naere-relationer/2026.1.yaml", "        - forfølgelse\n", "", "still asked, for a duty; that it should also count for the level stands nowhere"),
];

/// The shipped rules, read once.
struct Shipped {
    catalogue: Catalogue,
    guidelines: Vec<Guideline>,
    /// By file: what is found before anything is changed.
    before: BTreeMap<&'static str, BTreeSet<(String, String)>>,
}

impl Shipped {
    fn open() -> Self {
        let rules = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/rules"));
        let catalogue = Catalogue::open(RuleFolder::directory(rules).unwrap()).unwrap();
        let mut guidelines = Vec::new();
        for speciale in catalogue.specialer().unwrap() {
            for version in catalogue.folder().versions(&speciale).unwrap() {
                let file = catalogue.folder().guideline(&speciale, &version).unwrap();
                guidelines.push(catalogue.read(&speciale, &file).unwrap().value);
            }
        }
        Self { catalogue, guidelines, before: BTreeMap::new() }
    }

    fn text(&self, file: &str) -> String {
        let all = self.catalogue.folder().all_files().unwrap();
        all.into_iter().find(|own| own.name == file).unwrap_or_else(|| panic!("no {file}")).text
    }

    /// What lint says of the file with this text.
    fn found(&self, file: &'static str, text: &str) -> BTreeSet<(String, String)> {
        let options = Options::on(jiff::civil::date(2026, 11, 22));
        let reading = Reading { name: file, text, options: &options };
        let found = if let Some((speciale, version)) = file.trim_end_matches(".yaml").split_once('/') {
            let place = Some(Place { speciale, version });
            let national = self.catalogue.national();
            let mut beside = self.guidelines.clone();
            if let Ok(changed) = resolve::guideline(file, text.as_bytes(), national, place) {
                beside.retain(|own| own.speciale != speciale || own.version != version);
                beside.push(changed.value);
            }
            lint::guideline(reading, national, place, &beside)
        } else {
            lint::national(reading, &self.guidelines)
        };
        found.iter().map(|Finding { code, message, .. }| ((*code).to_owned(), message.clone())).collect()
    }

    /// What is found with the fault that is not found without it.
    fn added(&mut self, (file, from, to, _): &Seed) -> BTreeSet<(String, String)> {
        let text = self.text(file);
        assert!(text.contains(from), "{file} has no {from:?}: seed the fault anew");
        let before = match self.before.get(file) {
            Some(before) => before.clone(),
            None => self.found(file, &text),
        };
        self.before.insert(file, before.clone());
        self.found(file, &text.replacen(from, to, 1)).difference(&before).cloned().collect()
    }
}

#[test]
fn faults_that_authors_make_are_found() {
    let mut shipped = Shipped::open();
    let mut wrong = Vec::new();
    for seed in FAULTS {
        let found = shipped.added(seed);
        if !found.iter().any(|(code, _)| code == seed.3) {
            wrong.push((seed, found));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    for seed in MISSED {
        let found = shipped.added(seed);
        assert!(found.is_empty(), "found by now, move it: {seed:?} {found:#?}");
    }
    // Nineteen of twenty, and sixty at the least.
    assert!(FAULTS.len() >= 60 && FAULTS.len() >= 19 * MISSED.len());
}
