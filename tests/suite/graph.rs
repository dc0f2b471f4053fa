//! `visit graph`: every criterion, begreb and duty is drawn in words, and other programs can read the drawing.

use std::collections::BTreeSet;
use std::io::Write;
use std::process::{Command, Output, Stdio};

use assert_fs::TempDir;
use visit::store::RuleFolder;
use visit::store::catalogue::Catalogue;
use visitation::graph::{Graph, GroupKind, Line, Node, Part, dot, mermaid, svg};
use visitation::guideline::Guideline;
use visitation::guideline::wording::basis_text;

const NATIONAL: &str = "\
format: visit-national/1
niveauer: [{ id: let, titel: Let }, { id: højt, titel: Højt }]
skalaer: [{ id: nedsat, trin: [{ id: ingen }, { id: svær, tekst: svært }] }]
";

const GUIDELINE: &str = "\
format: visit/1
speciale: proeve
titel: Prøve \"A\" <b>
version: '1'
gælder: { fra: 2026-01-01 }
spørgsmål:
  - { id: tale, spørg: Hvor svær er talen?, type: skala, skala: nedsat }
  - { id: alder, spørg: Hvor gammel?, type: tal, min: 0, maks: 99 }
  - { id: fare, spørg: Er der fare?, type: ja_nej, spørg_når: tale >= svær }
  - { id: hjem, spørg: Hvor?, type: valg, valg: [{ id: a, tekst: Hjemme }, { id: b, tekst: Ude }, { id: c }] }
  - { id: tid, spørg: Hvornår?, type: ja_nej }
begreber:
  - { id: svær_tale, betyder: Talen er svær, når: { alle: [tale >= svær, alder < 18] } }
  - { id: hjemme, betyder: Bor hjemme, når: { ikke: hjem = b } }
udgangspunkt: let
kriterier:
  - { id: H1, niveau: højt, når: { mindst: 2, af: [svær_tale, fare, { mindst_en: [hjem = a, hjem = b] }] } }
  - { id: H2, niveau: højt, når: { alle: [svær_tale, hjemme, { ikke: 'sum(alder, tale) >= 3' }] } }
rådgivning:
  - { id: R1, pligt: anbefalet, grundlag: lokal, når: { mindst_en: [niveau >= højt, tvivl] }, inden_dage: 14 }
";

fn rules() -> TempDir {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("national.yaml"), NATIONAL).unwrap();
    std::fs::create_dir(folder.path().join("proeve")).unwrap();
    std::fs::write(folder.path().join("proeve/1.yaml"), GUIDELINE).unwrap();
    folder
}

fn visit(folder: &TempDir, format: &str, path: Option<&str>) -> Output {
    visit_part(folder, format, path, &[])
}

fn visit_part(folder: &TempDir, format: &str, path: Option<&str>, part: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_visit"));
    command.args(["graph", "proeve", "--date", "2026-06-01", "--format", format, "--rules"]).arg(folder.path());
    command.args(part);
    if let Some(path) = path {
        command.env("PATH", path);
    }
    command.output().unwrap()
}

#[test]
fn a_guideline_is_drawn_in_mermaid() {
    let run = visit(&rules(), "mermaid", None);
    assert_eq!((run.status.code(), run.stderr.as_slice()), (Some(0), b"".as_slice()));
    let drawn = String::from_utf8(run.stdout).unwrap();
    // A row a line, and the spaces that hold them in place as spaces.
    insta::assert_snapshot!(drawn.replace("<br/>", "\n      ").replace("#160;", " "));
}

#[test]
fn a_part_is_drawn_with_what_it_rests_on() {
    let folder = rules();
    let drawn = |part: &[&str]| String::from_utf8(visit_part(&folder, "mermaid", None, part).stdout).unwrap();
    let criterion = drawn(&["--criterion", "H2"]);
    assert!(criterion.contains("<b>H2</b>") && criterion.contains("B1: Talen er svær"), "{criterion}");
    assert!(criterion.contains(": kun H2") && !criterion.contains("H1") && !criterion.contains("R1"), "{criterion}");
    let duty = drawn(&["--criterion", "R1"]);
    assert!(duty.contains("R1: Rådgivning inden 14 dage") && !duty.contains("H2"), "{duty}");
    let level = drawn(&["--level", "let"]);
    assert!(level.contains(": kun Let") && level.contains("når intet kriterium er opfyldt"), "{level}");
    assert!(!level.contains("H1") && !level.contains("R1"), "{level}");
    for (part, known) in
        [(["--criterion", "H3"], "vælg mellem H1, H2, R1"), (["--level", "x"], "vælg mellem let, højt")]
    {
        let run = visit_part(&folder, "mermaid", None, &part);
        let told = String::from_utf8(run.stderr).unwrap();
        assert_eq!((run.status.code(), run.stdout.as_slice()), (Some(2), b"".as_slice()));
        assert!(told.contains(known), "{told}");
    }
}

#[test]
fn a_picture_needs_no_other_program_and_speaks_to_a_screen_reader() {
    let folder = rules();
    let nowhere = folder.path().join("proeve");
    let run = visit(&folder, "svg", nowhere.to_str());
    assert_eq!((run.status.code(), run.stderr.as_slice()), (Some(0), b"".as_slice()));
    let picture = String::from_utf8(run.stdout).unwrap();
    for said in
        ["<title id=\"titel\">Prøve &quot;A&quot; &lt;b&gt;, udgave 1", "<desc id=\"beskrivelse\">", "Er der fare?"]
    {
        assert!(picture.contains(said), "{said}: {picture}");
    }
    // A reference leads to its box.
    assert!(
        picture.contains("<g id=\"boks-B1\">") && picture.matches("<a href=\"#boks-B1\">").count() >= 2,
        "{picture}"
    );
}

#[test]
fn the_path_of_a_case_is_marked_in_words() {
    let folder = rules();
    let (answers, case) = (folder.path().join("svar.yaml"), folder.path().join("sag.yaml"));
    std::fs::write(&answers, "speciale: proeve\nsvar: { tale: svær, alder: 9, fare: ja, hjem: c, tid: ja }\n").unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_visit"))
        .args(["assess", "--date", "2026-06-01", "--answers"])
        .arg(&answers)
        .arg("--out")
        .arg(&case)
        .arg("--rules")
        .arg(folder.path())
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(0), "{}", String::from_utf8_lossy(&run.stderr));
    for format in ["svg", "mermaid", "dot"] {
        let run = visit_part(&folder, format, None, &["--case", case.to_str().unwrap()]);
        let drawn = String::from_utf8(run.stdout).unwrap();
        assert_eq!(run.status.code(), Some(0), "{}", String::from_utf8_lossy(&run.stderr));
        // H1 and the begreb that it rests on, and the advice; not the base.
        assert!(drawn.matches("✓ opfyldt i sagen").count() >= 2 && drawn.contains("✓ skal søges i sagen"), "{drawn}");
        assert!(!drawn.contains("sagens niveau"), "{drawn}");
    }
    std::fs::write(&case, "noget andet").unwrap();
    assert_eq!(visit_part(&folder, "svg", None, &["--case", case.to_str().unwrap()]).status.code(), Some(2));
}

fn shipped() -> Vec<Guideline> {
    let catalogue = Catalogue::open(RuleFolder::Embedded).unwrap();
    let specialer = catalogue.specialer().unwrap();
    specialer.iter().flat_map(|speciale| catalogue.versions(speciale).unwrap()).collect()
}

/// The boxes of the frames of a kind.
fn nodes(graph: &Graph, kind: GroupKind) -> impl Iterator<Item = &Node> {
    graph.groups.iter().filter(move |group| group.kind == kind).flat_map(|group| &group.nodes)
}

#[test]
fn everything_in_the_shipped_guidelines_is_drawn() {
    let guidelines = shipped();
    assert!(guidelines.len() >= 20);
    for guideline in guidelines {
        let name = &guideline.speciale;
        let graph = Graph::of(&guideline, Part::All);
        let all: Vec<&Node> = graph.groups.iter().flat_map(|group| &group.nodes).collect();
        let names: BTreeSet<&str> = all.iter().map(|node| node.name.as_str()).collect();
        assert_eq!(names.len(), all.len(), "{name}: a name stands for one box");
        let lines: Vec<&Line> = all.iter().flat_map(|node| &node.lines).collect();
        let seen: BTreeSet<&str> = lines.iter().filter_map(|line| line.see.as_deref()).collect();
        assert!(seen.is_subset(&names), "{name}: {seen:?} leads nowhere");
        for node in nodes(&graph, GroupKind::Concepts).chain(nodes(&graph, GroupKind::Questions)) {
            assert!(seen.contains(node.name.as_str()), "{name}: nothing leads to {}", node.name);
        }
        let criteria: BTreeSet<&str> = nodes(&graph, GroupKind::Level).map(|node| node.name.as_str()).collect();
        for criterion in &guideline.criteria {
            assert!(criteria.contains(criterion.id.as_str()), "{name}: {}", criterion.id);
            guideline.visit_all_questions(&criterion.when, &mut |ix| {
                let text = &guideline.questions[ix.0].text;
                assert!(lines.iter().any(|line| line.text == *text && !line.answers.is_empty()), "{name}: {text}");
            });
        }
        for concept in &guideline.concepts {
            let meaning = concept.meaning.as_deref().unwrap();
            let has_box = nodes(&graph, GroupKind::Concepts).any(|node| node.heading == meaning);
            let is_unfolded = lines.iter().any(|line| line.text == format!("{meaning}, dvs.:"));
            assert!(has_box != is_unfolded, "{name}: {meaning}");
        }
        for duty in &guideline.advice {
            let node = nodes(&graph, GroupKind::Advice).find(|node| node.name == duty.id).unwrap();
            let basis = basis_text(duty.duty, duty.basis, duty.verified).to_lowercase();
            assert!(node.lines[0].text.to_lowercase().starts_with(&basis), "{name}: {node:?}");
        }
    }
}

#[test]
fn every_language_holds_every_box_and_graphviz_accepts_it() {
    let has_graphviz = Command::new("dot").arg("-V").output().is_ok();
    for guideline in shipped() {
        let graph = Graph::of(&guideline, Part::All);
        let (drawn_dot, drawn_mermaid, drawn) = (dot::render(&graph), mermaid::render(&graph), svg::render(&graph));
        assert_eq!(
            drawn.matches("<g id=\"boks-").count(),
            graph.groups.iter().map(|group| group.nodes.len()).sum::<usize>()
        );
        for node in graph.groups.iter().flat_map(|group| &group.nodes) {
            let head =
                if node.heading.is_empty() { format!("<b>{}</b>", node.name) } else { format!("<b>{}:", node.name) };
            assert_eq!(drawn_mermaid.matches(&head).count(), 1, "{}: {head}", guideline.speciale);
            assert_eq!(drawn_dot.matches(&head.replace("b>", "B>")).count(), 1, "{}: {head}", guideline.speciale);
        }
        // More than that Mermaid refuses to draw.
        assert!(drawn_mermaid.chars().count() < 50_000, "{}: too long", guideline.speciale);
        if has_graphviz {
            let mut command = Command::new("dot");
            let command = command.arg("-Tplain").stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
            let mut child = command.spawn().unwrap();
            child.stdin.take().unwrap().write_all(drawn_dot.as_bytes()).unwrap();
            let output = child.wait_with_output().unwrap();
            let told = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success() && !told.contains("rror"), "{}: {told}", guideline.speciale);
        }
    }
}
